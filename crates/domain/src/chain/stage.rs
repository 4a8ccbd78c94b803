//! Where a decision stands on its way from the panel's list to the announcement (policy 四（五）, rule 9), by what is recorded and
//! the day.

use chrono::NaiveDate;

use super::announcement::Announcement;
use super::decision::Decision;
use super::objection::Objection;
use super::publicity::{Publicity, PublicityStatus};
use super::words::spoken;
use super::{Actor, Next};

spoken! {
    /// Where a decision stands.
    ///
    /// ```mermaid
    /// stateDiagram-v2
    ///     [*] --> ToDecide
    ///     ToDecide --> ToPost: 会议审定
    ///     ToPost --> Posted: 公示
    ///     Posted --> ToPost: 撤下
    ///     Posted --> ToAnnounce: 期满且没有未结异议
    ///     Posted --> Objected: 期满
    ///     Objected --> ToAnnounce: 异议办结
    ///     Objected --> ToPost: 撤下
    ///     ToAnnounce --> ToPost: 撤下
    ///     ToAnnounce --> Announced: 揭榜公告
    /// ```
    pub enum ApprovalStage {
        ToDecide = "待会议审定" / "to be decided",
        ToPost = "待公示" / "to be posted",
        Posted = "公示中" / "in publicity",
        Objected = "有未结异议" / "objections are open",
        ToAnnounce = "待揭榜公告" / "to be announced",
        Announced = "已公告" / "announced",
    }
}

impl ApprovalStage {
    /// Where a decision stands on a day.
    #[must_use]
    pub fn of(
        decision: &Decision,
        publicity: &Publicity,
        objections: &[Objection],
        announcement: Option<&Announcement>,
        today: NaiveDate,
    ) -> ApprovalStage {
        if announcement.is_some() {
            return ApprovalStage::Announced;
        }
        if decision.in_force().is_none() {
            return ApprovalStage::ToDecide;
        }
        match publicity.status(today, objections) {
            PublicityStatus::NotPosted => ApprovalStage::ToPost,
            PublicityStatus::Running { .. } => ApprovalStage::Posted,
            PublicityStatus::Blocked { .. } => ApprovalStage::Objected,
            PublicityStatus::Ended { .. } => ApprovalStage::ToAnnounce,
        }
    }

    /// What is next, who must act, and the article that says so.
    #[must_use]
    pub const fn next(self) -> Next {
        use ApprovalStage as S;
        let (zh, en, who, article) = match self {
            S::ToDecide => ("会议审定建议名单", "decide on the list in a meeting", Actor::Bureau, "四（五）"),
            S::ToPost => ("在网站公示名单", "post the list on the website", Actor::Bureau, "四（五）"),
            S::Posted => {
                ("公示期内受理异议", "take objections during the publicity", Actor::Bureau, "四（五）")
            }
            S::Objected => ("办结异议", "close the objections", Actor::Bureau, "四（五）"),
            S::ToAnnounce => ("发布揭榜公告", "announce the winners", Actor::Bureau, "四（五）"),
            S::Announced => (
                "编制资金计划，报市政府审定",
                "draw up the funding plan for the city",
                Actor::Bureau,
                "四（六）",
            ),
        };
        Next { zh, en, who, article }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::decision::tests::{decision, opened};
    use crate::chain::objection::tests::accepted;
    use crate::chain::publicity::TakenDown;
    use crate::chain::publicity::tests::posted;
    use crate::chain::tests::day;

    #[test]
    fn a_decision_goes_from_the_meeting_over_the_publicity_to_the_announcement_by_what_is_recorded_四_五() {
        let none = Publicity::default();
        let on = day("2026-02-28");
        let of = |publicity: &Publicity, objections: &[Objection], today| {
            ApprovalStage::of(&decision(), publicity, objections, None, today)
        };
        assert_eq!(ApprovalStage::of(&opened(), &none, &[], None, on), ApprovalStage::ToDecide);
        assert_eq!(of(&none, &[], on), ApprovalStage::ToPost);
        let posted = posted("2026-02-13");
        let last = posted.current().unwrap().ends_on;
        assert_eq!(of(&posted, &[], last), ApprovalStage::Posted, "the last day belongs to it");
        let after = last.succ_opt().unwrap();
        assert_eq!(of(&posted, &[], after), ApprovalStage::ToAnnounce);
        let open = Objection { decision_no: posted.decision_no.clone(), ..accepted("Y-001") };
        assert_eq!(of(&posted, &[open], after), ApprovalStage::Objected);
        let down = TakenDown { on: after, reason: "名单有误".to_owned() };
        assert_eq!(of(&posted.take_down(down).unwrap(), &[], after), ApprovalStage::ToPost);
        assert!(ApprovalStage::ALL.iter().all(|s| s.next().article.starts_with('四')));
    }
}
