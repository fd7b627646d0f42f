//! A short piece of a text around what was found, marked: `… om [utredningar] av skolvägen …`.

use super::query::Query;

/// How many characters of the text stand before the first place that was found, at most.
const BEFORE: usize = 60;
/// How many characters of the text a snippet has, at most.
const LENGTH: usize = 200;

/// The snippet of the first text in which something is found; else the beginning of the first text.
pub(super) fn best<'t>(texts: impl Iterator<Item = &'t str> + Clone, query: &Query) -> String {
    let found = texts.clone().find_map(|text| {
        let places = query.places(text);
        places.first().map(|first| {
            let start = step_back(text, first.start);
            (text, start, places.clone())
        })
    });
    match found.or_else(|| texts.clone().next().map(|text| (text, 0, Vec::new()))) {
        Some((text, start, places)) => cut(text, start, &places),
        None => String::new(),
    }
}

/// The beginning of a word, at most [`BEFORE`] characters before `place`.
fn step_back(text: &str, place: usize) -> usize {
    let before = &text[..place];
    let Some((start, _)) = before.char_indices().rev().nth(BEFORE) else { return 0 };
    before[start..].find(char::is_whitespace).map_or(start, |space| start + space + 1).min(place)
}

fn cut(text: &str, start: usize, places: &[std::ops::Range<usize>]) -> String {
    let rest = &text[start..];
    let mut end = rest.char_indices().nth(LENGTH).map_or(text.len(), |(at, _)| start + at);
    if end < text.len() {
        end = text[start..end].rfind(char::is_whitespace).map_or(end, |space| start + space);
    }
    let mut marked = String::from(if start > 0 { "… " } else { "" });
    let mut at = start;
    for place in places.iter().filter(|place| place.start >= start && place.end <= end) {
        marked += &text[at..place.start];
        marked.push('[');
        marked += &text[place.clone()];
        marked.push(']');
        at = place.end;
    }
    marked += text.get(at..end).unwrap_or_default();
    let mut folded = marked.split_whitespace().collect::<Vec<_>>().join(" ");
    if end < text.len() {
        folded += " …";
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snippet(texts: &[&str], query: &str) -> String {
        best(texts.iter().copied(), &Query::read(query).unwrap())
    }

    #[test]
    fn marks_what_was_found() {
        assert_eq!(
            snippet(&["Ingenting.", "Två utredningar,\n\nen utredning."], "utredning"),
            "Två [utredningar], en [utredning]."
        );
        assert_eq!(snippet(&["Bara början."], "annat"), "Bara början.");
        assert_eq!(snippet(&[], "annat"), "");
    }

    #[test]
    fn long_texts_are_cut_between_words() {
        let text = format!("{} målet {}", "åäö ".repeat(100), "ord ".repeat(100));
        let cut = snippet(&[&text], "målet");
        assert!(cut.starts_with("… åäö åäö"), "{cut}");
        assert!(cut.contains(" [målet] ord"), "{cut}");
        assert!(cut.ends_with("ord …"), "{cut}");
        assert!(cut.chars().count() < 220);
    }
}
