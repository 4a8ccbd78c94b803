//! Where a project stands, from the funding plan to its end (policy 四（六）, 四（七）).

use serde::{Deserialize, Serialize};

use super::out_of_order;
use crate::chain::words::spoken;
use crate::chain::{Actor, Next};
use crate::finding::Finding;

spoken! {
    /// How far the work of a running project is.
    pub enum Work {
        Running = "实施中" / "running",
        Rectifying = "限期整改" / "to be put right",
        Stalled = "节点考核未通过" / "a milestone was failed",
        Accepting = "验收中" / "in acceptance",
        Failed = "验收未通过" / "not accepted",
        Ending = "终止论证中" / "its end is proposed",
    }
}

/// Where a project stands. Suspicion of fraud suspends it wherever it is (rule 27), and it comes back to where it was.
///
/// ```mermaid
/// stateDiagram-v2
///     [*] --> Planned
///     Planned --> Granted: Issue
///     Planned --> Dropped: Drop
///     Granted --> Dropped: Drop
///     Granted --> Active_Running: Sign
///     Active_Running --> Active_Running: Pass
///     Active_Running --> Active_Running: Extend
///     Active_Running --> Active_Rectifying: Rectify
///     Active_Running --> Active_Stalled: Fail
///     Active_Running --> Active_Accepting: Apply
///     Active_Rectifying --> Active_Running: Pass
///     Active_Rectifying --> Active_Rectifying: Extend
///     Active_Rectifying --> Active_Stalled: Fail
///     Active_Stalled --> Active_Running: GoOn
///     Active_Stalled --> Active_Stalled: Extend
///     Active_Accepting --> Active_Running: TakeBack
///     Active_Accepting --> Accepted: Accept
///     Active_Accepting --> Closed: Close
///     Active_Accepting --> Active_Failed: Refuse
///     Active_Failed --> Active_Accepting: Apply
///     Active_Running --> Active_Ending: ProposeEnd
///     Active_Rectifying --> Active_Ending: ProposeEnd
///     Active_Stalled --> Active_Ending: ProposeEnd
///     Active_Accepting --> Active_Ending: ProposeEnd
///     Active_Failed --> Active_Ending: ProposeEnd
///     Active_Ending --> Active_Running: GoOn
///     Active_Ending --> Terminated: Terminate
///     Accepted --> Active_Ending: Prove
///     Closed --> Active_Ending: Prove
///     Terminated --> Active_Ending: Prove
///     Active_Running --> Suspended_Running: Suspend
///     Suspended_Running --> Active_Running: Clear
///     Suspended_Running --> Active_Ending: Prove
///     Active_Rectifying --> Suspended_Rectifying: Suspend
///     Suspended_Rectifying --> Active_Rectifying: Clear
///     Suspended_Rectifying --> Active_Ending: Prove
///     Active_Stalled --> Suspended_Stalled: Suspend
///     Suspended_Stalled --> Active_Stalled: Clear
///     Suspended_Stalled --> Active_Ending: Prove
///     Active_Accepting --> Suspended_Accepting: Suspend
///     Suspended_Accepting --> Active_Accepting: Clear
///     Suspended_Accepting --> Active_Ending: Prove
///     Active_Failed --> Suspended_Failed: Suspend
///     Suspended_Failed --> Active_Failed: Clear
///     Suspended_Failed --> Active_Ending: Prove
///     Active_Ending --> Suspended_Ending: Suspend
///     Suspended_Ending --> Active_Ending: Clear
///     Suspended_Ending --> Active_Ending: Prove
/// ```
///
/// `Prove` leads to the end also after acceptance: proved fraud recovers everything that was paid (四（七）4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProjectState {
    /// 拟立项: in a plan that was not issued.
    Planned,
    /// 已下达: the contract is to be signed.
    Granted,
    /// The contract is in force.
    Active(Work),
    /// 暂停: fraud is suspected and examined; nothing is paid.
    Suspended(Work),
    /// 验收通过
    Accepted,
    /// 结题
    Closed,
    /// 已终止
    Terminated,
    /// 撤销立项: never signed.
    Dropped,
}

spoken! {
    /// What happens to a project.
    pub enum ProjectEvent {
        Issue = "联合下达资金计划" / "issue the plan",
        Drop = "撤销立项" / "drop it",
        Sign = "签订任务书" / "sign the contract",
        Pass = "节点考核通过" / "pass a milestone",
        Rectify = "限期整改" / "have a milestone put right",
        Fail = "节点考核不通过" / "fail a milestone",
        GoOn = "继续实施" / "go on",
        Extend = "延期实施" / "extend",
        Apply = "进入验收" / "go into acceptance",
        TakeBack = "撤回验收申请" / "take the acceptance back",
        Accept = "验收通过" / "accept",
        Close = "结题" / "close",
        Refuse = "验收未通过" / "not accept",
        ProposeEnd = "提出终止建议" / "propose the end",
        Terminate = "终止" / "terminate",
        Suspend = "暂停并移交核查" / "suspend and hand over for examination",
        Clear = "核查未发现弄虚作假" / "no fraud was found",
        Prove = "查实弄虚作假" / "fraud is proved",
    }
}

impl ProjectState {
    /// Every state, suspended ones with where they come back to.
    #[must_use]
    pub fn all() -> Vec<ProjectState> {
        use ProjectState::{Accepted, Active, Closed, Dropped, Granted, Planned, Suspended, Terminated};
        let plain = [Planned, Granted, Accepted, Closed, Terminated, Dropped].into_iter();
        let works = Work::ALL.iter();
        plain.chain(works.flat_map(|work| [Active(*work), Suspended(*work)])).collect()
    }

    /// Where an event leads.
    ///
    /// # Errors
    /// `chain.out_of_order`
    pub fn after(self, event: ProjectEvent) -> Result<ProjectState, Finding> {
        use ProjectEvent as E;
        use ProjectState::{Accepted, Active, Closed, Dropped, Granted, Planned, Suspended, Terminated};
        use Work::{Accepting, Ending, Failed, Rectifying, Running, Stalled};
        match (self, event) {
            (Planned, E::Issue) => Ok(Granted),
            (Planned | Granted, E::Drop) => Ok(Dropped),
            (Granted, E::Sign)
            | (Active(Running | Rectifying), E::Pass)
            | (Active(Stalled | Ending), E::GoOn)
            | (Active(Accepting), E::TakeBack) => Ok(Active(Running)),
            (Active(Running), E::Rectify) => Ok(Active(Rectifying)),
            (Active(Running | Rectifying), E::Fail) => Ok(Active(Stalled)),
            (Active(Running | Rectifying | Stalled), E::Extend) => Ok(self),
            (Active(Running | Failed), E::Apply) => Ok(Active(Accepting)),
            (Active(Accepting), E::Accept) => Ok(Accepted),
            (Active(Accepting), E::Close) => Ok(Closed),
            (Active(Accepting), E::Refuse) => Ok(Active(Failed)),
            (Active(Running | Rectifying | Stalled | Accepting | Failed), E::ProposeEnd)
            | (Suspended(_) | Accepted | Closed | Terminated, E::Prove) => Ok(Active(Ending)),
            (Active(Ending), E::Terminate) => Ok(Terminated),
            (Active(work), E::Suspend) => Ok(Suspended(work)),
            (Suspended(work), E::Clear) => Ok(Active(work)),
            (from, event) => {
                let zh = from.zh();
                Err(out_of_order(("项目", "the project"), (&zh, &from.en()), (event.zh(), event.en())))
            }
        }
    }

    /// Whether it is over. Fraud proved later opens it again.
    #[must_use]
    pub const fn is_over(self) -> bool {
        use ProjectState::{Accepted, Closed, Dropped, Terminated};
        matches!(self, Accepted | Closed | Terminated | Dropped)
    }

    /// In the office's words.
    #[must_use]
    pub fn zh(self) -> String {
        match self {
            ProjectState::Planned => "拟立项".to_owned(),
            ProjectState::Granted => "已下达待签任务书".to_owned(),
            ProjectState::Active(work) => work.zh().to_owned(),
            ProjectState::Suspended(work) => format!("暂停（{}）", work.zh()),
            ProjectState::Accepted => "验收通过".to_owned(),
            ProjectState::Closed => "结题".to_owned(),
            ProjectState::Terminated => "已终止".to_owned(),
            ProjectState::Dropped => "撤销立项".to_owned(),
        }
    }

    /// In English.
    #[must_use]
    pub fn en(self) -> String {
        match self {
            ProjectState::Planned => "planned".to_owned(),
            ProjectState::Granted => "granted, to be signed".to_owned(),
            ProjectState::Active(work) => work.en().to_owned(),
            ProjectState::Suspended(work) => format!("suspended ({})", work.en()),
            ProjectState::Accepted => "accepted".to_owned(),
            ProjectState::Closed => "closed".to_owned(),
            ProjectState::Terminated => "terminated".to_owned(),
            ProjectState::Dropped => "dropped".to_owned(),
        }
    }

    /// What is next.
    #[must_use]
    pub const fn next(self) -> Option<Next> {
        use ProjectState as S;
        let (words, who, article) = match self {
            S::Planned => (
                ("市政府审定后联合下达", "issue the plan once the city approved it"),
                Actor::Finance,
                "四（六）",
            ),
            S::Granted => (("签订任务书", "sign the contract"), Actor::Parties, "四（六）"),
            S::Active(Work::Running) => (
                (
                    "节点考核或者验收材料齐全后申请",
                    "apply with the papers of the next milestone, or of the result",
                ),
                Actor::Sponsor,
                "四（七）1",
            ),
            S::Active(Work::Rectifying) => (
                ("限期内整改，提请复核", "put it right in time and ask to be judged again"),
                Actor::Sponsor,
                "四（七）1",
            ),
            S::Active(Work::Stalled) => (
                ("商定继续实施、调整或者终止", "settle whether to go on, adjust or end"),
                Actor::Parties,
                "四（七）4",
            ),
            S::Active(Work::Accepting) => {
                (("共同开展验收", "hold the acceptance together"), Actor::Joint, "四（七）3")
            }
            S::Active(Work::Failed) => (
                ("整改后再验收，或者提出终止建议", "ask for acceptance once more, or propose the end"),
                Actor::Sponsor,
                "四（七）3",
            ),
            S::Active(Work::Ending) => {
                (("论证并作出决定", "have it argued and decide"), Actor::Bureau, "四（七）4")
            }
            S::Suspended(_) => {
                (("核查并登记结果", "examine it and record what was found"), Actor::Bureau, "四（七）4")
            }
            S::Accepted | S::Closed | S::Terminated | S::Dropped => return None,
        };
        Next::new(words, who, article)
    }
}
