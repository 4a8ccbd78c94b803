//! 分会场: two panels in parallel rooms. Each is a session of its own, with its own rules, panel and number, at an office of its
//! own; what the other one came to is taken in afterwards from its archive, as evidence. Both results stand side by side, each
//! by its own ranks: points of different panels are not compared by the program, and nothing is ranked across them.
//!
//! A log of the session, in which words are only added: an archive taken in, and one taken back with its reason. Of the other
//! panel the least is kept that the summary needs; the archive itself is the evidence, and its digest says which one.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use ranking::Exact;
use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::conclusion::{Conclusion, Standing};
use crate::finding::Finding;
use crate::gates::Conduct;
use crate::money::Fen;
use crate::panel::Category;
use crate::policy::Policy;
use crate::recommendation::Judged;
use crate::rules::FrozenRules;
use crate::session::{Session, SessionKind, Stage};
use crate::tally::basis::standards;

/// One item with what a panel came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelLine {
    /// 方案编号
    pub no: String,
    /// 榜单编号; empty where what was judged has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub challenge_no: String,
    /// Name.
    pub title: String,
    /// 揭榜方; empty where what was judged has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub solver: String,
    /// Rank within its own panel; nothing for an item that was not scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<usize>,
    /// What it is ranked by within its own panel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Exact>,
    /// The figure of its experts' standardised totals: information alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard: Option<Exact>,
    /// Valid scores, as the forms print them.
    pub valid_n: String,
    /// The panel's conclusion.
    pub conclusion: Conclusion,
    /// What becomes of it.
    pub standing: Standing,
    /// What it is recommended for; nothing for what is not recommended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub award: Option<Fen>,
}

/// A panel with what it came to, in order of its own ranks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelResult {
    /// 会议编号 at its own office.
    pub session_no: String,
    /// Random id of the meeting, hex.
    pub meeting_id: String,
    /// 会议名称
    pub title: String,
    /// 批次
    pub batch: String,
    /// What it judged.
    pub kind: SessionKind,
    /// Day of the meeting.
    pub date: NaiveDate,
    /// 主管单位
    pub office: String,
    /// Name of the chair; nothing where nobody recorded one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chair: Option<String>,
    /// Members by kind.
    pub members: BTreeMap<Category, usize>,
    /// Id of the score sheet, with its version.
    pub sheet: String,
    /// Most points of the sheet.
    pub full: String,
    /// Version of the policy.
    pub policy: String,
    /// Its digest, hex.
    pub policy_digest: String,
    /// Digest of the frozen rules, hex.
    pub rules_digest: String,
    /// What the rules score by, as a digest, hex: the same at two panels that score alike.
    pub scoring_digest: String,
    /// Items in order of rank.
    pub lines: Vec<PanelLine>,
}

impl PanelResult {
    /// The panel of a session with its result.
    ///
    /// # Errors
    /// What has no canonical form.
    pub fn of(
        session: &Session,
        rules: &FrozenRules,
        rules_digest: &str,
        judged: &[Judged],
    ) -> Result<PanelResult, serde_json::Error> {
        let mut members = BTreeMap::new();
        for member in rules.panel.iter().filter(|m| !rules.left.contains(&m.expert_no)) {
            *members.entry(member.category).or_default() += 1;
        }
        let chair = Conduct::of(session).chair().and_then(|no| rules.member(no));
        let tallies: Vec<_> = judged.iter().map(|j| j.tally.clone()).collect();
        // The number of the meeting is in its rules; it says nothing of how the panel scored.
        let alike = FrozenRules { session_no: String::new(), ..rules.clone() };
        let lines = judged.iter().zip(standards(rules, &tallies)).map(|(judged, standard)| PanelLine {
            no: judged.item.no().to_owned(),
            challenge_no: judged.item.bid().map(|b| b.challenge_no.clone()).unwrap_or_default(),
            title: judged.item.title().to_owned(),
            solver: judged.item.bid().map(|b| b.solver.clone()).unwrap_or_default(),
            rank: judged.tally.rank,
            total: judged.tally.total.clone(),
            standard,
            valid_n: judged.tally.valid_n(),
            conclusion: judged.decision.conclusion,
            standing: judged.decision.standing,
            award: match judged.decision.standing {
                Standing::Recommended => judged.budget.as_ref().map(|b| b.award.granted),
                Standing::Reserve | Standing::Unfunded | Standing::None => None,
            },
        });
        Ok(PanelResult {
            session_no: session.no.clone(),
            meeting_id: session.meeting_id.clone(),
            title: session.title.clone(),
            batch: session.batch.clone(),
            kind: session.kind,
            date: session.date,
            office: session.office.clone(),
            chair: chair.map(|m| m.name.clone()),
            members,
            sheet: rules.sheet.sheet.id.clone(),
            full: rules.sheet.sheet.total.to_string(),
            policy: rules.policy.policy.version.clone(),
            policy_digest: hex::encode(rules.policy.digest()?),
            rules_digest: rules_digest.to_owned(),
            scoring_digest: hex::encode(alike.scoring()?),
            lines: lines.collect(),
        })
    }

    /// Whether both panels scored by one sheet and one method. Even then their points are those of different people.
    #[must_use]
    pub fn scores_as(&self, other: &PanelResult) -> bool {
        self.scoring_digest == other.scoring_digest
    }

    /// The items that this one has in common with others, in its own order.
    fn shared<'a>(&'a self, others: &BTreeSet<&str>) -> Vec<&'a str> {
        self.lines.iter().map(|line| line.no.as_str()).filter(|no| others.contains(no)).collect()
    }
}

/// What an archive is known by, beside what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Digest of the archive, hex.
    pub archive: String,
    /// The 24 digits of the other secretariat's keys, as they were compared aloud.
    pub digits: String,
    /// Signed words in it, from which its result was computed anew.
    pub events: usize,
    /// Digest of what they say together, hex.
    pub state: String,
}

/// A word of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParallelWord {
    /// When.
    pub at: DateTime<Utc>,
    /// Who recorded it.
    pub by: String,
    /// What.
    #[serde(flatten)]
    pub act: ParallelAct,
}

/// What is done with another panel's archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "act")]
pub enum ParallelAct {
    /// It was computed anew and taken in.
    Taken {
        /// Which archive.
        evidence: Evidence,
        /// With whom the digits were compared, and how.
        compared_with: String,
        /// What it says.
        panel: Box<PanelResult>,
    },
    /// It was taken back.
    TakenBack {
        /// Digest of the archive, hex.
        archive: String,
        /// Why.
        reason: String,
    },
}

/// Another panel that stands taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken<'a> {
    /// When.
    pub at: DateTime<Utc>,
    /// Who took it in.
    pub by: &'a str,
    /// Which archive.
    pub evidence: &'a Evidence,
    /// With whom the digits were compared.
    pub compared_with: &'a str,
    /// What it says.
    pub panel: &'a PanelResult,
}

/// The other panels that stand taken in, in the order of time.
#[must_use]
pub fn taken(session: &Session) -> Vec<Taken<'_>> {
    let mut standing: Vec<Taken<'_>> = Vec::new();
    for word in &session.parallel {
        match &word.act {
            ParallelAct::Taken { evidence, compared_with, panel } => {
                standing.push(Taken { at: word.at, by: &word.by, evidence, compared_with, panel });
            }
            ParallelAct::TakenBack { archive, .. } => standing.retain(|t| t.evidence.archive != *archive),
        }
    }
    standing
}

/// What keeps another panel from being taken in at a session. `stage` is where the other one stood when it was archived;
/// `here` are the items that were judged at this office in the same batch.
///
/// `parallel.own` for a meeting of this office; `parallel.not_closed`; `parallel.other_kind`, `parallel.other_batch`;
/// `parallel.policy` for another version of the policy; `parallel.taken` for one that is here already; `parallel.same_item` for items
/// that were judged here too, or by a panel that was taken in before.
#[must_use]
pub fn refused(
    session: &Session,
    policy: (&Policy, &str),
    own_meetings: &BTreeSet<&str>,
    here: &BTreeSet<&str>,
    (other, stage, archive): (&PanelResult, Stage, &str),
) -> Vec<Finding> {
    let mut findings = Vec::new();
    if own_meetings.contains(other.meeting_id.as_str()) {
        findings.push(Finding::error(Code::ParallelOwn).with("no", other.session_no.clone()));
    }
    if stage != Stage::Closed {
        findings.push(Finding::error(Code::ParallelNotClosed).with("stage", stage.zh()));
    }
    if other.kind != session.kind {
        findings.push(Finding::error(Code::ParallelKind));
    }
    if other.batch != session.batch {
        findings.push(
            Finding::error(Code::ParallelBatch)
                .with("batch", session.batch.clone())
                .with("other", other.batch.clone()),
        );
    }
    let (policy, policy_digest) = policy;
    if other.policy_digest != policy_digest {
        findings.push(
            Finding::error(Code::ParallelPolicy)
                .with("version", policy.policy.version.clone())
                .with("other", other.policy.clone()),
        );
    }
    let standing = taken(session);
    let again = |t: &Taken<'_>| t.evidence.archive == archive || t.panel.meeting_id == other.meeting_id;
    if standing.iter().any(again) {
        findings.push(Finding::error(Code::ParallelTaken).with("no", other.session_no.clone()));
        return findings;
    }
    let mut judged = here.clone();
    judged.extend(standing.iter().flat_map(|t| t.panel.lines.iter().map(|line| line.no.as_str())));
    let shared = other.shared(&judged);
    if !shared.is_empty() {
        findings.push(Finding::error(Code::ParallelSameItem).with("items", shared.join("、")));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gates::session_at;
    use crate::policy;

    fn result(meeting: &str, items: &[&str]) -> PanelResult {
        let own = session_at(Stage::Closed, Vec::new());
        let policy = policy::shipped();
        let line = |no: &&str| PanelLine {
            no: (*no).to_owned(),
            challenge_no: "2026-01".to_owned(),
            title: "示例项目".to_owned(),
            solver: "示例学院".to_owned(),
            rank: Some(1),
            total: None,
            standard: None,
            valid_n: "7".to_owned(),
            conclusion: Conclusion::Approve,
            standing: Standing::Recommended,
            award: Some(Fen(100)),
        };
        PanelResult {
            session_no: "论证2026-01-04".to_owned(),
            meeting_id: meeting.to_owned(),
            title: "第二专家组论证会".to_owned(),
            batch: own.batch,
            kind: own.kind,
            date: own.date,
            office: "示例局".to_owned(),
            chair: Some("章示明".to_owned()),
            members: BTreeMap::from([(Category::Technical, 4)]),
            sheet: "bid-default/1".to_owned(),
            full: "100".to_owned(),
            policy: policy.policy.version.clone(),
            policy_digest: hex::encode(policy.digest().unwrap()),
            rules_digest: "00".to_owned(),
            scoring_digest: "00".to_owned(),
            lines: items.iter().map(line).collect(),
        }
    }

    fn taken_in(panel: &PanelResult, archive: &str) -> ParallelWord {
        let (state, digits) = (String::new(), String::new());
        let evidence = Evidence { archive: archive.to_owned(), digits, events: 3, state };
        let act = ParallelAct::Taken {
            evidence,
            compared_with: "钱示例".to_owned(),
            panel: Box::new(panel.clone()),
        };
        ParallelWord { at: DateTime::UNIX_EPOCH, by: "孙示例".to_owned(), act }
    }

    fn codes(session: &Session, other: &PanelResult, stage: Stage, archive: &str) -> Vec<Code> {
        let policy = policy::shipped();
        let digest = hex::encode(policy.digest().unwrap());
        let (own, here) = (BTreeSet::from(["own"]), BTreeSet::from(["JB-001", "JB-002"]));
        let findings = refused(session, (&policy, &digest), &own, &here, (other, stage, archive));
        findings.into_iter().map(|f| f.code).collect()
    }

    #[test]
    fn only_a_closed_panel_of_the_same_batch_kind_and_policy_with_other_items_is_taken_in() {
        let session = session_at(Stage::Closed, Vec::new());
        let other = result("other", &["JB-003", "JB-004"]);
        let closed = Stage::Closed;
        assert_eq!(codes(&session, &other, closed, "a"), []);
        assert_eq!(codes(&session, &other, Stage::Tallied, "a"), [Code::ParallelNotClosed]);
        let shared = result("other", &["JB-003", "JB-002"]);
        assert_eq!(codes(&session, &shared, closed, "a"), [Code::ParallelSameItem]);
        let own = PanelResult { meeting_id: "own".to_owned(), ..other.clone() };
        assert_eq!(codes(&session, &own, closed, "a"), [Code::ParallelOwn]);
        let batch = PanelResult { batch: "2025年第二批".to_owned(), ..other.clone() };
        assert_eq!(codes(&session, &batch, closed, "a"), [Code::ParallelBatch]);
        let kind = PanelResult { kind: SessionKind::Demand, ..other.clone() };
        assert_eq!(codes(&session, &kind, closed, "a"), [Code::ParallelKind]);
        let older = PanelResult { policy_digest: "00".to_owned(), ..other };
        assert_eq!(codes(&session, &older, closed, "a"), [Code::ParallelPolicy]);
    }

    #[test]
    fn one_that_is_here_is_not_taken_twice_and_may_come_again_after_it_was_taken_back() {
        let mut session = session_at(Stage::Closed, Vec::new());
        let other = result("other", &["JB-003"]);
        session.parallel.push(taken_in(&other, "a"));
        assert_eq!(codes(&session, &other, Stage::Closed, "a"), [Code::ParallelTaken]);
        assert_eq!(
            codes(&session, &other, Stage::Closed, "b"),
            [Code::ParallelTaken],
            "a later archive of it"
        );
        let third = result("third", &["JB-003", "JB-005"]);
        assert_eq!(codes(&session, &third, Stage::Closed, "c"), [Code::ParallelSameItem], "of two others");
        let back = ParallelAct::TakenBack { archive: "a".to_owned(), reason: "取错文件".to_owned() };
        session
            .parallel
            .push(ParallelWord { at: DateTime::UNIX_EPOCH, by: "孙示例".to_owned(), act: back });
        assert!(taken(&session).is_empty());
        assert_eq!(codes(&session, &other, Stage::Closed, "a"), []);
        assert_eq!(session.parallel.len(), 2, "both words stay");
    }
}
