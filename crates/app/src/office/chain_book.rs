//! The chain up to the bid in our own book: demands with where they stand, who sent them and when, notes and steps, reviews,
//! batches with their lists, decisions and corrections. Written and read by the same columns, so nothing is lost between.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::Finding;
use domain::challenge_list::{Batch, Correction, Deciding, LeftOut, ListDecision, Listed};
use domain::demand::Note;
use serde::{Deserialize, Serialize};
use serde_json::json;
use workbook::Book;
use workbook::write::ListSheet;

use super::own_sheet::{As, Column, Read, Reading, may, need, write};
use crate::demand_records::{BatchRecord, DemandRecord, Move, ReviewRecord};
use crate::refusal::Result;

/// Demands, their reviews and the batches that publish them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Chain {
    pub(crate) demands: Vec<DemandRecord>,
    pub(crate) reviews: Vec<ReviewRecord>,
    pub(crate) batches: Vec<BatchRecord>,
}

const SENDERS: &[(&str, &str)] = &[("district", "县市区"), ("enterprise", "企业"), ("other", "其他")];
const NOTES: &[(&str, &str)] = &[("visit", "走访"), ("talk", "对接"), ("other", "其他")];
const STATUSES: &[(&str, &str)] = &[
    ("collected", "待补正"),
    ("complete", "要素齐全"),
    ("under_review", "论证中"),
    ("proposed", "建议榜单"),
    ("studied", "会议研究通过"),
    ("approved", "市政府审定"),
    ("published", "已张榜"),
    ("returned", "已退回"),
    ("not_selected", "未入选"),
];
const CONCLUSIONS: &[(&str, &str)] =
    &[("list", "建议入榜"), ("list_after_revision", "完善后入榜"), ("defer", "暂不入榜")];
const CATEGORIES: &[(&str, &str)] = &[("技术", "技术"), ("管理", "管理"), ("财务", "财务"), ("法律", "法律")];
const DRAWN: &[(&str, &str)] = &[("named", "指定"), ("random", "随机抽取")];
const GROUNDS: &[(&str, &str)] = &[("urgency", "重要急需程度"), ("field", "产业领域"), ("money", "资金额度")];
const DECIDING: &[(&str, &str)] = &[("study", "会议研究"), ("approval", "市政府审定")];

const DEMANDS: &str = "需求总表";
const DEMAND: &[Column] = &[
    need("demand.no", "需求编号", As::Text),
    need("demand.title", "需求名称", As::Text),
    may("demand.field", "领域", As::Maybe),
    may("demand.field_reason", "非重点领域列入理由", As::Maybe),
    need("demand.sponsor", "出题企业", As::Text),
    may("demand.sponsor_code", "统一社会信用代码", As::Maybe),
    may("demand.contact", "联系人", As::Maybe),
    may("demand.phone", "电话", As::Maybe),
    may("demand.background", "需求背景", As::Maybe),
    may("demand.content", "需求内容", As::Maybe),
    may("demand.indicators", "关键技术及指标", As::Maybe),
    may("demand.start", "开始日期", As::Day),
    may("demand.end", "完成日期", As::Day),
    may("demand.term_months", "时限（月）", As::Int),
    may("demand.total_investment", "总投资", As::Money),
    may("demand.rd_total", "研发投入总额", As::Money),
    may("demand.requirements", "对揭榜方要求", As::Maybe),
    may("demand.scene", "应用场景", As::Maybe),
    may("demand.race_allowed", "接受赛马", As::YesNo),
    need("demand.collected.on", "征集日期", As::Day),
    need("demand.collected.sender", "征集来源", As::Word(SENDERS)),
    may("demand.collected.from", "报送单位", As::Text),
    need("status", "需求状态", As::Word(STATUSES)),
    may("review", "论证会", As::Maybe),
    may("batch", "列入批次", As::Maybe),
    need("provincial.on", "上报省科技厅日期", As::Day),
    may("provincial.note", "上报文号或者说明", As::Text),
    need("word.review", "结论出自", As::Text),
    may("word.source", "结论来源", As::Source),
    need("word.conclusion", "论证结论", As::Word(CONCLUSIONS)),
    may("word.score", "综合分", As::Maybe),
    may("word.reason", "论证理由", As::Text),
    may("word.revise", "完善要求", As::Text),
    need("word.revised.on", "完善日期", As::Day),
    may("word.revised.note", "完善情况", As::Text),
];

/// A dated note with its demand.
#[derive(Serialize, Deserialize)]
struct NoteRow {
    demand_no: String,
    #[serde(flatten)]
    note: Note,
}
const NOTE_ROWS: &str = "需求记录";
const NOTE: &[Column] = &[
    need("demand_no", "需求编号", As::Text),
    need("on", "记录日期", As::Day),
    need("kind", "记录类别", As::Word(NOTES)),
    may("who", "参加人员", As::Text),
    may("text", "记录内容", As::Text),
];

/// A step with its demand.
#[derive(Serialize, Deserialize)]
struct MoveRow {
    demand_no: String,
    #[serde(flatten)]
    step: Move,
}
const MOVE_ROWS: &str = "需求办理经过";
const MOVE: &[Column] = &[
    need("demand_no", "需求编号", As::Text),
    need("at", "办理时间", As::Moment),
    need("to", "办理后状态", As::Word(STATUSES)),
    may("reason", "办理理由", As::Text),
];

const REVIEWS: &str = "需求论证会";
const REVIEW: &[Column] = &[
    need("no", "会议编号", As::Text),
    may("title", "会议名称", As::Text),
    need("date", "会议日期", As::Day),
    may("demands", "论证需求", As::Lines),
];

/// A member with the review on whose panel he sits.
#[derive(Serialize, Deserialize)]
struct MemberRow {
    review: String,
    #[serde(flatten)]
    member: domain::Member,
}
const MEMBERS: &str = "论证会专家";
const MEMBER: &[Column] = &[
    need("review", "会议编号", As::Text),
    need("expert_no", "专家编号", As::Text),
    need("name", "姓名", As::Text),
    need("category", "类别", As::Word(CATEGORIES)),
    may("unit", "工作单位", As::Text),
    may("title", "职务/职称", As::Maybe),
    need("drawn", "产生方式", As::Word(DRAWN)),
];

/// Why a warning was passed over.
#[derive(Serialize, Deserialize)]
struct PassedRow {
    review: String,
    text: String,
}
const PASSED: &str = "论证会说明";
const PASS: &[Column] = &[need("review", "会议编号", As::Text), may("text", "说明", As::Text)];

const BATCHES: &str = "榜单批次";
const BATCH: &[Column] = &[
    need("name", "批次", As::Text),
    may("office", "主管单位", As::Text),
    need("made_on", "建批日期", As::Day),
    may("grounds", "凝练依据", As::Words(GROUNDS)),
    may("ground_text", "依据说明", As::Text),
    may("expired_reason", "政策期满后列入理由", As::Maybe),
    need("publication.on", "张榜日期", As::Day),
    may("publication.number", "张榜文号", As::Text),
    need("publication.deadline", "揭榜截止时间", As::Time),
    may("publication.place", "受理地点", As::Text),
    may("publication.phone", "受理电话", As::Text),
];

/// A line of a list; the last two are for the eye.
#[derive(Serialize, Deserialize)]
struct ListedRow {
    batch: String,
    #[serde(flatten)]
    listed: Listed,
    #[serde(default)]
    title: String,
    #[serde(default)]
    sponsor: String,
}
const LISTED_ROWS: &str = "榜单条目";
const LISTED: &[Column] = &[
    need("batch", "批次", As::Text),
    need("demand_no", "需求编号", As::Text),
    may("challenge_no", "榜单编号", As::Maybe),
    may("title", "需求名称", As::Text),
    may("sponsor", "出题企业", As::Text),
];

/// A decision, or the correction of one.
#[derive(Serialize, Deserialize)]
struct DecisionRow {
    batch: String,
    /// Its place among the decisions of its batch, from 1.
    n: u32,
    which: Deciding,
    on: chrono::NaiveDate,
    number: String,
    by: String,
    attendance: String,
    correction: Option<CorrectedBy>,
}
#[derive(Serialize, Deserialize)]
struct CorrectedBy {
    at: DateTime<Utc>,
    recorded_by: String,
    reason: String,
}
const DECISIONS: &str = "榜单决定";
const DECISION: &[Column] = &[
    need("batch", "批次", As::Text),
    need("n", "序次", As::Int),
    need("which", "环节", As::Word(DECIDING)),
    need("on", "决定日期", As::Day),
    may("number", "文号或者纪要号", As::Text),
    may("by", "决定机构", As::Text),
    may("attendance", "参加人员", As::Text),
    need("correction.at", "更正时间", As::Moment),
    may("correction.recorded_by", "更正人", As::Text),
    may("correction.reason", "更正理由", As::Text),
];

/// A demand that a decision left out.
#[derive(Serialize, Deserialize)]
struct LeftOutRow {
    batch: String,
    n: u32,
    #[serde(flatten)]
    left: LeftOut,
}
const LEFT_OUT: &str = "榜单未列入";
const LEFT: &[Column] = &[
    need("batch", "批次", As::Text),
    need("n", "序次", As::Int),
    need("demand_no", "需求编号", As::Text),
    may("reason", "理由", As::Text),
];

/// The sheets of a chain.
///
/// # Errors
/// `internal` for a record that the columns do not describe.
pub(super) fn sheets(chain: &Chain) -> Result<Vec<ListSheet>> {
    let mut notes = Vec::new();
    let mut moves = Vec::new();
    for record in &chain.demands {
        let no = || record.demand.no.clone();
        notes.extend(record.demand.notes.iter().map(|n| NoteRow { demand_no: no(), note: n.clone() }));
        moves.extend(record.moves.iter().map(|m| MoveRow { demand_no: no(), step: m.clone() }));
    }
    let (mut members, mut passed) = (Vec::new(), Vec::new());
    for review in &chain.reviews {
        let no = || review.no.clone();
        members.extend(review.panel.iter().map(|m| MemberRow { review: no(), member: m.clone() }));
        passed.extend(review.passed_over.iter().map(|t| PassedRow { review: no(), text: t.clone() }));
    }
    let named: BTreeMap<&str, &DemandRecord> =
        chain.demands.iter().map(|d| (d.demand.no.as_str(), d)).collect();
    let mut listed = Vec::new();
    let (mut decisions, mut left_out) = (Vec::new(), Vec::new());
    for BatchRecord(batch) in &chain.batches {
        listed.extend(batch.listed.iter().map(|l| {
            let demand = named.get(l.demand_no.as_str()).map(|d| &d.demand);
            ListedRow {
                batch: batch.name.clone(),
                listed: l.clone(),
                title: demand.map(|d| d.title.clone()).unwrap_or_default(),
                sponsor: demand.map(|d| d.sponsor.clone()).unwrap_or_default(),
            }
        }));
        for (row, left) in decision_rows(batch) {
            decisions.push(row);
            left_out.extend(left);
        }
    }
    Ok(vec![
        write(DEMANDS, DEMAND, &chain.demands)?,
        write(NOTE_ROWS, NOTE, &notes)?,
        write(MOVE_ROWS, MOVE, &moves)?,
        write(REVIEWS, REVIEW, &chain.reviews)?,
        write(MEMBERS, MEMBER, &members)?,
        write(PASSED, PASS, &passed)?,
        write(BATCHES, BATCH, &chain.batches)?,
        write(LISTED_ROWS, LISTED, &listed)?,
        write(DECISIONS, DECISION, &decisions)?,
        write(LEFT_OUT, LEFT, &left_out)?,
    ])
}

/// The decisions of a batch as they were recorded, then its corrections, each with what it left out.
fn decision_rows(batch: &Batch) -> Vec<(DecisionRow, Vec<LeftOutRow>)> {
    let recorded = [Deciding::Study, Deciding::Approval];
    let recorded = recorded.into_iter().filter_map(|which| Some((which, batch.recorded(which)?, None)));
    let corrected = batch.corrections.iter().map(|c| {
        let by = CorrectedBy { at: c.at, recorded_by: c.recorded_by.clone(), reason: c.reason.clone() };
        (c.which, &c.decision, Some(by))
    });
    let rows = recorded.chain(corrected).zip(1_u32..);
    rows.map(|((which, decision, correction), n)| {
        let left = decision.left_out.iter();
        let left = left.map(|l| LeftOutRow { batch: batch.name.clone(), n, left: l.clone() }).collect();
        let row = DecisionRow {
            batch: batch.name.clone(),
            n,
            which,
            on: decision.on,
            number: decision.number.clone(),
            by: decision.by.clone(),
            attendance: decision.attendance.clone(),
            correction,
        };
        (row, left)
    })
    .collect()
}

/// The chain of a book and what keeps it from being read; both are empty for a book that has none.
pub(super) fn chain(book: &Book) -> (Chain, Vec<Finding>) {
    if !workbook::own::has_own(book) {
        return (Chain::default(), Vec::new());
    }
    let mut reading = Reading { book, findings: Vec::new() };
    let demands = demands(&mut reading);
    let reviews = reviews(&mut reading);
    let batches = batches(&mut reading, &demands);
    let chain = Chain { demands, reviews, batches };
    (chain, reading.findings)
}

fn demands(reading: &mut Reading<'_>) -> Vec<DemandRecord> {
    let rows = reading.rows::<serde_json::Value>(DEMANDS, DEMAND);
    let mut records = Vec::new();
    for Read { row, value: mut record } in rows {
        record["moves"] = json!([]);
        record["changed"] = json!(false);
        record["demand"]["notes"] = json!([]);
        match serde_json::from_value::<DemandRecord>(record) {
            Ok(value) => records.push(Read { row, value }),
            Err(_) => reading.wrong((DEMANDS, DEMAND), "demand.no", row, ""),
        }
    }
    let mut records = reading.once((DEMANDS, DEMAND, "demand.no"), records, |d| &d.demand.no);
    let no = |record: &DemandRecord| record.demand.no.clone();
    reading.give(
        (NOTE_ROWS, NOTE, "demand_no"),
        &mut records,
        no,
        |row: &NoteRow| row.demand_no.clone(),
        |record, row| record.demand.notes.push(row.note),
    );
    reading.give(
        (MOVE_ROWS, MOVE, "demand_no"),
        &mut records,
        no,
        |row: &MoveRow| row.demand_no.clone(),
        |record, row| record.moves.push(row.step),
    );
    records
}

fn reviews(reading: &mut Reading<'_>) -> Vec<ReviewRecord> {
    let rows = reading.rows::<serde_json::Value>(REVIEWS, REVIEW);
    let mut records = Vec::new();
    for Read { row, value: mut record } in rows {
        record["panel"] = json!([]);
        record["passed_over"] = json!([]);
        match serde_json::from_value::<ReviewRecord>(record) {
            Ok(value) => records.push(Read { row, value }),
            Err(_) => reading.wrong((REVIEWS, REVIEW), "no", row, ""),
        }
    }
    let mut records = reading.once((REVIEWS, REVIEW, "no"), records, |r| &r.no);
    let no = |record: &ReviewRecord| record.no.clone();
    reading.give(
        (MEMBERS, MEMBER, "review"),
        &mut records,
        no,
        |row: &MemberRow| row.review.clone(),
        |record, row| record.panel.push(row.member),
    );
    reading.give(
        (PASSED, PASS, "review"),
        &mut records,
        no,
        |row: &PassedRow| row.review.clone(),
        |record, row| record.passed_over.push(row.text),
    );
    records
}

fn batches(reading: &mut Reading<'_>, demands: &[DemandRecord]) -> Vec<BatchRecord> {
    let rows = reading.rows::<serde_json::Value>(BATCHES, BATCH);
    let mut records = Vec::new();
    for Read { row, value: mut record } in rows {
        record["listed"] = json!([]);
        match serde_json::from_value::<BatchRecord>(record) {
            Ok(value) => records.push(Read { row, value }),
            Err(_) => reading.wrong((BATCHES, BATCH), "name", row, ""),
        }
    }
    let mut records = reading.once((BATCHES, BATCH, "name"), records, |b| &b.0.name);
    let mut lines: Vec<(u32, ListedRow)> = Vec::new();
    for Read { row, value } in reading.rows::<ListedRow>(LISTED_ROWS, LISTED) {
        if demands.iter().any(|d| d.demand.no == value.listed.demand_no) {
            lines.push((row, value));
        } else {
            reading.wrong((LISTED_ROWS, LISTED), "demand_no", row, "no_such_number");
        }
    }
    for (row, line) in lines {
        match records.iter_mut().find(|b| b.0.name == line.batch) {
            Some(batch) => batch.0.listed.push(line.listed),
            None => reading.wrong((LISTED_ROWS, LISTED), "batch", row, "no_such_number"),
        }
    }
    let decisions = reading.rows::<DecisionRow>(DECISIONS, DECISION).into_iter();
    let mut decisions: Vec<(Read<DecisionRow>, Vec<LeftOut>)> = decisions.map(|r| (r, Vec::new())).collect();
    reading.give(
        (LEFT_OUT, LEFT, "n"),
        &mut decisions,
        |(read, _)| format!("{}\n{}", read.value.batch, read.value.n),
        |row: &LeftOutRow| format!("{}\n{}", row.batch, row.n),
        |(_, left), row| left.push(row.left),
    );
    for (Read { row, value }, left_out) in decisions {
        match records.iter_mut().find(|b| b.0.name == value.batch) {
            Some(batch) => decide(&mut batch.0, value, left_out),
            None => reading.wrong((DECISIONS, DECISION), "batch", row, "no_such_number"),
        }
    }
    records
}

/// Puts a decision, or the correction of one, where it stands.
fn decide(batch: &mut Batch, row: DecisionRow, left_out: Vec<LeftOut>) {
    let decision =
        ListDecision { on: row.on, number: row.number, by: row.by, attendance: row.attendance, left_out };
    match (row.correction, row.which) {
        (Some(by), which) => batch.corrections.push(Correction {
            which,
            at: by.at,
            recorded_by: by.recorded_by,
            reason: by.reason,
            decision,
        }),
        (None, Deciding::Study) => batch.study = Some(decision),
        (None, Deciding::Approval) => batch.approval = Some(decision),
    }
}
