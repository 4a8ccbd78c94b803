//! What is to be drawn: how many of which kind, and who is left out.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use super::pool::Candidate;
use crate::panel::Category;

/// So many experts of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quota {
    /// 类别
    pub category: Category,
    /// Words of which one must stand in the expert's 专业; none where any will do.
    #[serde(default)]
    pub specialty: Vec<String>,
    /// How many.
    pub count: u32,
    /// How many alternates (候补) beside them.
    pub alternates: u32,
}

impl Quota {
    /// Whether an expert may be drawn for it.
    #[must_use]
    pub fn fits(&self, candidate: &Candidate) -> bool {
        let plain = |text: &str| text.nfkc().flat_map(char::to_lowercase).collect::<String>();
        let specialty = plain(candidate.specialty.as_deref().unwrap_or(""));
        candidate.category == self.category
            && (self.specialty.is_empty()
                || self.specialty.iter().any(|word| specialty.contains(&plain(word))))
    }

    /// What it asks for, in the words of the forms: `技术（机械、材料）`.
    #[must_use]
    pub fn zh(&self) -> String {
        match self.specialty.as_slice() {
            [] => self.category.zh().to_owned(),
            words => format!("{}（{}）", self.category.zh(), words.join("、")),
        }
    }
}

/// Who is left out without being named.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Limits {
    /// Whoever would have to be recused from something that the session judges.
    pub conflicts: bool,
    /// Whoever sat on so many panels this year already.
    pub most_in_year: Option<u32>,
    /// Whoever sat on one of the last so many panels of this kind.
    pub rest: Option<u32>,
}

/// Somebody left out by hand.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ByHand {
    /// Number in the register.
    pub expert_no: String,
    /// Why; printed.
    pub reason: String,
}

/// What is to be drawn, and from whom.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DrawPlan {
    /// Quotas in the order in which they are filled.
    pub quotas: Vec<Quota>,
    /// Limits.
    pub limits: Limits,
    /// Left out by hand.
    #[serde(default)]
    pub by_hand: Vec<ByHand>,
}

impl DrawPlan {
    /// The plan in its canonical form: quotas that want nobody are none, and those of a speciality are filled before those
    /// of a whole category, which would else take their experts away.
    #[must_use]
    pub fn canonical(mut self) -> DrawPlan {
        self.quotas.retain(|quota| quota.count + quota.alternates > 0);
        self.quotas.sort_by_key(|quota| quota.specialty.is_empty());
        self.by_hand.sort_by(|a, b| a.expert_no.cmp(&b.expert_no));
        self
    }
}
