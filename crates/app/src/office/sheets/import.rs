//! Criteria from an office's own workbook: a row of heads with 指标 and 分值, then a row a criterion, or a row a part under a
//! merged criterion. What the book does not say stays blank and is asked for; nothing is guessed.

use std::path::Path;

use domain::Code;
use ranking::Mark;
use workbook::Sheet;

use crate::api::sheet::{BandForm, CriterionForm, PartForm, SheetForm};
use crate::refusal::{Refusal, Result};
use crate::work::Work;
use crate::{files, reader};

/// In how many rows from the top the heads are looked for.
const HEAD_WITHIN: u32 = 20;
/// More criteria than this are no score sheet.
const MOST: usize = 200;

/// Heads by what they name; the first that a cell holds is taken.
const CRITERION: [&str; 7] = ["一级指标", "评价指标", "评审指标", "评分指标", "指标", "评价内容", "评审内容"];
const PART: [&str; 5] = ["二级指标", "三级指标", "分项", "评审要点", "评价要点"];
const POINTS: [&str; 5] = ["分值", "满分", "权重", "分数", "最高分"];
const TEXT: [&str; 5] = ["评分标准", "评分说明", "评价标准", "说明", "要求"];
/// How spreadsheets call a tab by themselves.
const UNNAMED: [&str; 3] = ["Sheet", "sheet", "工作表"];
/// Rows that end the table: sums and remarks.
const SUMS: [&str; 6] = ["合计", "总分", "总计", "备注", "说明", "注："];

/// The columns of a table of criteria.
struct Columns {
    head: u32,
    criterion: u32,
    part: Option<u32>,
    points: Option<u32>,
    text: Option<u32>,
}

/// Reads the first table of criteria of a book. Everything that a book of criteria does not say (lines, questions, step)
/// is that of `base`, the sheet of the kind; who scores a criterion, too, is taken from its namesake there, else left open.
///
/// # Errors
/// What a workbook is refused for; `sheet.no_table`.
pub(super) fn read(path: &Path, base: &SheetForm, work: &Work) -> Result<SheetForm> {
    let file = files::name(path);
    let bytes = files::read(path, workbook::limits::FILE_BYTES)?;
    let book = reader::read(&bytes, &file, work).map_err(|refusal| refusal.in_file(&file))?;
    let found = book.sheets.iter().find_map(|sheet| {
        let columns = columns(sheet)?;
        let criteria = criteria(sheet, &columns, base);
        (!criteria.is_empty() && criteria.len() <= MOST).then_some((sheet, criteria))
    });
    let (sheet, criteria) = found.ok_or_else(|| Refusal::of(Code::SheetNoTable).with("file", file))?;
    // A tab that nobody named says nothing: the file does.
    let name = match sheet.name.trim() {
        tab if UNNAMED.iter().any(|prefix| tab.starts_with(prefix)) => file_stem(path, tab),
        tab => tab.to_owned(),
    };
    Ok(form(name, criteria, base))
}

fn file_stem(path: &Path, tab: &str) -> String {
    path.file_stem().map_or_else(|| tab.to_owned(), |stem| stem.to_string_lossy().into_owned())
}

fn form(name_zh: String, criteria: Vec<CriterionForm>, base: &SheetForm) -> SheetForm {
    let known = |id: &String| criteria.iter().any(|c| c.id == *id);
    let mut limits = base.limits.clone();
    for judged in [&mut limits.feasibility, &mut limits.budget] {
        if !known(judged) {
            judged.clear();
        }
    }
    SheetForm {
        name_zh,
        name_en: String::new(),
        basis: String::new(),
        tie_breakers: base.tie_breakers.iter().filter(|id| known(id)).cloned().collect(),
        criteria,
        limits,
        ..base.clone()
    }
}

fn text(sheet: &Sheet, row: u32, column: u32) -> String {
    let cell = sheet.own(row, column).or_else(|| sheet.covering(row, column));
    cell.map_or_else(String::new, |c| c.value.text().split_whitespace().collect::<Vec<_>>().join(""))
}

/// The points in a cell as people see them: a share that is shown as `15%` lies there as 0.15, and is 15.
fn points_at(sheet: &Sheet, row: u32, column: u32) -> String {
    let shown_as_share = sheet.own(row, column).is_some_and(|c| c.percent);
    let text = text(sheet, row, column);
    let share = text.parse::<Mark>().ok().filter(|_| shown_as_share);
    let hundredfold = share.and_then(|share| share.millionths().checked_mul(100));
    hundredfold.map_or_else(|| points(&text), |millionths| Mark::from_millionths(millionths).to_string())
}

/// The row of heads, if there is one: it names criteria, and points or parts.
fn columns(sheet: &Sheet) -> Option<Columns> {
    sheet.rows.iter().take_while(|(row, _)| **row <= HEAD_WITHIN).find_map(|(row, cells)| {
        let find = |names: &[&str]| {
            names.iter().find_map(|name| {
                let named = cells
                    .iter()
                    .find(|c| c.value.text().split_whitespace().collect::<String>().contains(name));
                named.map(|c| c.column)
            })
        };
        let (criterion, points) = (find(&CRITERION)?, find(&POINTS));
        let part = find(&PART).filter(|c| *c != criterion);
        (points.is_some() || part.is_some()).then(|| Columns {
            head: *row,
            criterion,
            part,
            points,
            text: find(&TEXT).filter(|c| *c != criterion),
        })
    })
}

/// A criterion a row, or a row a part under the name that stands over it.
fn criteria(sheet: &Sheet, columns: &Columns, base: &SheetForm) -> Vec<CriterionForm> {
    let mut criteria: Vec<CriterionForm> = Vec::new();
    for (row, _) in sheet.rows.range(columns.head + 1..) {
        let of = |column: Option<u32>| column.map_or_else(String::new, |c| text(sheet, *row, c));
        let name = of(Some(columns.criterion));
        let points = columns.points.map_or_else(String::new, |c| points_at(sheet, *row, c));
        if SUMS.iter().any(|sum| name.starts_with(sum)) {
            break;
        }
        let (bare, in_name) = apart(&name);
        let part = of(columns.part);
        match criteria.last_mut() {
            _ if name.is_empty() && part.is_empty() => {}
            Some(last) if !part.is_empty() && (name.is_empty() || last.name_zh == bare) => {
                last.parts.push(PartForm { name: part, max: points, ..PartForm::default() });
            }
            _ if name.is_empty() => {}
            _ => {
                let max = if part.is_empty() && in_name.is_empty() { points.clone() } else { in_name };
                let mut next = blank(&bare, max, base, of(columns.text));
                if !part.is_empty() {
                    next.parts.push(PartForm { name: part, max: points, ..PartForm::default() });
                }
                criteria.push(next);
            }
        }
    }
    criteria
}

/// A criterion with its name and points. Its namesake in the sheet of the kind lends who scores it, and its id.
fn blank(name: &str, max: String, base: &SheetForm, text: String) -> CriterionForm {
    let like = base.criteria.iter().find(|c| c.name_zh == name);
    let same = like.filter(|c| c.max == max);
    CriterionForm {
        id: like.map_or_else(String::new, |c| c.id.clone()),
        name_zh: name.to_owned(),
        name_en: like.map_or_else(String::new, |c| c.name_en.clone()),
        raters: like.map_or_else(Vec::new, |c| c.raters.clone()),
        parts: Vec::new(),
        bands: same.map_or_else(
            || vec![BandForm { name: "评分".to_owned(), from: "0".to_owned(), text }],
            |c| c.bands.clone(),
        ),
        max,
    }
}

/// `技术路线（25分）` as its name and its points.
fn apart(name: &str) -> (String, String) {
    let open = name.rfind(['（', '(']);
    let parts = open.and_then(|at| Some((name.get(..at)?, name.get(at..)?)));
    match parts {
        Some((bare, inside)) if inside.ends_with(['）', ')']) => {
            let number = points(inside.trim_matches(['（', '(', '）', ')']));
            let whole = number.parse::<ranking::Mark>().is_ok() && !number.is_empty();
            if whole { (bare.to_owned(), number) } else { (name.to_owned(), String::new()) }
        }
        _ => (name.to_owned(), String::new()),
    }
}

/// `25分`, `25%` as 25; anything else as it stands.
fn points(text: &str) -> String {
    text.trim_end_matches(['分', '%', '％']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::sheets::form::{form_of, sheet_of};
    use crate::shipped;

    fn read_csv(text: &str) -> Result<SheetForm> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("评分表.csv");
        std::fs::write(&path, text).unwrap();
        read(&path, &form_of(&shipped::bid_sheet().unwrap()), &Work::new())
    }

    #[test]
    fn a_row_a_criterion_is_read_with_its_points_and_what_is_not_said_stays_blank() {
        let form = read_csv(
            "某某市评审评分表,,\n序号,评审指标,分值,评分标准\n1,技术路线可行性,25分,依据充分\n2,产业带动,,\n3,经费预算合理性,15,\n,合计,100,\n",
        )
        .unwrap();
        let rows: Vec<(&str, &str, &str, usize)> = form
            .criteria
            .iter()
            .map(|c| (c.id.as_str(), c.name_zh.as_str(), c.max.as_str(), c.raters.len()))
            .collect();
        assert_eq!(
            rows,
            [
                ("route", "技术路线可行性", "25", 3),
                ("", "产业带动", "", 0),
                ("budget", "经费预算合理性", "15", 4)
            ]
        );
        let found = sheet_of(&form, &shipped::bid_sheet().unwrap()).unwrap_err();
        let codes: Vec<Code> = found.iter().map(|f| f.code).collect();
        assert!(codes.contains(&Code::SheetWeight) && codes.contains(&Code::SheetRaters), "{codes:?}");
    }

    #[test]
    fn parts_stand_under_their_criterion_and_points_may_stand_in_its_name() {
        let form = read_csv(
            "一级指标,二级指标,分值\n技术（60分）,先进性,30\n,可行性,30\n团队（40）,带头人,25\n团队（40）,条件,15\n",
        )
        .unwrap();
        let rows: Vec<(String, String, Vec<String>)> = form
            .criteria
            .iter()
            .map(|c| {
                let parts = c.parts.iter().map(|p| format!("{} {}", p.name, p.max)).collect();
                (c.name_zh.clone(), c.max.clone(), parts)
            })
            .collect();
        let texts = |parts: &[&str]| parts.iter().map(|p| (*p).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            rows,
            [
                ("技术".to_owned(), "60".to_owned(), texts(&["先进性 30", "可行性 30"])),
                ("团队".to_owned(), "40".to_owned(), texts(&["带头人 25", "条件 15"])),
            ]
        );
    }

    #[test]
    fn points_shown_as_shares_are_what_people_see_and_a_tab_without_a_name_is_called_as_its_file() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let share = rust_xlsxwriter::Format::new().set_num_format("0.0%");
        let sheet = book.add_worksheet().set_name("Sheet1").unwrap();
        for (row, (name, points)) in
            [("技术路线可行性", 0.6), ("经费预算合理性", 0.275)].into_iter().enumerate()
        {
            let row = u32::try_from(row).unwrap() + 1;
            sheet.write(row, 0, name).unwrap().write_with_format(row, 1, points, &share).unwrap();
        }
        sheet.write(3, 0, "产业带动").unwrap().write(3, 1, 12.5).unwrap();
        sheet.write(0, 0, "评价指标").unwrap().write(0, 1, "权重").unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("某某市评分表.xlsx");
        book.save(&path).unwrap();
        let form = read(&path, &form_of(&shipped::bid_sheet().unwrap()), &Work::new()).unwrap();
        let points: Vec<&str> = form.criteria.iter().map(|c| c.max.as_str()).collect();
        assert_eq!(points, ["60", "27.5", "12.5"]);
        assert_eq!(form.name_zh, "某某市评分表");
    }

    #[test]
    fn a_book_without_criteria_is_refused_with_what_it_would_need() {
        assert_eq!(read_csv("编号,名称\n1,甲\n").unwrap_err().code(), Code::SheetNoTable);
    }
}
