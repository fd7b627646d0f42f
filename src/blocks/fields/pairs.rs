//! Labels above each other, and the values that follow them.

use std::collections::HashSet;

use super::Reader;
use super::label::is_people;
use super::values::{Value, Values};
use crate::grammar::numbers;
use crate::grammar::person::Starts;
use crate::grammar::{date, time};
use crate::lexicon::{Label, LabelWord};
use crate::lines::pages;
use crate::lines::rows::is_rule;

/// How many labels above each other at least share values that nothing parts.
const FEWEST_DISTRIBUTED: usize = 3;

/// How many labels above each other are paired with the values below them by what fits.
const MOST_LABELS: usize = 64;

impl<'a> Reader<'a, '_> {
    /// Pairs labels that stood above each other with the groups of values below them.
    pub(super) fn settle(&mut self) {
        let run = std::mem::take(&mut self.run);
        let groups = std::mem::take(&mut self.groups);
        let labels: Vec<Label> = run.iter().map(|field| self.found.fields[*field].label).collect();
        let heads_only = |at: usize| {
            matches!(labels[at], Label::Signatures | Label::Posting | Label::Furniture)
                // "Närvarolista" right above "Ledamöter" heads that list, however many columns it has.
                || labels[at] == Label::Present && labels.get(at + 1) == Some(&Label::Members)
        };
        let wanting: Vec<usize> = (0..run.len()).filter(|at| !heads_only(*at)).map(|at| run[at]).collect();
        if groups.is_empty() {
            return;
        }
        let Some(last) = wanting.last().or(run.last()).copied() else { return };
        // No form has so many labels above each other.
        if wanting.len() > MOST_LABELS {
            return self.in_order(wanting, last, groups);
        }
        let labels: Vec<Label> = wanting.iter().map(|field| self.found.fields[*field].label).collect();
        let single_rows: usize = groups.iter().map(Vec::len).sum();
        let pairs = if wanting.len() > 1 && groups.len() == wanting.len() {
            matched(&labels, groups, self.starts)
        } else if wanting.len() > 1 && single_rows == wanting.len() {
            matched(&labels, groups.into_iter().flatten().map(|value| vec![value]).collect(), self.starts)
        } else if wanting.len() > 1
            && groups.len() < wanting.len()
            && groups[0].len() == wanting.len() - groups.len() + 1
            && single_rows > groups.len()
            && !is_people(labels[0])
        {
            matched(&labels, groups.into_iter().flatten().map(|value| vec![value]).collect(), self.starts)
        } else if let Some(pairs) = distributed(&labels, &groups, self.starts) {
            pairs
        } else {
            return self.in_order(wanting, last, groups);
        };
        for (index, group) in pairs {
            self.found.fields[wanting[index]].values = Values::Kept(group);
        }
    }

    /// Fewer groups than labels: the last labels have them. More: the last label has the rest.
    fn in_order(&mut self, wanting: Vec<usize>, last: usize, groups: Vec<Vec<Value<'a>>>) {
        let labels = wanting.len();
        let lists = wanting.iter().all(|field| is_people(self.found.fields[*field].label));
        if lists && labels >= 2 && groups.len() > labels {
            // The heads of a table whose columns were broken apart: the list is the one that says who they are.
            let telling = wanting.iter().rfind(|field| self.found.fields[**field].label != Label::Present);
            let field = telling.copied().unwrap_or(last);
            self.found.fields[field].values = Values::Kept(groups.into_iter().flatten().collect());
            return;
        }
        let skip = labels.saturating_sub(groups.len());
        let people = is_people(self.found.fields[last].label);
        for (index, group) in groups.into_iter().enumerate() {
            let field = wanting.get(index + skip).copied().unwrap_or(last);
            let extra = index + skip >= labels;
            if extra && !people {
                self.found.loose.extend(group.iter().map(|value| value.row));
                continue;
            }
            self.found.fields[field].values.extend(group);
        }
    }
}

/// Pairs labels and groups: in order where each value fits its label, else by what fits.
fn matched<'a>(
    labels: &[Label],
    groups: Vec<Vec<Value<'a>>>,
    starts: &Starts<'a, '_>,
) -> Vec<(usize, Vec<Value<'a>>)> {
    let fits = |label: Label, group: &[Value<'a>]| {
        group.first().and_then(|value| value.cells.first()).is_none_or(|cell| fits(label, cell.text, starts))
    };
    if labels.iter().zip(&groups).all(|(label, group)| fits(*label, group)) {
        return groups.into_iter().enumerate().collect();
    }
    let mut free: Vec<Option<Vec<Value<'a>>>> = groups.into_iter().map(Some).collect();
    let mut pairs = Vec::new();
    let mut open = Vec::new();
    for (index, label) in labels.iter().enumerate() {
        let slot = free.iter().position(|group| group.as_ref().is_some_and(|group| fits(*label, group)));
        match slot.and_then(|slot| free[slot].take()) {
            Some(group) => pairs.push((index, group)),
            None => open.push(index),
        }
    }
    pairs.extend(open.into_iter().zip(free.into_iter().flatten()));
    pairs
}

/// Gives values without gaps to the labels above them: each label in turn has the next value that fits, a list of
/// people all that follow. Nothing where a value fits to no label that is left.
fn distributed<'a>(
    labels: &[Label],
    groups: &[Vec<Value<'a>>],
    starts: &Starts<'a, '_>,
) -> Option<Vec<(usize, Vec<Value<'a>>)>> {
    let typed = labels.iter().filter(|label| !is_people(**label)).count();
    if labels.len() < FEWEST_DISTRIBUTED || typed < 2 || typed == labels.len() {
        return None;
    }
    let mut given: Vec<Vec<Value<'a>>> = vec![Vec::new(); labels.len()];
    let mut seen: HashSet<&'a str> = HashSet::new();
    let mut at = 0;
    for value in groups.iter().flatten() {
        let text = value.cells.first()?.text;
        let name = text.split([',', '(']).next().unwrap_or_default().trim_end();
        // Who stands there a second time is named for something else: *Justerare*.
        let person = starts.is_person(text) && !seen.contains(name);
        if person && is_people(labels[at]) {
            at = list_of(labels, &given, at, text);
        } else {
            let from = at + usize::from(!given[at].is_empty());
            let takes = |label: &usize| match is_people(labels[*label]) {
                true => person,
                false => given[*label].is_empty() && fits(labels[*label], text, starts),
            };
            at = (from..labels.len()).find(takes)?;
        }
        seen.extend(person.then_some(name));
        given[at].push(value.clone());
    }
    Some(given.into_iter().enumerate().filter(|(_, values)| !values.is_empty()).collect())
}

/// The list that a person belongs to among lists below each other: where those before have a party and this one has
/// none, the officials of the last list begin.
fn list_of(labels: &[Label], given: &[Vec<Value<'_>>], at: usize, text: &str) -> usize {
    let last = at + labels[at..].iter().take_while(|label| is_people(**label)).count() - 1;
    let has_party = |text: &str| text.contains('(');
    let before = given[at].last().and_then(|value| value.cells.first());
    if before.is_some_and(|cell| has_party(cell.text)) && !has_party(text) { last } else { at }
}

/// Whether `text` can be a value of `label`.
fn fits<'a>(label: Label, text: &'a str, starts: &Starts<'a, '_>) -> bool {
    let lexicon = starts.lexicon;
    let dated = || date::find(text, lexicon).is_some();
    match label {
        Label::Date | Label::Posted | Label::Removed | Label::DateTime => dated(),
        Label::Time => time::find(text, lexicon).is_some(),
        Label::Page => pages::is_page_number(text) || text.chars().all(|c| c.is_ascii_digit()),
        Label::Items => {
            numbers::stretches(text, lexicon).is_some()
                || text.starts_with(|c: char| c.is_ascii_digit()) && !dated() && !pages::is_page_number(text)
        }
        Label::Reference | Label::Number => {
            text.chars().any(|c| c.is_ascii_digit()) && !dated() && !pages::is_page_number(text)
        }
        Label::Place | Label::Storage | Label::Organ | Label::PostingPlace => {
            !pages::is_page_number(text) && date::date(text, lexicon).is_err() && !is_rule(text)
        }
        Label::Chair | Label::Secretary | Label::Adjuster | Label::ViceChair => starts.is_person(text),
        label if is_people(label) => {
            starts.is_person(text.trim_start_matches(['•', '-', ' ']))
                || text.split(' ').any(|word| lexicon.label_words.get(word) == Some(&LabelWord::Member))
        }
        _ => true,
    }
}
