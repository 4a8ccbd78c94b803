//! Excel out: styled lists with a title, a frozen header that repeats on each printed page, and a row of totals.
//!
//! Text is written as text, so that nothing that somebody typed runs as a formula; the only formulas are the sums of
//! the totals row and those that a list itself is made of, with their results. The same model gives the same bytes: the time of creation is passed in.

use chrono::{Datelike, NaiveDate};
use domain::Fen;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet,
};

use crate::error::WorkbookError;
use crate::limits;

/// A workbook of lists.
#[derive(Debug, Clone, PartialEq)]
pub struct ListBook {
    /// The day that the file says it was made.
    pub created: NaiveDate,
    /// Its sheets.
    pub sheets: Vec<ListSheet>,
}

/// One list on a sheet of its own.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ListSheet {
    /// Name of the sheet (at most 31 characters, none of `[]:*?/\`).
    pub name: String,
    /// Title over the list.
    pub title: String,
    /// Lines between title and header: number of the session, unit of money.
    pub notes: Vec<String>,
    /// The columns.
    pub columns: Vec<ListColumn>,
    /// The rows; each has a cell for each column.
    pub rows: Vec<Vec<ListCell>>,
    /// Label of the totals row, when the list has one; it stands in the first column that is not summed.
    pub totals: Option<String>,
    /// Lines under the list.
    pub footnotes: Vec<String>,
}

impl ListSheet {
    /// The row of the list's first line on its sheet, from 1: title, notes and header stand above it. Formulas need it.
    #[must_use]
    pub fn first_row(&self) -> usize {
        self.notes.len() + 3
    }
}

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub struct ListColumn {
    /// Its label.
    pub label: String,
    /// Width, in characters of a digit's width.
    pub width: u16,
    /// How its cells are aligned.
    pub align: Align,
    /// Whether the totals row sums it; its cells must be money or counts.
    pub sum: bool,
}

/// How cells are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Text.
    Left,
    /// Numbers of things, marks.
    Center,
    /// Amounts.
    Right,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListCell {
    /// Nothing.
    Empty,
    /// Text, never a formula.
    Text(String),
    /// Money, written as a number of 万元 with two decimals or as many as it needs.
    Wan(Fen),
    /// A count.
    Int(i64),
    /// Points as they were given, `17.5`, written as a number.
    Points(String),
    /// A decimal number, shown in a format of Excel's.
    Number {
        /// The number, `85.95` or `29.58e-2`.
        value: String,
        /// How it is shown, in Excel's words.
        shown: &'static str,
    },
    /// A formula of the program's own, from `=` on, never of a text that somebody typed.
    Formula {
        /// The formula, in the English names of Excel.
        formula: String,
        /// What it gives, shown until somebody computes it anew.
        result: String,
        /// How numbers are shown, in Excel's words.
        shown: &'static str,
    },
    /// A date.
    Date(NaiveDate),
}

/// 万元 with two decimals, more where the amount needs them: 1999.998 must never show as 2000.00 (rule 13).
const WAN_FORMAT: &str = "0.00####";

/// Writes the lists as an xlsx.
///
/// # Errors
/// [`WorkbookError::Unwritable`] when a row has not one cell for each column, a sum does not fit or a text is longer
/// than Excel allows; [`WorkbookError::Write`] when a sheet's name or size is not Excel's.
pub fn recommendation_list(model: &ListBook) -> Result<Vec<u8>, WorkbookError> {
    let mut workbook = Workbook::new();
    let year = u16::try_from(model.created.year()).map_err(|_| WorkbookError::Unwritable("year"))?;
    let [month, day] = [model.created.month(), model.created.day()].map(|n| u8::try_from(n).unwrap_or(1));
    let created = ExcelDateTime::from_ymd(year, month, day)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let formats = Formats::new();
    for list in &model.sheets {
        write_sheet(workbook.add_worksheet(), list, &formats)?;
    }
    Ok(workbook.save_to_buffer()?)
}

struct Formats {
    title: Format,
    note: Format,
    header: Format,
    base: Format,
}

impl Formats {
    fn new() -> Self {
        let base = Format::new()
            .set_font_name("宋体")
            .set_font_size(10)
            .set_border(FormatBorder::Thin)
            .set_align(FormatAlign::VerticalCenter);
        Self {
            title: Format::new()
                .set_font_name("黑体")
                .set_font_size(16)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            note: Format::new().set_font_name("宋体").set_font_size(10).set_text_wrap(),
            header: base.clone().set_bold().set_text_wrap().set_align(FormatAlign::Center),
            base,
        }
    }

    fn cell(&self, align: Align) -> Format {
        let align = match align {
            Align::Left => FormatAlign::Left,
            Align::Center => FormatAlign::Center,
            Align::Right => FormatAlign::Right,
        };
        self.base.clone().set_align(align)
    }
}

fn write_sheet(sheet: &mut Worksheet, list: &ListSheet, formats: &Formats) -> Result<(), WorkbookError> {
    let last_column =
        column_index(list.columns.len().checked_sub(1).ok_or(WorkbookError::Unwritable("no columns"))?)?;
    sheet.set_name(&list.name)?;
    for (index, column) in list.columns.iter().enumerate() {
        sheet.set_column_width(column_index(index)?, f64::from(column.width))?;
    }
    let mut row = 0;
    line(sheet, row, last_column, &list.title, &formats.title)?;
    sheet.set_row_height(row, 28)?;
    row += 1;
    for note in &list.notes {
        line(sheet, row, last_column, note, &formats.note)?;
        row += 1;
    }
    let header = row;
    for (index, column) in list.columns.iter().enumerate() {
        sheet.write_string_with_format(header, column_index(index)?, &column.label, &formats.header)?;
    }
    row += 1;
    let first = row;
    for cells in &list.rows {
        if cells.len() != list.columns.len() {
            return Err(WorkbookError::Unwritable("cells and columns differ"));
        }
        for (index, (cell, column)) in cells.iter().zip(&list.columns).enumerate() {
            write_cell(sheet, row, column_index(index)?, cell, &formats.cell(column.align))?;
        }
        row += 1;
    }
    if let Some(label) = &list.totals {
        write_totals(sheet, list, label, (first, row), formats)?;
        row += 1;
    }
    for note in &list.footnotes {
        line(sheet, row, last_column, note, &formats.note)?;
        row += 1;
    }
    page(sheet, header, row.saturating_sub(1), last_column)
}

/// How the sheet is looked at and printed: header frozen and repeated, A4 landscape, as wide as one page.
fn page(sheet: &mut Worksheet, header: u32, last_row: u32, last_column: u16) -> Result<(), WorkbookError> {
    const A4: u8 = 9;
    sheet.set_freeze_panes(header + 1, 0)?;
    sheet.set_repeat_rows(header, header)?;
    sheet.set_print_area(0, 0, last_row, last_column)?;
    sheet.set_paper_size(A4);
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_footer("&C— &P —");
    Ok(())
}

fn column_index(index: usize) -> Result<u16, WorkbookError> {
    u16::try_from(index).map_err(|_| WorkbookError::Unwritable("too many columns"))
}

/// A line of text across all columns.
fn line(
    sheet: &mut Worksheet,
    row: u32,
    last: u16,
    text: &str,
    format: &Format,
) -> Result<(), WorkbookError> {
    fits(text)?;
    if last == 0 {
        sheet.write_string_with_format(row, 0, text, format)?;
    } else {
        sheet.merge_range(row, 0, row, last, text, format)?;
    }
    Ok(())
}

fn fits(text: &str) -> Result<(), WorkbookError> {
    let long = text.chars().nth(limits::TEXT_CHARS).is_some();
    if long { Err(WorkbookError::Unwritable("text too long")) } else { Ok(()) }
}

fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &ListCell,
    format: &Format,
) -> Result<(), WorkbookError> {
    match cell {
        ListCell::Empty => sheet.write_blank(row, column, format)?,
        ListCell::Text(text) => {
            fits(text)?;
            let mut format = format.clone().set_text_wrap();
            // Without the mark, Excel would take the text for a formula as soon as somebody edits the cell.
            if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
                format = format.set_quote_prefix();
            }
            sheet.write_string_with_format(row, column, text, &format)?
        }
        ListCell::Wan(fen) => sheet.write_number_with_format(
            row,
            column,
            wan(*fen)?,
            &format.clone().set_num_format(WAN_FORMAT),
        )?,
        ListCell::Int(n) => {
            let number = n.to_string().parse::<f64>().map_err(|_| WorkbookError::Unwritable("count"))?;
            sheet.write_number_with_format(row, column, number, &format.clone().set_num_format("0"))?
        }
        ListCell::Points(points) => {
            let number = points.parse::<f64>().map_err(|_| WorkbookError::Unwritable("points"))?;
            sheet.write_number_with_format(row, column, number, format)?
        }
        ListCell::Number { value, shown } => {
            let number = value.parse::<f64>().map_err(|_| WorkbookError::Unwritable("number"))?;
            sheet.write_number_with_format(row, column, number, &format.clone().set_num_format(*shown))?
        }
        ListCell::Formula { formula, result, shown } => {
            let formula = Formula::new(formula).set_result(result);
            sheet.write_formula_with_format(row, column, formula, &format.clone().set_num_format(*shown))?
        }
        ListCell::Date(date) => sheet.write_date_with_format(
            row,
            column,
            excel_date(*date)?,
            &format.clone().set_num_format("yyyy-mm-dd"),
        )?,
    };
    Ok(())
}

fn excel_date(date: NaiveDate) -> Result<ExcelDateTime, WorkbookError> {
    let year = u16::try_from(date.year()).map_err(|_| WorkbookError::Unwritable("year"))?;
    let [month, day] = [date.month(), date.day()].map(|n| u8::try_from(n).unwrap_or(1));
    Ok(ExcelDateTime::from_ymd(year, month, day)?)
}

/// The stored number nearest to the exact amount in 万元; the amount reads back from it exactly.
fn wan(fen: Fen) -> Result<f64, WorkbookError> {
    plain_wan(fen).parse().map_err(|_| WorkbookError::Unwritable("amount"))
}

fn plain_wan(fen: Fen) -> String {
    fen.wan().replace('−', "-")
}

fn write_totals(
    sheet: &mut Worksheet,
    list: &ListSheet,
    label: &str,
    (first, row): (u32, u32),
    formats: &Formats,
) -> Result<(), WorkbookError> {
    let label_at = list.columns.iter().position(|c| !c.sum);
    for (index, column) in list.columns.iter().enumerate() {
        let at = column_index(index)?;
        let format = formats.cell(column.align).set_bold();
        if !column.sum || list.rows.is_empty() {
            let text = if label_at == Some(index) { label } else { "" };
            sheet.write_string_with_format(row, at, text, &format)?;
            continue;
        }
        let (result, shown) = column_sum(list, index)?;
        let letters = crate::grid::column_letters(u32::from(at) + 1);
        let formula = Formula::new(format!("=SUM({letters}{}:{letters}{row})", first + 1)).set_result(result);
        sheet.write_formula_with_format(row, at, formula, &format.set_num_format(shown))?;
    }
    Ok(())
}

/// The exact sum of a column as the text of the cached result, with the format of its numbers.
fn column_sum(list: &ListSheet, index: usize) -> Result<(String, &'static str), WorkbookError> {
    let (mut money, mut count, mut has_money) = (Fen::ZERO, 0i64, false);
    let too_large = || WorkbookError::Unwritable("sum does not fit");
    for cell in list.rows.iter().filter_map(|cells| cells.get(index)) {
        match cell {
            ListCell::Wan(fen) => {
                has_money = true;
                money = money.checked_add(*fen).ok_or_else(too_large)?;
            }
            ListCell::Int(n) => count = count.checked_add(*n).ok_or_else(too_large)?,
            ListCell::Empty => {}
            ListCell::Text(_)
            | ListCell::Date(_)
            | ListCell::Points(_)
            | ListCell::Number { .. }
            | ListCell::Formula { .. } => {
                return Err(WorkbookError::Unwritable("sum over text"));
            }
        }
    }
    match (has_money, count) {
        (true, 0) => Ok((wan(money)?.to_string(), WAN_FORMAT)),
        (true, _) => Err(WorkbookError::Unwritable("sum over money and counts")),
        (false, count) => Ok((count.to_string(), "0")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::CellValue;
    use calamine::{Data, Reader, Xlsx};
    use std::io::Cursor;

    fn column(label: &str, align: Align, sum: bool) -> ListColumn {
        ListColumn { label: label.to_owned(), width: 12, align, sum }
    }

    fn model() -> ListBook {
        let text = |t: &str| ListCell::Text(t.to_owned());
        let row =
            |n, name: &str, fen| vec![ListCell::Int(n), text(name), ListCell::Wan(Fen(fen)), ListCell::Empty];
        ListBook {
            created: NaiveDate::from_ymd_opt(2026, 1, 20).expect("date"),
            sheets: vec![ListSheet {
                name: "建议名单".to_owned(),
                title: "成功揭榜方建议名单".to_owned(),
                notes: vec!["会议编号：论证2026-01-03　　金额单位：万元".to_owned()],
                columns: vec![
                    column("序号", Align::Center, false),
                    column("揭榜方", Align::Left, false),
                    column("建议财政额", Align::Right, true),
                    column("备注", Align::Left, false),
                ],
                rows: vec![
                    row(1, "=1+1", 1_999_998_000),
                    row(2, "@某大学", 500_010_000),
                    row(3, "-甲", 10_000),
                ],
                totals: Some("合计".to_owned()),
                footnotes: vec!["本名单为专家组建议。".to_owned()],
            }],
        }
    }

    #[test]
    fn the_list_reads_back_as_it_was_meant() {
        let bytes = recommendation_list(&model()).expect("writes");
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("opens");
        let range = book.worksheet_range("建议名单").expect("sheet");
        let at = |row, column| range.get_value((row, column)).cloned().unwrap_or_default();
        assert_eq!(at(0, 0), Data::String("成功揭榜方建议名单".to_owned()));
        assert_eq!(at(2, 2), Data::String("建议财政额".to_owned()));
        assert_eq!(at(3, 1), Data::String("=1+1".to_owned()));
        assert_eq!(at(3, 2), Data::Float(1999.998));
        assert_eq!(at(6, 0), Data::String("合计".to_owned()));
        assert_eq!(at(6, 2), Data::Float(2500.018));
        let formulas = book.worksheet_formula("建议名单").expect("formulas");
        let formulas: Vec<_> = formulas.used_cells().map(|(_, _, f)| f.clone()).collect();
        assert_eq!(formulas, ["SUM(C4:C6)"]);
    }

    #[test]
    fn our_own_reader_gets_the_exact_amounts_back() {
        let bytes = recommendation_list(&model()).expect("writes");
        let book = crate::read(&bytes, "名单.xlsx").expect("reads");
        let amounts: Vec<_> =
            (4..=7).filter_map(|row| book.sheets[0].own(row, 3)).map(|c| c.value.text()).collect();
        assert_eq!(amounts, ["1999.998", "500.01", "0.01", "2500.018"]);
        let texts = book.sheets[0]
            .rows
            .values()
            .flatten()
            .filter(|c| c.formula && matches!(c.value, CellValue::Text(_)));
        assert_eq!(texts.count(), 0);
    }

    #[test]
    fn the_same_model_gives_the_same_bytes() {
        assert_eq!(
            recommendation_list(&model()).expect("writes"),
            recommendation_list(&model()).expect("writes")
        );
    }

    #[test]
    fn what_cannot_be_written_is_refused() {
        let mut short = model();
        short.sheets[0].rows[0].pop();
        let mut long = model();
        long.sheets[0].rows[0][1] = ListCell::Text("长".repeat(limits::TEXT_CHARS + 1));
        let mut huge = model();
        huge.sheets[0].rows[0][2] = ListCell::Wan(Fen(i64::MAX));
        let mut words = model();
        words.sheets[0].rows[0][2] = ListCell::Text("约".to_owned());
        for model in [short, long, huge, words] {
            assert!(matches!(recommendation_list(&model), Err(WorkbookError::Unwritable(_))));
        }
    }
}
