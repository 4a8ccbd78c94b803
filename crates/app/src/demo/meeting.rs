//! The way of the demo meeting, step by step, through the secretariat's use cases.

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Duration, NaiveTime, Utc};
use domain::collective::tie::{TieBy, TieLot, TieVote, VotesFor};
use domain::conclusion::{Conclusion, PanelDecision, Standing};
use domain::funding::Mode;
use domain::gates::Said;
use domain::recommendation::{Judged, recommend};
use domain::session::{Facts, Hearing, Question, TieDecision};
use domain::units::Aliases;
use domain::{Expert, Severity};
use ranking::Comparison;
use secrecy::SecretString;
use workbook::{Drop, Edits};

use super::experts::{self, Laptop};
use super::scores::Seeded;
use super::{Demo, PASSPHRASE, Progress, Summary, book, cast, conduct, file, folder};
use crate::api::Problem;
use crate::api::results::WhatIf;
use crate::clock::SteppedClock;
use crate::office::{Inspected, Office, inspect};
use crate::records::NewSession;
use crate::refusal::{Refusal, Result};

const SESSION: &str = "论证2026-01-03";
const BATCH: &str = "2026年第一批";
/// Half past eight in the morning, local time.
const MORNING: i64 = 1_768_869_000;

/// Holds the meeting.
pub(super) fn hold(demo: &Demo, progress: &Progress<'_>) -> Result<Summary> {
    let own = demo.from.as_deref().map(judgeable).transpose()?;
    let start = DateTime::from_timestamp(MORNING, 0).ok_or_else(|| Refusal::internal("demo clock"))?;
    let clock = Arc::new(SteppedClock::new(start, Duration::milliseconds(40)));
    let lists = folder(demo, "名单")?;
    let vaults = folder(demo, "保险库")?;
    let packs = folder(demo, "数据包")?;
    progress("导入名单 intake", 0, 1);
    let secret = SecretString::from(PASSPHRASE);
    let office_folder = file(&vaults, "秘书处.lunzheng");
    let mut office = Office::create(&office_folder, "钱示例", &secret, demo.kdf, clock.clone())?;
    let (numbers, intake) = intake(demo, own, &mut office, &lists)?;
    let panel = enlist(demo, &mut office, &lists, &numbers)?;
    progress("导入名单 intake", 1, 1);
    set_up(&mut office, &numbers, &panel)?;
    let rules =
        office.freeze(SESSION, None, Comparison::Exact, Some("演示数据没有附协议和材料，按现有专家评审"))?;

    let laptops = laptops(&panel, &vaults, &packs);
    let card = file(&packs, "会议卡.lzcard");
    let digits = office.write_card(SESSION, &card)?;
    let of = laptops.len();
    experts::each(&laptops, &experts::shown(progress, "登记电脑 enrolment", of), &|laptop| {
        experts::prepare(demo, laptop, &card, &digits, &clock)
    })?;
    for laptop in &laptops {
        let request = office.read_request(SESSION, &laptop.request)?;
        let typed = request.digits.clone();
        office.enrol(SESSION, &laptop.expert.no, &request, &typed, "钱示例、专家本人")?;
        office.issue_task(SESSION, &laptop.expert.no, &laptop.task)?;
    }
    conduct::until_scoring(&mut office, SESSION, (&panel, &numbers), &clock, start)?;
    clock.forward_to(start + Duration::hours(5));
    let late = late_recusal(&laptops, &numbers);
    experts::each(&laptops, &experts::shown(progress, "专家评分 scoring", of), &|laptop| {
        let own = late.as_ref().filter(|(no, _)| *no == laptop.expert.no).map(|(_, bid)| bid.as_str());
        experts::score(demo, laptop, &clock, own)
    })?;
    clock.forward_to(start + Duration::hours(6));
    collect(&mut office, &laptops, late.as_ref())?;
    progress("汇总合议 tally", 0, 1);
    let ties = tally(&mut office)?;
    discuss(&mut office, &clock, start + Duration::hours(7))?;
    progress("汇总合议 tally", 1, 1);
    clock.forward_to(start + Duration::hours(9));
    progress("生成文件 documents", 0, 1);
    let saved = office.make_documents(SESSION, &folder(demo, "文件")?)?;
    progress("生成文件 documents", 1, 1);
    let documents = saved.made.into_iter().map(|m| m.path).collect();
    clock.forward_to(start + Duration::minutes(555));
    sign(&mut office, &panel)?;
    progress("归档 archive", 0, 1);
    let kept = folder(demo, "归档")?;
    let (archive, key) = (file(&kept, "归档.lzp"), file(&kept, "归档.lzkey"));
    office.write_archive(SESSION, &archive, &key, &secret, &[])?;
    progress("归档 archive", 1, 1);
    let made = Made { rules, documents, archive };
    let summary = summary(demo, &office, intake, ties, made)?;
    office.lock()?;
    Ok(summary)
}

/// What the meeting left behind.
struct Made {
    /// Digest of the frozen rules.
    rules: String,
    documents: Vec<std::path::PathBuf>,
    archive: std::path::PathBuf,
}

/// What was decided about the rows of the list.
struct Intake {
    /// Rows left out, with their reasons.
    dropped: Vec<String>,
    /// Warnings of the rows that stayed.
    warnings: Vec<String>,
}

/// Makes or takes the list, drops rows with errors with their reason, and imports the rest in one step.
fn intake(
    demo: &Demo,
    own: Option<Inspected>,
    office: &mut Office,
    lists: &Path,
) -> Result<(Vec<String>, Intake)> {
    let inspected = match own {
        Some(own) => own,
        None => {
            let path = file(lists, "揭榜方案登记表.xlsx");
            book::write_bids(&path, demo.bids, &mut Seeded::new(demo.seed))?;
            judgeable(&path)?
        }
    };
    let dropped = inspected
        .inspection
        .dropped
        .iter()
        .filter(|d| d.with_bid.is_none())
        .map(|d| format!("{}第{}行：{}", d.sheet, d.row, d.reason))
        .collect();
    let warnings = inspected.inspection.findings.iter().map(|finding| {
        let problem = Problem::of(finding);
        problem.place.map_or_else(|| problem.zh.clone(), |place| format!("{place}：{}", problem.zh))
    });
    let warnings = warnings.collect();
    office.import(BATCH, &inspected)?;
    let numbers: Vec<String> = office.bids(BATCH)?.into_iter().map(|b| b.no).collect();
    Ok((numbers, Intake { dropped, warnings }))
}

/// A list with something left to judge. One that holds no bids says what it holds; one whose every bid has an error
/// says which errors, cell by cell.
fn judgeable(path: &Path) -> Result<Inspected> {
    let as_sent = inspect(path, Edits::default())?;
    if as_sent.inspection.bids().is_empty() {
        return Err(as_sent.without_bids());
    }
    let inspected = without_errors(path)?;
    if inspected.inspection.bids().is_empty() {
        return Err(as_sent.blocked());
    }
    Ok(inspected)
}

/// A real secretary corrects or drops a row after looking at it. The demo drops every row that has an error, and says so;
/// a budget line takes its whole bid with it.
fn without_errors(path: &Path) -> Result<Inspected> {
    let mut choices = Edits::default();
    let mut inspected = inspect(path, choices.clone())?;
    for _ in 0..4 {
        let wrong = rows_to_drop(&inspected, &choices);
        if wrong.is_empty() {
            break;
        }
        choices.drops.extend(wrong);
        inspected = inspect(path, choices.clone())?;
    }
    Ok(inspected)
}

/// The rows that have an error, each with the code as its reason.
fn rows_to_drop(inspected: &Inspected, choices: &Edits) -> Vec<Drop> {
    let inspection = &inspected.inspection;
    let bid_row =
        |no: &str| inspection.bids().into_iter().find(|b| b.no.as_deref() == Some(no)).map(|b| b.source);
    let mut drops: Vec<Drop> = Vec::new();
    for finding in inspection.findings.iter().filter(|f| f.severity == Severity::Error) {
        let (Some(sheet), Some(row)) = (&finding.place.sheet, finding.place.row) else {
            continue;
        };
        let line =
            inspection.budget_lines().into_iter().find(|l| l.source.sheet == *sheet && l.source.row == row);
        let bid = line.and_then(|l| bid_row(l.bid_no.as_deref()?));
        let (sheet, row) = bid.map_or_else(|| (sheet.clone(), row), |source| (source.sheet, source.row));
        let known = |d: &Drop| d.sheet == sheet && d.row == row;
        if !drops.iter().any(known) && !choices.drops.iter().any(known) {
            let zh = crate::messages::words(finding.code, &finding.params).zh;
            drops.push(Drop { sheet, row, reason: format!("演示中剔除：{zh}") });
        }
    }
    drops
}

/// The panel: from the register when the secretary's own list brought experts, else invented people, one of whom comes
/// from the unit that answers the third bid: a recusal.
fn enlist(demo: &Demo, office: &mut Office, lists: &Path, numbers: &[String]) -> Result<Vec<Expert>> {
    let register = office.experts()?;
    if !register.is_empty() {
        return Ok(cast::chosen(&register, demo.experts));
    }
    let mut experts = cast::experts(demo.experts);
    let bids = office.bids(BATCH)?;
    let third = numbers.get(2).and_then(|no| bids.iter().find(|b| b.no == *no));
    if let (Some(expert), Some(bid)) = (experts.get_mut(1), third) {
        expert.unit.clone_from(&bid.solver);
    }
    let path = file(lists, "评审专家登记表.xlsx");
    book::write_experts(&path, &experts)?;
    office.import(BATCH, &inspect(&path, Edits::default())?)?;
    Ok(experts)
}

/// Session, bids, panel, facts, recusals.
fn set_up(office: &mut Office, numbers: &[String], panel: &[Expert]) -> Result<()> {
    let date = chrono::NaiveDate::from_ymd_opt(2026, 1, 20).ok_or_else(|| Refusal::internal("demo date"))?;
    office.open_session(NewSession {
        no: SESSION.to_owned(),
        title: format!("{BATCH}揭榜方案论证会"),
        batch: BATCH.to_owned(),
        office: "太原市科学技术局".to_owned(),
        date,
        expired_reason: None,
    })?;
    office.choose_bids(SESSION, numbers)?;
    let chosen: Vec<String> = panel.iter().map(|e| e.no.clone()).collect();
    office.set_panel(SESSION, &chosen)?;
    office.set_facts(SESSION, facts())?;
    for proposal in office.propose_recusals(SESSION, &Aliases::default())? {
        let ground = "经本人确认，工作单位与该方案单位相同";
        office.decide_recusal(
            SESSION,
            &proposal.expert_no,
            &proposal.bid_no,
            true,
            "赵示例、孙示例",
            ground,
        )?;
    }
    for (i, no) in numbers.iter().enumerate().take(3) {
        let hearing = Hearing {
            reporter: Some("技术总师".to_owned()),
            questions: vec![Question {
                question: format!("第{}项考核指标的检测方法和样本数量", i + 1),
                answer: "由第三方检测机构按批抽样，每批不少于5件".to_owned(),
            }],
        };
        office.set_hearing(SESSION, no, hearing)?;
    }
    Ok(())
}

/// What the recorder wrote down. Attendees and the hour of the end are left open: the minutes then have blanks.
fn facts() -> Facts {
    Facts {
        organizer: Some("高新技术科".to_owned()),
        place: Some("市科技局三楼会议室".to_owned()),
        host: Some("赵示例".to_owned()),
        recorder: Some("钱示例".to_owned()),
        supervisor: Some("孙示例（机关纪委）".to_owned()),
        attendees: None,
        started: NaiveTime::from_hms_opt(8, 30, 0),
        ended: None,
        ..Facts::default()
    }
}

/// Where each laptop's files lie.
fn laptops(panel: &[Expert], vaults: &Path, packs: &Path) -> Vec<Laptop> {
    panel
        .iter()
        .enumerate()
        .map(|(position, expert)| Laptop {
            position,
            vault: file(vaults, &format!("专家{:02}.lunzheng", position + 1)),
            request: file(packs, &format!("登记申请_专家{:02}.lzreq", position + 1)),
            task: file(packs, &format!("任务包_专家{:02}.lzp", position + 1)),
            scores: file(packs, &format!("评分包_专家{:02}.lzp", position + 1)),
            expert: expert.clone(),
        })
        .collect()
}

/// The last technical expert notices a conflict while reading the sixth bid.
fn late_recusal(laptops: &[Laptop], numbers: &[String]) -> Option<(String, String)> {
    let expert = laptops.iter().rfind(|l| l.expert.category == domain::Category::Technical)?;
    numbers.get(5).map(|bid| (expert.expert.no.clone(), bid.clone()))
}

/// Takes the score packs in, and decides the recusal that came from a desk.
fn collect(office: &mut Office, laptops: &[Laptop], late: Option<&(String, String)>) -> Result<()> {
    for laptop in laptops {
        let staged = office.stage(SESSION, &laptop.scores)?;
        office.accept(SESSION, staged)?;
    }
    if let Some((expert, bid)) = late {
        let ground = "本人申明近三年合作发表论文，情况属实";
        office.decide_recusal(SESSION, expert, bid, true, "赵示例、孙示例", ground)?;
    }
    Ok(())
}

/// Tallies, and has the panel settle every tie by a vote.
fn tally(office: &mut Office) -> Result<Vec<String>> {
    let view = office.tally(SESSION)?;
    let mut settled = Vec::new();
    let mut ranks: Vec<usize> = view.tally.bids.iter().filter(|b| b.tied).filter_map(|b| b.rank).collect();
    ranks.dedup();
    for rank in ranks {
        let order: Vec<String> =
            view.tally.bids.iter().filter(|b| b.rank == Some(rank)).map(|b| b.bid_no.clone()).rev().collect();
        settled.push(format!("第{rank}名 {}", order.join("、")));
        office.settle_tie(SESSION, by_vote(office, order)?)?;
    }
    Ok(settled)
}

/// The panel votes on a tie: the first of the order has most votes, each one after it one more than the next.
fn by_vote(office: &Office, order: Vec<String>) -> Result<TieDecision> {
    let view = office.results_view(SESSION, &WhatIf::default())?;
    let tie = view.ties.iter().find(|tie| order.iter().all(|no| tie.bids.contains(no)));
    let voters = tie.map_or(0, |tie| u32::try_from(tie.voters.len()).unwrap_or(0));
    let rest: u32 = (0..).zip(order.iter().skip(1)).map(|(n, _)| n).sum();
    let (held_by, counted_by) = ("孙示例".to_owned(), "钱示例".to_owned());
    let least = u32::try_from(order.len()).unwrap_or(0).saturating_sub(1);
    let how = if voters >= rest.saturating_add(least) {
        let counts = std::iter::once(voters.saturating_sub(rest)).chain((0..least).rev());
        let votes = order.iter().cloned().zip(counts);
        TieBy::Vote(TieVote {
            votes: votes.map(|(bid_no, votes)| VotesFor { bid_no, votes }).collect(),
            held_by,
            counted_by,
            ..TieVote::default()
        })
    } else {
        TieBy::Lot(TieLot { method: "抽签".to_owned(), held_by, drawn_by: "孙示例".to_owned() })
    };
    Ok(TieDecision {
        order,
        way: String::new(),
        reason: "前者应用单位已落实中试场地".to_owned(),
        witnesses: "孙示例、钱示例".to_owned(),
        how: Some(how),
        at: None,
    })
}

/// The panel's discussion, from its beginning to its end at a time.
fn discuss(office: &mut Office, clock: &SteppedClock, until: DateTime<Utc>) -> Result<()> {
    office.record_gate(SESSION, Said::DiscussionBegan, None)?;
    conclude(office)?;
    clock.forward_to(until);
    office.record_gate(SESSION, Said::Discussed, None)
}

/// Everybody signs.
fn sign(office: &mut Office, panel: &[Expert]) -> Result<()> {
    let members = panel.iter().map(|e| e.no.clone()).collect();
    office.record_gate(SESSION, Said::Signed { members }, None)
}

/// The panel follows the suggestions; a bid without money by its grade becomes a reserve, with its reason.
fn conclude(office: &mut Office) -> Result<()> {
    use domain::conclusion::Grade;
    let view = office.result(SESSION)?;
    let mut decisions = Vec::new();
    for bid in &view.tally.bids {
        let suggestion = bid.suggestion.as_ref();
        let conclusion = suggestion.map_or(Conclusion::Reject, |s| s.conclusion);
        let grade = suggestion.and_then(|s| s.grade);
        let (standing, reason) = match (conclusion, grade) {
            (Conclusion::Reject, _) => (Standing::None, "综合分或者技术路线得分率未达到评分表规定"),
            (_, Some(Grade::NoFunds)) => (Standing::Reserve, "按评定档次不列入本批资助"),
            _ => (Standing::Recommended, ""),
        };
        let revise = conclusion == Conclusion::ApproveAfterRevision;
        let feasibility = match conclusion {
            Conclusion::Approve => "技术路线清晰，关键工艺有前期试验支撑，总体可行。",
            Conclusion::ApproveAfterRevision => "总体可行，中试阶段的检测安排需要补充。",
            _ => "关键环节论据不足，现阶段难以实施。",
        };
        let decision = PanelDecision {
            bid_no: bid.bid_no.clone(),
            conclusion,
            standing,
            feasibility_text: feasibility.to_owned(),
            budget_text: "预算与任务基本匹配，建议数见预算评审意见。".to_owned(),
            value_text: String::new(),
            weakness_text: String::new(),
            revise_text: if revise {
                "补充中试阶段指标的检测条件".to_owned()
            } else {
                String::new()
            },
            reason: reason.to_owned(),
            vote_text: None,
            closing: None,
            on_project: None,
        };
        decisions.push((decision, Vec::new()));
    }
    office.decide_all(SESSION, decisions)
}

/// What is worth saying of the meeting.
fn summary(demo: &Demo, office: &Office, intake: Intake, ties: Vec<String>, made: Made) -> Result<Summary> {
    let result = office.meeting_result(SESSION)?;
    let list = recommend(&result.judged, &result.winners)?;
    let budgets = result.judged.iter().filter_map(Judged::bid).filter_map(|j| Some((j, j.budget?)));
    let over = budgets.clone().filter(|(j, b)| j.bid.fiscal > b.award.cap.cap);
    let once = budgets.filter(|(_, b)| b.award.mode == Mode::Once);
    Ok(Summary {
        session_no: SESSION.to_owned(),
        bids: result.judged.len(),
        experts: result.view.rules.panel.len(),
        dropped: intake.dropped,
        passed_over: intake.warnings.into_iter().chain(office.session(SESSION)?.passed_over).collect(),
        recusals: office
            .recusals(SESSION)?
            .iter()
            .filter(|r| r.in_force())
            .map(|r| format!("{}/{}", r.bid_no, r.expert_no))
            .collect(),
        ties,
        over_cap: over
            .map(|(j, b)| {
                let (asked, cap) = (j.bid.fiscal.wan(), b.award.cap.cap.wan());
                format!("{} 申请{asked}万元，上限{cap}万元，核定{}万元", j.bid.no, b.award.granted.wan())
            })
            .collect(),
        once: once.map(|(j, b)| format!("{} {}万元", j.bid.no, b.award.granted.wan())).collect(),
        first: result
            .judged
            .iter()
            .take(5)
            .filter_map(|j| {
                Some(format!("{} {} {}", j.tally.rank?, j.item.no(), j.tally.total.as_ref()?.half_up(2)))
            })
            .collect(),
        recommended: list.recommended.len(),
        total_fiscal_wan: list.total_fiscal.wan(),
        rules: made.rules,
        journal_head: office.vault().journal_head()?.grouped(),
        documents: made.documents,
        archive: made.archive,
        out: demo.out.clone(),
    })
}
