//! The book of money: of every project what was approved, paid, spent and is left.

use domain::chain::course::Course;

use super::money::ledger;
use crate::api::course::FundsLine;
use crate::clock::local;
use crate::office::Office;
use crate::office::course::course;
use crate::project_records::ProjectRecord;
use crate::refusal::Result;

impl Office {
    /// The book of money, by the numbers of the projects.
    ///
    /// # Errors
    /// The vault's own.
    pub fn funds_book(&self) -> Result<Vec<FundsLine>> {
        let today = local(self.access.clock.now()).date();
        self.access.read(|r| {
            let projects: Vec<ProjectRecord> = r.list()?;
            projects.iter().map(|record| Ok(line(record, &course(r, record, today)?))).collect()
        })
    }
}

fn line(record: &ProjectRecord, course: &Course) -> FundsLine {
    let money = ledger(course);
    FundsLine {
        no: record.project.no.clone(),
        title: record.project.title.clone(),
        state: course.state().zh(),
        approved: money.approved,
        paid: money.paid,
        left: money.left,
        spent: money.spent.map(|spent| spent.fiscal),
        recover: course.ended().map(|(_, decided)| decided.figures.recover.wan()),
        refunded: money.refunded,
    }
}
