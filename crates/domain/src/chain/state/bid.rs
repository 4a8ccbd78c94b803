//! Where a bid stands, from its registration to the project (policy 四（四）–四（六）).

use super::out_of_order;
use crate::chain::words::spoken;
use crate::chain::{Actor, Next};
use crate::finding::Finding;

spoken! {
    /// Where a bid stands.
    ///
    /// ```mermaid
    /// stateDiagram-v2
    ///     [*] --> Registered
    ///     Registered --> Admitted: Admit
    ///     Registered --> Returned: SendBack
    ///     Registered --> Withdrawn: Withdraw
    ///     Returned --> Registered: Resubmit
    ///     Returned --> Withdrawn: Withdraw
    ///     Admitted --> Returned: SendBack
    ///     Admitted --> UnderReview: Submit
    ///     Admitted --> Withdrawn: Withdraw
    ///     UnderReview --> Admitted: TakeBack
    ///     UnderReview --> Recommended: Recommend
    ///     UnderReview --> Reserve: Reserve
    ///     UnderReview --> Unfunded: LeaveUnfunded
    ///     UnderReview --> Rejected: Reject
    ///     Recommended --> UnderReview: Reopen
    ///     Reserve --> UnderReview: Reopen
    ///     Unfunded --> UnderReview: Reopen
    ///     Rejected --> UnderReview: Reopen
    ///     Recommended --> Decided: Decide
    ///     Reserve --> Decided: Decide
    ///     Unfunded --> Decided: Decide
    ///     Rejected --> Decided: Decide
    ///     Recommended --> LeftOut: LeaveOut
    ///     Reserve --> LeftOut: LeaveOut
    ///     Unfunded --> LeftOut: LeaveOut
    ///     Rejected --> LeftOut: LeaveOut
    ///     LeftOut --> Decided: Decide
    ///     Decided --> LeftOut: LeaveOut
    ///     Decided --> InPublicity: Post
    ///     InPublicity --> Decided: TakeDown
    ///     InPublicity --> LeftOut: LeaveOut
    ///     InPublicity --> Announced: Announce
    ///     Announced --> Planned: Plan
    ///     Announced --> Established: Establish
    ///     Planned --> Announced: Unplan
    ///     Planned --> Established: Establish
    /// ```
    ///
    /// `Establish` is the joint issue of the plan (下达); a bid without money (立项但不资助) needs no place in the plan.
    pub enum BidState {
        Registered = "已登记" / "registered",
        Returned = "退回补正" / "sent back",
        Admitted = "形式审查通过" / "admitted",
        UnderReview = "论证中" / "under review",
        Recommended = "建议立项" / "recommended",
        Reserve = "备选" / "in reserve",
        Unfunded = "立项但不资助" / "without money",
        Rejected = "不同意" / "not agreed",
        Decided = "会议审定" / "decided by the meeting",
        LeftOut = "未列入" / "left out",
        InPublicity = "公示中" / "in publicity",
        Announced = "已公告" / "announced",
        Planned = "列入资金计划" / "in the funding plan",
        Established = "已立项" / "a project",
        Withdrawn = "已撤回" / "withdrawn",
    }
}

spoken! {
    /// What happens to a bid.
    pub enum BidEvent {
        Admit = "形式审查通过" / "admit",
        SendBack = "退回补正" / "send back",
        Resubmit = "补正报送" / "take in again",
        Submit = "提交论证" / "submit to the panel",
        TakeBack = "撤回论证" / "take from the panel again",
        Recommend = "建议立项" / "recommend",
        Reserve = "列为备选" / "keep in reserve",
        LeaveUnfunded = "立项但不资助" / "leave without money",
        Reject = "不同意" / "not agree",
        Reopen = "重新开启评分" / "reopen the scoring",
        Decide = "会议审定" / "decide",
        LeaveOut = "不列入" / "leave out",
        Post = "公示" / "post",
        TakeDown = "撤下公示" / "take the posting down",
        Announce = "揭榜公告" / "announce",
        Plan = "列入资金计划" / "put into the funding plan",
        Unplan = "移出资金计划" / "take out of the funding plan",
        Establish = "立项" / "make it a project",
        Withdraw = "申报方撤回" / "withdrawn by its parties",
    }
}

impl BidState {
    /// Where an event leads.
    ///
    /// # Errors
    /// `chain.out_of_order`
    pub fn after(self, event: BidEvent) -> Result<BidState, Finding> {
        use BidEvent as E;
        use BidState::{
            Admitted, Announced, Decided, Established, InPublicity, LeftOut, Planned, Recommended,
            Registered, Rejected, Reserve, Returned, UnderReview, Unfunded, Withdrawn,
        };
        match (self, event) {
            (Returned, E::Resubmit) => Ok(Registered),
            (Registered, E::Admit) | (UnderReview, E::TakeBack) => Ok(Admitted),
            (Registered | Admitted, E::SendBack) => Ok(Returned),
            (Registered | Returned | Admitted, E::Withdraw) => Ok(Withdrawn),
            (Admitted, E::Submit) | (Recommended | Reserve | Unfunded | Rejected, E::Reopen) => {
                Ok(UnderReview)
            }
            (UnderReview, E::Recommend) => Ok(Recommended),
            (UnderReview, E::Reserve) => Ok(Reserve),
            (UnderReview, E::LeaveUnfunded) => Ok(Unfunded),
            (UnderReview, E::Reject) => Ok(Rejected),
            (Recommended | Reserve | Unfunded | Rejected | LeftOut, E::Decide)
            | (InPublicity, E::TakeDown) => Ok(Decided),
            (Recommended | Reserve | Unfunded | Rejected | Decided | InPublicity, E::LeaveOut) => Ok(LeftOut),
            (Decided, E::Post) => Ok(InPublicity),
            (InPublicity, E::Announce) | (Planned, E::Unplan) => Ok(Announced),
            (Announced, E::Plan) => Ok(Planned),
            (Announced | Planned, E::Establish) => Ok(Established),
            (from, event) => {
                Err(out_of_order(("揭榜方案", "the bid"), (from.zh(), from.en()), (event.zh(), event.en())))
            }
        }
    }

    /// What is next.
    #[must_use]
    pub const fn next(self) -> Option<Next> {
        use BidState as S;
        let (words, who, article) = match self {
            S::Registered => (("形式审查", "check its form"), Actor::Bureau, "四（五）"),
            S::Returned => (("补正后报送", "mend it and hand it in again"), Actor::Sponsor, "四（四）"),
            S::Admitted => (("组织专家论证", "hold the bid review"), Actor::Bureau, "四（五）"),
            S::UnderReview => (("提出论证意见", "conclude"), Actor::Panel, "四（五）"),
            S::Recommended | S::Reserve | S::Unfunded | S::Rejected => {
                (("会议审定", "have the meeting decide"), Actor::Bureau, "四（五）")
            }
            S::Decided => (("在网站公示", "post it on the website"), Actor::Bureau, "四（五）"),
            S::InPublicity => (
                ("公示期满无异议的发布揭榜公告", "announce it after the publicity"),
                Actor::Bureau,
                "四（五）",
            ),
            S::Announced => (("编制资金计划", "put it into the funding plan"), Actor::Bureau, "四（六）"),
            S::Planned => (
                ("市政府审定后联合下达", "issue the plan once the city approved it"),
                Actor::Finance,
                "四（六）",
            ),
            S::LeftOut | S::Established | S::Withdrawn => return None,
        };
        Next::new(words, who, article)
    }
}
