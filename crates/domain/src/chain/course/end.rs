//! 终止 (四（七）4, rules 25–27; 五（三）): any signatory proposes; a fault is argued by a third party with technical, finance and legal
//! experts; diligent failure is found and is no fault. Stop and recovery are reckoned, never typed. What assets bring stands
//! apart from them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Course;
use crate::chain::state::{PaymentEvent, ProjectEvent};
use crate::chain::{Act, blank, in_order, missing, reasonless, sound};
use crate::code::Code;
use crate::conclusion::{Conclusion, Responsible, other_kind};
use crate::finding::Finding;
use crate::money::Fen;
use crate::panel::Category;
use crate::project::{EndFigures, EndProposal, figures_of};
use crate::session::SessionKind;

mod after;
mod extend;
mod fraud;

pub use self::extend::{Extension, ExtensionReply};
pub use self::fraud::{IntegrityRecord, Suspicion, SuspicionOutcome};

/// That the end was proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The unit that proposes it: a signatory of the contract.
    pub by: String,
    /// When.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
}

impl From<Proposal> for EndProposal {
    fn from(of: Proposal) -> EndProposal {
        EndProposal { by: of.by, on: of.on, reason: of.reason }
    }
}

/// That the bureau commissioned a third party (rule 26).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commission {
    /// The third party.
    pub third_party: String,
    /// The paper by which it was commissioned.
    pub act: Act,
}

/// What the experts concluded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Argument {
    /// The session.
    pub session_no: String,
    /// Its day.
    pub on: NaiveDate,
    /// 延期实施, 客观原因终止, 主观原因终止 or 弄虚作假追回全部.
    pub conclusion: Conclusion,
    /// Kinds of the experts who judged it.
    pub experts: Vec<Category>,
    /// Who is responsible, of a fault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responsible: Option<Responsible>,
    /// What was found.
    pub facts: String,
}

/// 宽容失败 (五（三）): that who failed had done the work with diligence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tolerance {
    /// On what grounds.
    pub grounds: String,
}

/// That facts, grounds and rules were told beforehand, and what was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// When.
    pub on: NaiveDate,
    /// 陈述申辩; empty while nobody answered.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hearing: String,
}

/// The decision to end, as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndWord {
    /// 决定书
    pub act: Act,
    /// Until when the money comes back; nothing where nothing is recovered.
    pub return_by: Option<NaiveDate>,
    /// 宽容失败, where it was found.
    pub tolerance: Option<Tolerance>,
}

/// The decision to end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndDecision {
    /// 决定书
    pub act: Act,
    /// By what it ends.
    pub conclusion: Conclusion,
    /// Stop and recovery, with the sums they follow from.
    pub figures: EndFigures,
    /// Until when the money comes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_by: Option<NaiveDate>,
    /// 宽容失败
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tolerance: Option<Tolerance>,
}

/// Money that came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    /// Day.
    pub on: NaiveDate,
    /// How much.
    pub amount: Fen,
    /// Number of the voucher.
    pub voucher_no: String,
}

/// What assets brought (rule 26): by the State's rules, apart from what is recovered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proceeds {
    /// Day.
    pub on: NaiveDate,
    /// Which assets.
    pub what: String,
    /// How much.
    pub amount: Fen,
    /// By which rule it was dealt with.
    pub rule: String,
}

/// One way to the end of a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// Who proposed it.
    pub proposed: Proposal,
    /// The third party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commission: Option<Commission>,
    /// What the experts concluded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub argument: Option<Argument>,
    /// That it was told beforehand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<Told>,
    /// The decision; nothing where the project went on, or nobody decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<EndDecision>,
    /// What came back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refunds: Vec<Refund>,
    /// What assets brought.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proceeds: Vec<Proceeds>,
    /// 失信行为记录, of fraud.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub integrity: Option<IntegrityRecord>,
    /// 移交司法机关, of grave fraud.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub justice: Option<Act>,
}

impl Ending {
    pub(in crate::chain::course) fn proposed(proposed: Proposal) -> Ending {
        Ending {
            proposed,
            commission: None,
            argument: None,
            told: None,
            decided: None,
            refunds: Vec::new(),
            proceeds: Vec::new(),
            integrity: None,
            justice: None,
        }
    }
}

impl Course {
    /// The course with its end proposed by a signatory (rule 25).
    ///
    /// # Errors
    /// `chain.out_of_order`, `list.date_order`, `termination.not_signatory`, `reason.missing`
    pub fn propose_end(mut self, proposal: Proposal) -> Result<Course, Finding> {
        self.may_happen(ProjectEvent::ProposeEnd, proposal.on)?;
        if !self.in_force()?.parties.has(&proposal.by) {
            return Err(self.finding(Code::TerminationNotSignatory).with("by", proposal.by));
        }
        if blank(&proposal.reason) {
            return Err(reasonless("终止建议", "proposing the end"));
        }
        self.happened(ProjectEvent::ProposeEnd, proposal.on, "");
        self.endings.push(Ending::proposed(proposal));
        Ok(self)
    }

    /// The ending that is open: the last, while the project stands before its end.
    fn ending_open(&mut self) -> Result<&mut Ending, Finding> {
        self.state().after(ProjectEvent::Terminate)?;
        let no_such = self.finding(Code::NotFound).with("what", "终止建议");
        self.endings.last_mut().ok_or(no_such)
    }

    /// The course with a third party commissioned (rule 26).
    ///
    /// # Errors
    /// `chain.out_of_order`, `missing_value`, `list.date_order`
    pub fn commission(mut self, commission: Commission) -> Result<Course, Vec<Finding>> {
        let ending = self.ending_open().map_err(|f| vec![f])?;
        let mut findings = commission.act.check(("委托", "the commission"));
        if blank(&commission.third_party) {
            findings.push(missing("受委托的第三方", "the commissioned third party"));
        }
        let proposed = ("终止建议", "the proposal", ending.proposed.on);
        findings.extend(in_order(("委托第三方", "the commission", commission.act.on), proposed));
        sound(findings)?;
        ending.commission = Some(commission);
        Ok(self)
    }

    /// The course with what the experts concluded. A fault needs the third party, technical, finance and legal experts, and who
    /// is responsible (rule 26); what was proved to be fraud is concluded as fraud (rule 27).
    ///
    /// # Errors
    /// `conclusion.other_kind`, `chain.out_of_order`, `termination.fault_panel`, `fraud.unproved`, `fraud.recover_all`,
    /// `missing_value`, `list.date_order`
    pub fn argue(mut self, argument: Argument) -> Result<Course, Vec<Finding>> {
        if argument.conclusion.kind() != SessionKind::Termination {
            return Err(vec![other_kind(argument.conclusion, SessionKind::Termination)]);
        }
        let proved = self.is_fraud();
        let (unproved, recover_all) =
            (self.finding(Code::FraudUnproved), self.finding(Code::FraudRecoverAll));
        let fault = self.finding(Code::TerminationFaultPanel);
        let ending = self.ending_open().map_err(|f| vec![f])?;
        let mut findings = Vec::new();
        let proposed = ("终止建议", "the proposal", ending.proposed.on);
        findings.extend(in_order(("终止论证", "arguing it", argument.on), proposed));
        if blank(&argument.facts) {
            findings.push(missing("查明的事实", "what was found"));
        }
        if argument.conclusion == Conclusion::TerminateFault {
            let lacks = lacking(&argument, ending.commission.is_some());
            if !lacks.0.is_empty() {
                findings
                    .push(fault.with("missing", lacks.0.join("、")).with("missing_en", lacks.1.join(", ")));
            }
        }
        if argument.conclusion == Conclusion::RecoverAll && !proved {
            findings.push(unproved);
        }
        if argument.conclusion != Conclusion::RecoverAll && proved {
            findings.push(recover_all);
        }
        sound(findings)?;
        ending.argument = Some(argument);
        Ok(self)
    }

    /// The course with facts, grounds and rules told to both sides.
    ///
    /// # Errors
    /// `chain.out_of_order`, `list.date_order`
    pub fn tell(mut self, told: Told) -> Result<Course, Finding> {
        let ending = self.ending_open()?;
        let argued = ending.argument.as_ref().map(|a| ("终止论证", "arguing it", a.on));
        if let Some(finding) = argued.and_then(|a| in_order(("告知", "telling it", told.on), a)) {
            return Err(finding);
        }
        ending.told = Some(told);
        Ok(self)
    }

    /// `termination.not_told` (a warning) where a decision to end or to recover is near, and nobody recorded that facts, grounds
    /// and rules were told to both sides and they were heard.
    #[must_use]
    pub fn not_told(&self) -> Option<Finding> {
        self.state().after(ProjectEvent::Terminate).ok()?;
        let ending = self.endings.last()?;
        let argued = ending.argument.as_ref().is_some_and(|a| a.conclusion.ends());
        let finding = Finding::warning(Code::TerminationNotTold).with("project", self.project_no.clone());
        (argued && ending.told.is_none()).then_some(finding)
    }

    /// What follows for the money under a conclusion, by the ledger: what was spent is what an audit says.
    ///
    /// # Errors
    /// `project.lacks`, `project.money`
    pub fn end_figures(&self, said: Conclusion) -> Result<Option<EndFigures>, Finding> {
        let audited = self.accounts.iter().rev().find(|a| !blank(&a.audit_no));
        let spent = audited.map(|a| a.spent.fiscal);
        let paid = self.paid_before().ok().map(|_| self.ledger().paid);
        figures_of(&self.project_no, (self.grant.approved, paid, spent), said)
    }

    /// The course, ended: stop and recovery are reckoned, and every payment that was not made is stopped.
    ///
    /// # Errors
    /// `chain.out_of_order`, `list.date_order`, `missing_value`; `project.lacks` without an argument that ends it, or without
    /// audited spending; `termination.tolerance`.
    pub fn terminate(mut self, word: EndWord) -> Result<Course, Vec<Finding>> {
        self.may_happen(ProjectEvent::Terminate, word.act.on).map_err(|f| vec![f])?;
        let lacks = self
            .finding(Code::ProjectLacks)
            .with("lacks", "终止的论证结论")
            .with("lacks_en", "a conclusion that ends it")
            .with("article", "四（七）4");
        let ending = self.endings.last();
        let argued = ending.and_then(|e| e.argument.as_ref()).filter(|a| a.conclusion.ends());
        let argued = argued.ok_or_else(|| vec![lacks])?;
        let conclusion = argued.conclusion;
        let mut findings = word.act.check(("终止决定", "the decision"));
        let now = ("终止决定", "the decision", word.act.on);
        findings.extend(in_order(now, ("终止论证", "arguing it", argued.on)));
        let told = ending.and_then(|e| e.told.as_ref()).map(|t| ("告知", "telling it", t.on));
        findings.extend(told.and_then(|told| in_order(now, told)));
        if let Some(tolerance) = &word.tolerance {
            if blank(&tolerance.grounds) {
                findings.push(missing("宽容失败的认定依据", "grounds of diligent failure"));
            }
            if conclusion != Conclusion::TerminateObjective {
                findings.push(self.finding(Code::TerminationTolerance).with("conclusion", conclusion.zh()));
            }
        }
        let figures = match self.end_figures(conclusion) {
            Ok(figures) => figures,
            Err(finding) => {
                findings.push(finding);
                None
            }
        };
        let recovers = figures.is_some_and(|f| f.recover > self.refunded());
        if recovers && word.return_by.is_none() {
            findings.push(missing("退回期限", "until when the money comes back"));
        }
        sound(findings)?;
        let on = word.act.on;
        if let (Some(ending), Some(figures)) = (self.endings.last_mut(), figures) {
            let EndWord { act, return_by, tolerance } = word;
            ending.decided = Some(EndDecision { act, conclusion, figures, return_by, tolerance });
        }
        for payment in &mut self.payments {
            if let Ok(stopped) = payment.state.after(PaymentEvent::Stop) {
                payment.state = stopped;
            }
        }
        self.happened(ProjectEvent::Terminate, on, "");
        Ok(self)
    }
}

/// What a fault lacks: third party, kinds of experts, who is responsible (rule 26). In Chinese and English.
fn lacking(argument: &Argument, commissioned: bool) -> (Vec<&'static str>, Vec<&'static str>) {
    let seated = |kind: Category| argument.experts.contains(&kind);
    let lacks = [
        (!commissioned, "委托第三方", "the commissioned third party"),
        (!seated(Category::Technical), "技术专家", "a technical expert"),
        (!seated(Category::Finance), "财务专家", "a finance expert"),
        (!seated(Category::Legal), "法律专家", "a legal expert"),
        (argument.responsible.is_none(), "责任方", "who is responsible"),
    ];
    lacks.into_iter().filter(|(lacks, ..)| *lacks).map(|(_, zh, en)| (zh, en)).unzip()
}
