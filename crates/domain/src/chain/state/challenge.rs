//! Where a challenge stands, from its number on the list to the announcement (policy 四（三）–四（五）).

use super::out_of_order;
use crate::chain::words::spoken;
use crate::chain::{Actor, Next};
use crate::finding::Finding;

spoken! {
    /// Where a challenge stands.
    ///
    /// ```mermaid
    /// stateDiagram-v2
    ///     [*] --> Listed
    ///     Listed --> Published: Publish
    ///     Listed --> Withdrawn: Withdraw
    ///     Published --> Answered: TakeBid
    ///     Published --> Unanswered: CloseEmpty
    ///     Published --> Withdrawn: Withdraw
    ///     Answered --> Answered: TakeBid
    ///     Answered --> Published: LoseBids
    ///     Answered --> UnderReview: Review
    ///     UnderReview --> Answered: EndReview
    ///     UnderReview --> Proposed: Propose
    ///     UnderReview --> Unawarded: LeaveOut
    ///     Proposed --> UnderReview: Review
    ///     Proposed --> Decided: Decide
    ///     Proposed --> Unawarded: LeaveOut
    ///     Decided --> InPublicity: Post
    ///     Decided --> Unawarded: LeaveOut
    ///     InPublicity --> Decided: TakeDown
    ///     InPublicity --> Announced: Announce
    ///     InPublicity --> Unawarded: LeaveOut
    ///     Unawarded --> Decided: Decide
    ///     Unawarded --> Published: Publish
    ///     Unanswered --> Published: Publish
    ///     Unanswered --> Withdrawn: Withdraw
    ///     Unawarded --> Withdrawn: Withdraw
    /// ```
    pub enum ChallengeState {
        Listed = "待张榜" / "on the list",
        Published = "已张榜" / "published",
        Answered = "已有揭榜方案" / "has bids",
        Unanswered = "无人揭榜" / "nobody answered",
        UnderReview = "方案论证中" / "its bids are under review",
        Unawarded = "未揭榜成功" / "no solver",
        Proposed = "已建议揭榜方" / "a solver is proposed",
        Decided = "会议审定" / "decided by the meeting",
        InPublicity = "公示中" / "in publicity",
        Announced = "已公告揭榜方" / "announced",
        Withdrawn = "已撤榜" / "withdrawn",
    }
}

spoken! {
    /// What happens to a challenge.
    pub enum ChallengeEvent {
        Publish = "张榜" / "publish",
        TakeBid = "收到揭榜方案" / "take a bid in",
        LoseBids = "方案全部撤回" / "all bids withdrawn",
        CloseEmpty = "截止无人揭榜" / "closed without a bid",
        Review = "提交论证" / "submit to the panel",
        EndReview = "撤回论证" / "take from the panel again",
        Propose = "建议揭榜方" / "propose a solver",
        LeaveOut = "不列入" / "leave out",
        Decide = "会议审定" / "decide",
        Post = "公示" / "post",
        TakeDown = "撤下公示" / "take the posting down",
        Announce = "揭榜公告" / "announce",
        Withdraw = "撤榜" / "withdraw",
    }
}

impl ChallengeState {
    /// Where an event leads.
    ///
    /// # Errors
    /// `chain.out_of_order`
    pub fn after(self, event: ChallengeEvent) -> Result<ChallengeState, Finding> {
        use ChallengeEvent as E;
        use ChallengeState::{
            Announced, Answered, Decided, InPublicity, Listed, Proposed, Published, Unanswered, Unawarded,
            UnderReview, Withdrawn,
        };
        match (self, event) {
            (Listed | Unanswered | Unawarded, E::Publish) | (Answered, E::LoseBids) => Ok(Published),
            (Published | Answered, E::TakeBid) | (UnderReview, E::EndReview) => Ok(Answered),
            (Published, E::CloseEmpty) => Ok(Unanswered),
            (Answered | Proposed, E::Review) => Ok(UnderReview),
            (UnderReview, E::Propose) => Ok(Proposed),
            (UnderReview | Proposed | Decided | InPublicity, E::LeaveOut) => Ok(Unawarded),
            (Proposed | Unawarded, E::Decide) | (InPublicity, E::TakeDown) => Ok(Decided),
            (Decided, E::Post) => Ok(InPublicity),
            (InPublicity, E::Announce) => Ok(Announced),
            (Listed | Published | Unanswered | Unawarded, E::Withdraw) => Ok(Withdrawn),
            (from, event) => {
                Err(out_of_order(("榜题", "the challenge"), (from.zh(), from.en()), (event.zh(), event.en())))
            }
        }
    }

    /// What is next.
    #[must_use]
    pub const fn next(self) -> Option<Next> {
        use ChallengeState as S;
        let (words, who, article) = match self {
            S::Listed => (
                ("市政府审定后张榜", "publish it once the city approved the list"),
                Actor::Bureau,
                "四（三）",
            ),
            S::Published => (
                ("与揭榜方对接，报送揭榜方案", "talk with solvers and hand in a bid"),
                Actor::Sponsor,
                "四（四）",
            ),
            S::Answered => (("组织专家论证", "hold the bid review"), Actor::Bureau, "四（五）"),
            S::UnderReview => (("提出建议名单", "propose the list"), Actor::Panel, "四（五）"),
            S::Proposed => (("会议审定", "have the meeting decide"), Actor::Bureau, "四（五）"),
            S::Decided => (("在网站公示", "post it on the website"), Actor::Bureau, "四（五）"),
            S::InPublicity => (
                ("公示期满无异议的发布揭榜公告", "announce it after the publicity"),
                Actor::Bureau,
                "四（五）",
            ),
            S::Unanswered | S::Unawarded => {
                (("重新张榜或者撤榜", "publish it again, or withdraw it"), Actor::Bureau, "四（三）")
            }
            S::Announced | S::Withdrawn => return None,
        };
        Next::new(words, who, article)
    }
}
