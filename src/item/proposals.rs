//! Motions at the meeting (*yrkanden*).
//!
//! | as written | kind | by |
//! | --- | --- | --- |
//! | `Anna Berg (S) och Bo Ek (C) yrkar bifall till förslaget` | approve | both |
//! | `Anna Berg yrkar, med instämmande av Bo Ek, avslag` | reject | Anna Berg |
//! | `Bo Ek yrkar bifall till motionen och avslag på förslaget` | approve, and reject | Bo Ek |
//! | `Bo Ek yrkar bifall, medan Eva Lund yrkar avslag` | approve; reject | Bo Ek; Eva Lund |
//! | `Bo Ek föreslog, understödd av Eva Lund, att …` | amend | Bo Ek |
//! | `Yrkande framställdes av lantbrukare Bo Ek, att …` | amend | Bo Ek |
//! | `Bo Ek lämnar ett ändringsyrkande om att …` | amend | Bo Ek |
//! | `Bo Ek yrkar i första hand återremiss, i andra hand avslag` | refer back, and reject | Bo Ek |
//! | `Yrkanden` / `Bo Ek (M): bifall till ansökan` | approve | Bo Ek |
//! | `Anna Berg (V) föreslår i en motion att …` | none: it was not made here | |
//! | `Förvaltningen föreslår att …`, `Motionären föreslår` | none: nobody by name | |
//!
//! Outside a section of motions, *föreslår* counts only where it asks for approval, rejection, referral
//! or tabling, or has a supporter: else it is a thought in a discussion.

use super::passage::{Passage, Sentence, offset, without_bullet};
use super::who::{Named, Who, names_and_parties};
use crate::grammar::people_list::cut_word;
use crate::lexicon::{Clue, Clues, Hit, Section};
use crate::model::{Proposal, ProposalKind, Text};

/// How many words stand between *lämnar* and the motion at most: `ett skriftligt`.
const MOST_ARTICLE_WORDS: usize = 2;

/// In how many clauses of a sentence somebody moves something at most.
const MOST_VERBS: usize = 12;

/// How many motions a point has at most.
const MOST: usize = 500;

/// The motions, in order.
pub(super) fn read<'a>(passages: &[Passage<'_, 'a>], who: Who<'_, 'a>) -> Vec<Proposal<'a>> {
    let mut proposals = Vec::new();
    for (at, passage) in passages.iter().enumerate() {
        if proposals.len() >= MOST {
            break;
        }
        if !may_move(passage) {
            continue;
        }
        let mut movers: Vec<Named<'a>> = Vec::new();
        let clauses = |sentence| motion_clauses(sentence, passage, who);
        for sentence in passage.sentences(who.lexicon).flat_map(clauses) {
            let Some(motion) = motion(sentence, passage, who, &movers) else { continue };
            movers = motion.movers;
            let listed = if motion.content.trim().is_empty() { clause_below(passages, at) } else { None };
            for kind in kinds(listed.unwrap_or_else(|| passage.part(motion.content))) {
                proposals.push(proposal(kind, &movers, passage.piece(sentence.text)));
            }
        }
    }
    proposals
}

/// A sentence cut where somebody else moves something in it: `Bo Ek yrkade bifall, varemot Anna Berg yrkade avslag`.
fn motion_clauses<'s>(
    sentence: Sentence<'s>,
    passage: &'s Passage<'_, '_>,
    who: Who<'_, '_>,
) -> Vec<Sentence<'s>> {
    let moves = |hit: &Hit| hit.clues.has(Clue::Move);
    let mut verbs = sentence.hits().filter(moves).take(MOST_VERBS);
    let Some(mut last) = verbs.next() else { return vec![sentence] };
    let mut clauses = Vec::new();
    let mut from = 0;
    for verb in verbs {
        let link = sentence.hits().rfind(|hit| {
            (last.end..verb.start).contains(&hit.start) && hit.clues.any(&[Clue::Joining, Clue::Subordinator])
        });
        let cut = link
            .map(|link| (sentence.before(&link).len(), sentence.text.len() - sentence.after(&link).len()));
        if let Some((end, begin)) = cut
            && is_only_people(&sentence.text[begin..sentence.before(&verb).len()], who)
        {
            clauses.push(passage.part(sentence.text[from..end].trim_end_matches([' ', ','])));
            from = begin;
        }
        last = verb;
    }
    if clauses.is_empty() {
        return vec![sentence];
    }
    clauses.push(passage.part(sentence.text[from..].trim_start()));
    clauses
}

/// Whether nothing but people stands before a verb.
fn is_only_people(lead: &str, who: Who<'_, '_>) -> bool {
    let (people, rest) = who.list(lead.trim());
    !people.is_empty() && rest.trim().is_empty()
}

/// Whether motions can stand in a passage.
fn may_move(passage: &Passage<'_, '_>) -> bool {
    let elsewhere = passage.section.is_some_and(|section| {
        let moved = section == Section::Draft && passage.clues.has(Clue::Move);
        section == Section::Decision || section.is_of_some() && section != Section::Proposals && !moved
    });
    !elsewhere
        && (passage.clues.any(&[Clue::Move, Clue::Suggest])
            || passage.clues.has(Clue::Utter) && passage.clues.has(Clue::Motion)
            || passage.clues.has(Clue::PutForward)
            || passage.section == Some(Section::Proposals) && passage.text.contains(':'))
}

/// Somebody moves something.
struct Motion<'s, 'a> {
    movers: Vec<Named<'a>>,
    /// What is moved, as far as it stands in the sentence.
    content: &'s str,
}

/// The motion that a sentence makes; `earlier` are those who moved before it, for *han yrkade vidare*.
fn motion<'s, 'a>(
    sentence: Sentence<'s>,
    passage: &Passage<'_, 'a>,
    who: Who<'_, 'a>,
    earlier: &[Named<'a>],
) -> Option<Motion<'s, 'a>> {
    if let Some(verb) = main_verb(sentence, Clue::Move) {
        return moved(sentence, &verb, passage, who, earlier);
    }
    if let Some(verb) = main_verb(sentence, Clue::Suggest) {
        let motion = moved(sentence, &verb, passage, who, &[])?;
        return suggests_here(sentence, &verb, passage, motion.content).then_some(motion);
    }
    put_forward(sentence, passage, who)
        .or_else(|| handed_in(sentence, passage, who))
        .or_else(|| noted(sentence, passage, who))
}

/// `Bo Ek lämnar ett ändringsyrkande om att …`
fn handed_in<'s, 'a>(
    sentence: Sentence<'s>,
    passage: &Passage<'_, 'a>,
    who: Who<'_, 'a>,
) -> Option<Motion<'s, 'a>> {
    let verb = main_verb(sentence, Clue::Utter)?;
    let noun = sentence.hits().find(|hit| hit.start > verb.start && hit.clues.has(Clue::Motion))?;
    let between = sentence.before(&noun).get(sentence.before(&verb).len()..).unwrap_or_default();
    let near = between.split_whitespace().skip(1).count() <= MOST_ARTICLE_WORDS;
    let moves = noun.clues.has(Clue::Amendment) || passage.section == Some(Section::Proposals);
    let movers = if moves && near { who.before(sentence.before(&verb), passage) } else { vec![] };
    (!movers.is_empty()).then(|| Motion { movers, content: sentence.after(&noun) })
}

/// `Anna Berg (S): bifall till ansökan` in a section of motions.
fn noted<'s, 'a>(
    sentence: Sentence<'s>,
    passage: &Passage<'_, 'a>,
    who: Who<'_, 'a>,
) -> Option<Motion<'s, 'a>> {
    if passage.section != Some(Section::Proposals) {
        return None;
    }
    let (head, content) = sentence.text.split_once(':')?;
    let (people, rest) = who.list(without_bullet(head));
    let asks = [Clue::Approval, Clue::Rejection, Clue::ReferralBack, Clue::Tabling];
    (!people.is_empty() && rest.trim().is_empty() && who.lexicon.clues.all(content).any(&asks))
        .then(|| Motion { movers: who.named(&people, passage), content })
}

/// The first verb of a main clause that tells `clue`, among the first dozen.
fn main_verb(sentence: Sentence<'_>, clue: Clue) -> Option<Hit> {
    sentence.hits().filter(|hit| hit.clues.has(clue)).take(12).find(|hit| sentence.is_main_clause(hit))
}

/// `Anna Berg yrkar …`, `Därefter yrkade Anna Berg …`.
fn moved<'s, 'a>(
    sentence: Sentence<'s>,
    verb: &Hit,
    passage: &Passage<'_, 'a>,
    who: Who<'_, 'a>,
    earlier: &[Named<'a>],
) -> Option<Motion<'s, 'a>> {
    let (lead, tail) = (sentence.before(verb), sentence.after(verb));
    let movers = who.before(lead, passage);
    if !movers.is_empty() {
        return Some(Motion { movers, content: tail.trim_end_matches([' ', ':', '.']) });
    }
    let inverted = who.is_inverted(lead);
    let movers = if inverted { who.after(tail, passage) } else { vec![] };
    if !movers.is_empty() {
        return Some(Motion { movers, content: tail });
    }
    let pronoun = if inverted { cut_word(tail.trim_start()).0 } else { cut_word(lead).0 };
    (who.lexicon.clues.get(pronoun).has(Clue::Pronoun) && !earlier.is_empty())
        .then(|| Motion { movers: earlier.to_vec(), content: tail })
}

/// Whether *föreslår* makes a motion at the meeting.
fn suggests_here(sentence: Sentence<'_>, verb: &Hit, passage: &Passage<'_, '_>, content: &str) -> bool {
    let lead = sentence.before(verb);
    let written = sentence.hits().any(|hit| {
        let near = hit.end <= verb.start || offset(passage.text, sentence.text) + lead.len() + 40 > hit.start;
        hit.clues.has(Clue::WrittenMotion) && near && !asks(sentence, verb)
    });
    let votes = sentence.has(Clue::Yes) && sentence.has(Clue::No);
    if written || votes {
        return false;
    }
    passage.section == Some(Section::Proposals)
        || sentence.has(Clue::Support)
        // "Bo Ek föreslog 300 kronor. Vid omröstning avgåvos 4 röster för herr Eks förslag."
        || passage.clues.has(Clue::Votes)
        || kinds(passage.part(content)).iter().any(|kind| *kind != ProposalKind::Amend)
}

/// Whether approval, rejection, referral or tabling is asked for right behind the verb.
fn asks(sentence: Sentence<'_>, verb: &Hit) -> bool {
    sentence.hits().find(|hit| hit.start > verb.start).is_some_and(|hit| {
        hit.clues.any(&[Clue::Approval, Clue::Rejection, Clue::ReferralBack, Clue::Tabling])
            && hit.start <= verb.end + 2
    })
}

/// `Yrkande framställdes av lantbrukare Bo Ek, att …`
fn put_forward<'s, 'a>(
    sentence: Sentence<'s>,
    passage: &Passage<'_, 'a>,
    who: Who<'_, 'a>,
) -> Option<Motion<'s, 'a>> {
    let verb = sentence.first(Clue::PutForward)?;
    let noun = sentence.first(Clue::Motion).filter(|noun| noun.start < verb.start)?;
    let by = sentence.hits().find(|hit| hit.start > verb.start && hit.clues.has(Clue::By))?;
    let movers = who.after(sentence.after(&by), passage);
    (!movers.is_empty()).then(|| Motion { movers, content: sentence.after(&noun) })
}

/// What stands in the list below, where the motion itself says nothing: `Bo Ek yrkar` / `att avslå`.
fn clause_below<'s>(passages: &'s [Passage<'_, '_>], at: usize) -> Option<Sentence<'s>> {
    passages.get(at + 1).map(|next| next.part(without_bullet(next.text)))
}

/// The kinds of what is moved: the first that is named, and others joined to it.
fn kinds(content: Sentence<'_>) -> Vec<ProposalKind> {
    let mut kinds: Vec<ProposalKind> = Vec::new();
    let mut before: Option<Hit> = None;
    // "i första hand … i andra hand": whether what follows the second is still to come.
    let (mut hands, mut second) = (0, false);
    for hit in content.hits() {
        let before = before.replace(hit);
        if hit.clues.has(Clue::Hand) {
            hands += 1;
            second = hands == 2;
            if second && kinds.is_empty() {
                kinds.push(ProposalKind::Amend);
            }
        }
        let Some(kind) = kind(hit.clues) else { continue };
        let first = kinds.is_empty() && begins(content, &hit);
        let joined = !kinds.is_empty()
            && before.is_some_and(|before| {
                before.clues.any(&[Clue::Joining, Clue::Inverting]) && before.end + 1 >= hit.start
            });
        if (first || joined || second) && !kinds.contains(&kind) {
            kinds.push(kind);
            second = false;
        } else if kinds.is_empty() {
            break;
        }
    }
    if kinds.is_empty() || second && !kinds.contains(&ProposalKind::Amend) {
        kinds.push(ProposalKind::Amend);
    }
    kinds
}

/// Whether `hit` says what is moved: nothing but a subject and an *att* before it, no deeper clause.
fn begins(content: Sentence<'_>, hit: &Hit) -> bool {
    let earlier = || content.hits().take_while(|other| other.start < hit.start);
    let is_capital = |other: &Hit| {
        let text = &content.text[content.before(other).len()..];
        text.starts_with(char::is_uppercase)
    };
    let clauses = earlier().filter(|other| other.clues.has(Clue::Subordinator) && !is_capital(other)).count();
    // "föreslår att nämnden beslutar att bordlägga": the first clause says only who shall decide.
    let decides = earlier().any(|other| other.clues.any(&[Clue::Decide, Clue::ToDecide]));
    let clauses = clauses.saturating_sub(usize::from(decides));
    let words = content.before(hit);
    let words = words.rsplit_once(',').map_or(words, |(_, last)| last).split_whitespace().count();
    clauses <= 1 && words <= 12
}

fn kind(clues: Clues) -> Option<ProposalKind> {
    [
        (Clue::ReferralBack, ProposalKind::ReferBack),
        (Clue::Tabling, ProposalKind::Table),
        (Clue::Rejection, ProposalKind::Reject),
        (Clue::Approval, ProposalKind::Approve),
    ]
    .into_iter()
    .find(|(clue, _)| clues.has(*clue))
    .map(|(_, kind)| kind)
}

fn proposal<'a>(kind: ProposalKind, movers: &[Named<'a>], text: Text<'a>) -> Proposal<'a> {
    let (names, parties) = names_and_parties(movers.iter().cloned());
    Proposal { names, parties, kind, text }
}

#[cfg(test)]
mod tests {
    use super::super::testing::findings;
    use crate::model::ProposalKind::{self, *};

    type Case = (&'static str, Vec<(ProposalKind, Vec<&'static str>)>);

    #[test]
    fn who_moves_what() {
        let cases: Vec<Case> = vec![
            (
                "Eva Lund (S), Nils Ahl (C) och Åsa Öst (V) yrkar bifall till förslaget.",
                vec![(Approve, vec!["Eva Lund", "Nils Ahl", "Åsa Öst"])],
            ),
            (
                "Eva Lund, S, och Nils Ahl, C, yrkar avslag på förslaget.",
                vec![(Reject, vec!["Eva Lund", "Nils Ahl"])],
            ),
            (
                "Eva Lund (S) yrkar, med instämmande av Nils Ahl (V), bifall till förslaget.",
                vec![(Approve, vec!["Eva Lund"])],
            ),
            (
                "Eva Lund (S), med instämmande av Nils Ahl (V), yrkar avslag.",
                vec![(Reject, vec!["Eva Lund"])],
            ),
            (
                "Eva Lund yrkar bifall till motionen och avslag på nämndens förslag.",
                vec![(Approve, vec!["Eva Lund"]), (Reject, vec!["Eva Lund"])],
            ),
            (
                "Eva Lund (S), Nils Ahl och ordföranden yrkar bifall till förslaget.",
                vec![(Approve, vec!["Eva Lund", "Nils Ahl", "Anna Berg"])],
            ),
            (
                "Eva Lund yrkar bifall till förslaget, medan Nils Ahl yrkar avslag.",
                vec![(Approve, vec!["Eva Lund"]), (Reject, vec!["Nils Ahl"])],
            ),
            (
                "Eva Lund yrkade bifall och Nils Ahl (C) yrkade återremiss.",
                vec![(Approve, vec!["Eva Lund"]), (ReferBack, vec!["Nils Ahl"])],
            ),
            ("Eva Lund yrkar att tilläggsanslaget beviljas.", vec![(Approve, vec!["Eva Lund"])]),
            (
                "Eva Lund lämnar ett ändringsyrkande om att planen kompletteras.",
                vec![(Amend, vec!["Eva Lund"])],
            ),
            ("Eva Lund lämnar information om ett ändringsyrkande.", vec![]),
            ("Eva Lund yrkar återremiss för att frågan ska belysas.", vec![(ReferBack, vec!["Eva Lund"])]),
            ("Eva Lund yrkar att ärendet återremitteras.", vec![(ReferBack, vec!["Eva Lund"])]),
            ("Eva Lund yrkar att ärendet bordläggs, eftersom det är sent.", vec![(Table, vec!["Eva Lund"])]),
            ("Eva Lund yrkar att skatten sänks med 20 öre.", vec![(Amend, vec!["Eva Lund"])]),
            ("Eva Lund yrkar avslag på Nils Ahls yrkande om återremiss.", vec![(Reject, vec!["Eva Lund"])]),
            ("Ordföranden yrkar bifall till förslaget.", vec![(Approve, vec!["Anna Berg"])]),
            (
                "Lund Eva föreslog, understödd av Ahl Nils, att skolan hålls öppen.",
                vec![(Amend, vec!["Lund Eva"])],
            ),
            (
                "Yrkande framställdes av lantbrukare K. O. Ahl, att arbetet skulle anstå.",
                vec![(Amend, vec!["K. O. Ahl"])],
            ),
            (
                "Eva Lund (S) föreslår att nämnden beslutar att ärendet bordläggs till nästa möte.",
                vec![(Table, vec!["Eva Lund"])],
            ),
            (
                "Eva Lund yrkar i första hand att ärendet återremitteras, i andra hand att förslaget avslås.",
                vec![(ReferBack, vec!["Eva Lund"]), (Reject, vec!["Eva Lund"])],
            ),
            (
                "Eva Lund yrkar i första hand att skatten sänks och i andra hand återremiss.",
                vec![(Amend, vec!["Eva Lund"]), (ReferBack, vec!["Eva Lund"])],
            ),
            ("Yrkande om återremiss framställs av Eva Lund (M).", vec![(ReferBack, vec!["Eva Lund"])]),
            ("Eva Lund yrkade\natt avslå propositionen.", vec![(Reject, vec!["Eva Lund"])]),
            (
                "Nils Ahl (v) föreslår återremiss för att frågan skall belysas.",
                vec![(ReferBack, vec!["Nils Ahl"])],
            ),
            (
                "Förslag till beslut under sammanträdet\nNils Ahl (V) föreslår att avgiften höjs.",
                vec![(Amend, vec!["Nils Ahl"])],
            ),
            ("Nils Ahl (V) föreslår i en motion att avgiften avslås.", vec![]),
            ("Förvaltningen föreslår avslag. Styrelsen yrkar bifall.", vec![]),
            ("Nils Ahl föreslog att frågan blir tema i höst.", vec![]),
        ];
        for (text, expected) in cases {
            let found: Vec<_> = findings(text).proposals.into_iter().map(|p| (p.kind, p.names)).collect();
            let expected: Vec<_> = expected
                .into_iter()
                .map(|(kind, names)| {
                    (kind, names.into_iter().map(Into::into).collect::<Vec<std::borrow::Cow<'static, str>>>())
                })
                .collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
