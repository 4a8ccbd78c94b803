//! The contract and its changes.

use domain::chain::contract::{Change, Contract, Decider, Indicator};
use domain::project::Milestone;
use domain::{BudgetLine, Fen, Percent};

use crate::api::course::{ContractChange, ContractForm, IndicatorForm, NodeForm};
use crate::api::projects::SpentLine;
use crate::office::person_view;
use crate::views::words::funds;

/// The contract as it is typed.
pub(super) fn form(of: &Contract) -> ContractForm {
    let words = &of.particulars;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let number = |value: Option<u32>| value.map(|n| n.to_string()).unwrap_or_default();
    ContractForm {
        no: of.no.clone(),
        bureau: of.parties.bureau.clone(),
        sponsor: of.parties.sponsor.clone(),
        solver: of.parties.solver.clone(),
        participants: of.parties.participants.clone(),
        start: of.start.to_string(),
        end: of.end.to_string(),
        long_term_reason: of.long_term_reason.clone(),
        indicators: of.indicators.iter().map(indicator).collect(),
        milestones: nodes(of, &of.milestones),
        people: of.people.iter().map(person_view).collect(),
        budget: of.budget.iter().map(line).collect(),
        duties: of.duties.clone(),
        ownership: of.ownership.clone(),
        breach: of.breach.clone(),
        agreement_no: text(&words.agreement_no),
        goal: text(&words.goal),
        rectify_months: number(words.rectify_months),
        reaccept_months: number(words.reaccept_months),
        return_days: number(words.return_days),
    }
}

/// Milestones with the shares that were typed.
pub(super) fn nodes(of: &Contract, milestones: &[Milestone]) -> Vec<NodeForm> {
    let share = |at: usize| -> Option<Percent> { of.particulars.shares.get(at).copied().flatten() };
    let node = |(at, m): (usize, &Milestone)| NodeForm {
        due: m.due.to_string(),
        task: m.task.clone(),
        indicators: m.indicators.clone(),
        share: share(at).map(|p| p.0.to_string()).unwrap_or_default(),
        payable: m.payable.map(Fen::wan).unwrap_or_default(),
    };
    milestones.iter().enumerate().map(node).collect()
}

fn indicator(of: &Indicator) -> IndicatorForm {
    IndicatorForm {
        kind: of.kind.into(),
        name: of.name.clone(),
        target: of.target.clone(),
        unit: of.unit.clone(),
        key: of.key,
        method: of.method.clone(),
    }
}

fn line(of: &BudgetLine) -> SpentLine {
    SpentLine { subject: of.subject.id().to_owned(), spent: funds(of.requested) }
}

/// A change in a sentence of both languages, with its article.
pub(super) fn change(of: &Change) -> ContractChange {
    let (zh, en, article) = match of {
        Change::Extension { number, end, dues, .. } => {
            let later = |d: &domain::chain::contract::NewDue| format!("第{}节点延至{}", d.milestone, d.due);
            let moved: Vec<String> = dues.iter().map(later).collect();
            let moved = if moved.is_empty() { String::new() } else { format!("，{}", moved.join("，")) };
            (
                format!("延期至{end}（{number}）{moved}"),
                format!("extended to {end} ({number}), {} milestones moved", dues.len()),
                "四（七）4",
            )
        }
        Change::Adjustment { approval, what, .. } => (
            format!("动态调整：{what}（{}，{}）", approval.by, approval.number),
            format!("adjusted: {what} ({}, {})", approval.by, approval.number),
            "五（二）",
        ),
        Change::Person { role, old, new, reason, .. } => {
            let why = if reason.is_empty() { String::new() } else { format!("，{reason}") };
            let why_en = if reason.is_empty() { String::new() } else { format!(": {reason}") };
            (
                format!("{}由{old}变更为{new}{why}", role.zh()),
                format!("{} {old} → {new}{why_en}", role.zh()),
                "四（七）2",
            )
        }
        Change::Reallocation { from, to, source, amount, by, note, .. } => {
            let (who, who_en) = match by {
                Decider::Unit { unit } => (format!("{unit}决定"), format!("decided by {unit}")),
                Decider::ChiefEngineer { name } => {
                    (format!("技术总师{name}决定"), format!("decided by chief engineer {name}"))
                }
            };
            let note = if note.is_empty() { String::new() } else { format!("，{note}") };
            (
                format!(
                    "预算调剂：{} → {} {}万元（{}），{who}{note}",
                    from.zh(),
                    to.zh(),
                    amount.wan(),
                    source.zh()
                ),
                format!(
                    "re-allocated: {} → {} {} 万元 ({}), {who_en}",
                    from.zh(),
                    to.zh(),
                    amount.wan(),
                    source.en()
                ),
                "四（七）2",
            )
        }
        Change::Route { by, what, .. } => (
            format!("技术路线调整：{what}，技术总师{by}决定"),
            format!("route changed by chief engineer {by}: {what}"),
            "四（七）2",
        ),
    };
    ContractChange { on: of.on().to_string(), zh, en, article: article.to_owned() }
}
