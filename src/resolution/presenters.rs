//! Presenters who are listed with their points: `Föredragande: Anna Berg, ekonomichef, §§ 4–6` presents these points,
//! also where their text does not say so.

use std::collections::HashMap;

use crate::model::{AgendaItem, Presenter};

/// Adds the presenters of the document's list to the points that it names.
pub(crate) fn assign<'a>(presenters: &[Presenter<'a>], agenda: &mut [AgendaItem<'a>]) {
    if presenters.iter().all(|presenter| presenter.items.is_empty()) {
        return;
    }
    let mut places: HashMap<String, usize> = HashMap::new();
    for (at, item) in agenda.iter().enumerate() {
        places.entry(item.number.to_string()).or_insert(at);
    }
    for presenter in presenters {
        for item in presenter.items.iter().filter_map(|number| places.get(&**number)) {
            let known = &mut agenda[*item].presenters;
            if !known.contains(&presenter.name) {
                known.push(presenter.name.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::parse;

    #[test]
    fn listed_presenters_present_their_points() {
        let text = "Norrby universitet\nProtokoll 2024-05-14\n\n\
                    Föredragande:   Anna Berg, ekonomichef, §§ 1-2\n\n\
                    § 1 Bokslut\n\nAnna Berg föredrar bokslutet.\n\n\
                    § 2 Budget\n\nStyrelsen beslutar att fastställa budgeten.\n\n\
                    § 3 Övriga frågor\n\nInga frågor fanns.\n";
        let document = parse(text);
        let presenters: Vec<_> = document.agenda.iter().map(|item| item.presenters.len()).collect();
        assert_eq!(presenters, [1, 1, 0]);
    }
}
