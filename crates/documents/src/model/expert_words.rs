//! What experts said of their own scores, in minutes and score sheets.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// A veto question that was answered so that it vetoes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct VetoNote {
    /// Number of the item.
    pub item_no: String,
    /// The question, without question mark.
    pub question: String,
    /// The answer: 是 or 否.
    pub answer: String,
    /// Who gave it, each with the ground.
    pub who: String,
    /// How many gave it, in the place of names in a blind copy.
    pub who_blind: String,
    /// Whether the panel confirms it, on what grounds and by what vote, without full stop; empty where it said nothing.
    #[serde(default)]
    pub panel_word: String,
    /// The same without grounds, in a blind copy.
    #[serde(default)]
    pub panel_word_blind: String,
    /// What follows from it by the frozen sheet where the panel confirmed it, without full stop; empty otherwise.
    #[serde(default)]
    pub effect: String,
    /// The panel's conclusion on the item.
    pub conclusion: String,
    /// Of what the reason is: 理由, 列为立项但不资助的理由.
    #[serde(default)]
    pub reason_label: String,
    /// The panel's reason, without full stop; nothing where it said none.
    pub panel_text: Option<String>,
}

/// An expert who gives no score of an item.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AbstentionNote {
    /// Name.
    pub expert_name: String,
    /// Code of the expert.
    pub expert_code: String,
    /// Number of the item.
    pub item_no: String,
    /// Why, without full stop.
    pub reason: String,
}

/// A sheet that was signed in the place of an earlier one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SupersededSheet {
    /// Name.
    pub expert_name: String,
    /// Code of the expert.
    pub expert_code: String,
    /// Number of the item.
    pub item_no: String,
    /// When the new one was signed.
    pub when: NaiveDateTime,
    /// Number of the earlier one.
    pub old_no: u32,
    /// Its sum: 86.50分, or 弃权.
    pub old_total: String,
    /// Number of the new one.
    pub new_no: u32,
    /// Its sum.
    pub new_total: String,
    /// The expert's reason, without full stop.
    pub reason: Option<String>,
    /// Whether it was formally returned; else the expert was asked about a deviation.
    pub returned: bool,
    /// Why it was returned, without full stop.
    pub return_reason: Option<String>,
    /// Who assented to that.
    pub approved_by: Option<String>,
    /// What a blind copy says in that person's place.
    pub assent_blind: Option<String>,
}
