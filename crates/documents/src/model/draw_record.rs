//! 专家抽取记录, one sheet for each draw from the register: enough to draw again from the paper.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::Common;

/// The record of one draw.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DrawRecord {
    /// Session, policy, paper.
    #[serde(flatten)]
    pub common: Common,
    /// Number among the session's draws.
    pub number: u32,
    /// Why there is another one; empty of the first.
    pub reason: Option<String>,
    /// When the pool and the seed were fixed.
    pub prepared_at: Option<NaiveDateTime>,
    /// Who worked the program then.
    pub prepared_by: Option<String>,
    /// What was to be drawn.
    pub quotas: Vec<DrawQuotaRow>,
    /// Who does not take part by the limits that were set, without full stop; empty where none was.
    pub limits_text: Option<String>,
    /// Eligible experts.
    pub eligible_count: u32,
    /// Experts left out.
    pub left_out_count: u32,
    /// Who was left out, and why.
    pub left_out: Vec<DrawLeftOutRow>,
    /// Digest of the pool, sixteen groups.
    pub pool_digest: String,
    /// Commitment, sixteen groups.
    pub commitment: String,
    /// Whether it was drawn.
    pub drawn: bool,
    /// When.
    pub drawn_at: Option<NaiveDateTime>,
    /// The words that were said.
    pub words: Option<String>,
    /// Day of the draw, or of the step before it where nobody drew: `2026年7月8日`.
    #[serde(default)]
    pub day_text: Option<String>,
    /// Who said them; nothing where nobody recorded it.
    pub said_by: Option<String>,
    /// Who witnessed it; nothing where nobody recorded it.
    pub witnesses: Option<String>,
    /// Seed, sixteen groups; nothing where nothing was drawn.
    pub seed: Option<String>,
    /// Whether it was set aside before it was drawn.
    pub set_aside: bool,
    /// When.
    pub aside_at: Option<NaiveDateTime>,
    /// Why, without full stop.
    pub aside_reason: Option<String>,
    /// The eligible, in the order of their keys; in the order of numbers where nothing was drawn.
    pub rows: Vec<DrawRow>,
    /// Alternates called.
    pub calls: Vec<DrawCallRow>,
}

/// So many of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DrawQuotaRow {
    /// Number, from 1.
    pub n: u32,
    /// 技术（机械、材料）
    pub kind: String,
    /// How many.
    pub count: u32,
    /// How many alternates.
    pub alternates: u32,
    /// How many eligible experts fit.
    pub fit: u32,
}

/// An expert left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DrawLeftOutRow {
    /// Number in the register.
    pub no: String,
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: String,
    /// Unit.
    pub unit: String,
    /// Every reason.
    pub reasons: String,
}

/// An eligible expert.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DrawRow {
    /// Place in the order.
    pub n: u32,
    /// Number in the register.
    pub no: String,
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: String,
    /// 专业
    pub specialty: Option<String>,
    /// Unit.
    pub unit: String,
    /// Key, sixteen groups; empty where nothing was drawn.
    pub key: Option<String>,
    /// 抽中, 候补1 …; empty for neither.
    pub result: Option<String>,
}

/// An alternate called.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DrawCallRow {
    /// When.
    pub when: NaiveDateTime,
    /// Who went.
    pub replaced: String,
    /// Who came; 空缺 where no alternate was left.
    pub alternate: String,
    /// 不能到会, 需要回避, 其他原因.
    pub cause: String,
    /// In words.
    pub reason: String,
}
