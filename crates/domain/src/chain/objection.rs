//! 异议 (policy 四（五）, rule 9): written, with evidence, by a unit under its seal or a person with real name and contact. Late
//! and anonymous ones are recorded and not accepted. Each goes from its receipt to its answer; one that was upheld stays open
//! until the decision was changed for it.

mod handling;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

pub use self::handling::{HandlingStep, Prolonged};
use super::decision::Decision;
use super::publicity::Publicity;
use super::state::{ObjectionEvent, ObjectionState};
use super::words::spoken;
use super::{blank, in_order, missing, sound};
use crate::calendar::{Calendar, FirstDay};
use crate::code::Code;
use crate::finding::Finding;

spoken! {
    /// How it came.
    pub enum Channel {
        InPerson = "当面递交" / "in person",
        Post = "邮寄" / "by post",
        Email = "电子邮件" / "by e-mail",
        Other = "其他" / "otherwise",
    }
}

spoken! {
    /// Why it is not accepted.
    pub enum NotAccepted {
        Late = "逾期" / "late",
        Anonymous = "匿名" / "anonymous",
        NoEvidence = "无具体事实和证据" / "no facts or evidence",
        OtherMatter = "不属于公示内容" / "not about what was posted",
        Other = "其他" / "other",
    }
}

spoken! {
    /// What the examination found.
    pub enum Verdict {
        Upheld = "成立" / "upheld",
        Partly = "部分成立" / "partly upheld",
        Rejected = "不成立" / "rejected",
    }
}

spoken! {
    /// What follows from the finding.
    pub enum Handling {
        Keep = "维持" / "the list stands",
        SendBack = "退回补正" / "sent back to be mended",
        Rejudge = "重新论证" / "judged again",
        LeaveOut = "取消资格" / "left out",
        Other = "其他" / "other",
    }
}

/// Who objects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "who")]
pub enum Objector {
    /// A unit.
    Unit {
        /// Which.
        unit: String,
        /// Its seal is on the paper.
        sealed: bool,
        /// Person to reach there, and how.
        contact: String,
    },
    /// A person.
    Person {
        /// Real name.
        name: String,
        /// How to reach them.
        contact: String,
    },
    /// Nobody says who.
    Anonymous,
}

impl Objector {
    /// Whether who objects stands by it: a unit by its seal, a person by real name and contact.
    #[must_use]
    pub fn is_named(&self) -> bool {
        match self {
            Objector::Unit { unit, sealed, contact } => *sealed && !blank(unit) && !blank(contact),
            Objector::Person { name, contact } => !blank(name) && !blank(contact),
            Objector::Anonymous => false,
        }
    }
}

/// A paper that came with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Which paper.
    pub name: String,
    /// 原件, 复印件 or 电子件; empty when nobody said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub form: String,
    /// How many pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<u32>,
    /// Digest of the file that is kept of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

/// How it was made sure who objects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentityCheck {
    /// When.
    pub on: NaiveDate,
    /// By whom.
    pub by: String,
    /// How.
    pub how: String,
}

/// Whether it was accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admission {
    /// When.
    pub on: NaiveDate,
    /// Who decided it.
    pub by: String,
    /// Why not; nothing where it was accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<NotAccepted>,
    /// Further words; required for a refusal on other grounds.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Until when it is to be answered, where the office sets itself a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<NaiveDate>,
    /// That this time was made longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prolonged: Option<Prolonged>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Examination {
    /// When it was concluded.
    pub on: NaiveDate,
    /// Who examined it.
    pub examiners: String,
    /// How.
    pub how: String,
    /// What was found.
    pub verdict: Verdict,
    /// On what grounds.
    pub reason: String,
    /// What follows.
    pub handling: Handling,
}

impl Examination {
    /// Whether something is to be done about the list.
    #[must_use]
    pub const fn asks_for_change(&self) -> bool {
        !matches!(self.handling, Handling::Keep)
    }
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// When.
    pub on: NaiveDate,
    /// What was answered.
    pub text: String,
}

/// An objection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objection {
    /// Its number in the office.
    pub no: String,
    /// The decision whose publicity it is about.
    pub decision_no: String,
    /// The bids it is about; empty for the whole list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bids: Vec<String>,
    /// When it came, local civil time.
    pub received_at: NaiveDateTime,
    /// Who took it.
    pub received_by: String,
    /// How it came.
    pub channel: Channel,
    /// Who objects.
    pub objector: Objector,
    /// What is objected.
    pub text: String,
    /// What came with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// How it was made sure who objects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<IdentityCheck>,
    /// Whether it was accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub admission: Option<Admission>,
    /// What was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub examination: Option<Examination>,
    /// What was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// The day on which the decision was changed for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acted_on: Option<NaiveDate>,
    /// That the objector took it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Answer>,
}

impl Objection {
    /// Where it stands, by what is recorded.
    #[must_use]
    pub fn state(&self) -> ObjectionState {
        let pending = self.examination.as_ref().is_some_and(Examination::asks_for_change);
        match (&self.admission, &self.examination, &self.answer) {
            _ if self.withdrawn.is_some() => ObjectionState::Withdrawn,
            (_, _, Some(_)) if pending && self.acted_on.is_none() => ObjectionState::Answered,
            (_, _, Some(_)) => ObjectionState::Closed,
            (_, Some(_), None) => ObjectionState::Examined,
            (Some(Admission { refused: Some(_), .. }), ..) => ObjectionState::NotAccepted,
            (Some(_), ..) => ObjectionState::Accepted,
            (None, ..) => ObjectionState::Received,
        }
    }

    /// Why it cannot be accepted, by what is recorded; nothing where it can.
    #[must_use]
    pub fn inadmissible(&self, publicity: &Publicity) -> Option<NotAccepted> {
        let day = self.received_at.date();
        if publicity.postings.first().is_none_or(|first| day < first.posted_on) {
            Some(NotAccepted::OtherMatter)
        } else if !publicity.in_time(day) {
            Some(NotAccepted::Late)
        } else if !self.objector.is_named() {
            Some(NotAccepted::Anonymous)
        } else if blank(&self.text) || self.evidence.is_empty() {
            Some(NotAccepted::NoEvidence)
        } else {
            None
        }
    }

    /// The objection with the check of who objects.
    ///
    /// # Errors
    /// `missing_value`, `list.date_order`
    pub fn identify(mut self, check: IdentityCheck) -> Result<Objection, Vec<Finding>> {
        let mut findings: Vec<Finding> = self.after_receipt(("身份核对", "checking who objects", check.on));
        if blank(&check.by) || blank(&check.how) {
            findings.push(missing("身份核对人和方式", "who checked it and how"));
        }
        sound(findings)?;
        self.identity = Some(check);
        Ok(self)
    }

    /// The objection with the word on whether it is accepted. `answer_days` is the office's time for an answer, in working
    /// days.
    ///
    /// # Errors
    /// `chain.out_of_order`, `missing_value`, `list.date_order`; `objection.not_admissible` for one that is accepted although
    /// late, anonymous, without evidence, or nobody checked who objects; `calendar.not_loaded`.
    pub fn admit(
        mut self,
        mut admission: Admission,
        publicity: &Publicity,
        answer_days: Option<(u32, &Calendar)>,
    ) -> Result<Objection, Vec<Finding>> {
        let event = if admission.refused.is_some() { ObjectionEvent::Refuse } else { ObjectionEvent::Accept };
        self.state().after(event).map_err(|f| vec![f])?;
        let mut findings = self.after_receipt(("受理审核", "deciding on it", admission.on));
        if blank(&admission.by) {
            findings.push(missing("受理审核人", "who decided whether it is accepted"));
        }
        if admission.refused == Some(NotAccepted::Other) && blank(&admission.note) {
            findings.push(missing("不予受理的事由", "why it is not accepted"));
        }
        if admission.refused.is_none() {
            let why = self.inadmissible(publicity).map(|w| (w.zh(), w.en()));
            let unchecked = self.identity.is_none().then_some(("没有核对身份", "nobody checked who objects"));
            findings.extend(why.or(unchecked).map(|(zh, en)| self.not_admissible(zh, en)));
        }
        sound(findings)?;
        if let Some((days, calendar)) = answer_days.filter(|_| admission.refused.is_none()) {
            let by = calendar.last_day(admission.on, days, FirstDay::NextDay).map_err(|f| vec![f])?;
            admission.answer_by = Some(by);
        }
        self.admission = Some(admission);
        Ok(self)
    }

    /// The objection with the word that it is not accepted taken back, to be looked at again.
    ///
    /// # Errors
    /// `chain.out_of_order`
    pub fn reconsider(mut self) -> Result<Objection, Finding> {
        self.state().after(ObjectionEvent::Reconsider)?;
        self.admission = None;
        Ok(self)
    }

    /// The objection with what was found; a further examination takes the place of the earlier one until it is answered.
    ///
    /// # Errors
    /// `chain.out_of_order`, `missing_value`, `list.date_order`; `objection.not_acted_on` for one that is upheld and changes
    /// nothing.
    pub fn examine(mut self, examination: Examination) -> Result<Objection, Vec<Finding>> {
        self.state().after(ObjectionEvent::Examine).map_err(|f| vec![f])?;
        let accepted = self.admission.as_ref().map(|a| ("受理", "its acceptance", a.on));
        let now = ("核查", "the examination", examination.on);
        let mut findings: Vec<Finding> = accepted.and_then(|a| in_order(now, a)).into_iter().collect();
        for (text, zh, en) in [
            (&examination.examiners, "核查人", "who examined it"),
            (&examination.how, "核查过程", "how it was examined"),
            (&examination.reason, "核查结论的理由", "grounds of the finding"),
        ] {
            if blank(text) {
                findings.push(missing(zh, en));
            }
        }
        if examination.verdict == Verdict::Upheld && !examination.asks_for_change() {
            findings.push(self.not_acted_on());
        }
        sound(findings)?;
        self.examination = Some(examination);
        Ok(self)
    }

    /// The objection with its answer. One that asks for a change stays open until [`Objection::act`].
    ///
    /// # Errors
    /// `chain.out_of_order`, `missing_value`, `list.date_order`
    pub fn reply(mut self, answer: Answer) -> Result<Objection, Vec<Finding>> {
        let pending = self.examination.as_ref().is_some_and(Examination::asks_for_change);
        let event = if pending { ObjectionEvent::AnswerPending } else { ObjectionEvent::AnswerFinal };
        self.state().after(event).map_err(|f| vec![f])?;
        let examined = self.examination.as_ref().map(|e| ("核查", "the examination", e.on));
        let now = ("答复", "the answer", answer.on);
        let mut findings: Vec<Finding> = examined.and_then(|e| in_order(now, e)).into_iter().collect();
        if blank(&answer.text) {
            findings.push(missing("答复内容", "what was answered"));
        }
        sound(findings)?;
        self.answer = Some(answer);
        Ok(self)
    }

    /// The objection with the change of the decision that it asked for: a ruling that names it.
    ///
    /// # Errors
    /// `chain.out_of_order`; `objection.not_acted_on` while no ruling since the examination names it.
    pub fn act(mut self, decision: &Decision) -> Result<Objection, Finding> {
        self.state().after(ObjectionEvent::Act)?;
        let since = self.examination.as_ref().map(|e| e.on);
        let ruling = decision.rulings.iter().rev().find(|r| r.objections.contains(&self.no));
        let ruling = ruling.filter(|r| since.is_none_or(|since| r.on >= since));
        self.acted_on = Some(ruling.ok_or_else(|| self.not_acted_on())?.on);
        Ok(self)
    }

    /// The objection, taken back by who objected.
    ///
    /// # Errors
    /// `chain.out_of_order`, `missing_value`, `list.date_order`
    pub fn withdraw(mut self, word: Answer) -> Result<Objection, Vec<Finding>> {
        self.state().after(ObjectionEvent::Withdraw).map_err(|f| vec![f])?;
        let mut findings = self.after_receipt(("撤回异议", "taking it back", word.on));
        if blank(&word.text) {
            findings.push(missing("撤回的说明", "how it was taken back"));
        }
        sound(findings)?;
        self.withdrawn = Some(word);
        Ok(self)
    }

    fn after_receipt(&self, now: (&str, &str, NaiveDate)) -> Vec<Finding> {
        let received = ("收到异议", "its receipt", self.received_at.date());
        in_order(now, received).into_iter().collect()
    }

    fn not_admissible(&self, zh: &str, en: &str) -> Finding {
        let finding = Finding::error(Code::ObjectionNotAdmissible).with("objection", self.no.clone());
        finding.with("why", zh).with("why_en", en)
    }

    /// `objection.not_acted_on`
    pub(super) fn not_acted_on(&self) -> Finding {
        Finding::error(Code::ObjectionNotActedOn).with("objection", self.no.clone())
    }
}

#[cfg(test)]
#[path = "objection/laws.rs"]
pub(crate) mod tests;
