//! Every Swedish word that the parser knows, as data: `sv/*.toml`.
//!
//! Code asks for a meaning ("is this line a label of absences?") and never compares a word. The lists are
//! TOML, so that an archivist can read them and extend them with [`Lexicon::extended`].

mod built_in;
mod clues;
mod ends;
mod fold;
mod hash;
mod inflection;
mod table;
mod words;

use std::borrow::Cow;

pub(crate) use clues::{Clue, ClueTable, Clues, Hit, Met};
pub(crate) use fold::{Folded, close_gaps, push_skeleton_of_lower, skeleton_of_lower};
pub(crate) use inflection::{indefinite, is_plural, may_be_infinitive};
use table::Endings;
pub(crate) use table::Table;
pub(crate) use words::{AttendanceMark, Label, LabelWord, Note, Reach, Section, SmallWord, TableColumn};
use words::{Words, small_number};

use crate::model::{MeetingType, Role};

/// What the clauses of a decision begin with in a list. It is no list of its own, because it is asked of nearly every
/// row, by its letters.
pub(crate) const THAT: &str = "att";

/// The built-in lists, in the order in which they are printed.
const BUILT_IN: [&str; 7] = [
    include_str!("sv/labels.toml"),
    include_str!("sv/people.toml"),
    include_str!("sv/calendar.toml"),
    include_str!("sv/meeting.toml"),
    include_str!("sv/items.toml"),
    include_str!("sv/checks.toml"),
    include_str!("sv/phrases.toml"),
];

/// The words of one or several archives, by meaning. `build.rs` fills in the built-in ones, from the same lists
/// as `Lexicon::add`: a list that is added here is added there.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    pub(crate) labels: Table<Label>,
    /// Of the labels those of pages, of furniture, of contents, and of where people take part: for a glance before
    /// all labels are asked.
    pub(crate) places: Table<()>,
    pub(crate) pages: Table<()>,
    pub(crate) furniture: Table<()>,
    pub(crate) contents: Table<()>,
    pub(crate) sections: Table<Section>,
    pub(crate) roles: Table<Role>,
    pub(crate) notes: Table<Note>,
    pub(crate) articles: Table<()>,
    pub(crate) offices: Table<()>,
    pub(crate) courtesy: Table<()>,
    pub(crate) plural_courtesy: Table<()>,
    pub(crate) titles: Table<()>,
    pub(crate) title_endings: Endings,
    pub(crate) trade_endings: Endings,
    pub(crate) before_title: Table<()>,
    pub(crate) same_titles: Table<Cow<'static, str>>,
    pub(crate) particles: Table<()>,
    pub(crate) first_particles: Table<()>,
    pub(crate) not_names: Table<()>,
    /// These, roles, courtesy titles and titles together: most words that are asked are in none of them.
    pub(crate) in_no_name: Table<()>,
    pub(crate) acronyms: Table<()>,
    pub(crate) instead: Table<()>,
    /// Before the one who is there for an owner.
    pub(crate) proxies: Table<()>,
    /// Which of those named before a clause speaks of: the first of them, or the last.
    pub(crate) former: Table<()>,
    pub(crate) latter: Table<()>,
    pub(crate) all_of_them: Table<()>,
    pub(crate) relatives: Table<()>,
    pub(crate) parties: Table<Cow<'static, str>>,
    pub(crate) months: Table<u8>,
    pub(crate) weekdays: Table<u8>,
    pub(crate) halves: Table<Half>,
    pub(crate) numbers: Table<u8>,
    pub(crate) organization_last: Table<()>,
    pub(crate) above_organizations: Table<()>,
    pub(crate) organization_first: Table<()>,
    pub(crate) organization_endings: Endings,
    pub(crate) body_first: Table<()>,
    pub(crate) body_endings: Endings,
    pub(crate) document_titles: Table<()>,
    pub(crate) meetings: Table<()>,
    pub(crate) meeting_endings: Endings,
    pub(crate) meeting_types: Table<MeetingType>,
    pub(crate) item_words: Table<()>,
    pub(crate) reference_words: Table<()>,
    pub(crate) matter_words: Table<()>,
    pub(crate) table_columns: Table<TableColumn>,
    pub(crate) breaks: Table<()>,
    pub(crate) label_words: Table<LabelWord>,
    pub(crate) before_label: Table<()>,
    pub(crate) behind_label: Table<()>,
    pub(crate) clues: ClueTable,
    pub(crate) abbreviations: Table<Abbreviation>,
    pub(crate) before_mark: Table<()>,
    pub(crate) stated_numbers: Table<()>,
    /// The first words of those phrases.
    pub(crate) stated_first: Cow<'static, [Cow<'static, str>]>,
    pub(crate) adjusting: Table<()>,
    pub(crate) substitutes: Table<()>,
    pub(crate) continued: Table<()>,
    pub(crate) appended: Table<()>,
    pub(crate) elsewhere: Table<()>,
    pub(crate) announced: Table<()>,
    pub(crate) finite_verbs: Table<()>,
    pub(crate) stating_verbs: Table<()>,
    pub(crate) opens_clause: Table<()>,
    pub(crate) finite_endings: Endings,
    pub(crate) small_words: Table<SmallWord>,
    /// Those that join two of a kind: so few that a glance refuses nearly all others.
    ands: Table<()>,
    pub(crate) attended: Table<Reach>,
    pub(crate) points: Table<()>,
    pub(crate) clock: Table<()>,
    pub(crate) date_article: Table<()>,
    pub(crate) which_month: Table<()>,
    pub(crate) attendance_marks: Table<AttendanceMark>,
}

/// Which half of the day a clock time means: "kl. 6 e.m.".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Half {
    Morning,
    Afternoon,
}

/// Whether a sentence may end with the full stop of an abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// Never: "kl.".
    Inside,
    /// Where a capital follows: "m.m.".
    Final,
}

/// Why a lexicon file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct LexiconError {
    /// The line of the file, from 1.
    pub line: usize,
    /// What is wrong there.
    pub message: String,
}

impl Lexicon {
    /// The built-in words.
    pub fn built_in() -> &'static Self {
        &built_in::LEXICON
    }

    /// The text of the built-in lists: TOML with comments, the place to start from for one's own.
    pub fn source() -> String {
        BUILT_IN.join("\n")
    }

    /// The built-in words and those of `toml`, a file in the same form.
    ///
    /// # Errors
    /// Where `toml` is no TOML, or has a list that does not exist, with the line.
    ///
    /// ```
    /// use protokollant::Lexicon;
    /// let lexicon = Lexicon::extended("[labels]\npresent = [\"mötte upp\"]").unwrap();
    /// let document = protokollant::parse_with("Mötte upp:\nAnna Berg (S)\n", &lexicon);
    /// assert_eq!(document.attendance[0].name, "Anna Berg");
    /// assert_eq!(Lexicon::extended("[labels]\nprsent = []").unwrap_err().line, 2);
    /// ```
    pub fn extended(toml: &str) -> Result<Self, LexiconError> {
        let words: Words = toml::from_str(toml).map_err(|error| LexiconError {
            line: error.span().map_or(1, |span| toml[..span.start.min(toml.len())].matches('\n').count() + 1),
            message: error.message().to_owned(),
        })?;
        let mut lexicon = Self::built_in().clone();
        lexicon.add(words);
        Ok(lexicon)
    }

    fn add(&mut self, words: Words) {
        for label in [Label::Adjuster, Label::AppointedAdjuster] {
            let words = words.labels.get(&label).into_iter().flatten();
            words.for_each(|word| self.clues.insert_longest(word, Clue::NamesAdjusters));
        }
        for (table, labels) in [
            (&mut self.pages, &[Label::Page][..]),
            (&mut self.furniture, &[Label::Furniture]),
            (&mut self.contents, &[Label::Contents]),
            (&mut self.places, &[Label::Remote, Label::OnSite]),
        ] {
            labels.iter().filter_map(|label| words.labels.get(label)).for_each(|words| flag(table, words));
        }
        fill(&mut self.labels, words.labels);
        let headings = words.sections.values().flatten();
        headings.for_each(|heading| self.clues.insert_last(heading, Clue::EndsSection));
        fill(&mut self.sections, words.sections);
        let roles = words.roles.values().flatten();
        let others = [&words.not_names.words, &words.courtesy.words, &words.titles.words];
        roles.chain(others.into_iter().flatten()).for_each(|word| self.in_no_name.insert(word, ()));
        fill(&mut self.roles, words.roles);
        fill(&mut self.notes, words.notes);
        words.courtesy.words.iter().for_each(|word| self.clues.insert_longest(word, Clue::Courtesy));
        flag(&mut self.articles, &words.articles.words);
        flag(&mut self.offices, &words.offices.words);
        flag(&mut self.courtesy, &words.courtesy.words);
        flag(&mut self.plural_courtesy, &words.courtesy.plural);
        flag(&mut self.titles, &words.titles.words);
        flag(&mut self.before_title, &words.titles.before);
        self.title_endings.extend(words.titles.endings);
        self.trade_endings.extend(words.titles.trades);
        flag(&mut self.particles, &words.particles.words);
        flag(&mut self.first_particles, &words.particles.first);
        flag(&mut self.not_names, &words.not_names.words);
        for (party, spellings) in words.parties {
            self.parties.insert(&party, party.clone().into());
            spellings.iter().for_each(|word| self.parties.insert(word, party.clone().into()));
        }
        for (title, spellings) in words.same_titles {
            self.same_titles.insert(&title, title.clone().into());
            spellings.iter().for_each(|word| self.same_titles.insert(word, title.clone().into()));
        }
        let numbers = words.numbers.values().flatten();
        numbers.for_each(|word| self.clues.insert_longest(word, Clue::NumberWord));
        for (table, lists) in [
            (&mut self.months, words.months),
            (&mut self.weekdays, words.weekdays),
            (&mut self.numbers, words.numbers),
        ] {
            for (number, list) in lists {
                list.iter().for_each(|word| table.insert(word, small_number(&number)));
            }
        }
        words.halves.morning.iter().for_each(|word| self.halves.insert(word, Half::Morning));
        words.halves.afternoon.iter().for_each(|word| self.halves.insert(word, Half::Afternoon));
        flag(&mut self.organization_last, &words.organizations.last);
        flag(&mut self.above_organizations, &words.organizations.above);
        flag(&mut self.organization_first, &words.organizations.first);
        self.organization_endings.extend(words.organizations.ending);
        flag(&mut self.body_first, &words.bodies.first);
        self.body_endings.extend(words.bodies.ending);
        flag(&mut self.document_titles, &words.titles_of_documents.words);
        flag(&mut self.meetings, &words.titles_of_documents.meeting);
        self.meeting_endings.extend(words.titles_of_documents.meeting_ending);
        fill(&mut self.meeting_types, words.meeting_types);
        flag(&mut self.item_words, &words.numbering.item);
        flag(&mut self.reference_words, &words.numbering.reference);
        flag(&mut self.matter_words, &words.numbering.matter);
        fill(&mut self.table_columns, words.table_columns);
        flag(&mut self.breaks, &words.breaks.words);
        let excused = words.label_words.get(&LabelWord::Excused).into_iter().flatten();
        excused.for_each(|word| self.clues.insert_longest(word, Clue::Excuses));
        fill(&mut self.label_words, words.label_words);
        flag(&mut self.before_label, &words.around_labels.before);
        flag(&mut self.behind_label, &words.around_labels.behind);
        flag(&mut self.acronyms, &words.acronyms.words);
        flag(&mut self.instead, &words.instead.words);
        flag(&mut self.proxies, &words.proxies.words);
        flag(&mut self.former, &words.of_them.former);
        flag(&mut self.latter, &words.of_them.latter);
        flag(&mut self.all_of_them, &words.all_of_them.words);
        flag(&mut self.relatives, &words.relatives.words);
        flag(&mut self.adjusting, &words.adjusting.words);
        words.adjusting.words.iter().for_each(|word| self.clues.insert_longest(word, Clue::NamesAdjusters));
        flag(&mut self.substitutes, &words.substitutes.words);
        flag(&mut self.continued, &words.continued.words);
        flag(&mut self.appended, &words.appended.words);
        flag(&mut self.elsewhere, &words.elsewhere.words);
        flag(&mut self.announced, &words.announced.words);
        flag(&mut self.finite_verbs, &words.finite_verbs.words);
        flag(&mut self.stating_verbs, &words.finite_verbs.stating);
        flag(&mut self.opens_clause, &words.finite_verbs.clauses);
        self.finite_endings.extend(words.finite_verbs.endings);
        let ands = words.small_words.get(&SmallWord::And).into_iter().flatten();
        ands.for_each(|word| self.ands.insert(word, ()));
        fill(&mut self.small_words, words.small_words);
        fill(&mut self.attended, words.attended);
        flag(&mut self.points, &words.points.words);
        flag(&mut self.clock, &words.clock.words);
        flag(&mut self.date_article, &words.dates.article);
        flag(&mut self.which_month, &words.dates.which_month);
        fill(&mut self.attendance_marks, words.marks);
        self.add_stated_numbers(words.stated_numbers.words);
        self.add_sentences(words.clues, words.occasions, words.abbreviations);
    }

    fn add_stated_numbers(&mut self, stated_numbers: Vec<String>) {
        flag(&mut self.stated_numbers, &stated_numbers);
        for phrase in stated_numbers {
            let first = phrase.split(' ').next().unwrap_or_default();
            if !self.stated_first.iter().any(|other| other == first) {
                self.stated_first.to_mut().push(first.to_owned().into());
            }
        }
    }

    fn add_sentences(
        &mut self,
        clues: std::collections::BTreeMap<Clue, Vec<String>>,
        occasions: std::collections::BTreeMap<Clue, Vec<String>>,
        abbreviations: words::Abbreviations,
    ) {
        for (clue, list) in clues.into_iter().chain(occasions) {
            list.iter().for_each(|word| self.clues.insert(word, clue));
        }
        for (table, meaning) in
            [(&abbreviations.inside, Abbreviation::Inside), (&abbreviations.r#final, Abbreviation::Final)]
        {
            table.iter().for_each(|word| self.abbreviations.insert(word, meaning));
        }
        flag(&mut self.before_mark, &abbreviations.before_mark);
    }

    /// Whether one word is a title: in the list, or with an ending of titles.
    pub(crate) fn is_title_word(&self, word: &str) -> bool {
        let bare = word.trim_end_matches([',', '.', ';', ':']);
        let may_end = self.title_endings.may_end(word);
        let listed = self.titles.may_have(bare);
        let definite = may_be_definite(bare, &self.titles);
        if !may_end && !listed && !definite {
            return false;
        }
        if listed && (self.titles.has_unmarked(bare) || word.ends_with('.') && self.titles.has(word)) {
            return true;
        }
        if !may_end && !definite {
            return false;
        }
        let Some(folded) = Folded::new(bare) else { return false };
        let folded = folded.as_str();
        definite && indefinite(folded).any(|word| self.titles.has_exactly(word))
            || may_end && {
                // An ending that is long enough is a title itself: *föreståndare*, but not *råd*.
                let longer = |end: &str| folded.len() > end.len() || end.len() >= 8;
                self.title_endings.of_word(folded).any(longer)
            }
    }

    /// Whether a word with a capital is a trade by its ending, as before a name: *Arbetsförmedlare*, *Typograf*.
    pub(crate) fn is_trade(&self, word: &str) -> bool {
        word.starts_with(char::is_uppercase)
            && word.chars().count() >= SHORTEST_TRADE
            && !self.not_names.has(word)
            && self.ends_as_trade(word)
    }

    /// Whether a word ends as trades do: *montör*, *bagare*.
    pub(crate) fn ends_as_trade(&self, word: &str) -> bool {
        ends_in(word, &self.trade_endings)
    }

    /// Whether a word joins two of a kind: *och*, *samt*.
    pub(crate) fn is_and(&self, word: &str) -> bool {
        self.ands.may_have(word) && self.small_words.get(word) == Some(&SmallWord::And)
    }

    /// Whether such a word may stand at the beginning of a text, by its first letters.
    pub(crate) fn may_lead_with_and(&self, text: &str) -> bool {
        self.ands.may_lead(text)
    }

    /// Whether a word is a verb that tells: *hade*, *upplästes*.
    pub(crate) fn is_finite_verb(&self, word: &str) -> bool {
        self.finite_verbs.has(word) || ends_in(word, &self.finite_endings)
    }

    /// Whether one word ends as organs that meet do.
    pub(crate) fn is_body_word(&self, word: &str) -> bool {
        ends_in(word, &self.body_endings)
    }

    /// Whether one word names a meeting: `styrelsemöte`, `sammanträdet`.
    pub(crate) fn is_meeting_word(&self, word: &str) -> bool {
        ends_in(word, &self.meeting_endings)
    }

    /// Whether one word ends as names of organizations do: `Farledsverket`, `Bollklubb`.
    pub(crate) fn is_organization_word(&self, word: &str) -> bool {
        ends_in(word, &self.organization_endings)
    }
}

/// The shortest trade that is told by its ending, in letters: shorter words are names (*Kvist*).
const SHORTEST_TRADE: usize = 7;

/// Whether `word`, marks behind it apart, has one of `endings`; letters lost in decoding may be any.
fn ends_in(word: &str, endings: &Endings) -> bool {
    let word = word.trim_end_matches([',', '.', ';', ':']);
    if !endings.may_end(word) {
        return false;
    }
    let Some(folded) = Folded::new(word) else { return false };
    let folded = folded.as_str();
    let fits = |end: &str| {
        let alike = folded.chars().rev().zip(end.chars().rev()).filter(|(a, b)| a == b || *a == '\u{fffd}');
        alike.count() == end.chars().count()
    };
    endings.of_word(folded).next().is_some() || folded.contains('\u{fffd}') && endings.iter().any(fits)
}

/// Whether `word` may be the definite form of a word of `table`: a glance before [`indefinite`] is asked, for each of
/// the endings that it knows.
fn may_be_definite(word: &str, table: &Table<()>) -> bool {
    let without = |bytes: &[usize]| {
        let bare = |bytes: &usize| word.len().checked_sub(*bytes).and_then(|end| word.get(..end));
        bytes.iter().any(|bytes| bare(bytes).is_none_or(|word| table.may_have(word) && table.may_begin(word)))
    };
    match word.as_bytes() {
        [.., b'e' | b'E', b'n' | b'N'] => without(&[1, 2, 3]),
        [.., b'n' | b'N'] => without(&[1]),
        [.., b'e' | b'E', b't' | b'T'] => without(&[2]),
        [.., b'n' | b'N', b'a' | b'A'] => without(&[2, 4]),
        [.., b'n' | b'N', b'e' | b'E'] => without(&[4]),
        [.., last] => !last.is_ascii_alphabetic(),
        [] => false,
    }
}

fn flag(table: &mut Table<()>, words: &[String]) {
    words.iter().for_each(|word| table.insert(word, ()));
}

fn fill<T: Clone + PartialEq>(table: &mut Table<T>, lists: std::collections::BTreeMap<T, Vec<String>>) {
    for (meaning, words) in lists {
        words.iter().for_each(|word| table.insert(word, meaning.clone()));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use super::*;

    #[test]
    fn built_in_files_are_read_and_reached() {
        let mut added = Lexicon::default();
        for file in BUILT_IN {
            added.add(toml::from_str(file).expect("a built-in list is not TOML of this form"));
        }
        built_in::assert_same(Lexicon::built_in(), &added);
        let lexicon = Lexicon::built_in();
        assert_eq!(lexicon.labels.get("NÄRVARANDE:"), Some(&Label::Present));
        assert_eq!(lexicon.labels.get("Ej tjänstgörande ersättare"), Some(&Label::NonservingDeputies));
        assert_eq!(lexicon.labels.get_damaged("Närvarancle"), Some(&Label::Present));
        assert_eq!(lexicon.months.get("Febr."), Some(&2));
        assert_eq!(lexicon.parties.get("kd").map(|party| &**party), Some("KD"));
        assert!(lexicon.is_title_word("Landstingsdirektör") && lexicon.is_title_word("rektor"));
        assert!(!lexicon.is_title_word("Lindqvist") && !lexicon.is_title_word("Bergman"));
    }

    #[test]
    fn titles_have_every_definite_ending() {
        let mut titles = Table::default();
        titles.insert("lagman", ());
        for ending in ["en", "n", "nen", "et", "arna", "erna", "na", "arne", "erne"] {
            for word in [format!("lagman{ending}"), format!("LAGMAN{}", ending.to_uppercase())] {
                assert!(may_be_definite(&word, &titles), "{word}");
                let folded = Folded::new(&word).expect("a short word");
                assert!(indefinite(folded.as_str()).any(|word| titles.has_exactly(word)), "{word}");
            }
        }
        assert!(!may_be_definite("Bergen", &titles) && !may_be_definite("Lagmansgatan", &titles));
        let lexicon = Lexicon::built_in();
        assert!(lexicon.is_title_word("Majorerna") && lexicon.is_title_word("Kommendörerna"));
    }

    #[test]
    fn no_list_holds_a_word_twice() {
        fn look(value: &toml::Value, at: &str) {
            match value {
                toml::Value::Table(table) => {
                    table.iter().for_each(|(key, value)| look(value, &format!("{at}.{key}")));
                }
                toml::Value::Array(words) => {
                    let mut seen = HashSet::new();
                    let twice = words.iter().filter_map(toml::Value::as_str).find(|word| !seen.insert(*word));
                    assert_eq!(twice, None, "{at}");
                }
                _ => {}
            }
        }
        for (number, file) in BUILT_IN.iter().enumerate() {
            let table: toml::Table = toml::from_str(file).expect("a built-in list is not TOML");
            look(&toml::Value::Table(table), &number.to_string());
        }
    }

    #[test]
    fn no_word_has_two_meanings_in_one_table() {
        fn unique<T: std::fmt::Debug + Ord>(lists: &std::collections::BTreeMap<T, Vec<String>>) {
            let mut seen: HashMap<String, &T> = HashMap::new();
            for (meaning, words) in lists {
                for word in words {
                    let folded = Folded::new(word).expect("too long a word").as_str().to_owned();
                    if let Some(other) = seen.insert(folded, meaning) {
                        assert_eq!(other, meaning, "{word:?} stands in two lists");
                    }
                }
            }
        }
        for file in BUILT_IN {
            let words: Words = toml::from_str(file).expect("a built-in list");
            unique(&words.labels);
            unique(&words.sections);
            unique(&words.roles);
            unique(&words.months);
            unique(&words.small_words);
            unique(&words.attended);
        }
    }

    #[test]
    fn mistakes_of_a_users_file_have_their_line() {
        let error =
            Lexicon::extended("[labels]\npresent = [\"deltog\"]\nabsentt = [\"borta\"]\n").unwrap_err();
        assert_eq!(error.line, 3);
        assert!(error.message.contains("absentt"), "{}", error.message);
        assert!(Lexicon::extended("[parties]\nVF = [\"vägen framåt\"]").is_ok());
    }
}
