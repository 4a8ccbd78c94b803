//! Sheets of this program's own book that hold no list as offices send it: demands with where they stand, reviews, batches
//! with their decisions, projects of earlier batches. Whoever wrote them reads them, cell by cell; the importer leaves them alone.

use crate::grid::{Book, Sheet};

/// The names of these sheets, which are their titles too.
pub const SHEETS: [&str; 13] = [
    "需求总表",
    "需求记录",
    "需求办理经过",
    "需求论证会",
    "论证会专家",
    "论证会说明",
    "榜单批次",
    "榜单条目",
    "榜单决定",
    "榜单未列入",
    "历史项目",
    "历史项目里程碑",
    "历史项目拨付",
];

/// Whether a sheet is one of them: its name alone is not enough, its title says so too.
#[must_use]
pub fn is_own(sheet: &Sheet) -> bool {
    let titled = sheet.own(1, 1).is_some_and(|cell| cell.value.text() == sheet.name);
    titled && SHEETS.contains(&sheet.name.as_str())
}

/// Whether a workbook has such a sheet.
#[must_use]
pub fn has_own(book: &Book) -> bool {
    book.sheets.iter().any(is_own)
}
