//! Steps in the journal: one act for each kind of step, with the facts that a reader wants.

use domain::chain::course::StepKind;
use serde_json::{Map, Value};

use crate::access::Act;
use crate::api::course_steps::CourseStep;

/// Each kind of step with the name of its act.
const ACTS: &[(StepKind, &str)] = &[
    (StepKind::Draft, "course.draft"),
    (StepKind::Sign, "course.sign"),
    (StepKind::Drop, "course.drop"),
    (StepKind::Reallocate, "course.reallocate"),
    (StepKind::Reroute, "course.reroute"),
    (StepKind::Replace, "course.replace"),
    (StepKind::Adjust, "course.adjust"),
    (StepKind::Submit, "course.submit"),
    (StepKind::Notify, "course.notify"),
    (StepKind::GoOn, "course.go_on"),
    (StepKind::Inspect, "course.inspect"),
    (StepKind::Opine, "course.opine"),
    (StepKind::ApprovePayment, "course.approve_payment"),
    (StepKind::TurnPayment, "course.turn_payment"),
    (StepKind::Pay, "course.pay"),
    (StepKind::CorrectVoucher, "course.correct_voucher"),
    (StepKind::Account, "course.account"),
    (StepKind::Apply, "course.apply"),
    (StepKind::TakeBack, "course.take_back"),
    (StepKind::SettlePlan, "course.settle_plan"),
    (StepKind::Conclude, "course.conclude"),
    (StepKind::AskExtension, "course.ask_extension"),
    (StepKind::AnswerExtension, "course.answer_extension"),
    (StepKind::ProposeEnd, "course.propose_end"),
    (StepKind::Commission, "course.commission"),
    (StepKind::Tell, "course.tell"),
    (StepKind::Terminate, "course.terminate"),
    (StepKind::Refund, "course.refund"),
    (StepKind::Proceeds, "course.proceeds"),
    (StepKind::Suspend, "course.suspend"),
    (StepKind::Examined, "course.examined"),
    (StepKind::Overturn, "course.overturn"),
    (StepKind::Integrity, "course.integrity"),
    (StepKind::Justice, "course.justice"),
];

/// What kind of step it is.
pub(crate) const fn kind(step: &CourseStep) -> StepKind {
    match step {
        CourseStep::Draft { .. } => StepKind::Draft,
        CourseStep::Sign { .. } => StepKind::Sign,
        CourseStep::Drop { .. } => StepKind::Drop,
        CourseStep::Reallocate { .. } => StepKind::Reallocate,
        CourseStep::Reroute { .. } => StepKind::Reroute,
        CourseStep::Replace { .. } => StepKind::Replace,
        CourseStep::Adjust { .. } => StepKind::Adjust,
        CourseStep::Submit { .. } => StepKind::Submit,
        CourseStep::Notify { .. } => StepKind::Notify,
        CourseStep::GoOn { .. } => StepKind::GoOn,
        CourseStep::Inspect { .. } => StepKind::Inspect,
        CourseStep::Opine { .. } => StepKind::Opine,
        CourseStep::ApprovePayment { .. } => StepKind::ApprovePayment,
        CourseStep::TurnPayment { .. } => StepKind::TurnPayment,
        CourseStep::Pay { .. } => StepKind::Pay,
        CourseStep::CorrectVoucher { .. } => StepKind::CorrectVoucher,
        CourseStep::Account { .. } => StepKind::Account,
        CourseStep::Apply { .. } => StepKind::Apply,
        CourseStep::TakeBack { .. } => StepKind::TakeBack,
        CourseStep::SettlePlan { .. } => StepKind::SettlePlan,
        CourseStep::Conclude { .. } => StepKind::Conclude,
        CourseStep::AskExtension { .. } => StepKind::AskExtension,
        CourseStep::AnswerExtension { .. } => StepKind::AnswerExtension,
        CourseStep::ProposeEnd { .. } => StepKind::ProposeEnd,
        CourseStep::Commission { .. } => StepKind::Commission,
        CourseStep::Tell { .. } => StepKind::Tell,
        CourseStep::Terminate { .. } => StepKind::Terminate,
        CourseStep::Refund { .. } => StepKind::Refund,
        CourseStep::Proceeds { .. } => StepKind::Proceeds,
        CourseStep::Suspend { .. } => StepKind::Suspend,
        CourseStep::Examined { .. } => StepKind::Examined,
        CourseStep::Overturn { .. } => StepKind::Overturn,
        CourseStep::Integrity { .. } => StepKind::Integrity,
        CourseStep::Justice { .. } => StepKind::Justice,
    }
}

/// The act of a step, with what was typed: texts of any length are told by the row that changes.
pub(super) fn act(no: &str, step: &CourseStep) -> Act {
    let of = kind(step);
    let action = ACTS.iter().find(|(kind, _)| *kind == of).map_or("course.step", |(_, action)| action);
    let mut facts = match serde_json::to_value(step) {
        Ok(Value::Object(facts)) => facts,
        _ => Map::new(),
    };
    facts.remove("step");
    let reason = facts.remove("reason").and_then(|why| Some(why.as_str()?.trim().to_owned()));
    let mut act = Act::new(action, no).with(short(Value::Object(facts)).unwrap_or(Value::Null));
    act.reason = reason.filter(|why| !why.is_empty());
    act
}

/// What is said, without what is empty, and lists of forms as their number; a path is the name of its file.
fn short(value: Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::String(text) if text.trim().is_empty() => None,
        Value::Array(all) if all.iter().any(Value::is_object) => Some(Value::from(all.len())),
        Value::Array(all) if all.is_empty() => None,
        Value::Array(all) => Some(Value::Array(all.into_iter().filter_map(short).collect())),
        Value::Object(fields) => {
            let kept: Map<String, Value> = fields
                .into_iter()
                .filter_map(|(name, value)| Some((name.clone(), named(&name, value)?)))
                .collect();
            (!kept.is_empty()).then_some(Value::Object(kept))
        }
        other => Some(other),
    }
}

/// Files by their names: where they lay is nobody's business.
fn named(field: &str, value: Value) -> Option<Value> {
    let file = |value: Value| match value {
        Value::String(path) => {
            let name = path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
            Value::String(name)
        }
        other => other,
    };
    match (field, short(value)?) {
        ("copy" | "voucher", path) => Some(file(path)),
        ("proofs", Value::Array(all)) => Some(Value::Array(all.into_iter().map(file).collect())),
        (_, value) => Some(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages;

    #[test]
    fn every_kind_of_step_has_its_act_with_words() {
        for kind in StepKind::ALL {
            let (_, action) = ACTS.iter().find(|(k, _)| k == kind).unwrap();
            let words = messages::act(action);
            assert!(!words.zh.is_empty() && words.zh != *action, "{action} has no words");
        }
    }

    #[test]
    fn the_journal_has_the_facts_and_the_name_of_a_file_and_not_where_it_lay() {
        let step = CourseStep::Sign {
            on: "2026-03-25".to_owned(),
            by: vec!["示例企业".to_owned()],
            copy: "/home/someone/任务书.pdf".to_owned(),
        };
        let told = act("XM-2026-001", &step);
        assert_eq!(told.action, "course.sign");
        let facts = serde_json::json!({ "on": "2026-03-25", "by": ["示例企业"], "copy": "任务书.pdf" });
        assert_eq!(told.details, facts);
        let dropped = CourseStep::Drop { on: "2026-03-25".to_owned(), reason: "企业放弃".to_owned() };
        assert_eq!(act("XM-2026-001", &dropped).reason.as_deref(), Some("企业放弃"));
    }
}
