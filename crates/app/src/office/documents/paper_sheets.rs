//! 纸质评分表: an expert's sheets to be filled in by hand, one for each item, bound together. They need the frozen rules only;
//! a recused item has no sheet.

use documents::model::{BlankCriterion, BlankGate, BlankLine, PaperScoreSheet};
use documents::{Form, Variant};
use domain::bands::spans;
use domain::sheet::Criterion;
use domain::{Item, Member, ScoreSheet, amendment, paper, sheet_code};
use ranking::Mark;

use super::drawn;
use super::source::Open;
use super::words::count;
use crate::refusal::{Refusal, Result};

/// The sheets of an expert in the order of presentation.
pub(super) fn sheets(open: &Open<'_>, expert_no: &str) -> Result<Vec<Form>> {
    let member = open.member(expert_no).ok_or_else(|| Refusal::not_found(expert_no))?;
    let own = open.items.iter().filter(|item| !open.recused(item.no(), expert_no));
    own.map(|item| Ok(Form::PaperScoreSheet(sheet(open, member, item)?))).collect()
}

fn sheet(open: &Open<'_>, member: &Member, item: &Item) -> Result<PaperScoreSheet> {
    let rules = &open.rules;
    let of = (member.expert_no.as_str(), item.no());
    let under = amendment::printed_under(&open.former, &open.rules, of)?.digest()?;
    let code = sheet_code::of(&hex::encode(under), &member.expert_no, item.no());
    let expert_code = open.code(&member.expert_no);
    let own: Vec<&Criterion> = rules.sheet.criteria_of(member.category).collect();
    let most = own.iter().try_fold(Mark::ZERO, |sum, c| sum.checked_add(c.max));
    let budget = if paper::asks_budget(rules, member) { item.budget() } else { &[] };
    let votes = paper::votes(rules.kind()).iter().enumerate();
    let votes: Vec<String> = votes.map(|(n, vote)| format!("{} {}", n + 1, vote.zh())).collect();
    Ok(PaperScoreSheet {
        common: open
            .common(&format!("纸质{}/{expert_code}/{}", open.sheet_word(), item.no()), Variant::Named)?,
        sheet_code: sheet_code::printed(&code),
        sheet_qr: code,
        expert_name: Some(member.name.clone()),
        expert_code,
        expert_role: Some(drawn::role(open, member)),
        item_no: open.item(item.no()),
        item_title: item.title().to_owned(),
        sponsor: Some(item.sponsor().to_owned()),
        of_demand: item.demand().is_some(),
        of_project: item.project().is_some(),
        solver: item.solver().map(str::to_owned),
        sheet_name: Some(rules.sheet.sheet.name_zh.clone()),
        sheet_version: Some(rules.sheet.sheet.id.clone()),
        step: Some(rules.sheet.sheet.step.to_string()),
        criteria: own.iter().enumerate().flat_map(|(n, c)| criterion(&rules.sheet, n + 1, c)).collect(),
        scored_parts: own.iter().any(|c| !rules.sheet.scored_subs(c).is_empty()),
        gates: rules
            .gates_of(member.category)
            .enumerate()
            .map(|(n, gate)| {
                let (question, veto_on) = (gate.question.clone(), gate.veto_on.clone());
                Ok(BlankGate { n: count(n + 1)?, question, veto_on })
            })
            .collect::<Result<_>>()?,
        lines: budget
            .iter()
            .map(|line| BlankLine {
                subject: line.subject.zh().to_owned(),
                req_fiscal: line.requested.fiscal,
                req_self: line.requested.self_raised,
            })
            .collect(),
        own_max: most.map(|most| most.to_string()),
        has_total: own.len() > 1,
        votes_text: Some(votes.join("　　")),
    })
}

/// A criterion with its box; where its parts are scored, the box of their sum, and a box for each of them below.
fn criterion(sheet: &ScoreSheet, n: usize, of: &Criterion) -> Vec<BlankCriterion> {
    let subs = sheet.scored_subs(of);
    let bands = bands(of, sheet.sheet.step);
    let sum = if subs.is_empty() { bands } else { format!("各分项之和：{bands}") };
    let whole = BlankCriterion {
        n: n.to_string(),
        criterion: of.name_zh.clone(),
        max: of.max.to_string(),
        bands_text: sum,
    };
    let parts = subs.iter().enumerate().map(|(at, sub)| BlankCriterion {
        n: format!("{n}.{}", at + 1),
        criterion: sub.name_zh.clone(),
        max: sub.max.to_string(),
        bands_text: sub.hint.clone(),
    });
    std::iter::once(whole).chain(parts).collect()
}

/// The bands of a criterion in the step of the sheet, best first: 优18—20／良15—17.5; one of a single mark is that mark: 良4.
fn bands(criterion: &Criterion, step: Mark) -> String {
    let told = spans(criterion, step).into_iter().map(|span| match span.lowest == span.highest {
        true => format!("{}{}", span.band.name, span.lowest),
        false => format!("{}{}—{}", span.band.name, span.lowest, span.highest),
    });
    told.collect::<Vec<_>>().join("／")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_of_one_mark_is_printed_as_that_mark() {
        let mut sheet = crate::shipped::bid_sheet().unwrap();
        let Some(of) = sheet.criteria.first_mut() else { panic!("a sheet without criteria") };
        for (band, from) in of.bands.iter_mut().zip(["5", "4", "3.5", "0"]) {
            band.from = from.parse().unwrap();
        }
        of.max = "5".parse().unwrap();
        assert!(
            bands(of, "1".parse().unwrap()).starts_with("优5／良4／"),
            "{}",
            bands(of, "1".parse().unwrap())
        );
    }
}
