//! The programme at a glance on paper and as a workbook: 年度实施情况报告 of one year, and its figures.

use std::path::Path;

use chrono::{Datelike, NaiveDate};
use documents::model::{
    ReportAchievement, ReportAdjustment, ReportFact, ReportMoney, ReportStep, ReportTarget, ReportYear,
    YearlyReport,
};
use documents::{Common, Form, Variant};
use domain::chain::overview::{Money, Phase, Sums, YearSums};
use domain::chain::targets::AchievementKind;
use domain::{Code, Fen};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use workbook::write::{Align, ListBook, ListCell, ListColumn, ListSheet};

use super::Office;
use super::chain_common::Carried;
use super::made::{MadePaper, PaperName};
use super::stamp::Stamp;
use super::text::bare_line;
use crate::access::Act;
use crate::api::documents::SavedDocument;
use crate::api::overview::OverviewPaper;
use crate::clock::local;
use crate::files;
use crate::records::SessionRecord;
use crate::refusal::{Refusal, Result};
use crate::views::count;
use crate::views::overview::{Glance, glance};

/// Tables whose rows the report is made from.
const FROM: [&str; 10] =
    ["project", "course", "achievement", "approval", "plan", "batch", "demand", "bid", "session", "unit"];
/// Largest picture of a chart, bytes.
const LARGEST_PICTURE: usize = 1 << 22;
/// Projects whose record names no field.
const NO_FIELD: &str = "未登记领域";

impl Office {
    /// A paper of the overview as it would be saved now.
    ///
    /// # Errors
    /// `document.missing_glyph`; the vault's own.
    pub fn preview_overview(&self, year: i32, paper: OverviewPaper) -> Result<Vec<u8>> {
        Ok(self.make_overview_paper(year, paper, "预览.pdf")?.bytes)
    }

    /// Saves a paper of the overview and journals it.
    ///
    /// # Errors
    /// As [`Office::preview_overview`]; `io`.
    pub fn save_overview_paper(
        &mut self,
        year: i32,
        paper: OverviewPaper,
        path: &Path,
    ) -> Result<SavedDocument> {
        let made = self.make_overview_paper(year, paper, &files::name(path))?;
        let (form, id) = match paper {
            OverviewPaper::Report => ("yearly-report", "yearly-report"),
            OverviewPaper::PublicReport => ("yearly-report", "yearly-report/public"),
            OverviewPaper::Book => ("yearly-report-xlsx", "yearly-report-xlsx"),
        };
        let subject = year.to_string();
        let scope = format!("overview/{year}");
        self.save_made(&PaperName { scope, subject: &subject, form, paper: id }, path, made)
    }

    /// Saves a chart as the picture that the screen drew, and journals it. Gives the path.
    ///
    /// # Errors
    /// `value_unreadable` for what is no picture in SVG, or too large; `io`.
    pub fn save_picture(&mut self, path: &Path, svg: &str) -> Result<String> {
        self.access.writable()?;
        if !svg.starts_with("<svg") || !svg.trim_end().ends_with("</svg>") || svg.len() > LARGEST_PICTURE {
            return Err(Refusal::of(Code::ValueUnreadable)
                .with("field", "图")
                .with("value", files::name(path))
                .with("reason", "不是SVG图，或者太大")
                .with("reason_en", "no picture in SVG, or too large"));
        }
        files::write_private(path, svg.as_bytes())?;
        let digest = hex::encode(Sha256::digest(svg.as_bytes()));
        let act = Act::new("picture.save", files::name(path)).with(json!({ "file": digest }));
        self.access.record(act, |_| Ok(()))?;
        Ok(path.display().to_string())
    }

    fn make_overview_paper(&self, year: i32, paper: OverviewPaper, file: &str) -> Result<MadePaper> {
        let today = local(self.access.clock.now()).date();
        let vault = &self.access.vault;
        // An empty book has no such entry: its making is what the paper shows then.
        let stamp = Stamp::newest(vault, |table, _| FROM.contains(&table))
            .or_else(|_| Stamp::newest(vault, |_, _| true))?;
        let (of, office) = self.access.read(|r| {
            let sessions: Vec<SessionRecord> = r.list()?;
            let office = sessions.into_iter().map(|s| s.0.office).find(|o| !o.trim().is_empty());
            Ok((glance(r, today)?, office))
        })?;
        let variant = match paper {
            OverviewPaper::Book => {
                return Ok(MadePaper::book(book(&of, year, local(stamp.at).date())?, stamp));
            }
            OverviewPaper::Report => Variant::Named,
            OverviewPaper::PublicReport => Variant::Redacted,
        };
        let name = year.to_string();
        let carried =
            Carried { office: office.as_deref(), batch: None, subject: "年度报告", name: &name, variant };
        // Targets, chain and sums stand as they are today, whatever year is reported on: its own section is 本年度.
        let form = Form::YearlyReport(report(&of, (year, today), carried.common(&stamp)?)?);
        MadePaper::print(&form, stamp, file)
    }
}

fn report(of: &Glance, (year, until): (i32, NaiveDate), common: Common) -> Result<YearlyReport> {
    let targets = of.reached.iter().map(|t| ReportTarget {
        target: t.zh.clone(),
        count: t.count,
        goal: Some(t.target.map(|n| n.to_string()).unwrap_or_default()),
        note: Some(t.note_zh.clone()),
    });
    let in_year = |on: &str| on.parse::<NaiveDate>().ok().filter(|on| on.year() == year);
    let achieved = of.achievements.iter().filter_map(|a| Some((in_year(&a.form.on)?, a)));
    let achievements = achieved.zip(1..).map(|((on, a), n)| ReportAchievement {
        n,
        project_no: a.form.project_no.clone(),
        kind: AchievementKind::from(a.form.kind).zh().to_owned(),
        name: a.form.name.clone(),
        on: Some(on),
    });
    let adjusted = of.adjustments.iter().filter_map(|a| Some((in_year(&a.on)?, a)));
    let adjustments = adjusted.zip(1..).map(|((on, a), n)| ReportAdjustment {
        n,
        on: Some(on),
        subject: a.subject.clone(),
        what: bare_line(&a.zh),
        reason: Some(bare_line(&a.reason)),
    });
    let money = &of.money;
    Ok(YearlyReport {
        year: u32::try_from(year).ok(),
        until: Some(until),
        targets: targets.collect(),
        funnel: of.funnel.iter().map(|s| ReportStep { step: s.zh.clone(), count: s.count }).collect(),
        year_lines: year_lines(money.years.get(&year).copied().unwrap_or_default()),
        fields: groups(money.fields.iter().map(|(field, sums)| (field_name(field), *sums)), &money.all),
        phases: groups(
            Phase::ALL.iter().filter_map(|p| Some((p.zh(), money.phases.get(p).copied()?))),
            &money.all,
        ),
        years: years(money)?,
        achievements: achievements.collect(),
        adjustments: adjustments.collect(),
        unknown: Some(count(money.all.unknown)),
        has_unknown: money.all.unknown > 0,
        has_undated: money.undated > Fen::ZERO || money.undated_projects > 0,
        common,
    })
}

fn field_name(field: &str) -> &str {
    if field.is_empty() { NO_FIELD } else { field }
}

fn year_lines(of: YearSums) -> Vec<ReportFact> {
    let fact = |item: &str, value: String| ReportFact { item: item.to_owned(), value };
    vec![
        fact("下达资金计划的项目（个）", of.projects.to_string()),
        fact("下达财政资金", of.approved.wan()),
        fact("拨付财政资金", of.paid.wan()),
        fact("收回财政资金", of.refunded.wan()),
    ]
}

/// Each group, and their sum.
fn groups<'a>(groups: impl Iterator<Item = (&'a str, Sums)>, all: &Sums) -> Vec<ReportMoney> {
    let line = |(group, sums): (&str, Sums)| ReportMoney {
        group: group.to_owned(),
        projects: count(sums.projects),
        approved: Some(sums.approved),
        paid: Some(sums.paid),
        left: Some(sums.left),
        refunded: Some(sums.refunded),
    };
    groups.chain(std::iter::once(("合计", *all))).map(line).collect()
}

/// Each year, what has none, and their sum.
fn years(money: &Money) -> Result<Vec<ReportYear>> {
    let line = |group: String, sums: YearSums| ReportYear {
        group,
        projects: count(sums.projects),
        approved: Some(sums.approved),
        paid: Some(sums.paid),
        refunded: Some(sums.refunded),
    };
    let mut lines: Vec<ReportYear> =
        money.years.iter().map(|(year, sums)| line(format!("{year}年"), *sums)).collect();
    let undated = YearSums { projects: money.undated_projects, paid: money.undated, ..YearSums::default() };
    if undated != YearSums::default() {
        // What such projects were granted has no year either: a blank, not nothing.
        lines.push(ReportYear { approved: None, ..line("建账以前".to_owned(), undated) });
    }
    let sum = |of: fn(&YearSums) -> Fen| {
        let all = money.years.values().map(of).chain(std::iter::once(of(&undated)));
        Fen::sum(all).ok_or_else(|| Refusal::internal("a sum does not fit"))
    };
    let dated: usize = money.years.values().map(|y| y.projects).sum();
    let approved = sum(|y| y.approved)?;
    let all = YearSums {
        projects: dated + undated.projects,
        approved,
        paid: sum(|y| y.paid)?,
        refunded: sum(|y| y.refunded)?,
    };
    let all = line("合计".to_owned(), all);
    lines.push(if undated.projects > 0 { ReportYear { approved: None, ..all } } else { all });
    Ok(lines)
}

/// A sheet of the workbook: its name, its columns, its rows.
struct Figures(&'static str, Vec<ListColumn>, Vec<Vec<ListCell>>);

/// The figures as a workbook: one sheet a table, numbers as numbers, sums as formulas.
fn book(of: &Glance, year: i32, created: NaiveDate) -> Result<Vec<u8>> {
    let money = &of.money;
    let fields = money.fields.iter().map(|(field, sums)| group(field_name(field), sums)).collect();
    let phases = Phase::ALL.iter().filter_map(|p| Some(group(p.zh(), money.phases.get(p)?))).collect();
    let targets = of.reached.iter().map(|t| {
        vec![text(&t.zh), whole(t.count), t.target.map_or(ListCell::Empty, whole), text(&t.note_zh)]
    });
    let funnel = of.funnel.iter().map(|s| vec![text(&s.zh), whole(s.count)]);
    let sheets = [
        Figures(
            "目标",
            words(&[("目标", 28), ("完成", 10), ("政策目标", 10), ("说明", 32)]),
            targets.collect(),
        ),
        Figures("全链条", words(&[("环节", 28), ("数量", 10)]), funnel.collect()),
        Figures("按领域", sums("领域"), fields),
        Figures("按阶段", sums("阶段"), phases),
        by_year(money),
        adjusted(of),
        achieved(of),
    ];
    let sheets = sheets.into_iter().map(|Figures(name, columns, rows)| ListSheet {
        title: format!("“双百攻关行动”实施情况：{name}"),
        notes: vec![format!("{year}年度报告所用数据；金额单位：万元")],
        name: name.to_owned(),
        totals: columns.iter().any(|c| c.sum).then(|| "合计".to_owned()),
        columns,
        rows,
        footnotes: Vec::new(),
    });
    Ok(workbook::write::recommendation_list(&ListBook { created, sheets: sheets.collect() })?)
}

fn group(name: &str, sums: &Sums) -> Vec<ListCell> {
    let head = [text(name), whole(count(sums.projects))].into_iter();
    head.chain([sums.approved, sums.paid, sums.left, sums.refunded].map(ListCell::Wan)).collect()
}

fn by_year(money: &Money) -> Figures {
    let rows = money.years.iter().map(|(year, sums)| {
        let head = [text(&year.to_string()), whole(count(sums.projects))].into_iter();
        head.chain([sums.approved, sums.paid, sums.refunded].map(ListCell::Wan)).collect()
    });
    let mut columns = vec![column("年度", 12, Align::Center, false)];
    let summed = ["下达项目数", "下达（万元）", "拨付（万元）", "收回（万元）"];
    columns.extend(summed.map(|c| column(c, 16, Align::Right, true)));
    Figures("按年度", columns, rows.collect())
}

fn adjusted(of: &Glance) -> Figures {
    let all = of.adjustments.iter();
    let rows =
        all.map(|a| vec![date(&a.on), text(&a.subject), text(&a.zh), text(&a.reason), text(&a.article)]);
    let columns = words(&[("日期", 12), ("对象", 20), ("调整内容", 40), ("理由", 40), ("条款", 12)]);
    Figures("动态调整", columns, rows.collect())
}

fn achieved(of: &Glance) -> Figures {
    let rows = of.achievements.iter().map(|a| {
        let kind = AchievementKind::from(a.form.kind).zh();
        let counted = if a.counted { "计入" } else { "未计入" };
        let said = [&a.form.project_no, &a.title, kind, &a.form.name];
        let mut row: Vec<ListCell> = said.into_iter().map(text).collect();
        row.extend([date(&a.form.on), text(counted)]);
        row
    });
    let columns = words(&[
        ("项目编号", 18),
        ("项目名称", 36),
        ("类别", 22),
        ("成果名称", 36),
        ("取得日期", 12),
        ("是否计入目标", 12),
    ]);
    Figures("成果", columns, rows.collect())
}

/// Columns that are not summed.
fn words(wide: &[(&str, u16)]) -> Vec<ListColumn> {
    wide.iter().map(|(label, width)| column(label, *width, Align::Left, false)).collect()
}

/// The columns of a table of money.
fn sums(first: &str) -> Vec<ListColumn> {
    let mut all = vec![column(first, 24, Align::Left, false)];
    let summed = ["项目数", "批准（万元）", "已拨（万元）", "未拨（万元）", "已收回（万元）"];
    all.extend(summed.map(|c| column(c, 16, Align::Right, true)));
    all
}

fn column(label: &str, width: u16, align: Align, sum: bool) -> ListColumn {
    ListColumn { label: label.to_owned(), width, align, sum }
}

fn text(text: &str) -> ListCell {
    if text.trim().is_empty() { ListCell::Empty } else { ListCell::Text(text.trim().to_owned()) }
}

fn whole(n: u32) -> ListCell {
    ListCell::Int(i64::from(n))
}

fn date(on: &str) -> ListCell {
    on.parse().map_or(ListCell::Empty, ListCell::Date)
}
