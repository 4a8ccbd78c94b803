//! A bid's record: looked at, checked while it is typed, changed with a reason as long as no session has it frozen.

use chrono::NaiveDate;
use domain::bid_check::{self, BidContext, RuleFinding};
use domain::bid_details::{BidDetails, RaceChoice, YouthRule};
use domain::policy::Policy;
use domain::session::Stage;
use domain::units::Aliases;
use domain::{Bid, Code, Finding, percent};
use num_rational::BigRational;
use serde_json::json;
use vault::Reader;

use super::bid_form::{self, form, some};
use super::{Office, rules, units::aliases};
use crate::access::{Act, reason};
use crate::api::Problem;
use crate::api::amend::BidByHand;
use crate::api::bid::{
    BidChecked, BidFinding, BidForm, BidView, FrozenBy, RaceView, Rival, YouthRuleView, YouthView,
};
use crate::book_records::{RaceRecord, YOUTH, YouthSetting, race_id};
use crate::records::{BidRecord, PaperRecord, SessionRecord, bid_id};
use crate::refusal::{Refusal, Result};
use crate::shipped;
use crate::views::{minute, papers_of_bid};

impl Office {
    /// A bid with everything its record keeps, and what the rules say of it.
    ///
    /// # Errors
    /// `record.not_found`.
    pub fn bid_view(&self, batch: &str, no: &str) -> Result<BidView> {
        self.access.read(|r| {
            let record = record(r, batch, no)?;
            let surroundings = Surroundings::of(r, &record)?;
            let rule = surroundings.youth;
            Ok(BidView {
                batch: batch.to_owned(),
                no: no.to_owned(),
                form: form(&record.bid, &record.details),
                checked: surroundings.checked(&record.bid, &record.details)?,
                fields: shipped::policy()?.fields.names,
                youth_rule: YouthRuleView {
                    age_limit: rule.age_limit,
                    reference: rule.reference.map(|d| d.to_string()).unwrap_or_default(),
                },
                rivals: surroundings.rivals.iter().map(rival).collect(),
                race: surroundings.race.as_ref().map(|choice| RaceView {
                    winners: choice.winners,
                    evidence: choice.evidence.clone(),
                    on: choice.on.map(|d| d.to_string()).unwrap_or_default(),
                }),
                papers: papers_of_bid(r, batch, no)?,
                frozen: frozen_by(r, batch, no)?,
            })
        })
    }

    /// What the rules say of a bid as it is typed. Nothing is kept.
    ///
    /// # Errors
    /// `record.not_found`.
    pub fn bid_checked(&self, batch: &str, no: &str, typed: &BidForm) -> Result<BidChecked> {
        self.access.read(|r| {
            let record = record(r, batch, no)?;
            match bid_form::read(&record.bid, typed) {
                Ok((bid, details)) => {
                    let now = BidRecord { bid: bid.clone(), ..record };
                    Surroundings::of(r, &now)?.checked(&bid, &details)
                }
                Err(problems) => Ok(BidChecked {
                    findings: problems.into_iter().map(|(field, f)| finding(field, None, &f)).collect(),
                    youth: None,
                }),
            }
        })
    }

    /// Changes a bid's record. The journal keeps which fields changed and why.
    ///
    /// # Errors
    /// `rules.changed_after_freeze` once a session has it frozen; `reason.missing`; what cannot be read.
    pub fn save_bid(&mut self, batch: &str, no: &str, typed: &BidForm, why: &str) -> Result<BidView> {
        let before = self.access.read(|r| {
            let record = record(r, batch, no)?;
            Ok(form(&record.bid, &record.details))
        })?;
        let fields = bid_form::changed(&before, typed);
        if fields.is_empty() {
            return self.bid_view(batch, no);
        }
        let why = reason(&format!("修改方案{no}"), why)?;
        let act = Act::new("bid.change", bid_id(batch, no)).because(why).with(json!({ "fields": fields }));
        self.access.record(act, |w| {
            open_to_change(w, batch, no)?;
            let record = record(w, batch, no)?;
            let (bid, details) = bid_form::read(&record.bid, typed).map_err(unread)?;
            w.put(&BidRecord { bid, details, ..record })?;
            Ok(())
        })?;
        self.bid_view(batch, no)
    }

    /// Enters a bid by hand into a batch, as one that comes late is. What more is known of it is typed on its own page.
    ///
    /// # Errors
    /// `import.exists` for a number that is taken; what is missing or cannot be read.
    pub fn add_bid(&mut self, batch: &str, typed: &BidByHand) -> Result<()> {
        let bid = bid_form::by_hand(typed).map_err(unread)?;
        let act = Act::new("bid.add", bid_id(batch, &bid.no))
            .with(json!({ "sponsor": bid.sponsor, "solver": bid.solver }));
        self.access.record(act, |w| {
            if w.get::<BidRecord>(&bid_id(batch, &bid.no))?.is_some() {
                return Err(Refusal::of(Code::ImportExists)
                    .with("what", "方案")
                    .with("what_en", "bid")
                    .with("number", bid.no.clone()));
            }
            let details = BidDetails::default();
            Ok(w.put(&BidRecord { batch: batch.to_owned(), bid, details })?)
        })
    }

    /// Records how many bids of a challenge its sponsor wants (四（四）, rule 6): more than one is a race.
    ///
    /// # Errors
    /// `reason.missing` without its written word; `value_unreadable` for no bid at all; `rules.changed_after_freeze` when
    /// one of the bids is frozen.
    pub fn set_race(&mut self, batch: &str, challenge_no: &str, race: &RaceView) -> Result<()> {
        let evidence = reason(&format!("榜题{challenge_no}的赛马选择"), &race.evidence)?;
        if race.winners == 0 {
            return Err(unreadable("race", "0", ("不小于1的整数", "one or more")));
        }
        let choice =
            RaceChoice { winners: race.winners, evidence: evidence.clone(), on: day("race", &race.on)? };
        let act = Act::new("race.choose", race_id(batch, challenge_no))
            .because(evidence)
            .with(json!({ "winners": race.winners }));
        self.access.record(act, |w| {
            let bids: Vec<BidRecord> = w.list_prefix(&bid_id(batch, ""))?;
            for mut record in bids.into_iter().filter(|b| b.bid.challenge_no == challenge_no) {
                open_to_change(w, batch, &record.bid.no)?;
                record.bid.race = Some(race.winners > 1);
                w.put(&record)?;
            }
            w.put(&RaceRecord { batch: batch.to_owned(), challenge_no: challenge_no.to_owned(), choice })?;
            Ok(())
        })
    }

    /// Sets who counts as young (rule 7): the policy names neither age nor day.
    ///
    /// # Errors
    /// `value_unreadable`.
    pub fn set_youth_rule(&mut self, rule: &YouthRuleView) -> Result<()> {
        if !(18..=70).contains(&rule.age_limit) {
            return Err(unreadable("age_limit", &rule.age_limit.to_string(), ("18至70", "18 to 70")));
        }
        let rule = YouthRule { age_limit: rule.age_limit, reference: day("reference", &rule.reference)? };
        let act = Act::new("settings.youth", YOUTH).with(serde_json::to_value(rule)?);
        self.access.record(act, |w| Ok(w.put(&YouthSetting(rule))?))
    }
}

/// The record of a bid.
pub(super) fn record(r: &Reader<'_>, batch: &str, no: &str) -> Result<BidRecord> {
    r.get(&bid_id(batch, no))?.ok_or_else(|| Refusal::not_found(no))
}

/// The session that has a bid frozen, if one has.
fn frozen_by(r: &Reader<'_>, batch: &str, no: &str) -> Result<Option<FrozenBy>> {
    for SessionRecord(session) in r.list::<SessionRecord>()? {
        let has = session.batch == batch && session.bids.iter().any(|b| b == no);
        if has && session.stage != Stage::Preparing {
            let at = rules(r, &session)?.map(|rules| minute(rules.rules.frozen_at)).unwrap_or_default();
            return Ok(Some(FrozenBy { session_no: session.no, at }));
        }
    }
    Ok(None)
}

/// `rules.changed_after_freeze` when a session has the bid frozen.
fn open_to_change(r: &Reader<'_>, batch: &str, no: &str) -> Result<()> {
    match frozen_by(r, batch, no)? {
        None => Ok(()),
        Some(by) => Err(Refusal::of(Code::RulesFrozen)
            .with("when", by.at)
            .with("what", format!("方案{no}（会议{}）", by.session_no))
            .with("what_en", format!("bid {no} (session {})", by.session_no))),
    }
}

fn unread(problems: Vec<(&'static str, Finding)>) -> Refusal {
    Refusal(problems.into_iter().map(|(_, finding)| finding).collect())
}

fn unreadable(field: &str, value: &str, (zh, en): (&str, &str)) -> Refusal {
    Refusal::of(Code::ValueUnreadable)
        .with("field", field)
        .with("value", value)
        .with("reason", format!("，应为{zh}"))
        .with("reason_en", format!(", expected {en}"))
}

/// A day, nothing for a blank.
fn day(field: &str, text: &str) -> Result<Option<NaiveDate>> {
    some(text)
        .map(|t| {
            NaiveDate::parse_from_str(&t, "%Y-%m-%d")
                .map_err(|_| unreadable(field, &t, ("2026-01-20的形式", "as 2026-01-20")))
        })
        .transpose()
}

fn rival(record: &BidRecord) -> Rival {
    Rival { no: record.bid.no.clone(), solver: record.bid.solver.clone(), fiscal: record.bid.fiscal.wan() }
}

fn finding(field: &str, article: Option<String>, finding: &Finding) -> BidFinding {
    BidFinding { field: field.to_owned(), article, problem: Problem::of(finding) }
}

/// What stands around a bid and is needed to check it.
pub(super) struct Surroundings {
    youth: YouthRule,
    pub(super) rivals: Vec<BidRecord>,
    race: Option<RaceChoice>,
    papers: Vec<domain::bid::PaperKind>,
    aliases: Aliases,
}

impl Surroundings {
    pub(super) fn of(r: &Reader<'_>, record: &BidRecord) -> Result<Surroundings> {
        let (batch, bid) = (&record.batch, &record.bid);
        let all: Vec<BidRecord> = r.list_prefix(&bid_id(batch, ""))?;
        let papers: Vec<PaperRecord> = r.list_prefix(&format!("{}/", bid_id(batch, &bid.no)))?;
        let race: Option<RaceRecord> = r.get(&race_id(batch, &bid.challenge_no))?;
        let same = |other: &BidRecord| other.bid.challenge_no == bid.challenge_no && other.bid.no != bid.no;
        Ok(Surroundings {
            youth: r.get::<YouthSetting>(YOUTH)?.unwrap_or_default().0,
            rivals: all.into_iter().filter(same).collect(),
            race: race.map(|r| r.choice),
            papers: papers.into_iter().map(|p| p.kind).collect(),
            aliases: aliases(r)?,
        })
    }

    /// What the bid is checked against.
    pub(super) fn context<'a>(&'a self, policy: &'a Policy) -> BidContext<'a> {
        BidContext {
            policy,
            youth: &self.youth,
            papers: &self.papers,
            rivals: self.rivals.len(),
            race: self.race.as_ref(),
            aliases: &self.aliases,
        }
    }

    fn checked(&self, bid: &Bid, details: &BidDetails) -> Result<BidChecked> {
        let policy = shipped::policy()?;
        let with = self.context(&policy);
        let said = |f: RuleFinding| finding(f.field, f.article, &f.finding);
        Ok(BidChecked {
            findings: bid_check::check(bid, details, &with).into_iter().map(said).collect(),
            youth: bid_check::youth_of(bid, details, &self.youth).map(|count| YouthView {
                all: count.all,
                young: count.young,
                unsure: count.unsure,
                unknown: count.unknown,
                share: (count.all > 0)
                    .then(|| percent::shown(&BigRational::new(count.young.into(), count.all.into()))),
                listed: !details.people.is_empty(),
            }),
        })
    }
}
