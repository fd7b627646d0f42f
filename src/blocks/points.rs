//! Which rows are the heads of points: the sequence tells.
//!
//! Lists inside points, tables of contents, dates and legal references begin with numbers too. A point
//! stands in a sequence through the whole document (1, 2, 2.1, 3 …, or 94, 95, 97), and looks like a
//! heading. The best sequence is found in one pass: for each number, the best chain that ends with it.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::grammar::heading::{self, Head, Style};
use crate::grammar::person;
use crate::lexicon::{Label, Lexicon};
use crate::lines::rows::{Gap, Row};

/// A row that may be the head of a point.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Point<'a> {
    /// The row's index.
    pub(crate) row: usize,
    pub(crate) head: Head<'a>,
    /// How much it looks like a heading.
    score: f32,
}

/// How many points with uncommon numbers make a document of such.
const FEWEST_UNCOMMON: usize = 4;

/// Numbers that may be missing between two points of one sequence.
const WIDEST_GAP: u32 = 12;

/// The rows that look like the head of a point, in order.
pub(crate) fn candidates<'a>(rows: &[Row<'a>], lexicon: &Lexicon) -> Vec<Point<'a>> {
    let of_row = |(at, row): (usize, &Row<'a>)| {
        let head = head_of(row, lexicon)?;
        Some(Point { row: at, head, score: score(rows, at, &head, lexicon) })
    };
    rows.iter().enumerate().filter_map(of_row).collect()
}

/// The points among `rows`, in order; `all` are their candidates.
pub(crate) fn find<'a>(rows: &[Row<'a>], all: &[Point<'a>], lexicon: &Lexicon) -> Vec<Point<'a>> {
    let common = common(rows, all);
    uncommon(rows, &common, lexicon).unwrap_or_else(|| with_moved(common, all, rows))
}

/// The points with usual numbers, in one of the three styles.
fn common<'a>(rows: &[Row<'a>], all: &[Point<'a>]) -> Vec<Point<'a>> {
    let of = |style: Style| {
        let begins = |point: &Point<'_>| point.head.style == style && point.head.sub == 0;
        // Most documents have points of one style only.
        if !all.iter().any(begins) {
            return Vec::new();
        }
        // Sub-items of signed points may have the bare number: "6.1 Kassör" within § 6.
        let own = |point: &&Point<'a>| {
            point.head.style == style || point.head.style == Style::Plain && point.head.sub > 0
        };
        let points: Vec<Point<'a>> = all.iter().filter(own).copied().collect();
        let chain = best_chain(&with_lengths(points, rows.len()));
        if chain.iter().any(begins) { chain } else { Vec::new() }
    };
    let total = |chain: &[Point<'_>]| chain.iter().map(|point| point.score).sum::<f32>();
    let section = of(Style::Section);
    // However many of the plain numbers make a chain, it is too short against these.
    let bare = all.iter().filter(|point| point.head.style == Style::Plain).count();
    if section.len() >= 2 && total(&section) >= 2.0 && section.len() * 3 >= bare {
        return section;
    }
    let (word, plain) = (of(Style::Word), of(Style::Plain));
    let strong = |chain: &[Point<'_>]| chain.len() >= 2 || chain.len() == 1 && plain.len() < 3;
    // Sub-items with the bare number are no points with a word: a sentence may begin with *Punkt 10*.
    let worded = word.iter().filter(|point| point.head.style == Style::Word).count();
    let of_words = worded >= 2 && total(&word) * 2.0 > total(&plain) || worded == 1 && plain.len() < 2;
    if strong(&section)
        && total(&section) >= 2.0
        && (section.len() * 3 >= plain.len() || total(&section) > total(&plain) / 2.0)
    {
        section
    } else if total(&word) > 0.0 && of_words {
        word
    } else if plain.len() >= 2 || plain.len() == 1 && total(&plain) > 1.5 {
        plain
    } else {
        section
    }
}

/// The head of a point that a row may be; most have no number.
fn head_of<'a>(row: &Row<'a>, lexicon: &Lexicon) -> Option<Head<'a>> {
    if row.line.may_have_sign() {
        heading::signed_head(without_bullet(row.text()), lexicon)
    } else if row.line.may_have_number() {
        heading::unsigned_head(without_bullet(row.text()), lexicon)
    } else {
        None
    }
}

/// A row without the bullet before it, as where lists of the web were numbered by hand: `• 3 Ekonomi`.
fn without_bullet(text: &str) -> &str {
    match text.strip_prefix(['•', '·', '▪', '●', '\u{f0b7}']) {
        Some(behind) if behind.starts_with(char::is_whitespace) => behind.trim_start(),
        _ => text,
    }
}

/// How much a heading out of its order looks like one at least.
const SCORE_OF_MOVED: f32 = 3.0;
const SCORE_OF_MOVED_PLAIN: f32 = 2.2;

/// Points that were dealt with before their turn: headings like the others, whose number the sequence lacks and
/// goes beyond.
fn with_moved<'a>(mut common: Vec<Point<'a>>, all: &[Point<'a>], rows: &[Row<'a>]) -> Vec<Point<'a>> {
    let (Some(first), Some(last)) = (common.first().copied(), common.last().copied()) else { return common };
    if !matches!(first.head.style, Style::Section | Style::Plain) {
        return common;
    }
    let mut numbers: HashSet<u32> = common
        .iter()
        .flat_map(|point| point.head.main..=point.head.last.unwrap_or(point.head.main))
        .collect();
    let least = if first.head.style == Style::Section { SCORE_OF_MOVED } else { SCORE_OF_MOVED_PLAIN };
    let moved = all.iter().filter(|point| {
        point.head.style == first.head.style
            && (first.head.style == Style::Section || looks_like(point, &first, rows))
            && point.head.sub == 0
            && point.head.last.is_none()
            && point.score >= least
            && (first.row..last.row).contains(&point.row)
            && (first.head.main..last.head.main).contains(&point.head.main)
            && point.head.label.starts_with('§') == first.head.label.starts_with('§')
            && numbers.insert(point.head.main)
    });
    common.extend(moved);
    common.sort_by_key(|point| point.row);
    common
}

/// Whether a plain number stands where those of the points stand, and is written as they are: lists inside points
/// are indented, or have other marks.
fn looks_like(point: &Point<'_>, first: &Point<'_>, rows: &[Row<'_>]) -> bool {
    let mark = |point: &Point<'_>| point.head.label.chars().last().filter(|c| !c.is_ascii_digit());
    rows[point.row].gap.is_any()
        && rows[point.row].line.indent() == rows[first.row].line.indent()
        && mark(point) == mark(first)
}

/// Points numbered in Roman numbers or in letters, where they are more than the `common` ones.
fn uncommon<'a>(rows: &[Row<'a>], common: &[Point<'a>], lexicon: &Lexicon) -> Option<Vec<Point<'a>>> {
    if common.first().is_some_and(|first| first.head.style == Style::Section) {
        return None;
    }
    [Style::Roman, Style::Letter].into_iter().find_map(|style| {
        let points = rows.iter().enumerate().filter_map(|(row, text)| {
            let head = heading::uncommon(text.text(), style)?;
            Some(Point { row, head, score: score(rows, row, &head, lexicon) })
        });
        let chain = best_chain(&with_lengths(points.collect(), rows.len()));
        let from_first = chain.first().is_some_and(|first| first.head.main == 1);
        (chain.len() >= FEWEST_UNCOMMON && chain.len() > common.len() && from_first).then_some(chain)
    })
}

/// `Val av ordförande, och`: a list goes on in the next row.
fn ends_in_list(title: &str, lexicon: &Lexicon) -> bool {
    title.rsplit_once(' ').is_some_and(|(before, last)| before.ends_with(',') && lexicon.is_and(last))
}

/// How much the row at `at` looks like a heading.
fn score(rows: &[Row<'_>], at: usize, head: &Head<'_>, lexicon: &Lexicon) -> f32 {
    let row = &rows[at];
    let title = head.rest;
    let mut score = match head.style {
        Style::Section => 2.0,
        Style::Word => 1.5,
        Style::Plain | Style::Roman | Style::Letter => 0.5,
    };
    let before = at.checked_sub(1).map(|before| rows[before].text()).unwrap_or_default();
    if at == 0 || row.gap.is_any() || rows[at - 1].is_rule() {
        score += 1.0;
    } else if !before.ends_with(['.', ')', '!', '?']) {
        score -= 0.5;
    }
    if before.ends_with(':') && head.style == Style::Plain || before.ends_with([',', '-']) {
        score -= 1.5;
    }
    match title.chars().next() {
        None => {
            score += if rows.get(at + 1).is_some_and(|next| next.text().starts_with(char::is_lowercase)) {
                -1.5
            } else {
                0.3
            }
        }
        Some(first) if first.is_uppercase() => score += 0.5,
        Some(first) if first.is_lowercase() && heading::stands_apart(row.text(), head) => score -= 0.5,
        Some(first) if first.is_lowercase() => score -= 2.0,
        Some(_) => score -= 0.3,
    }
    if title.ends_with([',', ';']) || ends_in_list(title, lexicon) {
        score -= 2.0;
    }
    if title.ends_with('.') && title.len() > 100 {
        score -= 0.5;
    }
    if is_contents_entry(title) {
        score -= 2.0;
    }
    // "Punkt 3: Bo Ek" in a list of those who present.
    if head.style == Style::Word && head.label.ends_with(':') && person::start(title, lexicon).is_some() {
        score -= 4.0;
    }
    if rows.get(at + 1).is_some_and(|next| next.gap == Gap::Blank || next.gap == Gap::Wide) {
        score += 0.4;
    }
    if head.style == Style::Plain && head.sub == 0 && row.line.indent() >= 16 {
        score -= 1.5;
    }
    score
}

/// A line of a table of contents ends with dots, or far right with a page number.
fn is_contents_entry(title: &str) -> bool {
    let page = title.rsplit([' ', '\t', '.']).next().unwrap_or_default();
    let body = &title[..title.len() - page.len()];
    !page.is_empty()
        && page.len() <= 3
        && page.bytes().all(|byte| byte.is_ascii_digit())
        && (body.ends_with("   ")
            || body.ends_with('\t')
            || body.ends_with("....")
            || body.ends_with(".. ")
            || body.trim_end().ends_with("...."))
}

/// A point with rows of its own below it is more of a point than a line of a list.
fn with_lengths(mut points: Vec<Point<'_>>, rows: usize) -> Vec<Point<'_>> {
    for at in 0..points.len() {
        let next = points.get(at + 1).map_or(rows, |next| next.row);
        let own = next - points[at].row;
        points[at].score += match own {
            0..=1 => -0.4,
            2..=3 => 0.5,
            _ => 1.0,
        };
    }
    points
}

/// The best chain that ends with a number.
#[derive(Debug, Clone, Copy)]
struct Link {
    score: f32,
    at: usize,
}

/// For how many numbers room is made at once.
const MOST_ROOM: usize = 64;

/// The sequence of numbers that looks most like the points of one document.
fn best_chain<'a>(points: &[Point<'a>]) -> Vec<Point<'a>> {
    let mut before: Vec<Option<usize>> = vec![None; points.len()];
    let mut by_number: HashMap<(u32, u32), Link> = HashMap::default();
    let mut by_main: HashMap<u32, Link> = HashMap::default();
    by_number.reserve(points.len().min(MOST_ROOM));
    by_main.reserve(points.len().min(MOST_ROOM));
    let mut best: Option<Link> = None;
    for (at, point) in points.iter().enumerate() {
        let (main, sub) = (point.head.main, point.head.sub);
        let previous = match sub {
            0 => before_main(main, &by_main, best.map_or(0.0, |link| link.score)),
            _ => before_sub(main, sub, &by_number, &by_main),
        };
        let start = match (point.head.style, main, sub) {
            (_, 1, 0) => 0.5,
            (Style::Section, _, 0) => 0.0,
            (_, _, 0) => -2.0,
            _ => -3.0,
        };
        let (base, from) = match previous {
            Some((score, from)) if score > start => (score, Some(from)),
            _ => (start, None),
        };
        let link = Link { score: base + point.score, at };
        before[at] = from;
        let better = |old: &Link| link.score > old.score;
        if by_number.get(&(main, sub)).is_none_or(better) {
            by_number.insert((main, sub), link);
        }
        let end = point.head.last.unwrap_or(main);
        if by_main.get(&end).is_none_or(better) {
            by_main.insert(end, link);
        }
        if best.as_ref().is_none_or(better) {
            best = Some(link);
        }
    }
    let mut chain = Vec::new();
    let mut at = best.map(|link| link.at);
    while let Some(index) = at {
        chain.push(points[index]);
        at = before[index];
    }
    chain.reverse();
    chain
}

/// What a main number may follow: the number before it, or one a little before that. No chain scores more than `most`.
fn before_main(main: u32, by_main: &HashMap<u32, Link>, most: f32) -> Option<(f32, usize)> {
    let after = |gap: u32| {
        let link = by_main.get(&main.checked_sub(gap)?)?;
        Some((link.score + bonus(gap), link.at))
    };
    let next = after(1);
    // Nearly always no other can be better.
    if next.is_some_and(|(score, _)| score > most + bonus(2)) {
        return next;
    }
    next.into_iter().chain((2..=WIDEST_GAP).filter_map(after)).max_by(|a, b| a.0.total_cmp(&b.0))
}

/// What it gives a chain that its next number comes at once, and what it takes that some are missing.
fn bonus(gap: u32) -> f32 {
    if gap == 1 { 0.6 } else { -0.35 * gap as f32 }
}

/// What a sub-number may follow: the one before it, its main number, or the main number before where the
/// main number has no heading of its own.
fn before_sub(
    main: u32,
    sub: u32,
    by_number: &HashMap<(u32, u32), Link>,
    by_main: &HashMap<u32, Link>,
) -> Option<(f32, usize)> {
    let same = (1..=3).filter_map(|gap| {
        let before = sub.checked_sub(gap).filter(|before| *before > 0)?;
        by_number.get(&(main, before)).map(|link| (link.score + if gap == 1 { 0.5 } else { -0.5 }, link.at))
    });
    let parent =
        (sub <= 2).then(|| by_number.get(&(main, 0)).map(|link| (link.score + 0.5, link.at))).flatten();
    let orphan =
        (sub == 1).then(|| by_main.get(&main.checked_sub(1)?).map(|link| (link.score, link.at))).flatten();
    same.chain(parent).chain(orphan).max_by(|a, b| a.0.total_cmp(&b.0))
}

/// Those of `candidates` that stand in a range of rows.
fn within<'c, 'a>(candidates: &'c [Point<'a>], rows: std::ops::Range<usize>) -> &'c [Point<'a>] {
    let place = |row: usize| candidates.partition_point(|candidate| candidate.row < row);
    candidates.get(place(rows.start)..place(rows.end)).unwrap_or_default()
}

/// Headings among the rows `range` that have the number of a point besides the point's own, as `§ 12` twice.
///
/// Lists inside points have numbers too: a plain number is one only where it stands alone between two
/// points, and a heading that says the same as the point's goes on with it on the next page.
pub(crate) fn repeated<'a>(
    rows: &[Row<'a>],
    candidates: &[Point<'a>],
    points: &[Point<'a>],
    range: std::ops::Range<usize>,
    lexicon: &Lexicon,
) -> Vec<Point<'a>> {
    let mut found = Vec::new();
    for (at, point) in points.iter().enumerate() {
        let next = points.get(at + 1);
        let end = next.map_or(range.end, |next| next.row);
        let between = within(candidates, point.row + 1..end).iter();
        let alike: Vec<Point<'a>> =
            between.filter(|other| other.head.style == point.head.style).copied().collect();
        if point.head.style != Style::Section && alike.len() != 1 {
            continue;
        }
        let near = |other: &Point<'a>| {
            [Some(point), next].into_iter().flatten().any(|point| is_repeated(rows, point, other, lexicon))
        };
        found.extend(alike.into_iter().filter(near));
    }
    found
}

/// Whether `other` is a heading like that of `point`, with its number and with another title.
fn is_repeated(rows: &[Row<'_>], point: &Point<'_>, other: &Point<'_>, lexicon: &Lexicon) -> bool {
    let (own, title) = (&point.head, other.head.rest);
    let (row, point_row) = (&rows[other.row], &rows[point.row]);
    let shape = |label: &str| label.replace(|c: char| c.is_ascii_digit(), "");
    (own.main, own.sub) == (other.head.main, other.head.sub)
        && row.gap.is_any()
        && row.line.indent().abs_diff(point_row.line.indent()) <= 1
        && shape(own.label) == shape(other.head.label)
        && title.starts_with(char::is_uppercase)
        && title.len() < 100
        && !title.ends_with(['.', ',', ';', ':'])
        && title != own.rest
        && !title.split(' ').any(|word| lexicon.continued.has(word))
}

/// The rows of a table of contents before row `end`: from its label, or its first entry, to its last.
pub(crate) fn contents(
    rows: &[Row<'_>],
    candidates: &[Point<'_>],
    end: usize,
    lexicon: &Lexicon,
) -> Option<(usize, usize)> {
    let is_label = |row: &Row<'_>| {
        let text = row.text().trim_end_matches(['.', ':']);
        lexicon.contents.has(text) && lexicon.labels.get(text) == Some(&Label::Contents)
    };
    let labelled = rows[..end].iter().position(is_label);
    let entry = |at: usize| {
        let mut heads = within(candidates, at..at + 1).iter();
        heads.any(|point| labelled.is_some() || is_contents_entry(point.head.rest))
    };
    let start =
        labelled.or_else(|| (0..end).find(|at| entry(*at) && entry_follows(rows, *at + 1, end, &entry)))?;
    let mut last = start;
    let mut at = start + 1;
    while at < end {
        let row = &rows[at];
        let is_entry = entry(at);
        let continues =
            row.gap == Gap::None && at > start + 1 && row.text().len() < 110 && row.line.indent() > 0;
        let heading = at == start + 1 && !is_entry && row.text().len() < 60;
        if is_entry || is_contents_entry(row.text()) || continues && lexicon.labels.get(row.text()).is_none()
        {
            last = at;
        } else if !heading {
            break;
        }
        at += 1;
    }
    (last > start).then_some((start, last + 1))
}

fn entry_follows(rows: &[Row<'_>], from: usize, end: usize, entry: &impl Fn(usize) -> bool) -> bool {
    (from..end.min(from + 3).min(rows.len())).any(entry)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::{rows::rows, split};

    fn numbers(text: &str) -> Vec<String> {
        let rows = rows(&split(text, 0));
        let candidates = candidates(&rows, Lexicon::built_in());
        let points = find(&rows, &candidates, Lexicon::built_in());
        points.iter().map(|point| point.head.number()).collect()
    }

    #[test]
    fn lists_inside_points_are_no_points() {
        let text = "1 Inledning\n\nVälkomna.\n\n2 Förslag\n\nTre förslag fördes fram:\n\n1. ett tillägg,\n2. mentorer,\n3. mer tid.\n\n3 Övrigt\n\nInget.\n";
        assert_eq!(numbers(text), ["1", "2", "3"]);
    }

    #[test]
    fn numbering_may_begin_anywhere_and_skip() {
        let text =
            "§ 94 Val\n\nText.\n\n§ 95 Budget\n\nEnligt\n§ 12 kommunallagen.\n\n§ 97 Övrigt\n\nText.\n";
        assert_eq!(numbers(text), ["94", "95", "97"]);
    }

    #[test]
    fn contents_are_no_points() {
        let text = "Innehåll\n\n§ 1  Val ........ 2\n§ 2  Budget ..... 3\n\n§ 1\nVal\n\nText som sägs.\n\n§ 2\nBudget\n\nMer text.\n";
        let rows = rows(&split(text, 0));
        let candidates = candidates(&rows, Lexicon::built_in());
        let points = find(&rows, &candidates, Lexicon::built_in());
        assert_eq!(points.iter().map(|point| point.row).collect::<Vec<_>>(), [3, 6]);
        assert_eq!(contents(&rows, &candidates, 3, Lexicon::built_in()), Some((0, 3)));
    }

    #[test]
    fn a_point_may_be_dealt_with_before_its_turn() {
        let text = "§ 7 Rapport\n\nBra.\n\n§ 9 Val\n\nValt. Enligt\n§ 4 i stadgan.\n\n§ 8 Avgift\n\nSamma.\n\n§ 10 Slut\n\nTack.\n";
        assert_eq!(numbers(text), ["7", "9", "8", "10"]);
        let plain = "7. Stadga\n\nBra.\n\n9. Avgift\n\nSamma som\n   4. i stadgan.\n\nAntogs.\n\n8. Val\n\nValt.\n\n10. Slut\n\nTack.\n";
        assert_eq!(numbers(plain), ["7", "9", "8", "10"]);
    }

    #[test]
    fn sub_items_follow_their_main_item() {
        let text = "1 Formalia\n\n1.1 Öppnande\n\nÖppnat.\n\n1.2 Val\n\nValt.\n\n2 Rapporter\n\n2.1 Ekonomi\n\nBra.\n";
        assert_eq!(numbers(text), ["1", "1.1", "1.2", "2", "2.1"]);
        // The main item's title may go on in each of them.
        let text = "8  Kallelse\n\nGod.\n\n9  Beslut om\n\n9.1  fastställande\n\nFastställt.\n\n9.2  ansvarsfrihet\n\nBeviljad.\n\n10  Slut\n\nTack.\n";
        assert_eq!(numbers(text), ["8", "9", "9.1", "9.2", "10"]);
    }
}
