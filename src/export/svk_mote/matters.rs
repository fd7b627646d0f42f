//! Items as agenda and matters.

use std::io;

use super::losses::Losses;
use super::xml::Xml;
use crate::{AgendaItem, Document, Statement, StatementKind};

/// The agenda, and the matters with what was decided.
pub(super) fn write(document: &Document<'_>, xml: &mut Xml, losses: &mut Losses) -> io::Result<()> {
    if document.agenda.is_empty() {
        return Ok(());
    }
    xml.open("agenda", &[])?;
    for (order, item) in (1..).zip(&document.agenda) {
        xml.open("agendaItem", &[("order", &u64::to_string(&order))])?;
        xml.text("itemNumber", &item.number)?;
        xml.text("itemTitle", item.title.as_deref().unwrap_or_default())?;
        xml.close("agendaItem")?;
    }
    xml.close("agenda")?;

    xml.open("matters", &[])?;
    for (order, item, below) in nested(&document.agenda) {
        matter(order, item, below, xml, losses)?;
    }
    xml.close("matters")?;
    document.agenda.iter().for_each(|item| note_losses(item, losses));
    note_presenters(document, losses);
    Ok(())
}

/// Each item of level 1 with its place and the items of level 2 that follow it; such an item at the very
/// beginning stands for itself.
fn nested<'d, 'a>(
    agenda: &'d [AgendaItem<'a>],
) -> impl Iterator<Item = (usize, &'d AgendaItem<'a>, &'d [AgendaItem<'a>])> {
    let mut next = 0;
    std::iter::from_fn(move || {
        let place = next;
        let item = agenda.get(place)?;
        let below =
            if item.level > 1 { 0 } else { agenda[place + 1..].iter().take_while(|i| i.level > 1).count() };
        next = place + 1 + below;
        Some((place + 1, item, &agenda[place + 1..next]))
    })
}

fn matter(
    order: usize,
    item: &AgendaItem<'_>,
    below: &[AgendaItem<'_>],
    xml: &mut Xml,
    losses: &mut Losses,
) -> io::Result<()> {
    xml.open("matter", &[])?;
    xml.text("matterNumber", &item.number)?;
    xml.empty("agendaRef", &[("order", &order.to_string())])?;
    xml.text("matterTitle", item.title.as_deref().unwrap_or_default())?;
    category(item, xml)?;
    for name in &item.presenters {
        xml.text("rapporteur", name)?;
    }
    content(item, xml, losses)?;
    if !below.is_empty() {
        xml.open("subMatters", &[])?;
        for item in below {
            sub_matter(item, xml, losses)?;
        }
        xml.close("subMatters")?;
    }
    xml.close("matter")
}

fn sub_matter(item: &AgendaItem<'_>, xml: &mut Xml, losses: &mut Losses) -> io::Result<()> {
    xml.open("subMatter", &[])?;
    xml.text("subMatterNumber", &item.number)?;
    xml.text("subMatterTitle", item.title.as_deref().unwrap_or_default())?;
    category(item, xml)?;
    content(item, xml, losses)?;
    xml.close("subMatter")?;
    if !item.presenters.is_empty() {
        losses.add("who presents a sub-item", &item.label, item.span);
    }
    Ok(())
}

/// An item with a decision is one of decision; of another the text does not say what it is.
fn category(item: &AgendaItem<'_>, xml: &mut Xml) -> io::Result<()> {
    xml.maybe("matterCategory", (!item.decisions.is_empty()).then_some("decision"))
}

/// What matters and sub-matters share.
fn content(item: &AgendaItem<'_>, xml: &mut Xml, losses: &mut Losses) -> io::Result<()> {
    if !item.references.is_empty() {
        xml.open("diaryReferences", &[])?;
        for reference in &item.references {
            xml.open("diaryReference", &[])?;
            xml.text("diaryId", reference)?;
            xml.close("diaryReference")?;
        }
        xml.close("diaryReferences")?;
    }
    if !item.decisions.is_empty() {
        xml.text("decision", &item.decisions.join("\n"))?;
    }
    if !item.statements.is_empty() {
        xml.open("statements", &[])?;
        for made in &item.statements {
            statement(made, item, xml, losses)?;
        }
        xml.close("statements")?;
    }
    Ok(())
}

fn statement(
    made: &Statement<'_>,
    item: &AgendaItem<'_>,
    xml: &mut Xml,
    losses: &mut Losses,
) -> io::Result<()> {
    let kind = match made.kind {
        StatementKind::Reservation => "reservation",
        StatementKind::SpecialOpinion => "sarskild-mening",
        StatementKind::SpecialStatement => "sarskilt-yttrande",
        StatementKind::ProtocolNote => "other",
    };
    // Where only a group speaks, the group is who makes the statement.
    let who = if made.names.is_empty() { &made.parties } else { &made.names };
    xml.open("statement", &[("type", kind)])?;
    xml.maybe("name", (!who.is_empty()).then(|| who.join(", ")).as_deref())?;
    xml.text("statementText", &made.text)?;
    xml.close("statement")?;
    if !made.names.is_empty() && !made.parties.is_empty() {
        losses.add("the parties of those who make a statement", &item.label, item.span);
    }
    Ok(())
}

/// What no item of the schema has.
fn note_losses(item: &AgendaItem<'_>, losses: &mut Losses) {
    let lost = [
        (item.label != item.number, "an item's number as written"),
        (item.title.is_none(), "an item without a title, written as an empty one"),
        (!item.paragraphs.is_empty(), "the body of an item"),
        (item.outcome.is_some(), "what became of an item"),
        (!item.proposals.is_empty(), "motions"),
        (!item.votes.is_empty(), "votes"),
        (!item.attachments.is_empty(), "appendices without a title and a file"),
        (item.decisions.len() > 1, "several decisions in one item, written as lines of one"),
    ];
    for (_, what) in lost.into_iter().filter(|(is_lost, _)| *is_lost) {
        losses.add(what, &item.label, item.span);
    }
}

fn note_presenters(document: &Document<'_>, losses: &mut Losses) {
    for presenter in &document.presenters {
        if presenter.title.is_some() {
            losses.add("what a presenter is", &presenter.name, presenter.span);
        }
        if !document.agenda.iter().any(|item| item.presenters.contains(&presenter.name)) {
            losses.add("presenters of no item", &presenter.name, presenter.span);
        }
    }
}
