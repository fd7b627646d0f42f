//! Do those sign who should, and only those who were there?

use std::cell::LazyCell;
use std::collections::HashSet;

use super::Checked;
use super::people::{Among, Lists, People, words};
use crate::blocks::signatures::key;
use crate::lexicon::Clue;
use crate::model::{Code, Diagnostic, Role, SignatoryRole};

/// Appointed adjusters who do not sign, and signers who were not there. Where nobody signs, or no list says
/// who was there, there is nothing to compare.
pub(super) fn check(checked: Checked<'_, '_>, lists: &Lists<'_>) -> Vec<Diagnostic> {
    if checked.document.signatories.is_empty() {
        return vec![];
    }
    let mut found = adjusters(checked, lists.present());
    found.extend(signers(checked, lists.present()));
    found
}

/// Those who were appointed and do not sign, each once.
fn adjusters(checked: Checked<'_, '_>, listed: Among<'_, '_>) -> Vec<Diagnostic> {
    let document = checked.document;
    let signing =
        LazyCell::new(|| People::new(document.signatories.iter().map(|signatory| &*signatory.name)));
    let mut told = HashSet::new();
    let mut found = vec![];
    for appointed in &checked.oddities.appointed {
        // What looks like a name may be none, unless it is in a list.
        let surely =
            if listed.is_empty() { appointed.name.contains(' ') } else { listed.has(&appointed.name) };
        if surely
            && !signs_as_written(checked, &appointed.name)
            && !signing.has(&appointed.name)
            && told.insert(key(&appointed.name))
        {
            let message = format!("{} is appointed to adjust the minutes and does not sign", appointed.name);
            let span = checked.place_of(&appointed.name, appointed.span);
            found.push(Diagnostic::new(Code::AdjusterDoesNotSign, span, message));
        }
    }
    found
}

/// How long all names of those who sign are at most, in bytes, that are compared as they are written: so that each word
/// of them is among the first `MOST_ALIKE` that are compared otherwise.
const LONGEST_COMPARED: usize = 150;

/// Whether somebody signs with exactly this name, which is no initials.
fn signs_as_written(checked: Checked<'_, '_>, name: &str) -> bool {
    let signing = || checked.document.signatories.iter().map(|signatory| &*signatory.name);
    signing().map(str::len).sum::<usize>() <= LONGEST_COMPARED
        && signing().any(|other| other == name)
        && words(name).iter().any(|word| word.chars().nth(1).is_some())
}

/// Those who sign and were not there.
///
/// Whom a point elects (a chair of the meeting, a secretary) was there. Many lists have only those who
/// decide: who signs as chair or secretary is missing only where the list names another as that.
fn signers(checked: Checked<'_, '_>, present: Among<'_, '_>) -> Vec<Diagnostic> {
    let document = checked.document;
    if present.is_empty() {
        return vec![];
    }
    // Read where somebody asks: nearly all who sign are listed.
    let absent = LazyCell::new(|| People::new(document.absences.iter().map(|person| &*person.name)));
    let elected = LazyCell::new(|| elected(checked));
    let mut told = HashSet::new();
    let mut found = vec![];
    for signatory in &document.signatories {
        if !lists_office(checked, signatory.role) || present.has(&signatory.name) {
            continue;
        }
        let is_elected = words(&signatory.name).iter().all(|word| elected.contains(word));
        if is_elected || !told.insert(key(&signatory.name)) {
            continue;
        }
        let how =
            if absent.has(&signatory.name) { "is recorded as absent" } else { "is not recorded as present" };
        let message = format!("{} signs and {how}", signatory.name);
        found.push(Diagnostic::new(Code::SignerNotPresent, signatory.span, message));
    }
    found
}

/// Whether the attendance says who has the office that somebody signs as: everybody else has none.
fn lists_office(checked: Checked<'_, '_>, role: SignatoryRole) -> bool {
    let office = match role {
        SignatoryRole::Chair => Role::Chair,
        SignatoryRole::Secretary => Role::Secretary,
        SignatoryRole::Adjuster => return true,
        SignatoryRole::Other => return false,
    };
    checked.document.attendance.iter().any(|person| person.roles.contains(&office))
}

/// The words of paragraphs that elect somebody.
fn elected(checked: Checked<'_, '_>) -> HashSet<String> {
    let electing = checked.paragraphs().filter(|(_, clues)| clues.has(Clue::Elected));
    electing.flat_map(|(text, _)| words(text)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{marked, table};
    use crate::model::Code::{AdjusterDoesNotSign, SignerNotPresent};

    fn minutes(present: &str, text: &str, signing: &str) -> String {
        format!(
            "Protokoll\nDatum: 2024-03-04\n\n{present}\n\n§ 1 Val\n\n{text}\n\n§ 2 Slut\n\nMötet avslutas.\n\n\n{signing}\n"
        )
    }

    const PRESENT: &str = "Närvarande:\nAnna Berg, ordförande\nBo Ek, sekreterare\nErik Öst";
    const ERIK: &str = "Erik Öst utsågs att justera protokollet.";

    #[test]
    fn who_signs() {
        let two = "Vid protokollet\n\nBo Ek\n\nJusteras\n\nAnna Berg\n";
        let all = &format!("{two}\nErik Öst");
        let stranger = &format!("{all}\n\nEva Lund");
        for (present, text, signing, expected) in [
            (PRESENT, ERIK, all.as_str(), &[][..]),
            (PRESENT, ERIK, two, &[AdjusterDoesNotSign]),
            (PRESENT, "Ingen valdes.", two, &[]),
            (PRESENT, ERIK, stranger, &[SignerNotPresent]),
            (PRESENT, "Erik Öst utsågs att justera. Eva Lund valdes att räkna.", stranger, &[]),
            // No list, no signatures: nothing to compare.
            ("", ERIK, all, &[]),
            (PRESENT, ERIK, "", &[]),
            // Lists of members need not name the secretary.
            ("Närvarande:\nAnna Berg\nErik Öst", ERIK, all, &[]),
            ("Närvarande:\nBerg Anna\nEk Bo\nÖst Erik", ERIK, all, &[]),
        ] {
            table(&[AdjusterDoesNotSign, SignerNotPresent], &[(&minutes(present, text, signing), expected)]);
        }
        assert_eq!(marked(&minutes(PRESENT, ERIK, two), AdjusterDoesNotSign), ["Erik Öst"]);
    }
}
