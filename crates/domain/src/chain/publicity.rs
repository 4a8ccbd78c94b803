//! 公示 (policy 四（五）, rule 9): five working days on the bureau's website, counted by the calendar that is loaded. A list that
//! is taken down and posted again begins a new period, with its reason.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::decision::Decision;
use super::objection::Objection;
use super::{Proof, blank, in_order, missing, reasonless, sound};
use crate::calendar::{Calendar, FirstDay};
use crate::code::Code;
use crate::finding::Finding;
use crate::policy::Policy;

/// That a posting was taken down before its end, or made void.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenDown {
    /// When.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
}

/// One period of publicity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posting {
    /// Day of posting.
    pub posted_on: NaiveDate,
    /// Where: the page of the website.
    pub place: String,
    /// From which day it is counted.
    pub first: FirstDay,
    /// How many working days.
    pub working_days: u32,
    /// Last day, inclusive, as the calendar of the day of posting had it.
    pub ends_on: NaiveDate,
    /// The bids that were posted.
    pub bids: Vec<String>,
    /// What proves it: the page as it was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Proof>,
    /// Why it was posted again; empty of the first.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub because: String,
    /// That it was taken down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_down: Option<TakenDown>,
}

impl Posting {
    /// First day of the period.
    #[must_use]
    pub fn begins_on(&self) -> NaiveDate {
        match self.first {
            FirstDay::SameDay => self.posted_on,
            FirstDay::NextDay => self.posted_on.checked_add_days(Days::new(1)).unwrap_or(self.posted_on),
        }
    }

    /// The last day on which an objection to it was in time.
    #[must_use]
    pub fn open_until(&self) -> NaiveDate {
        self.taken_down.as_ref().map_or(self.ends_on, |down| down.on.min(self.ends_on))
    }

    /// `publicity.end_changed` (a warning) where the calendar that is loaded now gives another last day: the arrangement of the
    /// next year may name the last days of a year.
    ///
    /// # Errors
    /// `calendar.not_loaded`
    pub fn recount(&self, calendar: &Calendar) -> Result<Option<Finding>, Finding> {
        let now = calendar.last_day(self.posted_on, self.working_days, self.first)?;
        Ok((now != self.ends_on).then(|| {
            Finding::warning(Code::PublicityEndChanged)
                .with("posted", self.posted_on.to_string())
                .with("was", self.ends_on.to_string())
                .with("now", now.to_string())
        }))
    }
}

/// A list as it is posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPosting {
    /// Day of posting.
    pub posted_on: NaiveDate,
    /// Where.
    pub place: String,
    /// From which day it is counted.
    pub first: FirstDay,
    /// What proves it, if it is here already.
    pub proof: Option<Proof>,
    /// Why it is posted again; empty for the first.
    pub because: String,
}

/// How the publicity of a decision stands on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicityStatus {
    /// Nothing is posted.
    NotPosted,
    /// The period runs.
    Running {
        /// Its last day.
        ends_on: NaiveDate,
    },
    /// The period is over and objections are open.
    Blocked {
        /// Their numbers.
        open: Vec<String>,
    },
    /// The period is over and nothing is open.
    Ended {
        /// Its last day.
        ended_on: NaiveDate,
    },
}

/// The publicity of one decision: its postings, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Publicity {
    /// Number of the decision.
    pub decision_no: String,
    /// The postings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub postings: Vec<Posting>,
}

impl Publicity {
    /// The posting in force.
    #[must_use]
    pub fn current(&self) -> Option<&Posting> {
        self.postings.last().filter(|p| p.taken_down.is_none())
    }

    /// The publicity with the winners of a decision posted: the end follows from the calendar.
    ///
    /// # Errors
    /// `publicity.before_meeting` without a decision, `publicity.running` while one is posted, `list.date_order`,
    /// `missing_value`, `reason.missing` for a further posting, `calendar.not_loaded` naming the year.
    pub fn post(
        mut self,
        decision: &Decision,
        new: NewPosting,
        policy: &Policy,
        calendar: &Calendar,
    ) -> Result<Publicity, Vec<Finding>> {
        let Some(ruling) = decision.in_force() else {
            return Err(vec![before_meeting(&decision.no)]);
        };
        let mut findings = Vec::new();
        let now = ("公示", "the publicity", new.posted_on);
        findings.extend(in_order(now, ("会议审定", "the decision", ruling.on)));
        if blank(&new.place) {
            findings.push(missing("公示网址或者栏目", "where it is posted"));
        }
        if let Some(running) = self.current() {
            findings.push(
                Finding::error(Code::PublicityRunning)
                    .with("posted", running.posted_on.to_string())
                    .with("ends", running.ends_on.to_string()),
            );
        }
        if let Some(earlier) = self.postings.last() {
            if blank(&new.because) {
                findings.push(reasonless("重新公示", "posting again"));
            }
            let down = earlier.taken_down.as_ref().map(|d| ("撤下公示", "taking it down", d.on));
            findings.extend(down.and_then(|down| in_order(now, down)));
        }
        if decision.winners().is_empty() {
            findings.push(Finding::error(Code::ListEmpty).with("batch", decision.batch.clone()));
        }
        sound(findings)?;
        let working_days = policy.publicity.working_days;
        let ends_on = calendar.last_day(new.posted_on, working_days, new.first).map_err(|f| vec![f])?;
        self.postings.push(Posting {
            posted_on: new.posted_on,
            place: new.place,
            first: new.first,
            working_days,
            ends_on,
            bids: decision.winners().iter().map(|w| w.item.bid_no.clone()).collect(),
            proof: new.proof,
            because: new.because,
            taken_down: None,
        });
        Ok(self)
    }

    /// The publicity with the proof of the posting in force.
    ///
    /// # Errors
    /// `publicity.none`; `missing_value` for a proof that cannot be one.
    pub fn attach(mut self, proof: Proof) -> Result<Publicity, Finding> {
        if !proof.is_sound() {
            return Err(missing("公示证明的摘要", "digest of the proof"));
        }
        let posting = self.postings.last_mut().filter(|p| p.taken_down.is_none());
        posting.ok_or_else(|| Finding::error(Code::PublicityNone))?.proof = Some(proof);
        Ok(self)
    }

    /// The publicity with the posting in force taken down.
    ///
    /// # Errors
    /// `publicity.none`, `reason.missing`, `list.date_order`.
    pub fn take_down(mut self, down: TakenDown) -> Result<Publicity, Finding> {
        if blank(&down.reason) {
            return Err(reasonless("撤下公示", "taking the posting down"));
        }
        let posting = self.postings.last_mut().filter(|p| p.taken_down.is_none());
        let posting = posting.ok_or_else(|| Finding::error(Code::PublicityNone))?;
        let posted = ("公示", "the publicity", posting.posted_on);
        if let Some(finding) = in_order(("撤下公示", "taking it down", down.on), posted) {
            return Err(finding);
        }
        posting.taken_down = Some(down);
        Ok(self)
    }

    /// Whether something that came on a day came within a period.
    #[must_use]
    pub fn in_time(&self, day: NaiveDate) -> bool {
        self.postings.iter().any(|p| p.posted_on <= day && day <= p.open_until())
    }

    /// How it stands on a day. The last day of a period belongs to it.
    #[must_use]
    pub fn status(&self, today: NaiveDate, objections: &[Objection]) -> PublicityStatus {
        let Some(posting) = self.current() else { return PublicityStatus::NotPosted };
        if today <= posting.ends_on {
            return PublicityStatus::Running { ends_on: posting.ends_on };
        }
        let of_this = objections.iter().filter(|o| o.decision_no == self.decision_no);
        let open: Vec<String> = of_this.filter(|o| o.state().is_open()).map(|o| o.no.clone()).collect();
        if open.is_empty() {
            PublicityStatus::Ended { ended_on: posting.ends_on }
        } else {
            PublicityStatus::Blocked { open }
        }
    }
}

/// `publicity.before_meeting`
pub(super) fn before_meeting(no: &str) -> Finding {
    Finding::error(Code::PublicityBeforeMeeting).with("decision", no)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::calendar::tests::{FIVE_DAYS, shipped as calendar};
    use crate::chain::decision::tests::{decision, opened};
    use crate::chain::tests::{codes, day, proof};
    use crate::policy::shipped;

    pub(crate) fn new(on: &str) -> NewPosting {
        NewPosting {
            posted_on: day(on),
            place: "局网站公示公告栏".to_owned(),
            first: FirstDay::NextDay,
            proof: None,
            because: String::new(),
        }
    }

    fn empty() -> Publicity {
        Publicity { decision_no: decision().no, postings: vec![] }
    }

    pub(crate) fn posted(on: &str) -> Publicity {
        let with = NewPosting { proof: Some(proof()), ..new(on) };
        empty().post(&decision(), with, &shipped(), &calendar()).unwrap()
    }

    #[test]
    fn five_working_days_end_as_the_arrangements_say_in_both_conventions_四_五() {
        let mut early = decision();
        early.rulings[0].on = day("2023-08-01");
        for (on, next_day, same_day) in FIVE_DAYS {
            for (first, ends) in [(FirstDay::NextDay, next_day), (FirstDay::SameDay, same_day)] {
                let posted = NewPosting { first, ..new(on) };
                let publicity = empty().post(&early, posted, &shipped(), &calendar()).unwrap();
                let (last, after) = (day(ends), day(ends).succ_opt().unwrap());
                assert_eq!(publicity.current().unwrap().ends_on, last, "{on}");
                assert_eq!(publicity.status(last, &[]), PublicityStatus::Running { ends_on: last });
                assert_eq!(publicity.status(after, &[]), PublicityStatus::Ended { ended_on: last });
                assert!(publicity.in_time(last) && !publicity.in_time(after), "{on}");
            }
        }
    }

    #[test]
    fn past_the_loaded_calendar_it_is_refused_and_the_missing_year_is_named() {
        let refused = empty().post(&decision(), new("2026-12-28"), &shipped(), &calendar()).unwrap_err();
        assert_eq!(codes(&refused), [Code::CalendarNotLoaded]);
        assert!(refused[0].params.contains(&("year".to_owned(), "2027".to_owned())));
    }

    #[test]
    fn nothing_is_posted_before_the_meeting_nor_twice_四_五() {
        let refused = empty().post(&opened(), new("2026-02-13"), &shipped(), &calendar()).unwrap_err();
        assert_eq!(codes(&refused), [Code::PublicityBeforeMeeting]);
        let early = empty().post(&decision(), new("2026-02-05"), &shipped(), &calendar()).unwrap_err();
        assert_eq!(codes(&early), [Code::ListDateOrder]);
        let placeless = NewPosting { place: String::new(), ..new("2026-02-13") };
        let placeless = empty().post(&decision(), placeless, &shipped(), &calendar()).unwrap_err();
        assert_eq!(codes(&placeless), [Code::MissingValue]);
        let again = NewPosting { because: "补充".to_owned(), ..new("2026-02-14") };
        let twice = posted("2026-02-13").post(&decision(), again, &shipped(), &calendar()).unwrap_err();
        assert_eq!(codes(&twice), [Code::PublicityRunning]);
    }

    #[test]
    fn a_list_posted_again_begins_a_new_period_and_says_why_四_五() {
        let down = TakenDown { on: day("2026-02-24"), reason: "单位名称有误".to_owned() };
        let reasonless = TakenDown { reason: " ".to_owned(), ..down.clone() };
        assert_eq!(posted("2026-02-13").take_down(reasonless).unwrap_err().code, Code::ReasonMissing);
        let taken = posted("2026-02-13").take_down(down.clone()).unwrap();
        assert_eq!(taken.status(day("2026-03-20"), &[]), PublicityStatus::NotPosted);
        assert!(taken.in_time(day("2026-02-24")) && !taken.in_time(day("2026-02-25")));
        assert_eq!(taken.clone().take_down(down).unwrap_err().code, Code::PublicityNone);
        let silent = taken.clone().post(&decision(), new("2026-02-24"), &shipped(), &calendar()).unwrap_err();
        assert_eq!(codes(&silent), [Code::ReasonMissing]);
        let because = "更正单位名称".to_owned();
        let again = NewPosting { because, ..new("2026-02-24") };
        let again = taken.post(&decision(), again, &shipped(), &calendar()).unwrap();
        assert_eq!(again.current().unwrap().ends_on, day("2026-03-02"), "02-28 is a make-up working day");
        assert_eq!(again.postings.len(), 2);
        let stored = serde_json::to_string(&again).unwrap();
        assert_eq!(serde_json::from_str::<Publicity>(&stored).unwrap(), again);
    }

    #[test]
    fn another_calendar_that_moves_the_end_is_said_and_moves_nothing() {
        let publicity = posted("2026-02-13");
        let posting = publicity.current().unwrap();
        assert_eq!(posting.recount(&calendar()), Ok(None));
        let mut other = calendar();
        other.load(r#"{"year":2026,"days":[{"date":"2026-01-01","isOffDay":true}]}"#).unwrap();
        assert_eq!(posting.recount(&other).unwrap().unwrap().code, Code::PublicityEndChanged);
        assert_eq!(posting.begins_on(), day("2026-02-14"));
    }

    #[test]
    fn a_proof_belongs_to_the_posting_in_force() {
        let bare = empty().post(&decision(), new("2026-02-13"), &shipped(), &calendar()).unwrap();
        let unsound = Proof { digest: "x".to_owned(), ..proof() };
        assert_eq!(bare.clone().attach(unsound).unwrap_err().code, Code::MissingValue);
        assert_eq!(empty().attach(proof()).unwrap_err().code, Code::PublicityNone);
        assert_eq!(bare.attach(proof()).unwrap().current().unwrap().proof, Some(proof()));
    }
}
