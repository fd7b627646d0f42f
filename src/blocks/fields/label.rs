//! Which label a text is, and which labels people stand under.

use crate::grammar::{first_word, last_word};
use crate::lexicon::{Clue, Label, Lexicon, close_gaps};

/// The longest label, in bytes.
const LONGEST: usize = 64;

/// How many words a line has at most, but for its last, that says by whom the minutes are signed.
const MOST_WORDS_OF_SIGNED: usize = 6;

/// The label that `text` is, damage and spaced-out letters bridged.
pub(crate) fn label(text: &str, lexicon: &Lexicon) -> Option<Label> {
    if text.len() > LONGEST {
        return None;
    }
    let text = without_marks(text);
    if text.len() < 2 && text != "§" || is_surely_none(text, lexicon) {
        return None;
    }
    label_of_bare(text, lexicon)
}

/// Whether two texts are one label, or none, by what is left of them without marks.
pub(crate) fn are_one_label(one: &str, other: &str) -> bool {
    one.len().max(other.len()) <= LONGEST && without_marks(one) == without_marks(other)
}

/// Whether a glance at the first letters of a text tells that it is no label: nearly all begin as no label does, nor
/// as one that is damaged, nor with a word before one, and do not say by whom the minutes are signed.
fn is_surely_none(text: &str, lexicon: &Lexicon) -> bool {
    !lexicon.labels.may_begin(text)
        && !lexicon.before_label.may_lead(text)
        && damaged(text, lexicon).is_none()
        && !is_signed_by(text, last_word(text), lexicon)
}

/// The same of a text without marks around it.
fn label_of_bare(text: &str, lexicon: &Lexicon) -> Option<Label> {
    if let Some(label) = lexicon.labels.get(text) {
        return Some(*label);
    }
    if let Some(closed) = close_gaps(text) {
        return lexicon.labels.get(closed.trim_end_matches([':', ' '])).copied();
    }
    // One word has nothing around it.
    if text.as_bytes().contains(&b' ') {
        if lexicon.labels.may_begin(text)
            && let Some((head, _)) = with_place(text, lexicon)
        {
            return label(head, lexicon);
        }
        let last = last_word(text);
        if let Some(bare) = without_frame(text, last, lexicon) {
            return lexicon.labels.get(bare).copied();
        }
        if is_signed_by(text, last, lexicon) {
            return Some(Label::Signatures);
        }
    }
    damaged(text, lexicon)
}

/// The label that a text is whose letters scanning has damaged: only where a label begins, with a capital, and no
/// digits but those that stand for letters.
fn damaged(text: &str, lexicon: &Lexicon) -> Option<Label> {
    let capital = text.starts_with(|c: char| c.is_uppercase() || c == '\u{fffd}' || c == '?');
    if !capital || text.bytes().filter(u8::is_ascii_digit).count() > 2 {
        return None;
    }
    lexicon.labels.get_damaged(text).copied()
}

/// `text` without what may stand around a label.
fn without_marks(text: &str) -> &str {
    let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    // Nearly all texts that are asked begin and end with a letter or a figure.
    if letter(text.as_bytes().first()) && letter(text.as_bytes().last()) {
        return text;
    }
    text.trim_end_matches(['.', '_', '…', ' ', ':', '\u{a0}', '*']).trim_start_matches(['*', '•', ' '])
}

/// A label without the verb around it: `På plats var`, `Hade förhinder`, `Justeras digitalt`.
fn without_frame<'t>(text: &'t str, last: &str, lexicon: &Lexicon) -> Option<&'t str> {
    if last.len() == text.len() {
        return None;
    }
    if lexicon.behind_label.has(last) {
        return Some(text[..text.len() - last.len()].trim_end_matches([',', ' ']));
    }
    if !lexicon.before_label.may_lead(text) {
        return None;
    }
    let first = first_word(text);
    lexicon.before_label.has(first).then(|| &text[first.len() + 1..])
}

/// `Protokollet är digitalt signerat av`, `Justeras digitalt av`, right above those who sign.
fn is_signed_by(text: &str, last: &str, lexicon: &Lexicon) -> bool {
    let Some(head) = text.strip_suffix(last).and_then(|head| head.strip_suffix(' ')) else { return false };
    if !lexicon.clues.get(last).has(Clue::By) || head.split(' ').count() > MOST_WORDS_OF_SIGNED {
        return false;
    }
    let signs = |text: &str| lexicon.labels.get(text) == Some(&Label::Signatures);
    let adjusts =
        || without_frame(head, last_word(head), lexicon).and_then(|bare| lexicon.labels.get(bare).copied());
    head.match_indices(' ').any(|(at, _)| signs(&head[at + 1..]))
        || signs(head)
        || adjusts() == Some(Label::Adjuster)
}

/// A list with where its people take part from: `Beslutande på distans`. Gives the list's label, and
/// whether it is from elsewhere.
pub(super) fn with_place<'t>(text: &'t str, lexicon: &Lexicon) -> Option<(&'t str, bool)> {
    if !lexicon.places.may_end(text.trim_end_matches(['(', ')', ' '])) {
        return None;
    }
    memchr::memchr_iter(b' ', text.as_bytes()).take(4).find_map(|at| {
        let place = text[at + 1..].trim_matches(['(', ')', ' ']);
        let place = lexicon.places.may_have(place).then(|| lexicon.labels.get(place))??;
        let is_list =
            lexicon.labels.get(text[..at].trim_end_matches(',')).is_some_and(|label| is_people(*label));
        (is_list && matches!(place, Label::Remote | Label::OnSite))
            .then_some((text[..at].trim_end_matches(','), *place == Label::Remote))
    })
}

/// Whether `above` may head `label` in one row: *Beslutande  Ledamöter*, *Underskrifter  Sekreterare*.
pub(super) fn is_heading_of(above: Label, label: Label) -> bool {
    match above {
        Label::Signatures => matches!(label, Label::Secretary | Label::Chair | Label::Adjuster),
        Label::Members | Label::Present | Label::OthersPresent => {
            is_people(label)
                && matches!(
                    label,
                    Label::Members
                        | Label::Officials
                        | Label::Deputies
                        | Label::ServingDeputies
                        | Label::NonservingDeputies
                )
                || within_list(above, label).is_some()
        }
        Label::Deputies => within_list(above, label).is_some(),
        _ => false,
    }
}

/// What `label` says of a list that stands left of it: *Ledamöter   Närvarande   Frånvarande*.
pub(super) fn within_list(list: Label, label: Label) -> Option<Label> {
    match (list, label) {
        (Label::Members | Label::Deputies, Label::Present) => Some(list),
        (Label::Members | Label::Deputies, Label::Absent | Label::Excused) => Some(label),
        (Label::Deputies, Label::Members | Label::ServingDeputies) => Some(Label::ServingDeputies),
        (Label::Deputies, Label::NonservingDeputies) => Some(label),
        _ => None,
    }
}

/// Whether people stand under `label`.
pub(crate) fn is_people(label: Label) -> bool {
    use Label::*;
    matches!(
        label,
        Present
            | Members
            | Deputies
            | ServingDeputies
            | NonservingDeputies
            | Absent
            | Excused
            | Officials
            | Adjuncts
            | OthersPresent
            | UnionRepresentatives
            | Guests
            | Observers
            | Auditors
            | Invited
            | Presenters
            | Remote
            | OnSite
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_glance_at_the_first_letters_refuses_no_label() {
        let lexicon = Lexicon::built_in();
        let labels = [
            "Närvarande",
            "NÄRVARANDE",
            "N ä r v a r a n d e",
            "Nårvarande",
            "Beslutande på distans",
            "På plats var",
            "Hade förhinder",
            "Justeras digitalt",
            "Protokollet är digitalt signerat av",
            "Justeras digitalt av",
            "Sekreterare",
            "Sekrcterare",
            "§",
        ];
        let others = ["Anna Berg (S)", "Kommunhuset", "Anna var", "av", "Bo av", "Mötet öppnades av", "Pl"];
        for text in labels.into_iter().chain(others) {
            assert_eq!(label(text, lexicon), label_of_bare(text, lexicon), "{text:?}");
        }
        assert!(others.iter().any(|text| is_surely_none(text, lexicon)));
    }
}
