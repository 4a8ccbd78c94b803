//! Steps of the end: proposal, third party, decision, what comes back; and suspicion of fraud (四（七）4, rules 25–27; 五（三）).

use domain::chain::Act;
use domain::chain::course::{
    Commission, EndWord, IntegrityRecord, Proceeds, Proposal, Refund, Suspicion, SuspicionOutcome, Told,
    Tolerance,
};
use domain::session::Stage;
use domain::{Code, chain::course::Course};

use super::{On, Taken, all, elsewhere, one};
use crate::api::course_steps::CourseStep;
use crate::office::bid_form::some;
use crate::office::chain_typed::{act, maybe_day, text};
use crate::office::demands_typed::day;
use crate::office::word::amount;
use crate::records::SessionRecord;
use crate::refusal::{Refusal, Result};

/// Reads a step of the end.
pub(super) fn read(step: &CourseStep) -> Result<Taken> {
    use CourseStep as S;
    match step {
        S::ProposeEnd { by, on, reason } => {
            let proposal =
                Proposal { by: text(by), on: day("终止建议日期", on)?, reason: text(reason) };
            Ok(Box::new(move |course, _| one(course.propose_end(proposal))))
        }
        S::Commission { third_party, act: paper } => {
            let commission = Commission { third_party: text(third_party), act: act("委托", paper)? };
            Ok(Box::new(move |course, _| all(course.commission(commission))))
        }
        S::Tell { on, hearing } => {
            let told = Told { on: day("告知日期", on)?, hearing: text(hearing) };
            Ok(Box::new(move |course, _| one(course.tell(told))))
        }
        S::Terminate { act: paper, return_by, tolerance } => {
            let word = EndWord {
                act: act("终止决定", paper)?,
                return_by: maybe_day("退回期限", return_by)?,
                tolerance: some(tolerance).map(|grounds| Tolerance { grounds }),
            };
            Ok(Box::new(move |course, on| terminated(course, on, word)))
        }
        S::Refund { on, amount: sum, voucher_no } => {
            let (on, sum) = (day("收回日期", on)?, amount("收回金额", sum)?);
            let refund = Refund { on, amount: sum, voucher_no: text(voucher_no) };
            Ok(Box::new(move |course, _| one(course.refund(refund))))
        }
        S::Proceeds { on, what, amount: sum, rule } => {
            let (on, sum) = (day("处置日期", on)?, amount("处置所得", sum)?);
            let proceeds = Proceeds { on, what: text(what), amount: sum, rule: text(rule) };
            Ok(Box::new(move |course, _| one(course.sold(proceeds))))
        }
        other => fraud(other),
    }
}

/// Reads a step of a suspicion of fraud.
fn fraud(step: &CourseStep) -> Result<Taken> {
    use CourseStep as S;
    match step {
        S::Suspend { on, what, handed_to } => {
            let (on, what, handed_to) = (day("暂停日期", on)?, text(what), text(handed_to));
            let suspicion = Suspicion { on, what, handed_to, outcome: None };
            Ok(Box::new(move |course, _| one(course.suspend(suspicion))))
        }
        S::Examined { proved, act: paper, found } => {
            let (proved, act, found) = (*proved, act("核查结果", paper)?, text(found));
            let outcome = SuspicionOutcome { proved, act, found, overturned: None };
            Ok(Box::new(move |course, _| all(course.examined(outcome))))
        }
        S::Overturn { act: paper } => {
            let paper: Act = act("撤销查实认定", paper)?;
            Ok(Box::new(move |course, _| all(course.overturn(paper))))
        }
        S::Integrity { act: paper, units } => {
            let units = units.iter().filter_map(|u| some(u)).collect();
            let record = IntegrityRecord { act: act("失信行为记录", paper)?, units };
            Ok(Box::new(move |course, _| all(course.record_integrity(record))))
        }
        S::Justice { act: paper } => {
            let paper: Act = act("移交司法机关", paper)?;
            Ok(Box::new(move |course, _| all(course.hand_to_justice(paper))))
        }
        other => Err(elsewhere(other)),
    }
}

/// The course, ended. What the panel concluded is in its signed documents by then.
fn terminated(course: Course, on: &On<'_>, word: EndWord) -> Result<Course> {
    let argued = course.endings.last().and_then(|e| e.argument.as_ref()).map(|a| a.session_no.clone());
    let session = argued.map(|no| on.r.get::<SessionRecord>(&no)).transpose()?.flatten();
    if let Some(SessionRecord(open)) = session.filter(|s| s.0.stage != Stage::Closed) {
        return Err(Refusal::of(Code::StepOutOfOrder)
            .with("stage", open.stage.zh())
            .with("step", "决定终止"));
    }
    all(course.terminate(word))
}
