//! `docs/kinds.md` and `fixtures/` are in step: each fixture is shown on the page, and the page names no other.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests may fail loudly")]

mod util;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use util::fixtures;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The targets of the page's links that lead into `fixtures/`, as seen from the project's folder.
fn linked(page: &str) -> BTreeSet<String> {
    let targets = page.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    targets.filter_map(|(target, _)| target.strip_prefix("../fixtures/")).map(str::to_owned).collect()
}

#[test]
fn every_fixture_is_on_the_page_of_kinds() {
    let page = fs::read_to_string(root().join("docs/kinds.md")).unwrap();
    let names = fixtures()
        .into_iter()
        .map(|path| path.strip_prefix(root().join("fixtures")).unwrap().to_str().unwrap().replace('\\', "/"));
    assert_eq!(linked(&page), names.collect(), "left: docs/kinds.md, right: fixtures/");
}

#[test]
fn links_into_the_fixtures_are_found() {
    let page = "[a](../fixtures/a.txt), [b](../fixtures/old/b.txt) and [no](command.md)";
    assert_eq!(linked(page), BTreeSet::from(["a.txt".to_owned(), "old/b.txt".to_owned()]));
}
