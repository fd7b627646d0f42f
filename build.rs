//! The built-in lists of words, TOML for people, as JSON: a third of the time to read when a process begins.

use std::path::Path;

fn main() {
    let out = std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    let folder = Path::new("src/lexicon/sv");
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in std::fs::read_dir(folder).expect("the lists are there") {
        let path = entry.expect("the folder can be read").path();
        let Some(name) = path.file_stem().filter(|_| path.extension().is_some_and(|end| end == "toml"))
        else {
            continue;
        };
        let text = std::fs::read_to_string(&path).expect("a list can be read");
        let lists: toml::Table =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let json = serde_json::to_string(&lists).expect("lists of words have a form in JSON");
        std::fs::write(Path::new(&out).join(name).with_extension("json"), json)
            .expect("OUT_DIR can be written");
    }
}
