//! Acceptance, extension, suspicion and end.

use domain::Fen;
use domain::chain::course::{
    Acceptance, Accepted, Argument, Course, Ending, Extension, Suspicion, SuspicionOutcome,
};
use domain::chain::reckoning::{Line, of_end};
use domain::project::EndFigures;
use domain::session::{Joint, SessionKind};

use super::Source;
use crate::api::Problem;
use crate::api::course::{
    AcceptanceForm, AcceptanceView, EndMoney, EndingView, ExtensionView, NodeSaid, ReckonedLine,
    SuspicionView,
};
use crate::api::desk::Conclusion;
use crate::api::plan::ActForm;
use crate::api::projects::{FailGround, JointForm};
use crate::office::course::said;
use crate::refusal::Result;
use crate::views::words::act_form;

/// The acceptances, each with what its session concluded: the one on or after the day on which both settled it, and before the
/// next was asked for.
pub(super) fn acceptances(source: &Source<'_>) -> Result<Vec<AcceptanceView>> {
    let all = &source.course.acceptances;
    let until = |at: usize| all.get(at + 1).map(|next| next.applied_on);
    all.iter().enumerate().map(|(at, of)| acceptance(source, of, until(at))).collect()
}

fn acceptance(
    source: &Source<'_>,
    of: &Acceptance,
    until: Option<chrono::NaiveDate>,
) -> Result<AcceptanceView> {
    let accepted = of.accepted.as_ref();
    let (mut told, mut grounds) = (None, Vec::new());
    if let Some(Accepted { word, .. }) = accepted {
        told = Some(node_said(&word.session_no, word.on, word.conclusion));
        grounds = word.grounds.iter().copied().map(FailGround::from).collect();
    } else if let Some(joint) = &of.joint {
        let outcomes = source.record.outcomes.iter().filter(|o| o.kind == SessionKind::Acceptance);
        for outcome in outcomes {
            let Some((session, decision)) = said(source.r, &outcome.session_no, &source.course.project_no)?
            else {
                continue;
            };
            if session.date >= joint.on && until.is_none_or(|until| session.date < until) {
                told = Some(node_said(&session.no, session.date, decision.conclusion));
                let word = decision.on_project.unwrap_or_default();
                grounds = word.grounds.into_iter().map(FailGround::from).collect();
            }
        }
    }
    let settlement = accepted.map(|a| a.settlement);
    Ok(AcceptanceView {
        applied_on: of.applied_on.to_string(),
        plan: of.joint.as_ref().map(joint),
        said: told,
        grounds,
        result: accepted.map(result),
        settlement: settlement.map(|s| reckoned(&s.lines())).unwrap_or_default(),
        payable: settlement.map(|s| s.payable.wan()),
        over_cap: settlement.map(|s| s.over_cap).filter(|over| *over > Fen::ZERO).map(Fen::wan),
    })
}

fn joint(of: &Joint) -> JointForm {
    JointForm { on: of.on.to_string(), bureau: of.bureau.clone(), sponsor: of.sponsor.clone() }
}

fn result(of: &Accepted) -> AcceptanceForm {
    let word = &of.word;
    let close = word.close_payment.as_ref();
    AcceptanceForm {
        session_no: word.session_no.clone(),
        result_no: word.result_no.clone(),
        signed: joint(&word.signed),
        audited_rd: word.audited_rd.wan(),
        audit_no: word.audit_no.clone(),
        reason: word.reason.clone(),
        close_amount: close.map(|c| c.amount.wan()).unwrap_or_default(),
        close_act: close.map(|c| act_form(&c.act)).unwrap_or_default(),
    }
}

fn reckoned(lines: &[Line]) -> Vec<ReckonedLine> {
    lines.iter().map(|line| ReckonedLine { zh: line.zh(), en: line.en() }).collect()
}

fn node_said(
    session_no: &str,
    on: chrono::NaiveDate,
    conclusion: domain::conclusion::Conclusion,
) -> NodeSaid {
    NodeSaid {
        session_no: session_no.to_owned(),
        on: on.to_string(),
        conclusion: conclusion.into(),
        until: None,
        notice: None,
    }
}

/// An application to go on longer.
pub(super) fn extension(of: &Extension) -> ExtensionView {
    let reply = of.reply.as_ref();
    ExtensionView {
        applied_on: of.applied_on.to_string(),
        by: of.by.clone(),
        cause: of.cause.clone(),
        force_majeure: of.force_majeure,
        proofs: of.proofs.iter().map(|p| p.name.clone()).collect(),
        to: of.to.to_string(),
        reply: reply.map(|r| act_form(&r.act)),
        granted_to: reply.and_then(|r| r.to).map(|day| day.to_string()),
        refused: reply.map(|r| r.reason.clone()).unwrap_or_default(),
    }
}

/// A suspicion of fraud.
pub(super) fn suspicion(of: &Suspicion) -> SuspicionView {
    let outcome = of.outcome.as_ref();
    let paper = |o: &SuspicionOutcome| -> (ActForm, String) { (act_form(&o.act), o.found.clone()) };
    SuspicionView {
        on: of.on.to_string(),
        what: of.what.clone(),
        handed_to: of.handed_to.clone(),
        proved: outcome.map(|o| o.proved),
        outcome: outcome.map(paper),
        overturned: outcome.and_then(|o| o.overturned.as_ref()).map(act_form),
    }
}

/// One way to the end.
pub(super) fn ending(course: &Course, of: &Ending) -> EndingView {
    let argued = of.argument.as_ref();
    let decided = of.decided.as_ref();
    let last = course.ended().is_some_and(|(ending, _)| ending == of);
    EndingView {
        proposed: (of.proposed.by.clone(), of.proposed.on.to_string(), of.proposed.reason.clone()),
        commission: of.commission.as_ref().map(|c| (c.third_party.clone(), act_form(&c.act))),
        argued: argued.map(|a| node_said(&a.session_no, a.on, a.conclusion)),
        responsible: argued.and_then(|a| a.responsible).map(Into::into),
        facts: argued.map(|a| a.facts.clone()).unwrap_or_default(),
        told: of.told.as_ref().map(|t| (t.on.to_string(), t.hearing.clone())),
        decided: decided.map(|d| act_form(&d.act)),
        return_by: decided.and_then(|d| d.return_by).map(|day| day.to_string()),
        tolerance: decided.and_then(|d| d.tolerance.as_ref()).map(|t| t.grounds.clone()),
        money: match decided {
            Some(d) => Some(money(d.conclusion.into(), Ok(Some(d.figures)))),
            None => argued.filter(|a| a.conclusion.ends()).map(|a| would(course, a)),
        },
        refunds: of
            .refunds
            .iter()
            .map(|r| (r.on.to_string(), r.amount.wan(), r.voucher_no.clone()))
            .collect(),
        outstanding: last.then(|| course.outstanding().wan()),
        proceeds: of
            .proceeds
            .iter()
            .map(|p| (p.on.to_string(), p.what.clone(), p.amount.wan(), p.rule.clone()))
            .collect(),
        integrity: of.integrity.as_ref().map(|i| (act_form(&i.act), i.units.clone())),
        justice: of.justice.as_ref().map(act_form),
    }
}

/// What would follow from what the panel said.
fn would(course: &Course, argued: &Argument) -> EndMoney {
    money(argued.conclusion.into(), course.end_figures(argued.conclusion))
}

fn money(
    conclusion: Conclusion,
    figures: std::result::Result<Option<EndFigures>, domain::Finding>,
) -> EndMoney {
    let problem = figures.as_ref().err().map(Problem::of);
    let figures = figures.ok().flatten();
    EndMoney {
        conclusion,
        stop: figures.map(|f| f.stop.wan()),
        recover: figures.map(|f| f.recover.wan()),
        lines: figures.map(|f| reckoned(&of_end(&f))).unwrap_or_default(),
        problem,
    }
}
