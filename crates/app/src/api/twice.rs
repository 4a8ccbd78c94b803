//! What may be there twice, side by side, and what a human said about it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How two things are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Alike {
    /// Title, sponsor and solver are the same.
    SameRow,
    /// The texts share long passages.
    SameContent,
    /// The titles are nearly the same.
    NearTitle,
}

/// What a human says of two things that are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum TwiceWord {
    /// Two different things.
    Different,
    /// The same; the new one is not supported.
    Same,
    /// The same; the higher support, once (六（一）).
    Higher,
}

/// One side of a pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TwiceSide {
    /// What finds it again.
    pub key: String,
    /// Batch, programme or file.
    pub source: String,
    /// Number.
    pub no: String,
    /// Title.
    pub title: String,
    /// Enterprise.
    pub sponsor: String,
    /// Who does the work.
    pub solver: String,
    /// Support asked or given, 万元.
    pub amount: Option<String>,
    /// Already paid, 万元, where it is known.
    pub paid: Option<String>,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TwiceDecision {
    /// What.
    pub word: TwiceWord,
    /// Why.
    pub reason: String,
    /// Who.
    pub by: String,
    /// Local time.
    pub at: String,
}

/// Two things that are alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TwicePair {
    /// The newer one.
    pub new: TwiceSide,
    /// The earlier one.
    pub old: TwiceSide,
    /// How.
    pub alike: Alike,
    /// How much, whole percent.
    pub percent: u32,
    /// Whether the enterprise is another one.
    pub other_sponsor: bool,
    /// Whether the earlier one is of another batch or programme (六（一）).
    pub earlier: bool,
    /// What a human said.
    pub decision: Option<TwiceDecision>,
}

/// A piece of a text and the passage it shares with the other one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TextPiece {
    /// As written.
    pub text: String,
    /// Number of the shared passage; nothing for what is its own.
    pub shared: Option<u32>,
}

/// Two texts side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SideBySide {
    /// The newer.
    pub new: Vec<TextPiece>,
    /// The earlier.
    pub old: Vec<TextPiece>,
}

/// What may be there twice in a batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TwiceView {
    /// Pairs, undecided first.
    pub pairs: Vec<TwicePair>,
    /// What the batch was compared with.
    pub compared: u32,
    /// Projects of other programmes that are kept.
    pub supported: u32,
}

/// What a file on its way in has that the vault has already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct IncomingView {
    /// The same file was imported: when and into which batch.
    pub same_file: Option<super::Problem>,
    /// Rows that are like something in the vault.
    pub pairs: Vec<TwicePair>,
}
