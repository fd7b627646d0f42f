//! Small texts and the codes expected of them.

use crate::model::Code;

/// Fails unless each text has, of the codes `about`, exactly those beside it, in order of place.
#[track_caller]
pub(super) fn table(about: &[Code], cases: &[(&str, &[Code])]) {
    for (text, expected) in cases {
        let document = crate::parse(text);
        let all = &document.diagnostics;
        let found: Vec<Code> =
            all.iter().map(|diagnostic| diagnostic.code).filter(|code| about.contains(code)).collect();
        assert_eq!(found, *expected, "{text:?}: {all:#?}");
    }
}

/// The messages of one code.
pub(super) fn messages(text: &str, code: Code) -> Vec<String> {
    let all = crate::parse(text).diagnostics;
    all.into_iter().filter(|diagnostic| diagnostic.code == code).map(|found| found.message).collect()
}

/// What the diagnostics of one code mark.
pub(super) fn marked(text: &str, code: Code) -> Vec<&str> {
    let all = crate::parse(text).diagnostics;
    all.iter().filter(|diagnostic| diagnostic.code == code).map(|found| found.span.of(text)).collect()
}
