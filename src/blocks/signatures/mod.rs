//! Where people sign → who signs, and as what.
//!
//! | as written | who signs |
//! | --- | --- |
//! | `Vid protokollet` above `Anna Berg` | Anna Berg, secretary |
//! | `Anna Berg, ordförande` | Anna Berg, chair |
//! | `Anna Berg   Bo Ek` above `Ordförande   Justerare` | chair, adjuster |
//! | `Ordförande ........` above `Anna Berg` | Anna Berg, chair |
//! | `Sekreterare`, `Ordförande`, then `Bo Ek`, `Anna Berg` | in this order |
//! | `Justerat den 4 maj 2024: Bo Ek`, `Justerat av Bo Ek` | Bo Ek, adjuster |
//!
//! [`marks`](mark) finds labels and names, [`assign`] gives each name its label, [`place`] finds the rows.
//! What the rest of the document says of the people decides where the block leaves it open.

mod assign;
mod mark;
pub(super) mod place;

use rustc_hash::FxHashSet as HashSet;

use self::assign::Assigned;
use self::mark::{Mark, Placed};
use crate::lexicon::Lexicon;
use crate::lines::rows::Row;
use crate::model::{Signatory, SignatoryRole};

/// What the rest of the document says of those who may sign. Names are folded with [`key`].
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    pub(crate) chairs: HashSet<String>,
    pub(crate) vice_chairs: HashSet<String>,
    pub(crate) secretaries: HashSet<String>,
    pub(crate) adjusters: HashSet<String>,
    /// Whether the minutes say that the undersigned presided.
    pub(crate) undersigned_presides: bool,
}

impl Known {
    /// As what a person would sign.
    fn role(&self, key: &str) -> Option<SignatoryRole> {
        self.role_of(key).or_else(|| key.split(' ').find_map(|word| self.role_of(word)))
    }

    /// The same for a name as it is known: a family name alone, where the lists have no more.
    fn role_of(&self, key: &str) -> Option<SignatoryRole> {
        [
            (&self.chairs, SignatoryRole::Chair),
            (&self.secretaries, SignatoryRole::Secretary),
            (&self.adjusters, SignatoryRole::Adjuster),
        ]
        .into_iter()
        .find_map(|(keys, role)| keys.contains(key).then_some(role))
    }

    /// Those who would sign as `role`.
    fn with_role(&self, role: SignatoryRole) -> Option<&HashSet<String>> {
        match role {
            SignatoryRole::Chair => Some(&self.chairs),
            SignatoryRole::Secretary => Some(&self.secretaries),
            SignatoryRole::Adjuster => Some(&self.adjusters),
            SignatoryRole::Other => None,
        }
    }
}

/// A name as it is compared: lower case, and one order for `Berg Anna`, `Berg, Anna` and `Anna Berg`.
pub(crate) fn key(name: &str) -> String {
    let name = name.to_lowercase();
    // Nearly all names are two words with a blank between them.
    if let Some((first, last)) = name.split_once(' ')
        && !first.is_empty()
        && !last.is_empty()
        && memchr::memchr2(b' ', b',', last.as_bytes()).is_none()
        && memchr::memchr(b',', first.as_bytes()).is_none()
    {
        return if first <= last { name } else { [last, first].join(" ") };
    }
    let mut words: Vec<&str> = name.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.join(" ")
}

/// Whether a text is a label of those who sign: `Vid protokollet`, `Justeras den 4 maj`.
pub(super) fn is_signing_label(text: &str, lexicon: &Lexicon) -> bool {
    mark::role_of(text, lexicon).is_some()
}

/// The signatories in `rows`.
pub(crate) fn read<'a>(rows: &[Row<'a>], known: &Known, lexicon: &Lexicon) -> Vec<Signatory<'a>> {
    let marks = mark::marks(rows, lexicon);
    let assigned = assign::best(&marks, known);
    settle(&marks, &assigned, known)
}

/// The signatories of an assignment: what is still open, the rest of the document says.
fn settle<'a>(marks: &[Placed<'a>], assigned: &[Assigned], known: &Known) -> Vec<Signatory<'a>> {
    let signing = Signing::of(marks, assigned, known);
    let mut found: Vec<Signatory<'a>> = Vec::new();
    let mut seen: HashSet<String> = HashSet::default();
    let mut secretary_found = false;
    for (placed, assigned) in marks.iter().zip(assigned) {
        let Mark::Name { name, span, .. } = &placed.mark else { continue };
        let key = key(name);
        if seen.contains(&key) {
            continue;
        }
        let role = signing.role(&key, assigned, secretary_found);
        secretary_found |= role == SignatoryRole::Secretary;
        found.push(Signatory { role, name: name.clone(), date: assigned.date, span: *span });
        seen.insert(key);
    }
    found
}

/// Who signs beside each other, as far as it tells the roles of the others.
struct Signing<'k> {
    known: &'k Known,
    chair: bool,
    secretary: bool,
    /// Chair or adjusters have a label: then the one without keeps the minutes.
    others_labelled: bool,
    /// The only one among those who adjust whom nobody appointed: the chair.
    not_appointed: Option<String>,
    /// Whether somebody signs who was appointed to adjust.
    appointed_signs: bool,
}

impl<'k> Signing<'k> {
    fn of(marks: &[Placed<'_>], assigned: &[Assigned], known: &'k Known) -> Self {
        let signs = |role: SignatoryRole| assigned.iter().any(|assigned| assigned.role == Some(role));
        let adjusting: HashSet<String> = marks
            .iter()
            .zip(assigned)
            .filter(|(_, assigned)| assigned.role == Some(SignatoryRole::Adjuster) && !assigned.sure)
            .filter_map(|(placed, _)| match &placed.mark {
                Mark::Name { name, .. } => Some(key(name)),
                Mark::Role { .. } => None,
            })
            .collect();
        let is_appointed = |key: &&String| known.role(key) == Some(SignatoryRole::Adjuster);
        let mut others = adjusting.iter().filter(|key| !is_appointed(key));
        let appointed_signs = adjusting.iter().any(|key| is_appointed(&key));
        let not_appointed = match (others.next(), others.next()) {
            (Some(one), None) if appointed_signs => Some(one.clone()),
            _ => None,
        };
        Self {
            known,
            chair: signs(SignatoryRole::Chair),
            secretary: signs(SignatoryRole::Secretary),
            others_labelled: signs(SignatoryRole::Chair) || signs(SignatoryRole::Adjuster),
            not_appointed,
            appointed_signs,
        }
    }

    fn role(&self, key: &str, assigned: &Assigned, secretary_found: bool) -> SignatoryRole {
        use SignatoryRole::{Adjuster, Chair, Other, Secretary};
        let of_document = self.known.role(key);
        let presides = of_document == Some(Chair);
        match assigned.role {
            Some(role) if assigned.sure => role,
            // An adjuster who was appointed, and presides besides, adjusts.
            Some(Adjuster) if self.known.adjusters.contains(key) => Adjuster,
            Some(Adjuster) if !self.chair && (presides || self.not_appointed.as_deref() == Some(key)) => {
                Chair
            }
            // Beside the chair, for the points at which the chair had left.
            Some(Adjuster) if !self.chair && self.appointed_signs && self.known.vice_chairs.contains(key) => {
                Chair
            }
            Some(Secretary) if assigned.attested && !self.chair && self.attests_as_chair(presides) => Chair,
            // Below or beside the one who keeps the minutes, under the same label, the next adjusts, or has presided.
            Some(Secretary) if secretary_found && of_document == Some(Adjuster) => Adjuster,
            Some(Secretary) if secretary_found && presides && !self.chair => Chair,
            Some(role) => role,
            None => of_document.unwrap_or(if self.others_labelled && !self.secretary && !secretary_found {
                Secretary
            } else {
                Other
            }),
        }
    }

    fn attests_as_chair(&self, presides: bool) -> bool {
        presides || self.known.chairs.is_empty() && self.known.undersigned_presides
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::{rows::rows, split};

    fn known() -> Known {
        let of = |name: &str| HashSet::from_iter([key(name)]);
        Known {
            chairs: of("Anna Berg"),
            vice_chairs: of("Nils Ahl"),
            secretaries: of("Carl Dal"),
            adjusters: of("Eva Fors"),
            undersigned_presides: false,
        }
    }

    /// `secretary Carl Dal; chair Anna Berg`.
    fn shown(text: &str, known: &Known) -> String {
        let rows = rows(&split(text, 0));
        let found = read(&rows, known, Lexicon::built_in());
        let one = |signatory: &Signatory<'_>| {
            let role = format!("{:?}", signatory.role).to_lowercase();
            let date = signatory.date.map_or(String::new(), |date| format!(" {date}"));
            format!("{role} {}{date}", signatory.name)
        };
        found.iter().map(one).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn layouts_that_say_all_themselves() {
        let all = "secretary Carl Dal; chair Anna Berg; adjuster Eva Fors";
        for text in [
            "Vid protokollet   Ordförande   Justeras\n\nCarl Dal          Anna Berg    Eva Fors\n",
            "Vid protokollet\tOrdförande\tJusteras\n______\t______\t______\nCarl Dal\tAnna Berg\tEva Fors\n",
            "Carl Dal\nsekreterare\n\nAnna Berg\nordförande\n\nEva Fors\njusterare\n",
            "Carl Dal        Anna Berg       Eva Fors\nSekreterare     Ordförande      Justerare\n",
            "Sekreterare   .............\n              Carl Dal\nOrdförande    .............\n              Anna Berg\nJusterande    .............\n              Eva Fors\n",
            "Sekreterare ...........\nCarl Dal\nOrdförande ...........\nAnna Berg\nJusterande ...........\nEva Fors\n",
            "Sekreterare\n\nOrdförande\n\nJusterare\n\nCarl Dal\n\nAnna Berg\n\nEva Fors\n",
            "Sekreterare: Carl Dal\nOrdförande: Anna Berg\nJusterare: Eva Fors\n",
            "Carl Dal, sekreterare\nSignerat digitalt\n\nAnna Berg, ordförande\nSignerat digitalt\n\nEva Fors, justerare\n",
            "Justering: Digital justering 2023-10-16\n\nSekreterare:   Carl Dal\n\nOrdförande:    Anna Berg\n\nJusterare:     Eva Fors\n",
            "Vid protokollet: Carl Dal\n\nMötesordförande Anna Berg\n\nJusterat av Eva Fors\n",
            "Carl Dal\nSekreterare\n\nAnna Berg\nOrdförande §§ 1–9\n\nEva Fors\nJusterare\n",
            "NAMN: Carl Dal\nTITEL, ORGANISATION: Sekreterare, Norrby kommun\n\nNAMN: Anna Berg\nTITEL, ORGANISATION: Ordförande, Norrby kommun\n\nNAMN: Eva Fors\nTITEL, ORGANISATION: Justerare, Norrby kommun\n",
        ] {
            assert_eq!(shown(text, &Known::default()), all, "{text}");
        }
    }

    #[test]
    fn dates_of_signatures() {
        for (text, found) in [
            (
                "Sekreterare\n_____\nCarl Dal\nOrdförande\n_____\nAnna Berg\nJusterare\n_____\nEva Fors\n",
                "secretary Carl Dal; chair Anna Berg; adjuster Eva Fors",
            ),
            (
                "In fidem\nCarl Dal\n\nJusterat den 4 maj 1955:\n\nAnna Berg    Eva Fors\n",
                "secretary Carl Dal; chair Anna Berg 1955-05-04; adjuster Eva Fors 1955-05-04",
            ),
            (
                "Vid protokollet:\n\nCarl Dal\n\nJusterat den 4 maj 1938:\n\nAnna Berg\nordförande\n\nEva Fors     Gun Ek\n",
                "secretary Carl Dal; chair Anna Berg 1938-05-04; adjuster Eva Fors 1938-05-04; adjuster Gun Ek 1938-05-04",
            ),
            ("Justerat av: Eva Fors, 2019-02-19\n", "adjuster Eva Fors 2019-02-19"),
        ] {
            assert_eq!(shown(text, &known()), found, "{text}");
        }
    }

    #[test]
    fn who_presides_among_those_who_adjust_or_attest() {
        let nobody =
            |adjusters: &str| Known { adjusters: HashSet::from_iter([key(adjusters)]), ..Known::default() };
        for (text, known, found) in [
            ("In fidem\nAnna Berg\n", known(), "chair Anna Berg"),
            // The vice chair signs for the points at which the chair had left.
            (
                "Justeras\n\nAnna Berg    Eva Fors\n\nNils Ahl  § 3\n",
                known(),
                "chair Anna Berg; adjuster Eva Fors; chair Nils Ahl",
            ),
            (
                "Antecknat av Carl Dal\n\nGodkänt av Anna Berg\n",
                known(),
                "secretary Carl Dal; chair Anna Berg",
            ),
            ("Vid protokollet\nAnna Berg\n", known(), "secretary Anna Berg"),
            (
                "Vid protokollet\nCarl Dal\n\nJusteras\nGun Ek     Eva Fors\n",
                nobody("Eva Fors"),
                "secretary Carl Dal; chair Gun Ek; adjuster Eva Fors",
            ),
            ("In fidem\nGun Ek\n", Known { undersigned_presides: true, ..Known::default() }, "chair Gun Ek"),
            (
                "Vid protokollet    Justeras\n\nCarl Dal       Anna Berg, ordförande\n\nEva Fors     Gun Ek\n",
                known(),
                "secretary Carl Dal; chair Anna Berg; adjuster Eva Fors; adjuster Gun Ek",
            ),
            (
                "Carl Dal           Anna Berg\nSekreterare    Kårordförande\n",
                nobody("Eva Fors"),
                "secretary Carl Dal; chair Anna Berg",
            ),
        ] {
            assert_eq!(shown(text, &known), found, "{text}");
        }
    }

    #[test]
    fn the_document_decides_what_the_block_leaves_open() {
        for (text, found) in [
            (
                "Vid protokollet\n\nJusteras\n\nJusteras\n\nCarl Dal\n\nAnna Berg\n\nEva Fors\n",
                "secretary Carl Dal; chair Anna Berg; adjuster Eva Fors",
            ),
            (
                "Carl Dal     Anna Berg     Eva Fors\n",
                "secretary Carl Dal; chair Anna Berg; adjuster Eva Fors",
            ),
            // An office in small letters is that of the name above, also where one follows at once.
            (
                "Vid protokollet    Justeras\nCarl Dal           Gun Ek\n                   ordförande\n                   Eva Fors\n",
                "secretary Carl Dal; chair Gun Ek; adjuster Eva Fors",
            ),
            ("Gun Ek\n", "other Gun Ek"),
        ] {
            assert_eq!(shown(text, &known()), found, "{text}");
        }
    }
}
