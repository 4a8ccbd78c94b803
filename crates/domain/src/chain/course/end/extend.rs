//! 延期 (四（七）4, rule 24): force majeure, proved, and the bureau's approval.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::chain::contract::change::later_than;
use crate::chain::contract::{Change, NewDue};
use crate::chain::course::Course;
use crate::chain::state::ProjectEvent;
use crate::chain::{Act, Proof, blank, in_order, missing, reasonless, sound};
use crate::code::Code;
use crate::finding::Finding;

/// An application to go on longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// When it was asked for.
    pub applied_on: NaiveDate,
    /// Who asks.
    pub by: String,
    /// What happened.
    pub cause: String,
    /// It is force majeure, as the bureau sees it.
    pub force_majeure: bool,
    /// What proves it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proofs: Vec<Proof>,
    /// The last day that is asked for.
    pub to: NaiveDate,
    /// What was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<ExtensionReply>,
}

/// The answer to an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionReply {
    /// 批复
    pub act: Act,
    /// The new last day; nothing where it is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
    /// Milestones that are due later with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dues: Vec<NewDue>,
    /// Why it is refused; empty where it is granted.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl Course {
    /// The course with an application to go on longer.
    ///
    /// # Errors
    /// `chain.out_of_order`, `contract.signed`, `missing_value`, `list.date_order` for a day that is not later than the end.
    pub fn ask_extension(mut self, extension: Extension) -> Result<Course, Vec<Finding>> {
        self.state().after(ProjectEvent::Extend).map_err(|f| vec![f])?;
        let end = self.in_force().map_err(|f| vec![f])?.end_now();
        let mut findings = Vec::new();
        for (text, zh, en) in
            [(&extension.by, "申请单位", "who asks"), (&extension.cause, "延期原因", "what happened")]
        {
            if blank(text) {
                findings.push(missing(zh, en));
            }
        }
        findings.extend(later_than((end, extension.to)));
        sound(findings)?;
        self.extensions.push(Extension { reply: None, ..extension });
        Ok(self)
    }

    /// The course with the answer to the application that is open: granted, the contract ends later.
    ///
    /// # Errors
    /// `extension.ground` without force majeure or its proof (rule 24), `reason.missing` for a refusal, `record.not_found`,
    /// `missing_value`, `list.date_order`, `chain.out_of_order`, `contract.incomplete` for milestones that cannot move so.
    pub fn answer_extension(mut self, reply: ExtensionReply) -> Result<Course, Vec<Finding>> {
        let open = self.extensions.last().filter(|e| e.reply.is_none());
        let no_such = || vec![Finding::error(Code::NotFound).with("what", "延期申请")];
        let open = open.ok_or_else(no_such)?.clone();
        let mut findings = reply.act.check(("延期批复", "the reply"));
        let applied = ("延期申请", "the application", open.applied_on);
        findings.extend(in_order(("延期批复", "the reply", reply.act.on), applied));
        match reply.to {
            None if blank(&reply.reason) => findings.push(reasonless("不同意延期", "refusing the extension")),
            None => {}
            Some(to) => {
                // the order of its day among other events says nothing: only where the project stands does
                self.state().after(ProjectEvent::Extend).map_err(|f| vec![f])?;
                if !open.force_majeure {
                    findings.push(self.no_ground(to, "没有认定为不可抗力", "force majeure is not found"));
                } else if !open.proofs.iter().any(Proof::is_sound) {
                    findings.push(self.no_ground(
                        to,
                        "没有不可抗力的证明材料",
                        "force majeure is not proved",
                    ));
                }
            }
        }
        sound(findings)?;
        if let Some(end) = reply.to {
            let (number, dues) = (reply.act.number.clone(), reply.dues.clone());
            let change = Change::Extension { on: reply.act.on, number, end, dues };
            let contract = self.in_force().map_err(|f| vec![f])?.clone();
            self.contract = Some(contract.extended(change).map_err(|f| vec![f])?);
            self.happened(ProjectEvent::Extend, reply.act.on, "");
        }
        if let Some(asked) = self.extensions.last_mut() {
            asked.reply = Some(reply);
        }
        Ok(self)
    }

    /// `extension.ground`
    pub(in crate::chain::course) fn no_ground(&self, to: NaiveDate, zh: &str, en: &str) -> Finding {
        let finding = self.finding(Code::ExtensionGround).with("to", to.to_string());
        finding.with("missing", zh).with("missing_en", en)
    }
}
