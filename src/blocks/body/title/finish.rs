//! The pieces of a title → the title, without the register numbers and the stop behind it.

use std::borrow::Cow;

use crate::blocks::body::piece::Piece;
use crate::blocks::body::white_space::push_folded;
use crate::grammar::reference;
use crate::lexicon::Lexicon;
use crate::model::Text;

pub(in crate::blocks::body) fn joined<'a>(pieces: &[Piece<'a>], lexicon: &Lexicon) -> Option<Text<'a>> {
    let (first, rest) = pieces.split_first()?;
    let mut text = first.folded();
    for piece in rest {
        push_folded(text.to_mut(), &piece.folded(), lexicon);
    }
    Some(text)
}

/// Takes the register number in brackets off the end of a title: `Budget 2025 (KS 2024/12)`.
pub(in crate::blocks::body) fn with_reference<'a>(
    title: Text<'a>,
    lexicon: &Lexicon,
) -> (Text<'a>, Vec<Text<'a>>) {
    let trimmed = title.trim_end_matches(['.', ' ']);
    if let Some((number, rest)) =
        title.split_once(". ").filter(|(head, _)| reference::after_word(head, lexicon).is_some())
        && let Some(numbers) = reference::references(number, lexicon)
    {
        let numbers = numbers.into_iter().map(|number| Text::Owned(number.to_owned())).collect();
        return (Text::Owned(rest.to_owned()), numbers);
    }
    let found = trimmed.strip_suffix(')').and_then(|text| {
        let open = text.rfind('(')?;
        let inner = &text[open + 1..];
        let bare = inner
            .split_once(' ')
            .filter(|(word, _)| lexicon.item_words.has(word))
            .map_or(inner, |(_, rest)| rest);
        let numbers = reference::references(bare, lexicon)?;
        Some((open, numbers.into_iter().map(|number| Text::Owned(number.to_owned())).collect()))
    });
    match found {
        None => (title, vec![]),
        Some((open, numbers)) => {
            let text = match title {
                Cow::Borrowed(text) => Cow::Borrowed(text[..open].trim_end()),
                Cow::Owned(text) => Cow::Owned(text[..open].trim_end().to_owned()),
            };
            (text, numbers)
        }
    }
}

/// A title without closing stop.
pub(in crate::blocks::body) fn clean_title(title: Text<'_>) -> Text<'_> {
    let trimmed = title.trim_end_matches([' ', ':', ',', '.', '_']);
    let keep_stop = title.ends_with('.') && trimmed.rsplit(' ').next().is_some_and(|last| last.contains('.'));
    let end = if keep_stop { title.len() } else { trimmed.len() };
    match title {
        Cow::Borrowed(text) => Cow::Borrowed(&text[..end]),
        Cow::Owned(mut text) => {
            text.truncate(end);
            Cow::Owned(text)
        }
    }
}
