//! Decisions, publicity and objections as the screens call them: text read exactly, then the use cases that check it.

use chrono::NaiveDateTime;
use domain::Fen;
use domain::calendar::FirstDay;
use domain::chain::announcement::Announcement;
use domain::chain::decision::{DecidedItem, Ruling};
use domain::chain::objection::{
    Admission, Answer, Evidence, Examination, IdentityCheck, Objection, Objector,
};
use domain::chain::publicity::{NewPosting, TakenDown};
use domain::conclusion::Standing;

use super::objections::Handled;
use crate::api::approval::{
    AnnouncementForm, ApprovalView, DecidedForm, EvidenceForm, ObjectionForm, ObjectionStep, PostingForm,
    RulingForm,
};
use crate::office::Office;
use crate::office::demands_typed::{day, needed};
use crate::office::typed::unreadable;
use crate::office::word::{amount, number};
use crate::refusal::Result;

impl Office {
    /// Records what a meeting decided, as typed.
    ///
    /// # Errors
    /// What cannot be read; those of [`Office::rule_approval`].
    pub fn rule_approval_typed(&mut self, no: &str, form: &RulingForm) -> Result<ApprovalView> {
        self.rule_approval(no, ruling(form)?)?;
        self.approval_view(no)
    }

    /// Records a posting, as typed.
    ///
    /// # Errors
    /// What cannot be read; those of [`Office::post_approval`].
    pub fn post_approval_typed(&mut self, no: &str, form: &PostingForm) -> Result<ApprovalView> {
        let posting = NewPosting {
            posted_on: day("公示日期", &form.posted_on)?,
            place: form.place.trim().to_owned(),
            first: if form.same_day { FirstDay::SameDay } else { FirstDay::NextDay },
            proof: None,
            because: form.because.trim().to_owned(),
        };
        self.post_approval(no, posting)?;
        self.approval_view(no)
    }

    /// Records that the posting in force was taken down, as typed.
    ///
    /// # Errors
    /// What cannot be read; those of [`Office::take_down_posting`].
    pub fn take_down_posting_typed(&mut self, no: &str, on: &str, why: &str) -> Result<ApprovalView> {
        let down = TakenDown { on: day("撤下日期", on)?, reason: why.trim().to_owned() };
        self.take_down_posting(no, down)?;
        self.approval_view(no)
    }

    /// Takes an objection, as typed.
    ///
    /// # Errors
    /// What cannot be read; those of [`Office::take_objection`].
    pub fn take_objection_typed(&mut self, no: &str, form: &ObjectionForm) -> Result<ApprovalView> {
        self.take_objection(no, objection(form)?)?;
        self.approval_view(no)
    }

    /// Records a step of an objection's handling, as typed.
    ///
    /// # Errors
    /// What cannot be read; those of [`Office::handle_objection`].
    pub fn handle_objection_typed(
        &mut self,
        no: &str,
        objection_no: &str,
        step: &ObjectionStep,
    ) -> Result<ApprovalView> {
        self.handle_objection(no, objection_no, handled(step)?)?;
        self.approval_view(no)
    }

    /// Records the announcement, as typed.
    ///
    /// # Errors
    /// What cannot be read; those of [`Office::announce_approval`].
    pub fn announce_approval_typed(&mut self, no: &str, form: &AnnouncementForm) -> Result<ApprovalView> {
        let made = Announcement {
            decision_no: no.to_owned(),
            number: form.number.trim().to_owned(),
            on: day("公告日期", &form.on)?,
            place: form.place.trim().to_owned(),
            bids: Vec::new(),
        };
        self.announce_approval(no, made)?;
        self.approval_view(no)
    }
}

fn ruling(form: &RulingForm) -> Result<Ruling> {
    let text = |t: &str| t.trim().to_owned();
    Ok(Ruling {
        on: day("审定日期", &form.on)?,
        meeting: text(&form.meeting),
        minutes_no: text(&form.minutes_no),
        attendance: text(&form.attendance),
        approver: form.by.into(),
        items: form.items.iter().map(decided).collect::<Result<_>>()?,
        order_reason: text(&form.order_reason),
        because: text(&form.because),
        objections: form.objections.iter().map(|no| text(no)).filter(|no| !no.is_empty()).collect(),
    })
}

/// What gets no money has none, whatever stands in its field.
fn decided(form: &DecidedForm) -> Result<DecidedItem> {
    let standing: Standing = form.standing.into();
    let award = match standing {
        Standing::Recommended => amount(&format!("{}的立项金额", form.bid_no), &form.award)?,
        _ => Fen::ZERO,
    };
    Ok(DecidedItem { bid_no: form.bid_no.clone(), standing, award, reason: form.reason.trim().to_owned() })
}

fn objection(form: &ObjectionForm) -> Result<Objection> {
    let text = |t: &str| t.trim().to_owned();
    let (unit, person, contact) = (text(&form.unit), text(&form.person), text(&form.contact));
    let objector = match (unit.is_empty(), person.is_empty()) {
        (false, _) => Objector::Unit { unit, sealed: form.sealed, contact },
        (true, false) => Objector::Person { name: person, contact },
        (true, true) => Objector::Anonymous,
    };
    Ok(Objection {
        no: String::new(),
        decision_no: String::new(),
        bids: form.bids.clone(),
        received_at: at("收到时间", &form.received_at)?,
        received_by: needed(&form.received_by, "接收人")?,
        channel: form.channel.into(),
        objector,
        text: needed(&form.text, "异议内容")?,
        evidence: form
            .evidence
            .iter()
            .filter(|e| !e.name.trim().is_empty())
            .map(evidence)
            .collect::<Result<_>>()?,
        identity: None,
        admission: None,
        examination: None,
        answer: None,
        acted_on: None,
        withdrawn: None,
    })
}

fn evidence(form: &EvidenceForm) -> Result<Evidence> {
    Ok(Evidence {
        name: form.name.trim().to_owned(),
        form: form.form.trim().to_owned(),
        pages: number("证据页数", &form.pages)?,
        digest: None,
    })
}

/// A local time as it is typed: `2026-01-20 09:30`.
fn at(what: &str, text: &str) -> Result<NaiveDateTime> {
    let plain = needed(text, what)?.replace('T', " ").replace('：', ":");
    NaiveDateTime::parse_from_str(&plain, "%Y-%m-%d %H:%M").map_err(|_| {
        unreadable(what, text, ("，应为2026-01-20 09:30的形式", ", expected as 2026-01-20 09:30"))
    })
}

fn handled(step: &ObjectionStep) -> Result<Handled> {
    let text = |t: &str| t.trim().to_owned();
    Ok(match step {
        ObjectionStep::Identify { on, by, how } => {
            Handled::Identified(IdentityCheck { on: day("核对日期", on)?, by: text(by), how: text(how) })
        }
        ObjectionStep::Admit { on, by, refused, note } => Handled::Admitted(Admission {
            on: day("受理审核日期", on)?,
            by: text(by),
            refused: refused.map(Into::into),
            note: text(note),
            answer_by: None,
            prolonged: None,
        }),
        ObjectionStep::Reconsider => Handled::Reconsidered,
        ObjectionStep::Examine { on, examiners, how, verdict, reason, handling } => {
            Handled::Examined(Examination {
                on: day("核查日期", on)?,
                examiners: text(examiners),
                how: text(how),
                verdict: (*verdict).into(),
                reason: text(reason),
                handling: (*handling).into(),
            })
        }
        ObjectionStep::Reply { on, text: said } => {
            Handled::Answered(Answer { on: day("答复日期", on)?, text: text(said) })
        }
        ObjectionStep::Act => Handled::ActedOn,
        ObjectionStep::Withdraw { on, text: said } => {
            Handled::Withdrawn(Answer { on: day("撤回日期", on)?, text: text(said) })
        }
    })
}
