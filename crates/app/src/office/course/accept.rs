//! Steps of the acceptance (四（七）3, rule 23). What was concluded comes from the session; both sign it here.

use domain::chain::course::{AcceptanceWord, ClosePayment};
use domain::conclusion::Conclusion;
use domain::session::Stage;
use domain::{Code, Fen};

use super::nodes::submission;
use super::{On, Taken, all, elsewhere, one, said};
use crate::api::course::AcceptanceForm;
use crate::api::course_steps::CourseStep;
use crate::api::projects::JointForm;
use crate::office::bid_form::some;
use crate::office::chain_typed::{act, maybe_amount, text};
use crate::office::demands_typed::day;
use crate::office::word::amount;
use crate::refusal::{Refusal, Result};

/// Reads a step of the acceptance.
pub(super) fn read(step: &CourseStep) -> Result<Taken> {
    use CourseStep as S;
    match step {
        S::Apply { papers } => {
            let papers = submission(papers)?;
            Ok(Box::new(move |course, _| one(course.apply(papers))))
        }
        S::TakeBack { on, reason } => {
            let (on, reason) = (day("撤回日期", on)?, text(reason));
            Ok(Box::new(move |course, _| one(course.take_back(on, &reason))))
        }
        S::SettlePlan { joint: form } => {
            let joint = joint(form)?;
            Ok(Box::new(move |course, _| one(course.settle_plan(joint))))
        }
        S::Conclude { result } => {
            let form = result.clone();
            let (signed, audited_rd) =
                (joint(&form.signed)?, amount("经审计的研发投入总额", &form.audited_rd)?);
            let close = close_payment(&form)?;
            Ok(Box::new(move |course, on| {
                let word = word(on, &form, signed, (audited_rd, close))?;
                match course.is_accepted_before() {
                    true => one(course.accepted_before(word, on.policy)),
                    false => all(course.conclude(word, on.policy)),
                }
            }))
        }
        other => Err(elsewhere(other)),
    }
}

/// Who signs for both; who does not is asked for by the law.
fn joint(form: &JointForm) -> Result<domain::session::Joint> {
    let on = day("共同签署日期", &form.on)?;
    Ok(domain::session::Joint { on, bureau: text(&form.bureau), sponsor: text(&form.sponsor) })
}

/// What is paid of a project that was closed; nothing where nothing is.
fn close_payment(form: &AcceptanceForm) -> Result<Option<ClosePayment>> {
    let paid = maybe_amount("结题拨付金额", &form.close_amount)?.filter(|amount| *amount > Fen::ZERO);
    paid.map(|amount| Ok(ClosePayment { amount, act: act("结题拨付决定", &form.close_act)? })).transpose()
}

/// The result with what the session concluded on the project. Its documents are made: nothing changes it any more.
fn word(
    on: &On<'_>,
    form: &AcceptanceForm,
    signed: domain::session::Joint,
    (audited_rd, close): (Fen, Option<ClosePayment>),
) -> Result<AcceptanceWord> {
    let no = &on.project.no;
    let (session, decision) = said(on.r, &form.session_no, no)?.ok_or_else(|| {
        Refusal::of(Code::ProjectLacks)
            .with("project", no.clone())
            .with("lacks", "验收会议的结论")
            .with("lacks_en", "what an acceptance session concluded")
            .with("article", "四（七）3")
    })?;
    if session.stage != Stage::Closed {
        return Err(Refusal::of(Code::StepOutOfOrder)
            .with("stage", session.stage.zh())
            .with("step", "登记验收结果"));
    }
    let grounds = decision.on_project.map(|word| word.grounds).unwrap_or_default();
    Ok(AcceptanceWord {
        session_no: session.no,
        on: session.date,
        conclusion: decision.conclusion,
        grounds,
        reason: some(&form.reason).unwrap_or(decision.reason),
        result_no: text(&form.result_no),
        signed,
        audited_rd,
        audit_no: text(&form.audit_no),
        close_payment: close.filter(|_| decision.conclusion == Conclusion::Close),
    })
}
