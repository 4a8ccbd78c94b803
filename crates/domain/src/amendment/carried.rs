//! What an expert typed, carried over to another sheet.

use crate::desk::Sheet;
use crate::panel::Category;
use crate::sheet::ScoreSheet;

/// What of a sheet still fits another one: marks of criteria with the same id, the same most points and the same scored parts,
/// answers to questions that ask the same; amounts, words and the conclusion leant to. The rest is empty and is never guessed:
/// a mark of 18 out of 20 is none out of 25.
#[must_use]
pub fn carried(typed: &Sheet, from: &ScoreSheet, to: &ScoreSheet, category: Category) -> Sheet {
    let mut sheet = typed.clone();
    // A part by its id and its most points: what it is called may be put better.
    let shape = |of: &ScoreSheet, id: &str| {
        let criterion = of.criterion(id)?;
        let parts = of.scored_subs(criterion).iter().map(|s| (s.id.clone(), s.max)).collect::<Vec<_>>();
        Some((criterion.max, parts))
    };
    let same = |id: &str| shape(from, id).is_some_and(|before| shape(to, id) == Some(before));
    sheet.marks.retain(|id, mark| same(id) && to.accept(id, category, *mark).is_ok());
    sheet.subs.retain(|id, parts| {
        same(id) && parts.iter().all(|(part, mark)| to.accept_sub((id, part), category, *mark).is_ok())
    });
    sheet.gates.retain(|id, _| {
        let asked = from.gates.iter().find(|g| g.id == *id).map(|g| (&g.question, &g.veto_on));
        to.gate_of(id, category).is_ok_and(|now| asked == Some((&now.question, &now.veto_on)))
    });
    sheet
}
