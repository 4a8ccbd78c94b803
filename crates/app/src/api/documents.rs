//! The papers of a meeting, and the journal.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Problem;
use super::session::SessionCard;
use crate::verify::PrintedNumber;

/// When in the meeting a paper is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Phase {
    /// 会前
    Before,
    /// 评分
    Scoring,
    /// 结论
    Conclusion,
}

/// How a paper stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PaperState {
    /// Can be shown and saved.
    Ready,
    /// Was saved, and its data is still the same.
    Saved,
    /// Was saved, and its data changed since: the paper is void.
    Stale,
    /// Cannot be made yet.
    Blocked,
}

/// A paper of the set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DocumentLine {
    /// Id for preview and save, such as `minutes-bid`, `score-summary/blind`.
    pub id: String,
    /// Title.
    pub title: String,
    /// Phase.
    pub phase: Phase,
    /// `pdf`, `xlsx` or `lzv`.
    pub format: String,
    /// How it stands.
    pub state: PaperState,
    /// Pages of a PDF that was made.
    pub pages: Option<u32>,
    /// Digest of its data, sixteen groups.
    pub digest: Option<String>,
    /// When it was saved, local.
    pub saved_at: Option<String>,
    /// Name of the saved file.
    pub file: Option<String>,
    /// Why it is blocked.
    pub problems: Vec<Problem>,
    /// Who signs it, in their order.
    pub signers: Vec<String>,
}

/// The papers of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DocumentsView {
    /// The session.
    pub session: SessionCard,
    /// Whether the session's sheet has points; else experts answer and lean, and nothing is scored.
    pub scored: bool,
    /// The set.
    pub documents: Vec<DocumentLine>,
    /// What keeps the whole set from being saved.
    pub blocked: Vec<Problem>,
    /// What does not keep it, and can no longer be made good once the meeting is closed.
    pub notes: Vec<Problem>,
}

/// A paper that was saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SavedDocument {
    /// Where it lies.
    pub path: String,
    /// Digest of its data, sixteen groups.
    pub digest: Option<String>,
    /// Pages.
    pub pages: Option<u32>,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Became {
    /// It was not there before.
    New,
    /// It was there before, and is.
    Changed,
    /// It is there no more.
    Gone,
}

/// A row that an entry of the journal changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ChangeLine {
    /// Table.
    pub table: String,
    /// Id.
    pub id: String,
    /// What became of it.
    pub became: Became,
    /// What changed inside, where the journal tells it.
    pub fields: Vec<FieldLine>,
    /// How many fields more changed.
    pub more: u32,
}

/// A field of a changed row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FieldLine {
    /// Names that lead to it; members of a list by their number from 1.
    pub path: Vec<String>,
    /// What stood there, amounts in 万元; nothing when nothing did.
    pub before: Option<String>,
    /// What stands there now.
    pub after: Option<String>,
}

/// An entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct JournalLine {
    /// Running number.
    pub seq: u32,
    /// When, local `2026-01-20 10:42:07`.
    pub at: String,
    /// Who.
    pub actor: String,
    /// Dotted name of the act.
    pub action: String,
    /// The act in Chinese.
    pub act_zh: String,
    /// The act in English.
    pub act_en: String,
    /// To what.
    pub subject: String,
    /// Names of the experts whose numbers stand in the subject.
    pub experts: Vec<String>,
    /// Why.
    pub reason: Option<String>,
    /// Figures, JSON.
    pub details: String,
    /// Rows that changed.
    pub changes: Vec<ChangeLine>,
    /// Hash of the entry, hex.
    pub hash: String,
}

/// A page of the journal, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct JournalPage {
    /// Entries.
    pub lines: Vec<JournalLine>,
    /// Number of the last entry.
    pub seq: u32,
    /// Head, sixteen groups.
    pub head: String,
}

/// What a check of the journal found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct JournalCheck {
    /// Number of the last entry.
    pub seq: u32,
    /// Head, sixteen groups.
    pub head: String,
    /// Rows counted anew.
    pub rows: u32,
}

/// What a check of files found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FileCheck {
    /// Name of the file.
    pub file: String,
    /// Whether it belongs.
    pub belongs: bool,
    /// Whether it was checked at all: a missing key, list or file leaves it open.
    pub checked: bool,
    /// What was found, in Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
    /// The numbers that its paper prints, to be held against it; empty for what is no paper.
    pub printed: Vec<PaperAsk>,
}

/// A number that a paper prints, with two groups blanked that a person types from the paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaperAsk {
    /// Which one.
    pub number: PrintedNumber,
    /// The words that stand before it on the paper.
    pub words: String,
    /// Its sixteen groups, the two asked for as `____`.
    pub shown: String,
    /// Which groups are asked for, from 1.
    pub groups: Vec<u32>,
}

/// A group as somebody read it from the paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TypedGroup {
    /// Which one, from 1.
    pub group: u32,
    /// Its four hex digits.
    pub typed: String,
}

/// How far long work is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Progress {
    /// What is done: a key such as `intake.read`, `tasks.write`, `documents.make`.
    pub what: String,
    /// Done.
    pub done: u32,
    /// Of so many.
    pub of: u32,
}
