//! What a workbook says of bids beside their figures: the agreement's four parts, people, milestones, proof and roadshow, as
//! the book of [`super::export`] writes them.

use domain::bid_details::{BidDetails, Milestone, Person, PersonRole};
use workbook::{BidRow, Inspection, MilestoneRow, PersonRow};

use super::intake::required;
use crate::refusal::Result;

/// What a workbook says of one bid. What it does not say is nothing.
pub(super) struct Brought {
    row: BidRow,
    people: Vec<Person>,
    milestones: Vec<Milestone>,
}

/// What a workbook says of its bids, in their order.
///
/// # Errors
/// `missing_value` for a required cell that the checks let pass.
pub(super) fn brought(inspection: &Inspection) -> Result<Vec<Brought>> {
    let (people, milestones) = (inspection.people_of_bids(), inspection.milestones_of_bids());
    let rows = inspection.bids().into_iter().zip(people).zip(milestones);
    rows.map(|((row, people), milestones)| {
        Ok(Brought {
            row,
            people: people.into_iter().map(person).collect::<Result<_>>()?,
            milestones: milestones.into_iter().map(milestone).collect::<Result<_>>()?,
        })
    })
    .collect()
}

fn person(row: PersonRow) -> Result<Person> {
    let (sheet, at) = (row.source.sheet.as_str(), row.source.row);
    Ok(Person {
        // That it is not said was a finding of the row.
        role: row.role.as_deref().and_then(PersonRole::from_zh).unwrap_or(PersonRole::KeyMember),
        name: required(row.name, "name", sheet, at)?,
        unit: row.unit,
        birth_year: row.birth_year.and_then(|year| i32::try_from(year).ok()),
    })
}

fn milestone(row: MilestoneRow) -> Result<Milestone> {
    let (sheet, at) = (row.source.sheet.as_str(), row.source.row);
    Ok(Milestone {
        due: required(row.due, "due", sheet, at)?,
        goal: required(row.goal, "goal", sheet, at)?,
        indicator: row.indicator.unwrap_or_default(),
    })
}

impl Brought {
    /// What the workbook says over what is kept: a cell that is filled takes the place of what stands, an empty one, or a
    /// list without a row for this bid, leaves it.
    pub(super) fn over(self, mut kept: BidDetails) -> BidDetails {
        let row = self.row;
        let agreement = &mut kept.agreement;
        agreement.signed_on = row.agreement_signed_on.or(agreement.signed_on);
        for (said, part) in [
            (row.agreement_content, &mut agreement.content),
            (row.agreement_funding, &mut agreement.funding),
            (row.agreement_talent, &mut agreement.talent),
            (row.agreement_ownership, &mut agreement.ownership),
            (row.self_raised_proof, &mut kept.self_raised_proof),
            (row.roadshow_note, &mut kept.roadshow_note),
        ] {
            if let Some(said) = said {
                *part = said;
            }
        }
        kept.roadshow = row.roadshow.unwrap_or(kept.roadshow);
        if !self.people.is_empty() {
            kept.people = self.people;
        }
        if !self.milestones.is_empty() {
            kept.milestones = self.milestones;
        }
        kept
    }
}
