//! What is there before anybody typed a contract: the bureau that issued the money, and the text that bid and panel give.

use domain::BudgetLine;
use domain::chain::contract::Contract;
use domain::chain::course::Course;
use domain::recommendation::Judged;
use domain::{Policy, Project};
use vault::Reader;

use crate::chain_records::PlanRecord;
use crate::office::conclude::meeting_result;
use crate::records::{BidRecord, SessionRecord, bid_id};
use crate::refusal::Result;

/// The science bureau: who issued the plan with the finance bureau; else whose session recommended the project. Empty where
/// neither is known.
pub(crate) fn bureau(r: &Reader<'_>, project: &Project, plan_no: &str) -> Result<String> {
    let plan: Option<PlanRecord> = if plan_no.is_empty() { None } else { r.get(plan_no)? };
    if let Some(issue) = plan.and_then(|p| p.0.issue) {
        return Ok(issue.with);
    }
    let Some(origin) = &project.origin else { return Ok(String::new()) };
    let session: Option<SessionRecord> = r.get(&origin.session_no)?;
    Ok(session.map(|s| s.0.office).unwrap_or_default())
}

/// The contract as it can be begun with: what the bid and its agreement settle, and the budget as the panel left it.
pub(crate) fn proposed(
    r: &Reader<'_>,
    project: &Project,
    course: &Course,
    policy: &Policy,
) -> Result<Contract> {
    let bureau = bureau(r, project, &course.grant.plan_no)?;
    let bare = Contract::of(project, &bureau).with_split(policy, &course.grant, &[]);
    let Some(origin) = &project.origin else { return Ok(bare) };
    let Some(record) = r.get::<BidRecord>(&bid_id(&origin.batch, &origin.bid_no))? else { return Ok(bare) };
    let budget = panel_budget(r, &origin.session_no, &origin.bid_no)?;
    let bid = (&record.bid, &record.details);
    Ok(Contract::proposed(project, &bureau, bid, budget, (&course.grant, policy)))
}

/// The lines as the panel left them; nothing where its session is not here or is open.
fn panel_budget(r: &Reader<'_>, session_no: &str, bid_no: &str) -> Result<Vec<BudgetLine>> {
    let Some(SessionRecord(session)) = r.get(session_no)? else { return Ok(Vec::new()) };
    let Ok(result) = meeting_result(r, &session) else { return Ok(Vec::new()) };
    let judged = result.judged.iter().filter_map(Judged::bid).find(|j| j.bid.no == bid_no);
    let lines = judged.and_then(|j| j.budget).map(|b| b.lines.as_slice()).unwrap_or_default();
    Ok(lines.iter().map(|l| BudgetLine { subject: l.subject, requested: l.decided }).collect())
}
