//! 签到表.

use serde::{Deserialize, Serialize};

use super::Common;

/// The attendance sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SignInSheet {
    /// Session, policy, paper.
    #[serde(flatten)]
    pub common: Common,
    /// The experts.
    pub experts: Vec<SignInExpert>,
    /// Staff and supervisors.
    pub staff: Vec<SignInStaff>,
    /// Numbers of the empty rows for substitutes.
    pub spare: Vec<u32>,
    /// Who compared the papers of identity.
    pub checked_by: Option<String>,
}

/// An expert.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SignInExpert {
    /// Number, from 1.
    pub n: u32,
    /// Name.
    pub name: String,
    /// Came in the place of somebody who could not.
    #[serde(default)]
    pub substitute: bool,
    /// 技术, 管理, 财务 or 法律.
    pub role: Option<String>,
    /// Unit.
    pub unit: Option<String>,
    /// Function or title.
    pub post: Option<String>,
    /// Speciality.
    pub specialty: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// How and when the expert signed in by the own key; nothing where the sheet is signed by hand.
    #[serde(default)]
    pub by_key: Option<String>,
}

/// Somebody of the staff.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SignInStaff {
    /// Number, from 1.
    pub n: u32,
    /// Name.
    pub name: String,
    /// 主持, 记录, 监督, 技术保障 or 列席.
    pub duty: Option<String>,
    /// Unit.
    pub unit: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
}
