//! 揭榜公告 (policy 四（五）, rule 9): once the decision is recorded, its publicity is over, and no objection is open.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::decision::{Decision, PanelItem};
use super::objection::{Objection, Verdict};
use super::publicity::{Publicity, before_meeting};
use super::{blank, missing};
use crate::code::Code;
use crate::finding::{Finding, Severity};

/// The announcement of the winners of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// Number of the decision.
    pub decision_no: String,
    /// 文号
    pub number: String,
    /// Day.
    pub on: NaiveDate,
    /// Where.
    pub place: String,
    /// The bids that are announced.
    pub bids: Vec<String>,
}

/// What keeps the winners of a decision from being announced on a day, or makes a human look.
#[must_use]
pub fn check(
    decision: &Decision,
    publicity: &Publicity,
    objections: &[Objection],
    on: NaiveDate,
) -> Vec<Finding> {
    let Some(ruling) = decision.in_force() else { return vec![before_meeting(&decision.no)] };
    let Some(posting) = publicity.current() else { return vec![Finding::error(Code::PublicityNone)] };
    let mut findings = Vec::new();
    if on <= posting.ends_on {
        findings.push(
            Finding::error(Code::AnnouncePublicityRunning)
                .with("ends", posting.ends_on.to_string())
                .with("day", on.to_string()),
        );
    }
    let of_this: Vec<&Objection> = objections.iter().filter(|o| o.decision_no == decision.no).collect();
    let open: Vec<&str> = of_this.iter().filter(|o| o.state().is_open()).map(|o| o.no.as_str()).collect();
    if !open.is_empty() {
        findings.push(Finding::error(Code::AnnounceObjectionOpen).with("objections", open.join("、")));
    }
    let upheld = |o: &&&Objection| {
        let found = o.examination.as_ref();
        found.is_some_and(|e| e.verdict == Verdict::Upheld) && !o.state().is_open()
    };
    let forgotten = of_this.iter().filter(upheld).filter(|o| o.withdrawn.is_none() && o.acted_on.is_none());
    findings.extend(forgotten.map(|o| o.not_acted_on()));
    let winners = decision.winners();
    if winners.is_empty() {
        findings.push(Finding::error(Code::ListEmpty).with("batch", decision.batch.clone()));
    }
    let unseen: Vec<&str> = winners
        .iter()
        .map(|w| w.item.bid_no.as_str())
        .filter(|no| !posting.bids.iter().any(|p| p == no))
        .collect();
    if !unseen.is_empty() {
        findings.push(
            Finding::error(Code::AnnounceNotPosted)
                .with("bids", unseen.join("、"))
                .with("posted", posting.posted_on.to_string())
                .with("decided", ruling.on.to_string()),
        );
    }
    if posting.proof.is_none() {
        let finding = Finding::warning(Code::PublicityNoProof);
        findings.push(finding.with("posted", posting.posted_on.to_string()));
    }
    findings
}

/// The bids that were posted and are no longer on the list, each with why.
#[must_use]
pub fn removed<'a>(decision: &'a Decision, publicity: &Publicity) -> Vec<(&'a PanelItem, &'a str)> {
    let winners = decision.winners();
    let posted = publicity.current().into_iter().flat_map(|p| &p.bids);
    let gone = posted.filter(|no| !winners.iter().any(|w| w.item.bid_no == **no));
    let why = |no: &str| {
        let decided = decision.in_force().and_then(|r| r.items.iter().find(|d| d.bid_no == no));
        decided.map_or("", |d| d.reason.as_str())
    };
    gone.filter_map(|no| Some((decision.item(no)?, why(no)))).collect()
}

/// The announcement of the winners of a decision.
///
/// # Errors
/// The errors of [`check`]: `publicity.before_meeting`, `publicity.none`, `announce.publicity_running`,
/// `announce.objection_open`, `objection.not_acted_on`, `announce.not_posted`, `list.empty`; `missing_value` without number
/// or place. A posting without its proof is a warning and no error.
pub fn announce(
    decision: &Decision,
    publicity: &Publicity,
    objections: &[Objection],
    (number, place): (&str, &str),
    on: NaiveDate,
) -> Result<Announcement, Vec<Finding>> {
    let mut findings = check(decision, publicity, objections, on);
    findings.retain(|f| f.severity == Severity::Error);
    for (text, zh, en) in
        [(number, "公告文号", "its number"), (place, "公告网址或者栏目", "where it is announced")]
    {
        if blank(text) {
            findings.push(missing(zh, en));
        }
    }
    super::sound(findings)?;
    Ok(Announcement {
        decision_no: decision.no.clone(),
        number: number.trim().to_owned(),
        on,
        place: place.trim().to_owned(),
        bids: decision.winners().iter().map(|w| w.item.bid_no.clone()).collect(),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::chain::decision::tests::{decided, decision, opened, ruling};
    use crate::chain::decision::{DecidedItem, Ruling};
    use crate::chain::objection::tests::{accepted, examination};
    use crate::chain::objection::{Answer, Handling};
    use crate::chain::publicity::tests::posted;
    use crate::chain::tests::{codes, day};
    use crate::conclusion::Standing;
    use crate::policy::shipped;

    fn told(decision: &Decision, objections: &[Objection], on: &str) -> Result<Vec<String>, Vec<Code>> {
        let made = announce(decision, &posted("2026-02-13"), objections, ("2026年第5号", "局网站"), day(on));
        made.map(|a| a.bids).map_err(|f| codes(&f))
    }

    #[test]
    fn winners_are_announced_after_decision_and_publicity_and_not_while_an_objection_is_open_四_五() {
        assert_eq!(told(&opened(), &[], "2026-03-05"), Err(vec![Code::PublicityBeforeMeeting]));
        assert_eq!(told(&decision(), &[], "2026-02-27"), Err(vec![Code::AnnouncePublicityRunning]));
        let open = [accepted("Y-1")];
        assert_eq!(told(&decision(), &open, "2026-03-05"), Err(vec![Code::AnnounceObjectionOpen]));
        let elsewhere = Objection { decision_no: "2025年第二批".to_owned(), ..accepted("Y-1") };
        let bids = ["A", "B", "C"].map(str::to_owned).to_vec();
        assert_eq!(told(&decision(), &[elsewhere], "2026-03-05"), Ok(bids.clone()));
        assert_eq!(told(&decision(), &[], "2026-02-28"), Ok(bids));
        let nowhere = announce(&decision(), &posted("2026-02-13"), &[], ("", " "), day("2026-03-05"));
        assert_eq!(codes(&nowhere.unwrap_err()), [Code::MissingValue, Code::MissingValue]);
        let unposted = announce(&decision(), &Publicity::default(), &[], ("1", "网"), day("2026-03-05"));
        assert_eq!(codes(&unposted.unwrap_err()), [Code::PublicityNone]);
    }

    #[test]
    fn an_upheld_objection_leaves_its_bid_out_and_the_others_are_announced_四_五() {
        let upheld = accepted("Y-1").examine(examination(Verdict::Upheld, Handling::LeaveOut)).unwrap();
        let answer = Answer { on: day("2026-03-04"), text: "成立".to_owned() };
        let answered = upheld.reply(answer).unwrap();
        let mut changed = Ruling {
            because: "异议成立".to_owned(),
            objections: vec!["Y-1".to_owned()],
            ..ruling("2026-03-05")
        };
        changed.items[1] =
            DecidedItem { reason: "异议成立".to_owned(), ..decided("B", Standing::None, 0) };
        let changed = decision().rule(changed, &shipped(), &BTreeMap::new()).unwrap();
        let pending = told(&changed, std::slice::from_ref(&answered), "2026-03-06");
        assert_eq!(pending, Err(vec![Code::AnnounceObjectionOpen]));
        let closed = answered.act(&changed).unwrap();
        let removed = removed(&changed, &posted("2026-02-13"));
        let removed: Vec<_> = removed.iter().map(|(item, why)| (item.bid_no.as_str(), *why)).collect();
        assert_eq!(removed, [("B", "异议成立")]);
        assert_eq!(told(&changed, &[closed], "2026-03-06"), Ok(["A", "C"].map(str::to_owned).to_vec()));
    }

    #[test]
    fn a_bid_that_nobody_could_object_to_is_posted_first_四_五() {
        let mut changed = Ruling { because: "增列".to_owned(), ..ruling("2026-03-01") };
        let added = DecidedItem { reason: "会议认为".to_owned(), ..decided("E", Standing::Unfunded, 0) };
        changed.items.push(added);
        let changed = decision().rule(changed, &shipped(), &BTreeMap::new()).unwrap();
        assert_eq!(told(&changed, &[], "2026-03-05"), Err(vec![Code::AnnounceNotPosted]));
    }

    #[test]
    fn a_posting_without_its_proof_makes_a_human_look() {
        let mut bare = posted("2026-02-13");
        bare.postings[0].proof = None;
        let found = check(&decision(), &bare, &[], day("2026-03-05"));
        assert_eq!(codes(&found), [Code::PublicityNoProof]);
        assert_eq!(found[0].severity, Severity::Warning);
        assert!(announce(&decision(), &bare, &[], ("1", "网"), day("2026-03-05")).is_ok());
    }
}
