//! What an expert typed, carried over to another sheet.

use crate::desk::Sheet;
use crate::panel::Category;
use crate::sheet::ScoreSheet;

/// What of a sheet still fits another one: marks of criteria with the same id and the same most points that may still be given,
/// answers to questions that ask the same; amounts, words and the conclusion leant to. The rest is empty and is never guessed:
/// a mark of 18 out of 20 is none out of 25.
#[must_use]
pub fn carried(typed: &Sheet, from: &ScoreSheet, to: &ScoreSheet, category: Category) -> Sheet {
    let mut sheet = typed.clone();
    sheet.marks.retain(|id, mark| {
        let most = from.criterion(id).map(|c| c.max);
        most.is_some() && most == to.criterion(id).map(|c| c.max) && to.accept(id, category, *mark).is_ok()
    });
    sheet.gates.retain(|id, _| {
        let asked = from.gates.iter().find(|g| g.id == *id).map(|g| (&g.question, &g.veto_on));
        to.gate_of(id, category).is_ok_and(|now| asked == Some((&now.question, &now.veto_on)))
    });
    sheet
}
