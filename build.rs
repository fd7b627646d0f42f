//! The built-in lists of words, TOML for people → tables of Rust, so that nothing is read, folded or hashed when
//! a process begins.
//!
//! [`TABLES`] says which lists fill which field of the lexicon, as `Lexicon::add` does for a list of one's own; a
//! test compares the two.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use serde::Deserialize as _;
use serde::de::IntoDeserializer as _;
use toml::{Table, Value};

#[allow(dead_code, unused_imports)]
#[path = "src/lexicon/clues/mod.rs"]
mod clues;
#[allow(dead_code)]
#[path = "src/lexicon/ends.rs"]
mod ends;
#[allow(dead_code)]
#[path = "src/lexicon/fold.rs"]
mod fold;
#[allow(dead_code)]
#[path = "src/lexicon/hash.rs"]
mod hash;

use clues::{Clue, ClueTable};
use ends::{Ends, FirstLetters, LastLetters, SkeletonEnds};
use fold::{Folded, skeleton};

/// Lists → a table by folded words.
enum Lists {
    /// One list, whose words mean nothing more.
    Flag(&'static str),
    /// Several of them together.
    Flags(&'static [&'static str]),
    /// A list for each meaning, named as it is.
    Each(&'static str),
    /// Of these only some.
    Some(&'static str, &'static [&'static str]),
    /// A list of spellings for each text.
    Spellings(&'static str),
    /// A list for each number.
    Numbers(&'static str),
}

use Lists::{Each, Flag, Flags, Numbers, Spellings};

/// Field, type of the meanings, lists.
const TABLES: &[(&str, &str, Lists)] = &[
    ("labels", "Label", Each("labels")),
    ("places", "()", Flags(&["labels.remote", "labels.on_site"])),
    ("pages", "()", Flag("labels.page")),
    ("furniture", "()", Flag("labels.furniture")),
    ("contents", "()", Flag("labels.contents")),
    ("sections", "Section", Each("sections")),
    ("roles", "Role", Each("roles")),
    ("notes", "Note", Each("notes")),
    ("articles", "()", Flag("articles.words")),
    ("offices", "()", Flag("offices.words")),
    ("courtesy", "()", Flag("courtesy.words")),
    ("plural_courtesy", "()", Flag("courtesy.plural")),
    ("titles", "()", Flag("titles.words")),
    ("before_title", "()", Flag("titles.before")),
    ("same_titles", TEXT, Spellings("same_titles")),
    ("particles", "()", Flag("particles.words")),
    ("first_particles", "()", Flag("particles.first")),
    ("in_no_name", "()", Flags(&["roles.*", "not_names.words", "courtesy.words", "titles.words"])),
    ("not_names", "()", Flag("not_names.words")),
    ("acronyms", "()", Flag("acronyms.words")),
    ("instead", "()", Flag("instead.words")),
    ("proxies", "()", Flag("proxies.words")),
    ("former", "()", Flag("of_them.former")),
    ("latter", "()", Flag("of_them.latter")),
    ("all_of_them", "()", Flag("all_of_them.words")),
    ("finite_verbs", "()", Flag("finite_verbs.words")),
    ("stating_verbs", "()", Flag("finite_verbs.stating")),
    ("opens_clause", "()", Flag("finite_verbs.clauses")),
    ("relatives", "()", Flag("relatives.words")),
    ("parties", TEXT, Spellings("parties")),
    ("months", "u8", Numbers("months")),
    ("weekdays", "u8", Numbers("weekdays")),
    ("halves", "Half", Each("halves")),
    ("numbers", "u8", Numbers("numbers")),
    ("organization_last", "()", Flag("organizations.last")),
    ("organization_first", "()", Flag("organizations.first")),
    ("above_organizations", "()", Flag("organizations.above")),
    ("body_first", "()", Flag("bodies.first")),
    ("document_titles", "()", Flag("titles_of_documents.words")),
    ("meetings", "()", Flag("titles_of_documents.meeting")),
    ("meeting_types", "MeetingType", Each("meeting_types")),
    ("item_words", "()", Flag("numbering.item")),
    ("reference_words", "()", Flag("numbering.reference")),
    ("matter_words", "()", Flag("numbering.matter")),
    ("table_columns", "TableColumn", Each("table_columns")),
    ("breaks", "()", Flag("breaks.words")),
    ("label_words", "LabelWord", Each("label_words")),
    ("before_label", "()", Flag("around_labels.before")),
    ("behind_label", "()", Flag("around_labels.behind")),
    ("abbreviations", "Abbreviation", Lists::Some("abbreviations", &["inside", "final"])),
    ("before_mark", "()", Flag("abbreviations.before_mark")),
    ("stated_numbers", "()", Flag("stated_numbers.words")),
    ("adjusting", "()", Flag("adjusting.words")),
    ("substitutes", "()", Flag("substitutes.words")),
    ("continued", "()", Flag("continued.words")),
    ("appended", "()", Flag("appended.words")),
    ("elsewhere", "()", Flag("elsewhere.words")),
    ("announced", "()", Flag("announced.words")),
    ("small_words", "SmallWord", Each("small_words")),
    ("ands", "()", Flag("small_words.and")),
    ("attended", "Reach", Each("attended")),
    ("points", "()", Flag("points.words")),
    ("clock", "()", Flag("clock.words")),
    ("date_article", "()", Flag("dates.article")),
    ("which_month", "()", Flag("dates.which_month")),
    ("attendance_marks", "AttendanceMark", Each("marks")),
];

const TEXT: &str = "Cow<'static, str>";

/// Field, list of endings.
const ENDINGS: &[(&str, &str)] = &[
    ("title_endings", "titles.endings"),
    ("trade_endings", "titles.trades"),
    ("finite_endings", "finite_verbs.endings"),
    ("organization_endings", "organizations.ending"),
    ("body_endings", "bodies.ending"),
    ("meeting_endings", "titles_of_documents.meeting_ending"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new("src/lexicon");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = Vec::new();
    let entries = std::fs::read_dir(folder.join("sv"))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        if path.extension().is_some_and(|extension| extension == "toml") {
            let text = std::fs::read_to_string(&path)?;
            let lists = toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
            files.push(lists);
        }
    }
    let out = std::env::var_os("OUT_DIR").ok_or("cargo sets no OUT_DIR")?;
    std::fs::write(Path::new(&out).join("built_in.rs"), rust(&files)?)?;
    Ok(())
}

/// The lexicon in Rust.
fn rust(files: &[Table]) -> Result<String, Box<dyn Error>> {
    let mut out = String::from("pub(super) static LEXICON: Lexicon = Lexicon {\n");
    let mut same =
        String::from("#[cfg(test)]\npub(super) fn assert_same(one: &Lexicon, other: &Lexicon) {\n");
    for (field, kind, lists) in TABLES {
        writeln!(out, "{field}: {},", table(&meanings(files, kind, lists)))?;
        writeln!(same, "one.{field}.assert_same(&other.{field}, {field:?});")?;
    }
    for (field, list) in ENDINGS {
        writeln!(out, "{field}: {},", endings(&words(files, list)))?;
        writeln!(same, "one.{field}.assert_same(&other.{field}, {field:?});")?;
    }
    writeln!(out, "stated_first: Cow::Borrowed(&[{}]),", texts(&first_words(files)))?;
    writeln!(out, "clues: {},\n}};", clue_table(files)?)?;
    writeln!(
        same,
        "assert_eq!(one.stated_first, other.stated_first);\none.clues.assert_same(&other.clues);\n}}"
    )?;
    Ok(out + &same)
}

/// The lists at `path` of all files.
fn at<'a>(files: &'a [Table], path: &str) -> impl Iterator<Item = &'a Value> {
    let (table, list) = path.split_once('.').map_or((path, None), |(table, list)| (table, Some(list)));
    let list = list.map(str::to_owned);
    let tables = files.iter().filter_map(move |file| file.get(table)).collect::<Vec<_>>();
    tables.into_iter().filter_map(move |table| match &list {
        Some(list) => table.get(list),
        None => Some(table),
    })
}

fn strings(list: &Value) -> Vec<String> {
    let words = list.as_array().into_iter().flatten();
    words.filter_map(|word| word.as_str().map(str::to_owned)).collect()
}

/// The words of a list; `roles.*` are those of all lists of a table.
fn words(files: &[Table], path: &str) -> Vec<String> {
    if let Some(table) = path.strip_suffix(".*") {
        return lists(files, table).into_iter().flat_map(|(_, words)| words).collect();
    }
    at(files, path).flat_map(strings).collect()
}

/// Each list of a table of lists, by its name.
fn lists(files: &[Table], path: &str) -> Vec<(String, Vec<String>)> {
    let tables = at(files, path).filter_map(Value::as_table).flatten();
    tables.map(|(name, list)| (name.clone(), strings(list))).collect()
}

/// The words of a table, folded, each with its meaning in Rust.
fn meanings(files: &[Table], kind: &str, of: &Lists) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut add = |words: Vec<String>, meaning: String| {
        for folded in words.iter().filter_map(|word| Folded::new(word)) {
            found.insert(folded.as_str().to_owned(), meaning.clone());
        }
    };
    match of {
        Flag(path) => add(words(files, path), "()".into()),
        Flags(paths) => paths.iter().for_each(|path| add(words(files, path), "()".into())),
        Each(path) => {
            lists(files, path).into_iter().for_each(|(name, words)| add(words, variant(kind, &name)))
        }
        Lists::Some(path, names) => {
            let some = lists(files, path).into_iter().filter(|(name, _)| names.contains(&name.as_str()));
            some.for_each(|(name, words)| add(words, variant(kind, &name)));
        }
        Numbers(path) => lists(files, path).into_iter().for_each(|(number, words)| add(words, number)),
        Spellings(path) => {
            for (text, words) in lists(files, path) {
                let meaning = format!("Cow::Borrowed({text:?})");
                add(vec![text], meaning.clone());
                add(words, meaning);
            }
        }
    }
    found
}

/// `place_time` of `Label` → `Label::PlaceTime`.
fn variant(kind: &str, name: &str) -> String {
    let capitals = name.split('_').map(|word| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_uppercase() + rest
    });
    format!("{kind}::{}", capitals.collect::<String>())
}

fn table(words: &BTreeMap<String, String>) -> String {
    let (mut ends, mut starts) = (Ends::default(), FirstLetters::NONE);
    let mut damaged: BTreeMap<String, Option<&str>> = BTreeMap::new();
    for (word, meaning) in words {
        ends.add(word.as_bytes());
        starts.add(word);
        let entry = damaged.entry(skeleton(word)).or_insert(Some(meaning));
        if *entry != Some(meaning) {
            *entry = None;
        }
    }
    let (mut damaged_ends, mut damaged_starts) = (SkeletonEnds::NONE, FirstLetters::NONE);
    for skeleton in damaged.keys() {
        damaged_ends.add(skeleton);
        damaged_starts.add(skeleton);
    }
    let damaged = damaged.into_iter().map(|(skeleton, meaning)| {
        (skeleton, meaning.map_or("None".into(), |meaning| format!("Some({meaning})")))
    });
    format!(
        "Table::of(&BuiltIn {{ exact: {}, ends: &{ends:?}, starts: &{starts:?}, damaged: {}, \
         damaged_ends: &{damaged_ends:?}, damaged_starts: &{damaged_starts:?} }})",
        hashed(words),
        hashed(&damaged.collect())
    )
}

/// Words with their places in a table of hashes.
fn hashed(words: &BTreeMap<String, String>) -> String {
    let mut slots = vec![0; (words.len() * 2).next_power_of_two().max(1)];
    let (mut text, mut entries) = (String::new(), String::new());
    for (index, (word, meaning)) in words.iter().enumerate() {
        let hash = hash::of(word.as_bytes());
        let mut slot = hash as usize & (slots.len() - 1);
        while slots[slot] != 0 {
            slot = (slot + 1) & (slots.len() - 1);
        }
        slots[slot] = index + 1;
        let (at, len, mark) = (text.len(), word.len(), (hash >> 48) as u16);
        let _ = writeln!(entries, "Word {{ at: {at}, len: {len}, mark: {mark}, meaning: {meaning} }},");
        text.push_str(word);
    }
    format!("Hashed {{ text: {text:?}, words: &[{entries}], slots: &{slots:?} }}")
}

fn endings(endings: &[String]) -> String {
    let mut last = LastLetters::default();
    let mut endings = endings.to_vec();
    endings.sort_by_key(|ending| ends::tail(ending));
    endings.iter().for_each(|ending| last.add(ending));
    let tails: Vec<[u8; 2]> = endings.iter().map(|ending| ends::tail(ending)).collect();
    format!("Endings::of(&[{}], &{tails:?}, &{last:?})", texts(&endings))
}

fn texts(texts: &[String]) -> String {
    texts.iter().map(|text| format!("Cow::Borrowed({text:?}),")).collect()
}

/// The first words of the phrases before stated numbers.
fn first_words(files: &[Table]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for phrase in words(files, "stated_numbers.words") {
        let first = phrase.split(' ').next().unwrap_or_default();
        if !found.iter().any(|other| other == first) {
            found.push(first.to_owned());
        }
    }
    found
}

fn clue_table(files: &[Table]) -> Result<String, Box<dyn Error>> {
    let mut table = ClueTable::default();
    for (name, words) in lists(files, "clues").into_iter().chain(lists(files, "occasions")) {
        let clue = Clue::deserialize(name.as_str().into_deserializer())
            .map_err(|error: serde::de::value::Error| error.to_string())?;
        words.iter().for_each(|word| table.insert(word, clue));
    }
    for list in ["labels.adjuster", "labels.appointed_adjuster", "adjusting.words"] {
        words(files, list).iter().for_each(|word| table.insert_longest(word, Clue::NamesAdjusters));
    }
    let courtesy = words(files, "courtesy.words");
    courtesy.iter().for_each(|word| table.insert_longest(word, Clue::Courtesy));
    words(files, "numbers.*").iter().for_each(|word| table.insert_longest(word, Clue::NumberWord));
    let excused = words(files, "label_words.excused");
    excused.iter().for_each(|word| table.insert_longest(word, Clue::Excuses));
    words(files, "sections.*").iter().for_each(|heading| table.insert_last(heading, Clue::EndsSection));
    Ok(format!(
        "ClueTable {{ hashes: Cow::Borrowed(&{:?}), clues: Cow::Borrowed(&{:?}), present: Cow::Borrowed(&{:?}), \
         in_pieces: {:?} }}",
        table.hashes, table.clues, table.present, table.in_pieces
    ))
}
