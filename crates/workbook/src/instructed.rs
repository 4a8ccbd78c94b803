//! The unit of money that the sheet of instructions of a book states for its tables (填表说明: 金额单位为万元).

use domain::{Code, Finding};

use crate::edits::Choices;
use crate::grid::{Book, Sheet, address};
use crate::kinds::{Kind, ValueKind};
use crate::limits;
use crate::table::{self, Found};
use crate::values::money::{MoneyUnit, unit_in_note, units_named};

/// A unit with the place that states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Instructed {
    unit: MoneyUnit,
    sheet: String,
    cell: String,
}

/// Rows of a sheet of instructions that are looked at, and letters of one of them.
const ROWS: usize = 200;
const LETTERS: usize = 2_000;

/// The one unit that the sheets of instructions state; nothing where they state none or several.
pub(crate) fn unit_of(book: &Book) -> Option<Instructed> {
    let mut found: Option<Instructed> = None;
    for sheet in book.sheets.iter().filter(|s| instructs(s)).take(limits::TABLES) {
        for (row, cells) in sheet.rows.iter().take(ROWS) {
            let text: String = cells.iter().map(|c| c.value.text()).collect();
            if text.len() > LETTERS {
                continue;
            }
            let Some(unit) = unit_in_note(&text) else { continue };
            let other = found.as_ref().is_some_and(|f| f.unit != unit);
            if other || units_named(&text).iter().any(|fen| *fen != unit.0) {
                return None;
            }
            let own = cells.iter().find(|c| unit_in_note(&c.value.text()).is_some()).or(cells.first());
            let cell = own.map(|c| address(*row, c.column)).unwrap_or_default();
            found = found.or(Some(Instructed { unit, sheet: sheet.name.clone(), cell }));
        }
    }
    found
}

/// Whether a sheet explains how others are filled: its name says so, or its title does over lines of prose.
fn instructs(sheet: &Sheet) -> bool {
    let says = |text: &str| {
        ["填表说明", "填报说明", "填写说明", "说明", "须知", "注意事项", "填报要求", "填表要求"]
            .iter()
            .any(|word| text.contains(word))
    };
    let prose = sheet.rows.values().take(ROWS).all(|cells| cells.len() <= 2);
    let title = sheet.rows.values().next().and_then(|cells| cells.first());
    let titled = title.is_some_and(|c| says(&c.value.start()));
    // 预算编制说明 may be the budget itself.
    let is_list = || {
        let tables = table::find(sheet, &Choices::default());
        tables.iter().any(|t| t.matching.kind != Kind::Unknown)
    };
    (says(&sheet.name) || (prose && titled)) && !is_list()
}

impl Instructed {
    /// Gives the unit to a table of another sheet that states none for some of its amounts, and says so.
    pub(crate) fn give(&self, sheet: &Sheet, table: &mut Found) -> Option<Finding> {
        let bare =
            |t: &Found| t.matching.columns.iter().any(|c| c.value == ValueKind::Money && c.money.is_none());
        if sheet.name == self.sheet
            || table.matching.kind == Kind::Unknown
            || table.unit.is_some()
            || !bare(table)
        {
            return None;
        }
        table.unit = Some(self.unit);
        let row = table.header_rows.last().copied().unwrap_or(1);
        let finding = Finding::new(Code::AmountUnitStated, domain::Severity::Info)
            .with("sheet", &sheet.name)
            .with("unit", self.unit.name())
            .with("from", format!("{}!{}", self.sheet, self.cell));
        Some(finding.at_row(&sheet.name, row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::{Cell, CellValue};

    fn unit_on(name: &str, lines: &[&str]) -> Option<i64> {
        let mut sheet = Sheet::new(name);
        for (row, line) in (1..).zip(lines) {
            let value = CellValue::Text((*line).into());
            sheet.put(row, Cell { column: 1, value, formula: false, percent: false });
        }
        let book =
            Book { file: "表.xlsx".into(), format: "xlsx", default_password: false, sheets: vec![sheet] };
        unit_of(&book).map(|i| i.unit.0)
    }

    #[test]
    fn one_unit_on_a_sheet_of_instructions_counts_and_two_do_not() {
        let wan = Some(1_000_000);
        assert_eq!(unit_on("填表说明", &["填表说明", "1.金额单位为万元", "2.请勿修改表头"]), wan);
        assert_eq!(unit_on("Sheet1", &["填报须知", "金额单位为万元，请勿合并单元格"]), wan);
        assert_eq!(unit_on("说明", &["以万元为单位，财政资金不超过500万元", "金额以万元计"]), wan);
        assert_eq!(unit_on("说明", &["金额单位为万元", "预算表的金额单位为元"]), None);
        assert_eq!(unit_on("说明", &["财政资金单位为元，其余为万元"]), None);
        assert_eq!(unit_on("说明", &["财政资金不超过500万元"]), None);
        assert_eq!(unit_on("汇总", &["一览表", "金额单位为万元"]), None);
    }
}
