//! Demands and lists as the screens call them: shapes in, shapes out, text read exactly.

use chrono::{NaiveDate, NaiveTime};
use domain::challenge_list::{LeftOut, ListDecision, Publication};
use domain::demand::{Collected, Note};
use domain::selection::{PanelWord, Revised, Step, WordSource};
use domain::{Code, Demand, Fen};

use super::Office;
use super::challenge_list::NewBatch;
use super::review::NewReview;
use super::word::amount;
use crate::api::challenge_list::{BatchForm, Deciding, ListDecisionForm, PublicationForm};
use crate::api::demands::{
    CollectedView, DatedNote, DemandAct, DemandForm, DemandView, DemandWord, NoteView, ReviewForm,
};
use crate::demand_records::Provincial;
use crate::refusal::{Refusal, Result};

/// Nothing for a blank text.
fn given(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|t| !t.is_empty())
}

/// A text that must be there, or `missing_value` naming it.
pub(super) fn needed(text: &str, what: &str) -> Result<String> {
    given(text).ok_or_else(|| Refusal::of(Code::MissingValue).with("field", what))
}

fn unreadable(what: &str, text: &str, (zh, en): (&str, &str)) -> Refusal {
    Refusal::of(Code::ValueUnreadable)
        .with("field", what)
        .with("value", text.trim())
        .with("reason", zh)
        .with("reason_en", en)
}

/// A day that must be there: `2026-01-20`, also `2026/1/20`, `2026.1.20`, `2026年1月20日`, `20260120`, full-width digits.
pub(super) fn day(what: &str, text: &str) -> Result<NaiveDate> {
    let plain: String = needed(text, what)?
        .chars()
        .filter(|c| *c != '日' && !c.is_whitespace())
        .map(|c| match c {
            '/' | '.' | '年' | '月' | '／' | '．' | '－' => '-',
            '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
            other => other,
        })
        .collect();
    let plain = match plain.as_bytes() {
        digits if digits.len() == 8 && digits.iter().all(u8::is_ascii_digit) => {
            [&plain[..4], &plain[4..6], &plain[6..]].join("-")
        }
        _ => plain,
    };
    let form = ("，应为2026-01-20的形式", ", expected as 2026-01-20");
    NaiveDate::parse_from_str(&plain, "%Y-%m-%d").map_err(|_| unreadable(what, text, form))
}

/// A day, or nothing for a blank.
fn maybe_day(what: &str, text: &str) -> Result<Option<NaiveDate>> {
    given(text).map(|t| day(what, &t)).transpose()
}

/// An amount in 万元, or nothing for a blank.
fn maybe_amount(what: &str, text: &str) -> Result<Option<Fen>> {
    given(text).map(|t| amount(what, &t)).transpose()
}

impl TryFrom<CollectedView> for Collected {
    type Error = Refusal;

    fn try_from(view: CollectedView) -> Result<Collected> {
        Ok(Collected {
            on: day("征集日期", &view.on)?,
            sender: view.sender.into(),
            from: needed(&view.from, "来自")?,
        })
    }
}

fn demand(form: DemandForm) -> Result<Demand> {
    let months = given(&form.term_months)
        .map(|t| {
            let plain = t.trim_end_matches("个月").trim_end_matches('月').trim();
            let form = ("，应为月数", ", a number of months is expected");
            plain.parse::<u32>().map_err(|_| unreadable("时限", &t, form))
        })
        .transpose()?;
    let code = given(&form.sponsor_code);
    if let Some(code) = code.as_ref().filter(|c| !workbook::values::ident::credit_code_is_valid(c)) {
        return Err(Refusal::of(Code::IdInvalid).with("field", "sponsor_code").with("value", code.clone()));
    }
    Ok(Demand {
        no: needed(&form.no, "需求编号")?,
        title: needed(&form.title, "需求名称")?,
        field: given(&form.field),
        field_reason: given(&form.field_reason),
        sponsor: needed(&form.sponsor, "出题企业")?,
        sponsor_code: code,
        contact: given(&form.contact),
        phone: given(&form.phone),
        background: given(&form.background),
        content: given(&form.content),
        indicators: given(&form.indicators),
        start: maybe_day("开始日期", &form.start)?,
        end: maybe_day("完成日期", &form.end)?,
        term_months: months,
        total_investment: maybe_amount("total_investment", &form.total_investment)?,
        rd_total: maybe_amount("rd_total", &form.rd_total)?,
        requirements: given(&form.requirements),
        scene: given(&form.scene),
        race_allowed: form.race_allowed,
        collected: form.collected.map(Collected::try_from).transpose()?,
        notes: Vec::new(),
    })
}

/// A decision as it was typed.
fn list_decision(form: ListDecisionForm) -> Result<ListDecision> {
    let left_out = form.left_out.into_iter().map(|(demand_no, reason)| LeftOut { demand_no, reason });
    Ok(ListDecision {
        on: day("日期", &form.on)?,
        number: form.number.trim().to_owned(),
        by: form.by.trim().to_owned(),
        attendance: form.attendance.trim().to_owned(),
        left_out: left_out.collect(),
    })
}

impl Office {
    /// Takes a demand in, or changes one.
    ///
    /// # Errors
    /// `missing_value`, `value_unreadable`, `amount_unparsable`, `id_invalid`; those of [`Office::add_demand`] and
    /// [`Office::change_demand`].
    pub fn save_demand_typed(&mut self, form: DemandForm, new: bool) -> Result<DemandView> {
        let demand = demand(form)?;
        let no = demand.no.clone();
        if new {
            self.add_demand(demand)?;
        } else {
            self.change_demand(demand)?;
        }
        self.demand_view(&no)
    }

    /// Adds a dated note.
    ///
    /// # Errors
    /// `missing_value`, `value_unreadable`; those of [`Office::note_demand`].
    pub fn note_demand_typed(&mut self, no: &str, note: NoteView) -> Result<DemandView> {
        let note = Note {
            on: day("日期", &note.on)?,
            kind: note.kind.into(),
            who: note.who.trim().to_owned(),
            text: note.text.trim().to_owned(),
        };
        self.note_demand(no, note)?;
        self.demand_view(no)
    }

    /// Moves demands by hand.
    ///
    /// # Errors
    /// Those of [`Office::move_demands`].
    pub fn move_demands_typed(&mut self, numbers: &[String], act: DemandAct, why: &str) -> Result<()> {
        let step = match act {
            DemandAct::Return => Step::Return,
            DemandAct::Resubmit => Step::Resubmit,
            DemandAct::Withdraw => Step::Withdraw,
            DemandAct::TakeBack => Step::TakeBack,
            DemandAct::Reconsider => Step::Reconsider,
        };
        self.move_demands(numbers, step, why)
    }

    /// Puts demands before a panel.
    ///
    /// # Errors
    /// `missing_value`, `value_unreadable`; those of [`Office::open_review`].
    pub fn open_review_typed(&mut self, form: ReviewForm) -> Result<()> {
        self.open_review(NewReview {
            no: needed(&form.no, "会议编号")?,
            title: needed(&form.title, "会议名称")?,
            date: day("会议日期", &form.date)?,
            panel: form.panel,
            demands: form.demands,
            reason: form.reason,
        })
    }

    /// Records the panel's word on a demand.
    ///
    /// # Errors
    /// `demand.score` for what is no mark; those of [`Office::conclude_demand`].
    pub fn conclude_demand_typed(&mut self, no: &str, word: DemandWord) -> Result<()> {
        let total = crate::shipped::demand_sheet()?.sheet.total;
        let score = given(&word.score)
            .map(|text| {
                text.parse::<ranking::Mark>().map_err(|_| {
                    Refusal::of(Code::DemandScore)
                        .with("demand", no)
                        .with("value", text.clone())
                        .with("total", total.to_string())
                })
            })
            .transpose()?;
        self.conclude_demand(
            no,
            PanelWord {
                review: String::new(),
                source: WordSource::Hand { why: word.by_hand.trim().to_owned() },
                conclusion: word.conclusion.into(),
                score,
                reason: word.reason.trim().to_owned(),
                revise: word.revise.trim().to_owned(),
                revised: None,
            },
        )
    }

    /// Records a revision.
    ///
    /// # Errors
    /// `missing_value`, `value_unreadable`; those of [`Office::revise_demand`].
    pub fn revise_demand_typed(&mut self, no: &str, made: &DatedNote) -> Result<()> {
        self.revise_demand(no, Revised { on: day("完善日期", &made.on)?, note: made.note.clone() })
    }

    /// Marks demands as reported to the province, or takes the mark away.
    ///
    /// # Errors
    /// `missing_value`, `value_unreadable`; those of [`Office::report_demands`].
    pub fn report_demands_typed(&mut self, numbers: &[String], reported: Option<DatedNote>) -> Result<()> {
        let reported = reported
            .map(|r| {
                Ok::<_, Refusal>(Provincial {
                    on: day("上报日期", &r.on)?, note: r.note.trim().to_owned()
                })
            })
            .transpose()?;
        self.report_demands(numbers, reported)
    }

    /// Makes a batch.
    ///
    /// # Errors
    /// `missing_value`, `value_unreadable`; those of [`Office::make_batch`].
    pub fn make_batch_typed(&mut self, form: BatchForm) -> Result<()> {
        self.make_batch(NewBatch {
            name: needed(&form.name, "批次")?,
            office: needed(&form.office, "主管单位")?,
            made_on: day("建批日期", &form.made_on)?,
            grounds: form.grounds.into_iter().map(Into::into).collect(),
            ground_text: form.ground_text.trim().to_owned(),
            expired_reason: form.expired_reason,
            demands: form.demands,
        })
    }

    /// Records a decision on a list.
    ///
    /// # Errors
    /// `missing_value`, `value_unreadable`; those of [`Office::decide_list`].
    pub fn decide_list_typed(&mut self, name: &str, which: Deciding, form: ListDecisionForm) -> Result<()> {
        self.decide_list(name, which.into(), list_decision(form)?)
    }

    /// Puts a decision on a list right.
    ///
    /// # Errors
    /// `missing_value`, `value_unreadable`; those of [`Office::correct_list`].
    pub fn correct_list_typed(
        &mut self,
        name: &str,
        which: Deciding,
        form: ListDecisionForm,
        why: &str,
    ) -> Result<()> {
        self.correct_list(name, which.into(), list_decision(form)?, why)
    }

    /// Publishes a list.
    ///
    /// # Errors
    /// `missing_value`, `value_unreadable`; those of [`Office::publish_list`].
    pub fn publish_list_typed(&mut self, name: &str, form: &PublicationForm) -> Result<()> {
        let hour = needed(&form.deadline_time, "截止时间")?.replace('：', ":");
        let hour = NaiveTime::parse_from_str(&hour, "%H:%M")
            .map_err(|_| unreadable("截止时间", &hour, ("，应为17:00的形式", ", expected as 17:00")))?;
        let publication = Publication {
            on: day("张榜日期", &form.on)?,
            number: form.number.trim().to_owned(),
            deadline: day("截止日期", &form.deadline_day)?.and_time(hour),
            place: form.place.trim().to_owned(),
            phone: form.phone.trim().to_owned(),
        };
        self.publish_list(name, publication)
    }
}
