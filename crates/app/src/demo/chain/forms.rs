//! What the demo types.

use crate::api::course::{AccountForm, SubmissionForm};
use crate::api::course_steps::CourseStep;
use crate::api::plan::ActForm;
use crate::api::projects::{JointForm, ReportName, ReportView};

pub(super) fn word(text: &str) -> String {
    text.to_owned()
}

/// A paper of a day.
pub(super) fn act(on: &str, by: &str) -> ActForm {
    let number = format!("示例〔{}〕{}号", on.get(..4).unwrap_or_default(), on.get(5..7).unwrap_or_default());
    ActForm { on: on.to_owned(), number, by: by.to_owned() }
}

/// That bureau and sponsor settled something together.
pub(super) fn joint(on: &str) -> JointForm {
    JointForm { on: on.to_owned(), bureau: word("赵示例"), sponsor: word("韩示例") }
}

/// All four papers.
pub(super) fn papers(milestone: Option<u32>, on: &str) -> SubmissionForm {
    let report = |(kind, title): (ReportName, &str)| ReportView { kind, title: word(title), on: word(on) };
    let four = [
        (ReportName::Progress, "实施进展情况报告"),
        (ReportName::Evidence, "第三方检测报告3份"),
        (ReportName::Audit, "研发费用专项审计报告"),
        (ReportName::Ledger, "专账和支出凭证复印件"),
    ];
    SubmissionForm {
        milestone,
        on: word(on),
        reports: four.map(report).to_vec(),
        audit_no: format!("示例会审字〔{}〕18号", on.get(..4).unwrap_or_default()),
        reached: Vec::new(),
        self_text: String::new(),
    }
}

/// A payment that was made.
pub(super) fn pay(at: u32, on: &str) -> CourseStep {
    let voucher_no = format!("国库{}-{:03}", on.get(..4).unwrap_or_default(), at + 1);
    CourseStep::Pay { at, on: word(on), voucher_no, voucher: String::new() }
}

/// What was spent and came in, as audited.
pub(super) fn account(on: &str, fiscal: &str) -> CourseStep {
    let account = AccountForm {
        as_of: word(on),
        spent_fiscal: word(fiscal),
        spent_self_raised: word("60"),
        spent_by: Vec::new(),
        arrived: word("100"),
        audit_no: word("示例会审字第020号"),
    };
    CourseStep::Account { account }
}
