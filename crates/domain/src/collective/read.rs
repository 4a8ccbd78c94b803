//! The collective acts of a session as they stand.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::{Matter, PanelAct, PanelWord, Vote, Voters};
use crate::conclusion::Conclusion;
use crate::gates::{Conduct, Said};
use crate::session::Session;

/// A dissent that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DissentRead<'a> {
    /// When it was written down.
    pub at: DateTime<Utc>,
    /// Who wrote it down.
    pub by: &'a str,
    /// Whose.
    pub expert_no: &'a str,
    /// On which item; nothing where it is about the whole.
    pub bid_no: Option<&'a str>,
    /// The words.
    pub text: &'a str,
    /// Whether it came after the signing.
    pub late: bool,
}

/// Remarks of a supervisor that stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RemarksRead<'a> {
    /// When they were written down.
    pub at: DateTime<Utc>,
    /// Who wrote them down.
    pub by: &'a str,
    /// Whose.
    pub supervisor: &'a str,
    /// The words.
    pub text: &'a str,
    /// Whether they came after the signing.
    pub late: bool,
}

/// Reads the log.
#[derive(Debug, Clone)]
pub struct Collective<'a> {
    session: &'a Session,
    /// When the minutes were signed for the first time, if they were.
    signed: Option<DateTime<Utc>>,
}

impl<'a> Collective<'a> {
    /// The log of a session.
    #[must_use]
    pub fn of(session: &'a Session) -> Collective<'a> {
        let signed = session.gates.iter().find(|word| matches!(word.said, Said::Signed { .. }));
        Collective { session, signed: signed.map(|word| word.at) }
    }

    /// Whether the minutes are signed: what was said before stays as it is.
    #[must_use]
    pub const fn is_signed(&self) -> bool {
        self.signed.is_some()
    }

    fn is_late(&self, word: &PanelWord) -> bool {
        self.signed.is_some_and(|signed| word.at > signed)
    }

    /// Dissents that stand, in the order of time: of one member on one item the last before the signing, and each after it.
    #[must_use]
    pub fn dissents(&self) -> Vec<DissentRead<'a>> {
        let mut standing: Vec<DissentRead<'a>> = Vec::new();
        for word in &self.session.collective {
            let PanelAct::Dissent { expert_no, bid_no, text } = &word.act else { continue };
            let bid_no = bid_no.as_deref();
            let late = self.is_late(word);
            if !late {
                standing.retain(|d| (d.expert_no, d.bid_no) != (expert_no.as_str(), bid_no));
            }
            standing.push(DissentRead { at: word.at, by: &word.by, expert_no, bid_no, text, late });
        }
        standing.retain(|d| !d.text.trim().is_empty());
        standing
    }

    /// Whether everybody was asked for dissent before the signing, nobody had any, and none came since.
    #[must_use]
    pub fn no_dissent(&self) -> bool {
        let asked = |word: &PanelWord| matches!(word.act, PanelAct::NoDissent { .. }) && !self.is_late(word);
        self.session.collective.iter().any(asked) && self.dissents().is_empty()
    }

    /// Remarks of supervisors that stand, in the order of time.
    #[must_use]
    pub fn remarks(&self) -> Vec<RemarksRead<'a>> {
        let mut standing: Vec<RemarksRead<'a>> = Vec::new();
        for word in &self.session.collective {
            let PanelAct::Remarks { supervisor, text } = &word.act else { continue };
            let late = self.is_late(word);
            if !late {
                standing.retain(|r| r.supervisor != supervisor);
            }
            standing.push(RemarksRead { at: word.at, by: &word.by, supervisor, text, late });
        }
        standing.retain(|r| !r.text.trim().is_empty());
        standing
    }

    /// The panel's last word on a veto question of an item, with when.
    #[must_use]
    pub fn veto(
        &self,
        bid: &str,
        question: &str,
    ) -> Option<(DateTime<Utc>, bool, &'a str, Option<&'a Vote>)> {
        self.session.collective.iter().rev().find_map(|word| match &word.act {
            PanelAct::Veto { bid_no, gate, confirmed, grounds, vote }
                if bid_no == bid && gate == question =>
            {
                Some((word.at, *confirmed, grounds.as_str(), vote.as_ref()))
            }
            _ => None,
        })
    }

    /// What the panel said last of each veto question of an item: whether it confirms it.
    #[must_use]
    pub fn confirmed(&self, bid: &str) -> BTreeMap<&'a str, bool> {
        let mut said = BTreeMap::new();
        for word in &self.session.collective {
            if let PanelAct::Veto { bid_no, gate, confirmed, .. } = &word.act
                && bid_no == bid
            {
                said.insert(gate.as_str(), *confirmed);
            }
        }
        said
    }

    /// Votes in the order of time, with when and on what.
    pub fn votes(&self) -> impl Iterator<Item = (DateTime<Utc>, &'a Matter, &'a Vote)> + '_ {
        self.session.collective.iter().filter_map(|word| match &word.act {
            PanelAct::Voted { matter, vote } => Some((word.at, matter, vote)),
            _ => None,
        })
    }

    /// The last vote on the conclusion of an item: what was put to it, and its counts.
    #[must_use]
    pub fn voted(&self, bid: &str) -> Option<(Conclusion, &'a Vote)> {
        let of = |(_, matter, vote): (_, &'a Matter, &'a Vote)| match matter {
            Matter::Conclusion { bid_no, conclusion } if bid_no == bid => Some((*conclusion, vote)),
            _ => None,
        };
        self.votes().filter_map(of).last()
    }

    /// Who can vote: who was there by the sign-in, came later or did not leave, less those of `recused`.
    #[must_use]
    pub fn voters(&self, panel: &[String], recused: impl Fn(&str) -> bool) -> Voters {
        let conduct = Conduct::of(self.session);
        let present = conduct.present();
        let came = |no: &str| conduct.arrived().filter(|(_, m)| m.expert_no == no).map(|(at, _)| at).last();
        let left = |no: &str| conduct.left().filter(|(_, who, _)| *who == no).map(|(at, ..)| at).last();
        let gone = |no: &str| left(no).is_some_and(|left| came(no).is_none_or(|came| came < left));
        let recorded = present.is_some();
        let here: Vec<&str> =
            present.unwrap_or_else(|| panel.iter().map(String::as_str).collect()).into_iter().collect();
        let may = |no: &&str| panel.iter().any(|m| m == no) && !gone(no) && !recused(no);
        Voters { members: here.into_iter().filter(may).map(str::to_owned).collect(), recorded }
    }
}

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::*;
    use crate::gates::session_at;
    use crate::gates::{Attended, GateWord, SignWay};
    use crate::session::Stage;

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + Duration::minutes(minute)
    }

    fn dissent(minute: i64, who: &str, bid: Option<&str>, text: &str) -> PanelWord {
        let act = PanelAct::Dissent {
            expert_no: who.to_owned(),
            bid_no: bid.map(str::to_owned),
            text: text.to_owned(),
        };
        PanelWord { at: at(minute), by: "钱示例".to_owned(), act }
    }

    #[test]
    fn before_the_signing_a_dissent_is_replaced_and_after_it_a_further_one_stands_beside_it() {
        let mut session = session_at(Stage::Tallied, Vec::new());
        session.collective = vec![
            dissent(1, "Z1", Some("a"), "指标偏低"),
            dissent(2, "Z1", Some("a"), "指标偏低，应当重测。"),
            dissent(3, "Z2", None, "时间仓促"),
            dissent(4, "Z2", None, ""),
        ];
        let texts = |session: &Session| -> Vec<(String, bool)> {
            Collective::of(session).dissents().iter().map(|d| (d.text.to_owned(), d.late)).collect()
        };
        assert_eq!(texts(&session), [("指标偏低，应当重测。".to_owned(), false)]);
        let signed = Said::Signed { members: vec!["Z1".to_owned()] };
        session.gates = vec![GateWord { at: at(6), by: String::new(), said: signed }];
        session.collective.push(dissent(7, "Z1", Some("a"), "再补一句。"));
        let both = [("指标偏低，应当重测。".to_owned(), false), ("再补一句。".to_owned(), true)];
        assert_eq!(texts(&session), both);
    }

    #[test]
    fn that_nobody_dissents_holds_only_while_nobody_does() {
        let mut session = session_at(Stage::Tallied, Vec::new());
        assert!(!Collective::of(&session).no_dissent(), "nobody asked");
        let asked = PanelAct::NoDissent { asked_by: "吴示例".to_owned() };
        session.collective.push(PanelWord { at: at(1), by: String::new(), act: asked });
        assert!(Collective::of(&session).no_dissent());
        session.collective.push(dissent(2, "Z1", None, "不赞成"));
        assert!(!Collective::of(&session).no_dissent());
        session.collective.truncate(1);
        let signed = Said::Signed { members: vec!["Z1".to_owned()] };
        session.gates = vec![GateWord { at: at(0), by: String::new(), said: signed }];
        assert!(!Collective::of(&session).no_dissent(), "what was signed does not say it");
    }

    #[test]
    fn who_left_and_who_is_recused_does_not_vote_and_who_came_back_does() {
        let member = |no: &str| Attended { expert_no: no.to_owned(), way: SignWay::Paper };
        let left = |no: &str| Said::Left { expert_no: no.to_owned(), reason: "另有会议".to_owned() };
        let members = ["Z0", "Z1", "Z2", "Z3"].map(member).to_vec();
        let back = Said::Arrived { member: member("Z1") };
        let said = vec![Said::SignedIn { members }, left("Z0"), left("Z1"), back];
        let session = session_at(Stage::Tallied, said);
        let panel: Vec<String> = (0..6).map(|n| format!("Z{n}")).collect();
        let may = Collective::of(&session).voters(&panel, |no| no == "Z3");
        assert_eq!((may.members, may.recorded), (vec!["Z1".to_owned(), "Z2".to_owned()], true));
        let silent = session_at(Stage::Tallied, Vec::new());
        let may = Collective::of(&silent).voters(&panel, |no| no == "Z3");
        assert_eq!((may.members.len(), may.recorded), (5, false));
    }

    #[test]
    fn the_panels_last_word_on_a_veto_counts() {
        let mut session = session_at(Stage::Tallied, Vec::new());
        for (minute, confirmed) in [(1, true), (2, false)] {
            let act = PanelAct::Veto {
                bid_no: "a".to_owned(),
                gate: "fraud".to_owned(),
                confirmed,
                grounds: "核对原件".to_owned(),
                vote: None,
            };
            session.collective.push(PanelWord { at: at(minute), by: String::new(), act });
        }
        let log = Collective::of(&session);
        assert_eq!(log.confirmed("a"), BTreeMap::from([("fraud", false)]));
        assert_eq!(log.veto("a", "fraud").map(|(at, ..)| at), Some(at(2)));
        assert_eq!(log.veto("b", "fraud"), None);
    }
}
