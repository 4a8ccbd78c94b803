//! 结题验收 (四（七）3, rule 23): bureau and sponsor settle plan, experts and way together and sign the result together; then the last
//! payment is settled on the audited R&D input (rules 13 and 15).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Course, Submission};
use crate::chain::reckoning::{How, Line, named};
use crate::chain::state::{ProjectEvent, ProjectState, out_of_order};
use crate::chain::{Act, blank, in_order, missing, reasonless, sound};
use crate::code::Code;
use crate::conclusion::{Conclusion, FailGround, other_kind};
use crate::finding::Finding;
use crate::funding::{self, floor_to_step};
use crate::money::Fen;
use crate::policy::Policy;
use crate::session::{Joint, SessionKind};

/// What is paid last, with the sums it follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Settlement {
    /// 批准财政资金
    pub approved: Fen,
    /// 已拨
    pub paid: Fen,
    /// 经审计的研发投入总额
    pub audited_rd: Fen,
    /// The most that this R&D input allows, in the policy's step; of a 一事一议 case what was approved.
    pub cap: Fen,
    /// min(批准 − 已拨, 上限 − 已拨), not below nothing.
    pub last: Fen,
    /// What is paid of it: nothing where the result was not accepted; of 结题 what was decided.
    pub payable: Fen,
    /// By how much what was paid is above the cap; the policy says nothing of it, people decide.
    pub over_cap: Fen,
}

/// What is paid last. The cap is cut down to the policy's step, as an award is; approved − paid is exact, so that the payments
/// of a project make its award to the fen.
///
/// # Errors
/// `funding.no_base`; `project.money` where more was paid than was approved.
pub fn settle(
    policy: &Policy,
    no: &str,
    (approved, paid): (Fen, Fen),
    audited_rd: Fen,
    approval_no: Option<&str>,
) -> Result<Settlement, Finding> {
    let rest = approved.checked_sub(paid).filter(|rest| *rest >= Fen::ZERO);
    let rest = rest.ok_or_else(|| {
        let finding = Finding::error(Code::ProjectMoney).with("project", no);
        finding.with("issue", "已拨超过批准").with("issue_en", "more was paid than approved")
    })?;
    let lifted = approval_no.is_some_and(|no| !blank(no));
    let cap = if lifted { approved } else { floor_to_step(policy, funding::cap(policy, audited_rd)?.cap) };
    let room = Fen(cap.0 - paid.0);
    let last = rest.min(room).max(Fen::ZERO);
    let over_cap = Fen(-room.0).max(Fen::ZERO);
    Ok(Settlement { approved, paid, audited_rd, cap, last, payable: last, over_cap })
}

impl Settlement {
    /// The calculation, line by line.
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        let (paid, room) = (("已拨", "paid"), Fen(self.cap.0 - self.paid.0));
        let rest = Fen(self.approved.0 - self.paid.0);
        let less = |result, of: Vec<_>| Line { result, of, how: How::Less, note: ("", "") };
        let unpaid = named(("未拨", "not paid"), rest);
        let allowed = named(("上限余额", "room under the cap"), room);
        vec![
            less(unpaid, vec![named(("批准", "approved"), self.approved), named(paid, self.paid)]),
            less(
                allowed,
                vec![
                    named(("按经审计研发投入计算的上限", "cap on the audited R&D input"), self.cap),
                    named(paid, self.paid),
                ],
            ),
            Line {
                result: named(("末次拨付", "last payment"), self.last),
                of: vec![unpaid, allowed],
                how: How::Least,
                note: ("", ""),
            },
        ]
    }
}

/// What is paid of a project that was closed (结题): the bureau decides it with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosePayment {
    /// How much, not above the settlement.
    pub amount: Fen,
    /// The decision.
    pub act: Act,
}

/// What was concluded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptanceWord {
    /// The session.
    pub session_no: String,
    /// Its day.
    pub on: NaiveDate,
    /// 通过, 结题 or 未通过.
    pub conclusion: Conclusion,
    /// Why it is not accepted: ticked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grounds: Vec<FailGround>,
    /// Why it is closed, or what other ground there is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// 验收结论书编号
    pub result_no: String,
    /// Both signed the result.
    pub signed: Joint,
    /// 经审计的研发投入总额
    pub audited_rd: Fen,
    /// Number of the special audit.
    pub audit_no: String,
    /// What is paid of a project that was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub close_payment: Option<ClosePayment>,
}

/// A concluded acceptance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// What was concluded.
    pub word: AcceptanceWord,
    /// What follows for the money.
    pub settlement: Settlement,
}

/// An acceptance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// When it was asked for.
    pub applied_on: NaiveDate,
    /// That both settled plan, experts and way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joint: Option<Joint>,
    /// What came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted: Option<Accepted>,
}

impl Course {
    /// The acceptance that was concluded last.
    #[must_use]
    pub fn accepted(&self) -> Option<&Accepted> {
        self.acceptances.iter().rev().find_map(|a| a.accepted.as_ref())
    }

    /// `acceptance.milestones_open` (a warning) where milestones of the contract were not passed.
    #[must_use]
    pub fn before_acceptance(&self) -> Option<Finding> {
        let count = self.contract.as_ref().map_or(0, |c| c.milestones.len());
        let open = count.saturating_sub(self.passed());
        (open > 0).then(|| {
            let finding =
                Finding::warning(Code::AcceptanceMilestones).with("project", self.project_no.clone());
            finding.with("open", open.to_string())
        })
    }

    /// The course with the sponsor's application for acceptance, all four papers with it (rule 19).
    ///
    /// # Errors
    /// `chain.out_of_order`, `list.date_order`, `papers.missing`
    pub fn apply(mut self, submission: Submission) -> Result<Course, Finding> {
        let submission = Submission { milestone: None, ..submission };
        self.may_happen(ProjectEvent::Apply, submission.on)?;
        if let Some(finding) = submission.lacks(&self.project_no) {
            return Err(finding);
        }
        let applied_on = submission.on;
        self.submissions.push(submission);
        self.acceptances.push(Acceptance { applied_on, joint: None, accepted: None });
        self.happened(ProjectEvent::Apply, applied_on, "");
        Ok(self)
    }

    /// The course with the application taken back.
    ///
    /// # Errors
    /// `chain.out_of_order`, `list.date_order`, `reason.missing`
    pub fn take_back(mut self, on: NaiveDate, reason: &str) -> Result<Course, Finding> {
        self.may_happen(ProjectEvent::TakeBack, on)?;
        if blank(reason) {
            return Err(reasonless("撤回验收申请", "taking the application back"));
        }
        self.acceptances.pop();
        self.happened(ProjectEvent::TakeBack, on, reason);
        Ok(self)
    }

    /// The course with plan, experts and way settled by both (rule 23).
    ///
    /// # Errors
    /// `chain.out_of_order` where nothing is in acceptance, `acceptance.joint_sign`, `list.date_order`
    pub fn settle_plan(mut self, joint: Joint) -> Result<Course, Finding> {
        self.state().after(ProjectEvent::Accept)?;
        if let Some(finding) = self.unsigned(&joint, "验收方案、专家和方式", "plan, experts and way")
        {
            return Err(finding);
        }
        let applied = self.acceptances.last().map(|a| ("验收申请", "the application", a.applied_on));
        let now = ("共同确认", "settling it together", joint.on);
        if let Some(finding) = applied.and_then(|a| in_order(now, a)) {
            return Err(finding);
        }
        if let Some(acceptance) = self.acceptances.last_mut() {
            acceptance.joint = Some(joint);
        }
        Ok(self)
    }

    /// The course with the result of its acceptance, and what is paid last.
    ///
    /// # Errors
    /// `conclusion.other_kind`, `chain.out_of_order`, `list.date_order`, `acceptance.joint_sign`, `missing_value`,
    /// `reason.missing`, `payment.final_over_settlement` for more than the settlement, those of [`settle`].
    pub fn conclude(mut self, word: AcceptanceWord, policy: &Policy) -> Result<Course, Vec<Finding>> {
        let event = match word.conclusion {
            Conclusion::AcceptancePass => ProjectEvent::Accept,
            Conclusion::Close => ProjectEvent::Close,
            Conclusion::AcceptanceFail => ProjectEvent::Refuse,
            other => return Err(vec![other_kind(other, SessionKind::Acceptance)]),
        };
        self.may_happen(event, word.on).map_err(|f| vec![f])?;
        self.paid_before().map_err(|f| vec![f])?;
        let mut findings = self.word(&word);
        let sums = (self.grant.approved, self.ledger().paid);
        let lifted = self.grant.approval_no.as_deref();
        let mut settlement = match settle(policy, &self.project_no, sums, word.audited_rd, lifted) {
            Ok(settlement) => settlement,
            Err(finding) => {
                findings.push(finding);
                return Err(findings);
            }
        };
        settlement.payable = match word.conclusion {
            Conclusion::AcceptancePass => settlement.last,
            Conclusion::Close => word.close_payment.as_ref().map(|c| c.amount).unwrap_or_default(),
            _ => Fen::ZERO,
        };
        if settlement.payable > settlement.last || settlement.payable < Fen::ZERO {
            let finding = self.finding(Code::PaymentOverSettlement).with("amount", settlement.payable.wan());
            findings.push(finding.with("rest", settlement.last.wan()).with("cap", settlement.cap.wan()));
        }
        sound(findings)?;
        let (on, session_no) = (word.on, word.session_no.clone());
        if let Some(acceptance) = self.acceptances.last_mut() {
            acceptance.accepted = Some(Accepted { word, settlement });
        }
        self.concluded(event, on, &session_no);
        Ok(self)
    }

    /// The course of a project that was accepted or closed before it was taken over, with what was concluded then, so that its
    /// last payment can be settled.
    ///
    /// # Errors
    /// `chain.out_of_order` where it was not taken over so, or its result is here; `project.lacks`, those of [`settle`].
    pub fn accepted_before(mut self, word: AcceptanceWord, policy: &Policy) -> Result<Course, Finding> {
        let state = self.state();
        let over = matches!(state, ProjectState::Accepted | ProjectState::Closed);
        if self.carried.is_none() || !over || self.accepted().is_some() {
            let (what, step) = (("项目", "the project"), ("补登验收结论", "recording an earlier result"));
            return Err(out_of_order(what, (&state.zh(), &state.en()), step));
        }
        let paid = self.paid_before()?;
        let lifted = self.grant.approval_no.as_deref();
        let sums = (self.grant.approved, paid);
        let mut settlement = settle(policy, &self.project_no, sums, word.audited_rd, lifted)?;
        if state == ProjectState::Closed {
            let decided = word.close_payment.as_ref().map(|c| c.amount).unwrap_or_default();
            settlement.payable = decided.min(settlement.last).max(Fen::ZERO);
        }
        let (applied_on, joint) = (word.on, Some(word.signed.clone()));
        self.acceptances.push(Acceptance {
            applied_on,
            joint,
            accepted: Some(Accepted { word, settlement }),
        });
        Ok(self)
    }

    /// What of a result is missing or unsigned.
    fn word(&self, word: &AcceptanceWord) -> Vec<Finding> {
        let mut findings = Vec::new();
        let joint = self.acceptances.last().and_then(|a| a.joint.as_ref());
        match joint {
            None => findings.push(self.joint_sign(
                "验收方案、专家和方式",
                "plan, experts and way",
                "双方",
                "both",
            )),
            Some(joint) => {
                let (now, settled) =
                    (("验收", "the acceptance", word.on), ("共同确认", "settling it together", joint.on));
                findings.extend(in_order(now, settled));
            }
        }
        findings.extend(self.unsigned(&word.signed, "验收结果", "result"));
        let signing = ("签署结果", "signing the result", word.signed.on);
        findings.extend(in_order(signing, ("验收", "the acceptance", word.on)));
        for (text, zh, en) in [
            (&word.result_no, "验收结论书编号", "number of the result"),
            (&word.audit_no, "专项审计报告编号", "number of the special audit"),
        ] {
            if blank(text) {
                findings.push(missing(zh, en));
            }
        }
        let silent = match word.conclusion {
            Conclusion::Close => blank(&word.reason),
            Conclusion::AcceptanceFail => {
                word.grounds.is_empty() || (word.grounds.contains(&FailGround::Other) && blank(&word.reason))
            }
            _ => false,
        };
        if silent {
            findings.push(reasonless("结题或者未通过", "closing or not accepting"));
        }
        if let Some(paid) = &word.close_payment {
            findings.extend(paid.act.check(("结题拨付决定", "the decision on the last payment")));
        }
        findings
    }

    /// `acceptance.joint_sign` where one of the two did not sign (rule 23).
    fn unsigned(&self, joint: &Joint, part: &str, part_en: &str) -> Option<Finding> {
        let (who, who_en) = match (blank(&joint.bureau), blank(&joint.sponsor)) {
            (false, false) => return None,
            (true, true) => ("双方", "both"),
            (true, false) => ("市科技管理部门", "the bureau"),
            (false, true) => ("出题企业", "the sponsor"),
        };
        Some(self.joint_sign(part, part_en, who, who_en))
    }

    fn joint_sign(&self, part: &str, part_en: &str, who: &str, who_en: &str) -> Finding {
        let finding = self.finding(Code::AcceptanceJointSign).with("part", part).with("part_en", part_en);
        finding.with("who", who).with("who_en", who_en)
    }
}
