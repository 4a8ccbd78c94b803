//! The rows of each kind as structs, for those who take them over. Every field is optional: a list may lack the
//! column, a cell may be empty or unreadable; what a row must state is said by the findings.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::Fen;

use crate::checks::{Bids, Owner, identify};
use crate::grid::address;
use crate::inspection::{Inspection, Row, Table};
use crate::kinds::{Kind, LINES, WIDE};
use crate::values::Share;

/// Where a row stands and in which cell each of its fields.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// Name of the sheet.
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
    /// Addresses of cells by field.
    pub cells: BTreeMap<&'static str, String>,
}

impl Source {
    fn of(table: &Table, row: &Row) -> Self {
        Self {
            sheet: table.sheet.clone(),
            row: row.row,
            cells: row.columns.iter().map(|(field, column)| (field, address(row.row, *column))).collect(),
        }
    }
}

macro_rules! row_struct {
    ($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $ty:ty = $get:ident,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name {
            /// Where it stands.
            pub source: Source,
            $($(#[$fdoc])* pub $field: $ty,)+
        }

        impl $name {
            fn from_row(table: &Table, row: &Row) -> Self {
                Self { source: Source::of(table, row), $($field: get::$get(row, stringify!($field)),)+ }
            }
        }
    };
}

mod get {
    use super::{Fen, NaiveDate, Row, Share};

    pub(super) fn text(row: &Row, field: &str) -> Option<String> {
        row.text(field).map(str::to_owned)
    }
    pub(super) fn fen(row: &Row, field: &str) -> Option<Fen> {
        row.fen(field)
    }
    pub(super) fn int(row: &Row, field: &str) -> Option<i64> {
        row.int(field)
    }
    pub(super) fn date(row: &Row, field: &str) -> Option<NaiveDate> {
        row.date(field)
    }
    pub(super) fn boolean(row: &Row, field: &str) -> Option<bool> {
        row.bool(field)
    }
    pub(super) fn share(row: &Row, field: &str) -> Option<Share> {
        row.share(field)
    }
    pub(super) fn names(row: &Row, field: &str) -> Vec<String> {
        row.names(field)
    }
}

row_struct! {
    /// A demand (需求).
    DemandRow {
        /// 需求编号
        no: Option<String> = text,
        /// 需求名称
        name: Option<String> = text,
        /// 出题企业
        sponsor: Option<String> = text,
        /// Its unified social credit code.
        sponsor_code: Option<String> = text,
        /// One of the policy's seven fields, or what was written.
        field: Option<String> = text,
        /// 需求背景
        background: Option<String> = text,
        /// 需求内容
        content: Option<String> = text,
        /// 关键技术及指标
        indicators: Option<String> = text,
        /// First day.
        start: Option<NaiveDate> = date,
        /// Last day.
        end: Option<NaiveDate> = date,
        /// 时限, in months.
        term_months: Option<i64> = int,
        /// 总投资
        total_investment: Option<Fen> = fen,
        /// 研发投入总额
        rd_total: Option<Fen> = fen,
        /// 对揭榜方要求
        requirements: Option<String> = text,
        /// 联系人
        contact: Option<String> = text,
        /// 电话
        phone: Option<String> = text,
    }
}

row_struct! {
    /// A bid (揭榜方案).
    BidRow {
        /// 方案编号
        no: Option<String> = text,
        /// Its own name, where it differs from the challenge's.
        name: Option<String> = text,
        /// 榜题
        challenge: Option<String> = text,
        /// 榜单编号
        challenge_no: Option<String> = text,
        /// 出题企业
        sponsor: Option<String> = text,
        /// Its unified social credit code.
        sponsor_code: Option<String> = text,
        /// 揭榜方
        solver: Option<String> = text,
        /// Its unified social credit code.
        solver_code: Option<String> = text,
        /// 参与单位
        participants: Vec<String> = names,
        /// 揭榜协议, as written.
        agreement: Option<String> = text,
        /// One of the policy's seven fields, or what was written.
        field: Option<String> = text,
        /// 技术总师
        chief_engineer: Option<String> = text,
        /// 电话
        phone: Option<String> = text,
        /// First day.
        start: Option<NaiveDate> = date,
        /// Last day.
        end: Option<NaiveDate> = date,
        /// 实施期, in months.
        term_months: Option<i64> = int,
        /// 总投资
        total_investment: Option<Fen> = fen,
        /// 研发投入总额, the base of the cap (rule 13).
        rd_total: Option<Fen> = fen,
        /// 申请财政资金
        fiscal: Option<Fen> = fen,
        /// Its share of the R&D input, as written.
        fiscal_ratio: Option<Share> = share,
        /// 自筹资金
        self_raised: Option<Fen> = fen,
        /// 负责人和骨干人数
        people_total: Option<i64> = int,
        /// 其中青年人数
        people_young: Option<i64> = int,
        /// 青年占比, as written.
        youth_ratio: Option<Share> = share,
        /// 赛马
        race: Option<bool> = boolean,
        /// 一事一议批准文号
        approval_no: Option<String> = text,
        /// 自筹资金证明
        self_raised_proof: Option<String> = text,
        /// 协议签订日期
        agreement_signed_on: Option<NaiveDate> = date,
        /// 协议：合作内容
        agreement_content: Option<String> = text,
        /// 协议：经费
        agreement_funding: Option<String> = text,
        /// 协议：人才引育
        agreement_talent: Option<String> = text,
        /// 协议：知识产权归属
        agreement_ownership: Option<String> = text,
        /// 投融资路演
        roadshow: Option<bool> = boolean,
        /// 路演说明
        roadshow_note: Option<String> = text,
    }
}

row_struct! {
    /// A leader or key member of a bid.
    PersonRow {
        /// 方案编号
        bid_no: Option<String> = text,
        /// 技术总师, 课题负责人 or 骨干, or what was written.
        role: Option<String> = text,
        /// 姓名
        name: Option<String> = text,
        /// 单位
        unit: Option<String> = text,
        /// 出生年份
        birth_year: Option<i64> = int,
    }
}

row_struct! {
    /// A milestone that a bid proposes.
    MilestoneRow {
        /// 方案编号
        bid_no: Option<String> = text,
        /// Until when.
        due: Option<NaiveDate> = date,
        /// What is reached.
        goal: Option<String> = text,
        /// By what it is told.
        indicator: Option<String> = text,
    }
}

row_struct! {
    /// An expert (专家).
    ExpertRow {
        /// 专家编号
        no: Option<String> = text,
        /// 姓名
        name: Option<String> = text,
        /// 性别
        gender: Option<String> = text,
        /// 单位
        unit: Option<String> = text,
        /// 职称
        title: Option<String> = text,
        /// 技术, 管理, 财务 or 法律, or what was written.
        category: Option<String> = text,
        /// 专业
        specialty: Option<String> = text,
        /// 电话
        phone: Option<String> = text,
        /// 身份证号码
        id_card: Option<String> = text,
        /// 曾任职单位, parted by ；
        past_units: Option<String> = text,
        /// 合作者, parted by ；
        colleagues: Option<String> = text,
        /// 导师和学生, parted by ；
        teachers: Option<String> = text,
    }
}

/// One line of one bid's budget. A row of the wide form gives four of them.
#[derive(Debug, Clone, PartialEq)]
pub struct BudgetRow {
    /// Where it stands; `total`, `fiscal` and `self_raised` name the cells in both forms.
    pub source: Source,
    /// 方案编号
    pub bid_no: Option<String>,
    /// 榜单编号
    pub challenge_no: Option<String>,
    /// Another number of the row.
    pub no: Option<String>,
    /// Name of the challenge or the bid.
    pub name: Option<String>,
    /// 揭榜方
    pub solver: Option<String>,
    /// 设备费, 业务费, 劳务费 or 间接费用, or what was written.
    pub line: Option<String>,
    /// 测算依据
    pub basis: Option<String>,
    /// Total.
    pub total: Option<Fen>,
    /// Fiscal part.
    pub fiscal: Option<Fen>,
    /// Self-raised part.
    pub self_raised: Option<Fen>,
}

impl BudgetRow {
    fn from_row(table: &Table, row: &Row) -> Vec<Self> {
        let text = |field: &str| row.text(field).map(str::to_owned);
        let blank = Self {
            source: Source::of(table, row),
            bid_no: text("bid_no"),
            challenge_no: text("challenge_no"),
            no: text("no"),
            name: text("name"),
            solver: text("solver"),
            line: text("line"),
            basis: text("basis"),
            total: row.fen("total"),
            fiscal: row.fen("fiscal"),
            self_raised: row.fen("self_raised"),
        };
        if !is_wide(table) {
            return vec![blank];
        }
        let line = |(name, fields): (&&str, &[&'static str; 3])| {
            let mut source = blank.source.clone();
            for (field, plain) in fields.iter().zip(["total", "fiscal", "self_raised"]) {
                if let Some(cell) = row.cell(field) {
                    source.cells.insert(plain, cell);
                }
            }
            let [total, fiscal, self_raised] = fields.map(|f| row.fen(f));
            let some = total.or(fiscal).or(self_raised).is_some();
            let total = total.or_else(|| fiscal.zip(self_raised).and_then(|(a, b)| a.checked_add(b)));
            some.then(|| Self {
                source,
                line: Some((*name).to_owned()),
                total,
                fiscal,
                self_raised,
                ..blank.clone()
            })
        };
        LINES.iter().zip(&WIDE).filter_map(line).collect()
    }
}

/// Whether a budget has a column for each line and source.
pub(crate) fn is_wide(table: &Table) -> bool {
    table.columns.values().filter(|f| WIDE.iter().flatten().any(|w| w == f)).count() >= 2
}

/// The lines of a budget table.
pub(crate) fn budget_rows(table: &Table) -> Vec<BudgetRow> {
    table.rows.iter().flat_map(|r| BudgetRow::from_row(table, r)).collect()
}

impl Inspection {
    /// All demands.
    #[must_use]
    pub fn demands(&self) -> Vec<DemandRow> {
        self.of_kind(Kind::Demand).flat_map(|t| t.rows.iter().map(|r| DemandRow::from_row(t, r))).collect()
    }

    /// All bids.
    #[must_use]
    pub fn bids(&self) -> Vec<BidRow> {
        self.of_kind(Kind::Bid).flat_map(|t| t.rows.iter().map(|r| BidRow::from_row(t, r))).collect()
    }

    /// All experts.
    #[must_use]
    pub fn experts(&self) -> Vec<ExpertRow> {
        self.of_kind(Kind::Expert).flat_map(|t| t.rows.iter().map(|r| ExpertRow::from_row(t, r))).collect()
    }

    /// All budget lines, from both forms.
    #[must_use]
    pub fn budget_lines(&self) -> Vec<BudgetRow> {
        self.of_kind(Kind::Budget).flat_map(budget_rows).collect()
    }

    /// The budget lines of each bid, in the order of [`Inspection::bids`]: a line names its bid by number, or by number or
    /// title of the challenge with the solver. What names none, or more than one, has its finding and is left out.
    #[must_use]
    pub fn lines_of_bids(&self) -> Vec<Vec<BudgetRow>> {
        let bids = Bids::of(self.tables.iter());
        let mut of_bids: Vec<Vec<BudgetRow>> = vec![Vec::new(); bids.len()];
        for line in self.budget_lines() {
            if let Owner::Bid(index) = identify(&line, &bids)
                && let Some(lines) = of_bids.get_mut(index)
            {
                lines.push(line);
            }
        }
        of_bids
    }

    /// The people of each bid, in the order of [`Inspection::bids`].
    #[must_use]
    pub fn people_of_bids(&self) -> Vec<Vec<PersonRow>> {
        self.of_bids(Kind::Person, PersonRow::from_row, |row| row.bid_no.as_deref())
    }

    /// The milestones of each bid, in the order of [`Inspection::bids`].
    #[must_use]
    pub fn milestones_of_bids(&self) -> Vec<Vec<MilestoneRow>> {
        self.of_bids(Kind::Milestone, MilestoneRow::from_row, |row| row.bid_no.as_deref())
    }

    fn of_bids<R: Clone>(
        &self,
        kind: Kind,
        typed: impl Fn(&Table, &Row) -> R,
        no: impl Fn(&R) -> Option<&str>,
    ) -> Vec<Vec<R>> {
        let bids = Bids::of(self.tables.iter());
        let mut of_bids: Vec<Vec<R>> = vec![Vec::new(); bids.len()];
        for row in self.of_kind(kind).flat_map(|t| t.rows.iter().map(|r| typed(t, r))) {
            if let Some([index]) = no(&row).map(|no| bids.numbered(no))
                && let Some(rows) = of_bids.get_mut(*index)
            {
                rows.push(row);
            }
        }
        of_bids
    }
}
