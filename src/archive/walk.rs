//! Files and folders → the texts to read, in an order that is the same every time.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobSet, GlobSetBuilder};
use sha2::{Digest, Sha256};
use walkdir::{DirEntry, WalkDir};

use super::{ArchiveError, Destination};

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Input {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Where its output goes in the output tree, with the name of the input.
    pub(super) name: PathBuf,
    /// Whether it was named itself, and not found in a folder.
    pub(super) named: bool,
}

/// A file or folder that cannot be read, or must not be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused {
    pub(super) path: PathBuf,
    pub(super) why: String,
}

/// Which files of folders to take. Globs are compared with the file's name and with its path in the folder
/// (`*.txt`, `2019/**`); files that were named themselves are taken whatever the globs say.
#[derive(Debug, Clone, Default)]
pub(super) struct Filter {
    include: Option<GlobSet>,
    exclude: GlobSet,
}

impl Filter {
    pub(super) fn new(include: &[String], exclude: &[String]) -> Result<Self, ArchiveError> {
        let include = if include.is_empty() { None } else { Some(globs(include)?) };
        Ok(Self { include, exclude: globs(exclude)? })
    }

    fn takes(&self, path: &Path, name: &OsStr) -> bool {
        self.include.as_ref().is_none_or(|globs| globs.is_match(path) || globs.is_match(name))
    }

    fn leaves_out(&self, path: &Path, name: &OsStr) -> bool {
        self.exclude.is_match(path) || self.exclude.is_match(name)
    }
}

fn globs(patterns: &[String]) -> Result<GlobSet, ArchiveError> {
    let error = |error: globset::Error| ArchiveError::Glob(error.to_string());
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(Glob::new(pattern).map_err(error)?);
    }
    set.build().map_err(error)
}

/// Every file to read. Folders are read to any depth, in the order of names; links are followed; names that
/// begin with a full stop are passed over, and so is what `output` has written. `.gitignore` means nothing
/// here. What would be waited for (a pipe, a device) is refused in a folder; who names one wants it.
///
/// Where one folder is given, its content becomes the content of the output folder; of several, each keeps
/// its name.
pub(super) fn walk<'a>(
    inputs: &'a [PathBuf],
    filter: &'a Filter,
    output: &'a Destination,
) -> impl Iterator<Item = Result<Input, Refused>> + Send + 'a {
    let keep_names = inputs.len() > 1;
    inputs.iter().flat_map(move |input| -> Box<dyn Iterator<Item = _> + Send> {
        if !input.is_dir() {
            let name = input.file_name().map(PathBuf::from).unwrap_or_default();
            return Box::new([Ok(Input { path: input.clone(), name, named: true })].into_iter());
        }
        let base = match input.file_name() {
            Some(name) if keep_names => PathBuf::from(name),
            _ => PathBuf::new(),
        };
        Box::new(folder(input, base, filter, output))
    })
}

fn folder<'a>(
    root: &'a Path,
    base: PathBuf,
    filter: &'a Filter,
    output: &'a Destination,
) -> impl Iterator<Item = Result<Input, Refused>> + Send + 'a {
    let out_folder = match output {
        Destination::Folder(folder) => fs::canonicalize(folder).ok(),
        Destination::Lines(_) => None,
    };
    let inside = move |path: &Path| path.strip_prefix(root).map(Path::to_path_buf).unwrap_or_default();
    let enters = move |entry: &DirEntry| {
        entry.depth() == 0
            || !(entry.file_name().as_encoded_bytes().starts_with(b".")
                || filter.leaves_out(&inside(entry.path()), entry.file_name())
                || entry.file_type().is_dir()
                    && out_folder.is_some()
                    && fs::canonicalize(entry.path()).ok() == out_folder)
    };
    let entries = WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter().filter_entry(enters);
    entries.filter_map(move |entry| match entry {
        Ok(entry) if entry.file_type().is_dir() || output.owns(entry.path()) => None,
        Ok(entry) => {
            let relative = inside(entry.path());
            filter.takes(&relative, entry.file_name()).then(|| {
                let (is_file, path) = (entry.file_type().is_file(), entry.into_path());
                if is_file {
                    Ok(Input { name: base.join(relative), path, named: false })
                } else {
                    Err(Refused { path, why: "is no file but a pipe or a device; name it to read it".into() })
                }
            })
        }
        Err(error) => {
            let path = error.path().unwrap_or(root).to_path_buf();
            let why = match error.loop_ancestor() {
                Some(ancestor) => format!("links back to {}; it is read there", ancestor.display()),
                None => error.io_error().map_or_else(|| "cannot be read".to_owned(), super::explain),
            };
            Some(Err(Refused { path, why }))
        }
    })
}

/// The names that are taken already, each as a checksum of 16 bytes.
#[derive(Debug, Default)]
pub(super) struct Taken(HashSet<[u8; 16]>);

impl Taken {
    /// Whether `path` had not been taken yet.
    pub(super) fn take(&mut self, path: &Path) -> bool {
        self.0.insert(key(path.as_os_str().as_encoded_bytes()))
    }
}

/// Sixteen bytes that stand for many.
pub(super) fn key(bytes: &[u8]) -> [u8; 16] {
    let mut key = [0; 16];
    for (to, from) in key.iter_mut().zip(Sha256::digest(bytes)) {
        *to = from;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(inputs: &[PathBuf], include: &[&str], exclude: &[&str], output: &Path) -> Vec<String> {
        let owned = |globs: &[&str]| globs.iter().map(|&glob| glob.to_owned()).collect::<Vec<_>>();
        let filter = Filter::new(&owned(include), &owned(exclude)).unwrap();
        walk(inputs, &filter, &Destination::new(output.to_path_buf()))
            .map(|found| found.unwrap().name.to_string_lossy().replace('\\', "/"))
            .collect()
    }

    #[test]
    fn folders_are_read_in_order_and_the_output_is_left_out() {
        let temp = tempfile::tempdir().unwrap();
        let root = temp.path().join("in");
        for file in
            ["b.txt", "a å.txt", "2019/c.TXT", "2019/d.pdf", ".git/x.txt", ".hidden.txt", "out/a.json"]
        {
            let path = root.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        fs::write(root.join(".gitignore"), "*.txt").unwrap();
        let (inputs, out) = (vec![root.clone()], root.join("out"));
        assert_eq!(names(&inputs, &[], &[], &out), ["2019/c.TXT", "2019/d.pdf", "a å.txt", "b.txt"]);
        assert_eq!(names(&inputs, &["*.txt"], &["a*"], &out), ["b.txt"]);
        assert_eq!(names(&inputs, &["2019/*"], &["*.pdf"], &out), ["2019/c.TXT"]);
        assert_eq!(names(&inputs, &[], &["2019"], &out), ["a å.txt", "b.txt"]);
        let two = vec![root.join("2019"), root.join("b.txt")];
        assert_eq!(names(&two, &["no"], &[], &out), ["b.txt"]);
        assert_eq!(names(&two, &[], &[], &out), ["2019/c.TXT", "2019/d.pdf", "b.txt"]);
    }

    #[test]
    fn a_common_output_among_the_inputs_is_left_out_with_its_accounts() {
        let temp = tempfile::tempdir().unwrap();
        let root = temp.path().to_path_buf();
        for file in ["a.txt", "all.jsonl", "all.jsonl.part", "all.manifest.jsonl.part2", "all.report.csv"] {
            fs::write(root.join(file), "").unwrap();
        }
        fs::create_dir(root.join("b")).unwrap();
        fs::write(root.join("b/all.jsonl"), "").unwrap();
        let out = root.join("all.jsonl");
        assert_eq!(names(&[root], &[], &[], &out), ["a.txt", "b/all.jsonl"]);
    }

    #[test]
    fn a_broken_glob_is_an_error() {
        let error = Filter::new(&["[".to_owned()], &[]).unwrap_err();
        assert!(error.to_string().contains('['), "{error}");
    }
}
