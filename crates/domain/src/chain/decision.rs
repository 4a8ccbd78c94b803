//! 会议审定 (policy 四（五）, rule 9): what a meeting decided on the panels' lists, with every departure and its reason. A later
//! ruling takes the place of an earlier one (an objection was upheld, something was recorded wrongly); all of them stay.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::words::spoken;
use super::{award, blank, in_order, missing, reasonless, sound};
use crate::code::Code;
use crate::conclusion::Standing;
use crate::finding::Finding;
use crate::money::Fen;
use crate::policy::Policy;
use crate::recommendation::{JudgedBid, races_of};

/// A bid as a panel left it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelItem {
    /// 方案编号
    pub bid_no: String,
    /// 榜单编号
    pub challenge_no: String,
    /// 项目名称
    pub title: String,
    /// 领域
    pub field: String,
    /// 出题企业
    pub sponsor: String,
    /// 揭榜方
    pub solver: String,
    /// The sponsor chose a race (rule 6).
    pub race: bool,
    /// What the panel proposed.
    pub standing: Standing,
    /// Fiscal money asked for; the meeting may not give more.
    pub requested: Fen,
    /// 建议研发投入总额, the base of the cap; nothing where nobody decided its budget.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rd_total: Option<Fen>,
    /// The award that the panel proposed; nothing of a bid that gets none.
    pub award: Fen,
    /// 批准文号 of a 一事一议 case (rule 14).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval_no: Option<String>,
}

impl PanelItem {
    /// What a panel said of a bid.
    #[must_use]
    pub fn of(judged: &JudgedBid<'_>) -> PanelItem {
        let bid = judged.bid;
        let funded = judged.decision.standing == Standing::Recommended;
        let award = judged.budget.map(|b| b.award.granted).filter(|_| funded);
        PanelItem {
            bid_no: bid.no.clone(),
            challenge_no: bid.challenge_no.clone(),
            title: bid.title.clone(),
            field: bid.field.clone(),
            sponsor: bid.sponsor.clone(),
            solver: bid.solver.clone(),
            race: bid.race == Some(true),
            standing: judged.decision.standing,
            requested: bid.fiscal,
            rd_total: judged.budget.map(|b| b.rd_recommended),
            award: award.unwrap_or_default(),
            approval_no: bid.approval_no.clone(),
        }
    }
}

/// The list of one panel, in order of rank, with those it did not agree to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelList {
    /// The session.
    pub session_no: String,
    /// Its day.
    pub held_on: NaiveDate,
    /// Every bid that it judged.
    pub items: Vec<PanelItem>,
}

spoken! {
    /// Who decided.
    pub enum Approver {
        Meeting = "会议研究" / "the bureau's meeting",
        City = "市政府审定" / "the city government",
    }
}

/// What was decided on one bid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecidedItem {
    /// 方案编号
    pub bid_no: String,
    /// What becomes of it; `None` is left out.
    pub standing: Standing,
    /// Its award; nothing where it gets none.
    pub award: Fen,
    /// Why it departs from the panel's list; empty where it does not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// What one meeting decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// Day of the meeting.
    pub on: NaiveDate,
    /// Which meeting.
    pub meeting: String,
    /// Number of its minutes.
    pub minutes_no: String,
    /// Who was there.
    pub attendance: String,
    /// In whose name it decided.
    pub approver: Approver,
    /// What it decided, in its order.
    pub items: Vec<DecidedItem>,
    /// Why the order is another than the panel's; empty where it is the same.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub order_reason: String,
    /// Why it takes the place of an earlier ruling; empty of the first.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub because: String,
    /// Objections on which it acts, by number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objections: Vec<String>,
}

spoken! {
    /// How a ruling departs from the panel's list.
    pub enum Departure {
        Added = "增列" / "added",
        LeftOut = "不列入" / "left out",
        OtherStanding = "改变类别" / "another standing",
        OtherAmount = "调整金额" / "another amount",
    }
}

/// The decision on the lists of one or more panels of a batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Its number in the office.
    pub no: String,
    /// 批次
    pub batch: String,
    /// The panels' lists, as they stood when it was opened.
    pub lists: Vec<PanelList>,
    /// The rulings, oldest first; the last is in force.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rulings: Vec<Ruling>,
}

/// A bid that is to become a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Winner<'a> {
    /// What the panel left.
    pub item: &'a PanelItem,
    /// What was decided.
    pub decided: &'a DecidedItem,
}

/// Whether a bid of this standing becomes a project.
const fn wins(standing: Standing) -> bool {
    matches!(standing, Standing::Recommended | Standing::Unfunded)
}

impl Decision {
    /// The ruling in force.
    #[must_use]
    pub fn in_force(&self) -> Option<&Ruling> {
        self.rulings.last()
    }

    /// A bid that a panel judged.
    #[must_use]
    pub fn item(&self, bid_no: &str) -> Option<&PanelItem> {
        self.lists.iter().flat_map(|l| &l.items).find(|i| i.bid_no == bid_no)
    }

    /// The bids that become projects, in the order of the ruling in force.
    #[must_use]
    pub fn winners(&self) -> Vec<Winner<'_>> {
        let decided = self.in_force().into_iter().flat_map(|r| &r.items).filter(|d| wins(d.standing));
        decided.filter_map(|d| Some(Winner { item: self.item(&d.bid_no)?, decided: d })).collect()
    }

    /// How a ruling departs from the panel on one bid.
    #[must_use]
    pub fn departure(&self, decided: &DecidedItem) -> Option<Departure> {
        let item = self.item(&decided.bid_no)?;
        match (item.standing, decided.standing) {
            (Standing::None, Standing::None) => None,
            (Standing::None, _) => Some(Departure::Added),
            (_, Standing::None) => Some(Departure::LeftOut),
            (was, is) if was != is => Some(Departure::OtherStanding),
            _ => (item.award != decided.award).then_some(Departure::OtherAmount),
        }
    }

    /// Whether the bids that both have stand in another order than in a panel's list. Lists of different panels are not
    /// compared: their points are not alike.
    #[must_use]
    pub fn reorders(&self, ruling: &Ruling) -> bool {
        let kept = |no: &str, list: &PanelList| {
            let proposed = list.items.iter().any(|i| i.bid_no == no && i.standing != Standing::None);
            proposed && ruling.items.iter().any(|d| d.bid_no == no && d.standing != Standing::None)
        };
        self.lists.iter().any(|list| {
            let panel = list.items.iter().map(|i| i.bid_no.as_str()).filter(|no| kept(no, list));
            let meeting = ruling.items.iter().map(|d| d.bid_no.as_str()).filter(|no| kept(no, list));
            !panel.eq(meeting)
        })
    }

    /// What keeps a ruling from being recorded. `winners` has the sponsors' numbers of winners by challenge (rule 6).
    #[must_use]
    pub fn check(&self, ruling: &Ruling, policy: &Policy, winners: &BTreeMap<String, u32>) -> Vec<Finding> {
        let mut findings: Vec<Finding> = [
            (&ruling.meeting, "会议名称", "which meeting"),
            (&ruling.minutes_no, "会议纪要编号", "number of the minutes"),
            (&ruling.attendance, "出席人员", "attendance"),
        ]
        .into_iter()
        .filter(|(text, ..)| blank(text))
        .map(|(_, zh, en)| missing(zh, en))
        .collect();
        let held = self.lists.iter().map(|l| l.held_on).max();
        let before = held.map(|day| ("专家论证", "the bid review", day));
        let last = self.in_force().map(|r| ("前次审定", "the earlier decision", r.on));
        let now = ("会议审定", "the decision", ruling.on);
        findings.extend([before, last].into_iter().flatten().filter_map(|earlier| in_order(now, earlier)));
        if self.in_force().is_some() && blank(&ruling.because) {
            findings.push(reasonless("变更审定名单", "changing the decision"));
        }
        findings.extend(self.words(ruling));
        for decided in &ruling.items {
            findings.extend(self.amount(decided, policy));
            if let Some(departure) = self.departure(decided).filter(|_| blank(&decided.reason)) {
                let (zh, en) = (departure.zh(), departure.en());
                let no = &decided.bid_no;
                findings.push(reasonless(format!("方案{no}{zh}"), format!("bid {no}: {en}")));
            }
        }
        if self.reorders(ruling) && blank(&ruling.order_reason) {
            findings.push(reasonless("调整名单次序", "another order than the panel's"));
        }
        let funded = ruling.items.iter().filter(|d| d.standing == Standing::Recommended);
        let funded = funded.filter_map(|d| self.item(&d.bid_no));
        findings.extend(races_of(funded.map(|i| (i.challenge_no.as_str(), i.race)), winners));
        findings
    }

    /// Every bid on a panel's list has one word, and no other bid has any.
    fn words(&self, ruling: &Ruling) -> Vec<Finding> {
        let mut seen = BTreeSet::new();
        let mut findings = Vec::new();
        for decided in &ruling.items {
            if self.item(&decided.bid_no).is_none() {
                findings.push(unfit(&decided.bid_no, "没有经过专家论证", "no panel judged it"));
            }
            if !seen.insert(decided.bid_no.as_str()) {
                findings.push(unfit(&decided.bid_no, "在名单中出现两次", "it is on the list twice"));
            }
        }
        let proposed = self.lists.iter().flat_map(|l| &l.items).filter(|i| i.standing != Standing::None);
        let silent = proposed.filter(|i| !seen.contains(i.bid_no.as_str()));
        findings.extend(silent.map(|i| unfit(&i.bid_no, "没有写明是否列入", "nothing was decided on it")));
        findings
    }

    /// An award is within what was asked for and the cap; what gets no money has none.
    fn amount(&self, decided: &DecidedItem, policy: &Policy) -> Vec<Finding> {
        let no = &decided.bid_no;
        let Some(item) = self.item(no) else { return Vec::new() };
        if decided.standing != Standing::Recommended {
            let gets = decided.award != Fen::ZERO;
            return gets
                .then(|| unfit(no, "不资助的方案填了金额", "it has an amount and gets no money"))
                .into_iter()
                .collect();
        }
        if decided.award <= Fen::ZERO {
            return vec![unfit(no, "没有填写立项金额", "its award is missing")];
        }
        if decided.award > item.requested {
            return vec![unfit(no, "立项金额超过申请金额", "its award is above what was asked for")];
        }
        let Some(rd_total) = item.rd_total else {
            return vec![unfit(no, "预算没有经过论证", "its budget was not judged")];
        };
        award::check(policy, no, rd_total, decided.award, item.approval_no.as_deref())
    }

    /// The decision with a further ruling.
    ///
    /// # Errors
    /// Those of [`Decision::check`]: `missing_value`, `list.date_order`, `reason.missing`, `decision.item`, `award.over_cap`,
    /// `award.not_hundred_yuan`, `race.not_chosen`, `race.too_many`.
    pub fn rule(
        mut self,
        ruling: Ruling,
        policy: &Policy,
        winners: &BTreeMap<String, u32>,
    ) -> Result<Decision, Vec<Finding>> {
        sound(self.check(&ruling, policy, winners))?;
        self.rulings.push(ruling);
        Ok(self)
    }
}

/// `decision.item`
fn unfit(no: &str, zh: &str, en: &str) -> Finding {
    Finding::error(Code::DecisionItem).with("bid_no", no).with("issue", zh).with("issue_en", en)
}

#[cfg(test)]
#[path = "decision/laws.rs"]
pub(crate) mod tests;
