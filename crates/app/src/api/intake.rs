//! A sender's workbook on its way into the vault: the sheet as it looks, what was recognised, findings by cell.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Problem;

/// A field that a column may be matched to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FieldName {
    /// Id, such as `rd_total`.
    pub field: String,
    /// In the office's words.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// A column of a table and what it was matched to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct IntakeColumn {
    /// Letters, such as `F`.
    pub letters: String,
    /// The field; nothing for a column that is not taken.
    pub field: Option<String>,
    /// Whether the secretary chose it.
    pub chosen: bool,
    /// Whether it is as an earlier import of such a list taught.
    pub remembered: bool,
    /// What was chosen for it then, where its own label says something else for sure: an empty text for not taken.
    pub held_back: Option<String>,
    /// Whether the column is hidden in the file.
    pub hidden: bool,
}

/// What a table lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum TableKind {
    /// 需求
    Demand,
    /// 揭榜方案
    Bid,
    /// 专家
    Expert,
    /// 经费预算
    Budget,
    /// 方案人员
    Person,
    /// 方案里程碑
    Milestone,
    /// Not recognised.
    Unknown,
}

/// A unit of money that is said once for the amounts of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum AmountUnit {
    /// 元
    Yuan,
    /// 万元
    Wan,
    /// 亿元
    Yi,
}

impl AmountUnit {
    /// As it is written.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            AmountUnit::Yuan => "元",
            AmountUnit::Wan => "万元",
            AmountUnit::Yi => "亿元",
        }
    }
}

/// What an earlier import taught about lists with the same labels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RememberedView {
    /// The office's name for the kind of sender.
    pub name: String,
    /// The day on which it was matched, ISO.
    pub on: String,
    /// By which it is known.
    pub fingerprint: String,
}

/// What was written to be sent back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SentBackView {
    /// The file that was written.
    pub path: String,
    /// Whether it is the sender's own workbook with notes, and not a table of findings.
    pub own: bool,
    /// Findings in it.
    pub findings: u32,
    /// Cells with a note, or places in the table.
    pub places: u32,
}

/// A table of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct IntakeTable {
    /// What it lists.
    pub kind: TableKind,
    /// Whether the secretary said so.
    pub kind_chosen: bool,
    /// Where it begins: the address of its first label.
    pub at: String,
    /// What an earlier import of such a list taught about it.
    pub remembered: Option<RememberedView>,
    /// Rows of its header, from 1.
    pub header_rows: Vec<u32>,
    /// Data rows.
    pub rows: u32,
    /// Its columns, from the left.
    pub columns: Vec<IntakeColumn>,
    /// What a column of this kind of table can be.
    pub fields: Vec<FieldName>,
}

/// A sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct IntakeSheet {
    /// Name.
    pub name: String,
    /// Whether it is hidden in the file.
    pub hidden: bool,
    /// Last row that holds something.
    pub last_row: u32,
    /// Last column that holds something, from 1.
    pub last_column: u32,
    /// Its tables.
    pub tables: Vec<IntakeTable>,
    /// Whether it keeps demands, reviews or batches of a book that this program wrote; it is read whole, as it stands.
    pub own: bool,
}

/// A finding with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct IntakeFinding {
    /// What was found, with its words.
    pub problem: Problem,
    /// Sheet.
    pub sheet: Option<String>,
    /// Row, from 1.
    pub row: Option<u32>,
    /// Address, such as `F7`.
    pub cell: Option<String>,
}

/// A row left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LeftOut {
    /// Sheet.
    pub sheet: String,
    /// Row.
    pub row: u32,
    /// Why.
    pub reason: String,
    /// Whether it went with its bid and was not dropped by hand.
    pub with_bid: bool,
}

/// A cell typed anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Corrected {
    /// Sheet.
    pub sheet: String,
    /// Address.
    pub cell: String,
    /// What the file has.
    pub was: String,
    /// What was typed.
    pub text: String,
}

/// A table that stays behind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NotTaken {
    /// Its sheet.
    pub sheet: String,
    /// The cell of its first label, which tells it from other tables of the sheet.
    pub at: String,
    /// Its rows of data.
    pub rows: u32,
    /// Whether the secretary left it aside.
    pub by_hand: bool,
}

/// A file on its way in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct IntakeView {
    /// Name of the file.
    pub file: String,
    /// SHA-256 of the file, hex.
    pub file_digest: String,
    /// `xlsx` or `csv`.
    pub format: String,
    /// Its sheets.
    pub sheets: Vec<IntakeSheet>,
    /// Findings by table, row and column.
    pub findings: Vec<IntakeFinding>,
    /// Rows left out.
    pub left_out: Vec<LeftOut>,
    /// Cells typed anew.
    pub corrected: Vec<Corrected>,
    /// Bids that would be taken.
    pub bids: u32,
    /// Experts that would be taken.
    pub experts: u32,
    /// Demands that would be taken.
    pub demands: u32,
    /// Of them those of a book that this program wrote: when and from whom they came stands there.
    pub own_demands: u32,
    /// Budget lines that would be taken with their bids.
    pub budget_lines: u32,
    /// People that would be taken with their bids.
    pub people: u32,
    /// Milestones that would be taken with their bids.
    pub milestones: u32,
    /// Tables of which nothing is taken, since what they list is not known or was left aside by hand.
    pub not_taken: Vec<NotTaken>,
    /// Errors that keep it from being taken.
    pub errors: u32,
    /// Findings that a human should look at.
    pub warnings: u32,
    /// How many edits can be undone.
    pub undo: u32,
    /// The name that is proposed for the kind of sender; nothing while no column was matched by hand.
    pub sender: Option<String>,
}

/// What a row of the sheet is to the importer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum RowKind {
    /// Of a table's header.
    Header,
    /// A data row.
    Data,
    /// A data row left out.
    LeftOut,
    /// Title, note, total: shown and not taken.
    Other,
}

/// A cell as it looks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SheetCell {
    /// Column, from 1.
    pub column: u32,
    /// Text as a clerk sees it, with corrections typed in.
    pub text: String,
    /// Whether it is a number, and stands at the right.
    pub number: bool,
    /// Whether it was typed anew.
    pub corrected: bool,
    /// Columns it covers, 1 for a cell that is not merged.
    pub columns: u32,
    /// Rows it covers.
    pub rows: u32,
}

/// A row as it looks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SheetRow {
    /// Number, from 1.
    pub row: u32,
    /// What it is.
    pub kind: RowKind,
    /// Whether it is hidden in the file.
    pub hidden: bool,
    /// Its cells from the left; empty ones are left out.
    pub cells: Vec<SheetCell>,
}

/// What an import took.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ImportDone {
    /// Bids.
    pub bids: u32,
    /// Experts.
    pub experts: u32,
    /// Demands.
    pub demands: u32,
    /// Number of the journal entry.
    pub journal_seq: u32,
}

/// A bid of a batch in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BidLine {
    /// 方案编号
    pub no: String,
    /// 榜单编号
    pub challenge_no: String,
    /// 项目名称
    pub title: String,
    /// 领域
    pub field: String,
    /// 出题企业
    pub sponsor: String,
    /// 揭榜方
    pub solver: String,
    /// 参与单位
    pub participants: Vec<String>,
    /// 技术总师
    pub chief_engineer: Option<String>,
    /// Term, ISO dates.
    pub start: String,
    /// Term, ISO dates.
    pub end: String,
    /// 研发投入总额, 万元.
    pub rd_total: String,
    /// 申请财政, 万元.
    pub fiscal: String,
    /// Whether the sponsor chose a race; nothing while nobody said.
    pub race: Option<bool>,
    /// Attached papers.
    pub papers: Vec<PaperCard>,
}

/// An attached paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaperCard {
    /// BLAKE3 of its bytes, hex.
    pub id: String,
    /// What it is.
    pub kind: PaperKind,
    /// Name of the file.
    pub name: String,
    /// Bytes.
    #[ts(type = "number")]
    pub size: u64,
    /// What its bytes are.
    pub format: PaperFormat,
    /// Pages, where they were counted.
    pub pages: Option<u32>,
}

/// What the bytes of a paper are. Only PDFs travel to the experts' desks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PaperFormat {
    /// PDF.
    Pdf,
    /// Word 2007 and later.
    Docx,
    /// Word 97 to 2003.
    Doc,
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
}

/// What a paper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PaperKind {
    /// 揭榜方案
    Plan,
    /// 揭榜协议
    Agreement,
    /// 预算说明
    Budget,
    /// 佐证材料
    Evidence,
}

/// An expert of the register in a list. Identity numbers are not shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ExpertLine {
    /// 专家编号
    pub no: String,
    /// 姓名
    pub name: String,
    /// 类别
    pub category: super::session::Category,
    /// 工作单位
    pub unit: String,
    /// 职务/职称
    pub title: Option<String>,
    /// 专业
    pub specialty: Option<String>,
    /// 电话
    pub phone: Option<String>,
}
