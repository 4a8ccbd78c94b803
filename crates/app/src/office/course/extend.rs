//! Steps of an extension (四（七）4, rule 24).

use domain::chain::contract::NewDue;
use domain::chain::course::{Extension, ExtensionReply};

use super::{Taken, all, elsewhere};
use crate::api::course_steps::CourseStep;
use crate::office::chain_typed::{act, maybe_day, proof, text};
use crate::office::demands_typed::day;
use crate::refusal::{Refusal, Result};

/// Reads a step of an extension.
pub(super) fn read(step: &CourseStep) -> Result<Taken> {
    use CourseStep as S;
    match step {
        S::AskExtension { on, by, cause, force_majeure, proofs, to } => {
            let proofs: Vec<_> = proofs.iter().map(|p| proof(p)).collect::<Result<_>>()?;
            let asked = Extension {
                applied_on: day("延期申请日期", on)?,
                by: text(by),
                cause: text(cause),
                force_majeure: *force_majeure,
                proofs: proofs.into_iter().flatten().collect(),
                to: day("申请延至", to)?,
                reply: None,
            };
            Ok(Box::new(move |course, _| all(course.ask_extension(asked))))
        }
        S::AnswerExtension { reply, to, reason, dues } => {
            let reply = ExtensionReply {
                act: act("延期批复", reply)?,
                to: maybe_day("同意延至", to)?,
                dues: dues.iter().map(due).collect::<Result<_>>()?,
                reason: text(reason),
            };
            Ok(Box::new(move |course, _| all(course.answer_extension(reply))))
        }
        other => Err(elsewhere(other)),
    }
}

fn due((milestone, due): &(u32, String)) -> Result<NewDue> {
    let milestone = usize::try_from(*milestone).map_err(Refusal::internal)?;
    Ok(NewDue { milestone, due: day("节点延至", due)? })
}
