//! 榜单, the published list of challenges (policy 三, 四（一）–（四）): the announcement and a sheet for each challenge.

use chrono::{NaiveDate, NaiveDateTime};
use domain::Fen;
use serde::{Deserialize, Serialize};

use super::Common;

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ChallengeList {
    /// Policy, batch, paper.
    #[serde(flatten)]
    pub common: Common,
    /// 文号; empty when it has none.
    pub doc_number: Option<String>,
    /// How it was approved: by which meeting and the city; nothing until both are recorded.
    pub approved_text: Option<String>,
    /// Least share of young people (50%).
    pub young_percent: Option<String>,
    /// Until when bids are taken, local civil time.
    pub deadline: Option<NaiveDateTime>,
    /// Where.
    pub submit_place: Option<String>,
    /// Telephone.
    pub submit_phone: Option<String>,
    /// Day of publication.
    pub posted_on: Option<NaiveDate>,
    /// How many challenges.
    pub challenge_count: u32,
    /// The table, by number of the list.
    pub summary: Vec<ChallengeRow>,
    /// A sheet for each.
    pub challenges: Vec<ChallengeSheet>,
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ChallengeRow {
    /// Number, from 1.
    pub n: u32,
    /// 榜单编号
    pub challenge_no: Option<String>,
    /// 榜题名称
    pub challenge_title: String,
    /// 领域
    pub field_name: Option<String>,
    /// The enterprise that set the challenge.
    pub sponsor: Option<String>,
    /// 总投资
    pub total_investment: Option<Fen>,
}

/// The sheet of one challenge.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ChallengeSheet {
    /// 榜单编号
    pub challenge_no: Option<String>,
    /// The office's own number of the demand.
    pub demand_no: Option<String>,
    /// 榜题名称
    pub challenge_title: String,
    /// 领域
    pub field_name: Option<String>,
    /// The enterprise that set the challenge.
    pub sponsor: Option<String>,
    /// 需求背景
    pub background: Option<String>,
    /// 需求内容
    pub content: Option<String>,
    /// 关键技术及指标
    pub key_tech: Option<String>,
    /// 完成时限
    pub time_limit: Option<String>,
    /// 总投资
    pub total_investment: Option<Fen>,
    /// 对揭榜方的要求
    pub solver_requirement: Option<String>,
    /// 应用场景; empty when none was named.
    pub scene: Option<String>,
    /// 接受, 暂不接受, or nothing while nobody asked.
    pub race_text: Option<String>,
    /// 联系人
    pub contact_name: Option<String>,
    /// A landline; empty when there is none.
    pub contact_phone: Option<String>,
    /// A mobile number; empty when there is none. Never in the public copy.
    pub contact_mobile: Option<String>,
    /// Remark of the office; empty when there is none. Never in the public copy.
    pub internal_note: Option<String>,
}
