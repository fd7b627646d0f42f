//! The people of all lists together: who is present and who is absent, each once.

use std::cmp::Ordering;

use super::Listed;
use crate::model::Status;

/// Puts people in the order in which they stand. They nearly always do, and sorting takes room for half of them.
pub(super) fn in_reading_order<T>(people: &mut [T], start: impl Fn(&T) -> usize) {
    if !people.is_sorted_by_key(&start) {
        people.sort_by_key(start);
    }
}

/// Splits those recorded as present from those recorded as absent, each once. Where there are many, nobody is copied.
pub(crate) fn divide<'a>(mut listed: Vec<Listed<'a>>) -> (Vec<Listed<'a>>, Vec<Listed<'a>>) {
    let is_absent = |listed: &Listed<'_>| listed.person.status != Status::Present;
    let mut absent = Vec::with_capacity(listed.iter().filter(|listed| is_absent(listed)).count());
    absent.extend(listed.extract_if(.., |listed| is_absent(listed)));
    for list in [&mut listed, &mut absent] {
        once(list);
        list.shrink_to_fit();
        in_reading_order(list, |listed| listed.person.span.start);
    }
    (listed, absent)
}

/// A person who stands in two lists of one kind, of those present or of those absent, counts once: what the later one adds is taken over.
pub(super) fn once(people: &mut Vec<Listed<'_>>) {
    let mut known: Vec<Identity> = people.iter().enumerate().map(Identity::of).collect();
    known.sort_unstable_by(|one, other| one.order(other, people).then(one.at.cmp(&other.at)));
    let alike = known.chunk_by(|one, other| one.order(other, people).is_eq());
    let mut twice: Vec<(usize, usize)> =
        alike.flat_map(|alike| alike[1..].iter().map(|again| (alike[0].at, again.at))).collect();
    drop(known);
    // What the earlier one adds goes first.
    twice.sort_unstable_by_key(|(_, again)| *again);
    for (first, again) in &twice {
        let roles = people[*again].person.roles;
        let title = people[*again].person.title.take();
        let first = &mut people[*first].person;
        first.roles.extend(&roles);
        first.title = first.title.take().or(title);
    }
    let mut twice = twice.into_iter().map(|(_, again)| again).peekable();
    let mut at = 0..;
    people.retain(|_| twice.next_if_eq(&at.next().unwrap_or_default()).is_none());
}

/// By what a person of a list is known again: the name, whatever its case, and the party.
struct Identity {
    /// A sum of the letters of the name, which nearly always tells two names apart.
    sum: u64,
    /// The place in the list.
    at: usize,
}

fn add(sum: u64, byte: u8) -> u64 {
    (sum.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x9e37_79b9)
}

/// The sum of the bytes of `name` in small letters, where all are of ASCII or of Latin-1 from À on: without a copy.
fn sum_of_usual(name: &str) -> Option<u64> {
    let (mut sum, mut before) = (0, 0);
    for byte in name.bytes() {
        let lower = match byte {
            0xc3 => byte,
            // Capitals, but for ×.
            0x80..=0x9e if before == 0xc3 && byte != 0x97 => byte + 0x20,
            0x80.. if before != 0xc3 => return None,
            _ => byte.to_ascii_lowercase(),
        };
        sum = add(sum, lower);
        before = byte;
    }
    Some(sum)
}

impl Identity {
    fn of((at, listed): (usize, &Listed<'_>)) -> Self {
        let name = &*listed.person.name;
        let sum = sum_of_usual(name).unwrap_or_else(|| name.to_lowercase().bytes().fold(0, add));
        Self { sum, at }
    }

    /// How two of `people` are ordered.
    fn order(&self, other: &Self, people: &[Listed<'_>]) -> Ordering {
        self.sum.cmp(&other.sum).then_with(|| {
            let (one, other) = (&people[self.at].person, &people[other.at].person);
            let presence = (one.status == Status::Present).cmp(&(other.status == Status::Present));
            let names = if one.name == other.name {
                Ordering::Equal
            } else {
                one.name.to_lowercase().cmp(&other.name.to_lowercase())
            };
            let (party, others) = (one.party.as_deref(), other.party.as_deref());
            let parties = || party.unwrap_or_default().cmp(others.unwrap_or_default());
            names.then_with(parties).then(presence)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_summed_as_in_small_letters() {
        let letters = ('\u{0}'..='\u{17f}').chain(['ẞ', '\u{30a}', 'K', 'Σ']).collect::<Vec<_>>();
        for letter in letters {
            for name in [format!("{letter}"), format!("Å{letter}sa"), format!("Bo {letter}K{letter}")] {
                let plain = name.to_lowercase().bytes().fold(0, add);
                assert!(sum_of_usual(&name).is_none_or(|sum| sum == plain), "{name:?}");
            }
        }
        assert!(sum_of_usual("Åsa Öst-É").is_some());
        assert_eq!(sum_of_usual("Šime"), None);
    }
}
