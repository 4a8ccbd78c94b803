//! The closed list of forms.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    AcceptanceResult, BudgetReview, ChallengeList, Common, Contract, DrawRecord, ExpertPledge,
    ExpertScoreSheet, ExtensionReply, FeeSheet, FormalCheck, FundingNotice, FundingPlan, LaptopReceipt,
    MeetingCard, MeetingRules, MilestoneAssessment, MinutesBid, MinutesDemand, MinutesProject, ObjectionForm,
    ObjectionReply, PanelOpinionBid, PanelOpinionProject, PaperScoreSheet, ParallelSummary, PaymentOpinion,
    PublicityNotice, RecommendationList, RecoverySheet, RectificationNotice, RecusalRecord, Request,
    ScoreSummary, SignInSheet, TerminationDecision, WinnerAnnouncement, YearlyReport,
};
use crate::error::DocumentError;

macro_rules! forms {
    ($($(#[doc = $doc:literal])+ $name:ident = $id:literal,)+) => {
        /// A form with its data.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "form", content = "data")]
        #[allow(clippy::large_enum_variant, reason = "a form is held once a paper, and never in great numbers")]
        pub enum Form { $($(#[doc = $doc])+ #[serde(rename = $id)] $name($name),)+ }

        impl Form {
            /// The identifiers of all forms, which are those of their templates.
            pub const IDS: &'static [&'static str] = &[$($id,)+];

            /// The form's identifier (`minutes-bid`).
            #[must_use]
            pub const fn id(&self) -> &'static str {
                match self { $(Form::$name(_) => $id,)+ }
            }

            /// What it has in common with the others.
            #[must_use]
            pub const fn common(&self) -> &Common {
                match self { $(Form::$name(model) => &model.common,)+ }
            }

            /// The data as a JSON object.
            pub(crate) fn data(&self) -> Result<Value, DocumentError> {
                match self { $(Form::$name(model) => serde_json::to_value(model),)+ }
                    .map_err(|e| DocumentError::Failed(e.to_string()))
            }

            /// The default template of the form.
            pub(crate) const fn template(&self) -> &'static str {
                match self {
                    $(Form::$name(_) => include_str!(concat!("../../../../assets/templates/", $id, ".md")),)+
                }
            }
        }
    };
}

forms! {
    /// 揭榜方案论证会评审纪要.
    MinutesBid = "minutes-bid",
    /// 技术需求论证会评审纪要.
    MinutesDemand = "minutes-demand",
    /// 评审纪要 of milestones, acceptance and termination.
    MinutesProject = "minutes-project",
    /// 成功揭榜方建议名单.
    RecommendationList = "recommendation-list",
    /// 分会场评审结果汇总表.
    ParallelSummary = "parallel-summary",
    /// 评分汇总表.
    ScoreSummary = "score-summary",
    /// 专家回避情况表.
    RecusalRecord = "recusal-record",
    /// 专家抽取记录.
    DrawRecord = "draw-record",
    /// 专家个人评分表.
    ExpertScoreSheet = "expert-score-sheet",
    /// 纸质评分表.
    PaperScoreSheet = "paper-score-sheet",
    /// 预算评审意见表.
    BudgetReview = "budget-review",
    /// 揭榜方案专家组意见.
    PanelOpinionBid = "panel-opinion-bid",
    /// 专家组意见 on a project.
    PanelOpinionProject = "panel-opinion-project",
    /// 签到表.
    SignInSheet = "sign-in-sheet",
    /// 评审专家承诺书.
    ExpertPledge = "expert-pledge",
    /// 榜单.
    ChallengeList = "challenge-list",
    /// 恢复码单.
    RecoverySheet = "recovery-sheet",
    /// 会议卡.
    MeetingCard = "meeting-card",
    /// 会议须知、保密须知.
    MeetingRules = "meeting-rules",
    /// 专家咨询费发放表.
    FeeSheet = "fee-sheet",
    /// 揭榜方案形式审查表.
    FormalCheck = "formal-check",
    /// 设备和数据签收回执.
    LaptopReceipt = "laptop-receipt",
    /// 成功揭榜方拟定名单的公示.
    PublicityNotice = "publicity-notice",
    /// 异议处理单.
    ObjectionForm = "objection-form",
    /// 异议答复书.
    ObjectionReply = "objection-reply",
    /// 揭榜公告.
    WinnerAnnouncement = "winner-announcement",
    /// 科技项目资金计划表.
    FundingPlan = "funding-plan",
    /// 下达科技项目资金计划的通知.
    FundingNotice = "funding-notice",
    /// 请示.
    Request = "request",
    /// 项目计划任务书（军令状）.
    Contract = "contract",
    /// 关键里程碑节点考核表.
    MilestoneAssessment = "milestone-assessment",
    /// 限期整改通知书.
    RectificationNotice = "rectification-notice",
    /// 财政科技资金拨付意见.
    PaymentOpinion = "payment-opinion",
    /// 延期实施的批复.
    ExtensionReply = "extension-reply",
    /// 结题验收结论书.
    AcceptanceResult = "acceptance-result",
    /// 项目终止（资金收回）决定书.
    TerminationDecision = "termination-decision",
    /// 年度实施情况报告.
    YearlyReport = "yearly-report",
}
