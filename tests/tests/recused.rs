//! A recused expert has neither the item nor any figure, rank or total that would betray it: looked for in everything that the
//! expert's laptop ever holds; and the denominator follows, with a warning under the least number.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use app::records::RecusalWord;
use app::{Desk, Refusal};
use domain::Code;
use domain::recusal::Ground;
use journeys::{BATCH, Meeting, SESSION, lock, score, words};
use serde_json::Value;
use vault::{Reader, Record, Table};

/// Work of the archive key's derivation: a test may be quick.
const WORK: u8 = 8;

/// Declares a row of a table as it lies there, and reads all of them.
macro_rules! raw {
    ($($row:ident = $table:ident,)+) => {
        $(#[derive(serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        struct $row(Value);
        impl Record for $row {
            const TABLE: Table = Table::$table;
            fn id(&self) -> String { String::new() }
        })+

        /// Every row of every table of a laptop's vault but its keys.
        fn rows(r: &Reader<'_>) -> Result<Vec<Value>, vault::VaultError> {
            let mut all = Vec::new();
            $(all.extend(r.list::<$row>()?.into_iter().map(|row| row.0));)+
            Ok(all)
        }

        const READ: &[Table] = &[$(Table::$table,)+];
    };
}
raw! {
    Settings = Setting, Experts = Expert, Demands = Demand, Reviews = Review, Batches = Batch, Bids = Bid, Imports = Import,
    Sessions = Session, Tasks = Task, Members = Member, Recusals = Recusal, Rules = Rules, Questions = Question,
    Conclusions = Conclusion, Desks = Desk, Peers = Peer, Certificates = Certificate, Events = Event, Packs = Pack,
    Sheets = Sheet, Documents = Document, Papers = Paper, Units = Unit, Merges = UnitMerge, Identities = Identity,
    Races = Race, Twices = Twice, Supporteds = Supported, Projects = Project,
    Approvals = Approval, Objections = Objection, Plans = Plan, Courses = Course, Achievements = Achievement, Fees = Fee,
    Calendars = Calendar,
}

/// Texts of a row, and what its texts in hex digits spell: events are carried so.
fn spelled(value: &Value, into: &mut String) {
    match value {
        Value::String(text) => {
            into.push_str(text);
            into.push('\n');
            if let Ok(bytes) = hex::decode(text) {
                into.push_str(&String::from_utf8_lossy(&bytes));
                into.push('\n');
            }
        }
        Value::Array(all) => all.iter().for_each(|one| spelled(one, into)),
        Value::Object(fields) => fields.iter().for_each(|(name, one)| {
            into.push_str(name);
            into.push(' ');
            spelled(one, into);
        }),
        other => {
            into.push_str(&other.to_string());
            into.push('\n');
        }
    }
}

/// All that a laptop holds, and all that its screens show.
fn everything(desk: &Desk, id: &str) -> String {
    let mut text = String::new();
    let read = |r: &Reader<'_>| -> Result<Vec<Value>, vault::VaultError> { rows(r) };
    for row in desk.vault().read(read).unwrap() {
        spelled(&row, &mut text);
    }
    let mut seen = |shown: Value| spelled(&shown, &mut text);
    seen(serde_json::to_value(desk.home_view().unwrap()).unwrap());
    let view = desk.desk_view(id).unwrap();
    for bid in &view.bids {
        if let Ok(shown) = desk.bid_view(id, &bid.no) {
            seen(serde_json::to_value(shown).unwrap());
        }
    }
    seen(serde_json::to_value(view).unwrap());
    seen(serde_json::to_value(desk.result(id).unwrap()).unwrap());
    text
}

/// Words and amounts that only this bid has: as stored, in 分, and as the screens show them.
fn betraying(meeting: &Meeting, no: &str) -> Vec<String> {
    let bids = meeting.office.bids(BATCH).unwrap();
    let of = |bid: &domain::Bid| {
        let mut told = vec![bid.title.clone(), bid.sponsor.clone(), bid.challenge_no.clone()];
        let lines = bid.budget.iter().flat_map(|l| [l.requested.fiscal, l.requested.self_raised]);
        for amount in [bid.fiscal, bid.self_raised, bid.rd_total].into_iter().chain(lines) {
            told.push(amount.0.to_string());
            told.push(amount.wan());
        }
        told
    };
    let shown: Vec<String> =
        bids.iter().filter(|b| meeting.bids.contains(&b.no) && b.no != no).flat_map(of).collect();
    let own = of(bids.iter().find(|b| b.no == no).unwrap()).into_iter();
    // A short number may stand within another one.
    own.filter(|word| word.chars().count() >= 6 && shown.iter().all(|other| !other.contains(word.as_str())))
        .collect()
}

#[test]
fn every_table_is_looked_through() {
    let left: Vec<Table> = Table::ALL.iter().copied().filter(|t| !READ.contains(t)).collect();
    assert_eq!(left, [Table::Key]);
}

#[test]
fn a_recused_experts_laptop_never_holds_a_word_or_figure_of_the_bid_and_no_rank_that_tells_its_own() {
    let mut meeting = Meeting::frozen();
    let told = betraying(&meeting, "JB-002");
    assert!(told.len() >= 6, "{told:?}");
    let found =
        |text: &str| told.iter().filter(|word| text.contains(word.as_str())).cloned().collect::<Vec<_>>();
    // Z2 is recused from JB-002, Z3 is not.
    let (mut desk, id) = meeting.laptop("Z2");
    let (mut other, _) = meeting.laptop("Z3");
    assert_eq!(found(&everything(&desk, &id)), Vec::<String>::new(), "with the task");
    let seen = found(&everything(&other, &id));
    // Amounts in 分 and words all; of those in 万元 what a screen shows.
    let stored = |word: &&String| !word.contains('.');
    assert!(
        told.iter().filter(stored).all(|word| seen.contains(word)),
        "the same look finds it where it is: {seen:?}"
    );

    for desk in [&mut desk, &mut other] {
        score(desk, &id, 80);
        lock(desk, &id).unwrap();
    }
    assert_eq!(found(&everything(&desk, &id)), Vec::<String>::new(), "locked");
    for (desk, no) in [(&mut desk, "Z2"), (&mut other, "Z3")] {
        let pack = meeting.path(&format!("{no}.scores.lzp"));
        desk.write_scores(&id, &pack).unwrap();
        meeting.take(&pack);
    }
    for no in ["Z1", "Z4", "Z5", "Z6", "Z7"] {
        let (mut desk, id) = meeting.laptop(no);
        score(&mut desk, &id, 80);
        lock(&mut desk, &id).unwrap();
        let pack = meeting.path(&format!("{no}.scores.lzp"));
        desk.write_scores(&id, &pack).unwrap();
        meeting.take(&pack);
        desk.lock().unwrap();
    }
    let made = meeting.closed();
    let (archive, key) = (meeting.path("归档.lzp"), meeting.path("归档.lzkey"));
    let secret = app::SecretString::from("一句归档用的测试口令而已");
    meeting.office.write_archive_at(SESSION, &archive, &key, &secret, &[], WORK).unwrap();
    for (desk, no) in [(&mut desk, "Z2"), (&mut other, "Z3")] {
        let result = meeting.path(&format!("{no}.result.lzp"));
        meeting.office.issue_result(SESSION, no, &result).unwrap();
        desk.take_task(&result).unwrap();
        assert!(desk.is_archived(&id).unwrap(), "the notice came with it");
    }
    assert_eq!(found(&everything(&desk, &id)), Vec::<String>::new(), "with result and notice");
    let result = desk.result(&id).unwrap().unwrap();
    assert!(result.bids.iter().all(|b| b.bid_no != "JB-002" && b.rank.is_none()));
    assert!(
        other.result(&id).unwrap().unwrap().bids.iter().any(|b| b.bid_no == "JB-002" && b.rank.is_some())
    );
    // What the expert signs names neither.
    let own = words(made.iter().find(|p| p.to_string_lossy().contains("个人评分表_专家02")).unwrap());
    let on_paper: Vec<&String> = told.iter().filter(|w| own.contains(&w.replace(' ', ""))).collect();
    assert_eq!(on_paper, Vec::<&String>::new());
}

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

#[test]
fn a_recusal_at_the_desk_takes_the_denominator_down_and_under_the_least_number_it_is_warned_and_printed() {
    let mut meeting = Meeting::prepared();
    // Five score everything; who leaves one bid leaves it with four.
    let panel = ["Z1", "Z3", "Z4", "Z5", "Z6", "Z7"].map(str::to_owned);
    meeting.experts = panel.to_vec();
    meeting.office.set_panel(SESSION, &panel).unwrap();
    let lacking = |meeting: &Meeting| {
        let findings = meeting.office.before_freeze(SESSION).unwrap();
        findings.iter().any(|f| f.code == Code::RecusalTooFew)
    };
    assert!(!lacking(&meeting), "five are enough");
    meeting.freeze();
    let laptops: Vec<_> = meeting.experts.clone().into_iter().map(|no| (meeting.laptop(&no), no)).collect();
    for ((mut desk, id), no) in laptops {
        if no == "Z4" {
            desk.recuse(&id, "JB-003", Ground::Shared, "2025年合作发表论文").unwrap();
        }
        score(&mut desk, &id, 80);
        lock(&mut desk, &id).unwrap();
        let pack = meeting.path(&format!("{no}.scores.lzp"));
        desk.write_scores(&id, &pack).unwrap();
        meeting.take(&pack);
        desk.lock().unwrap();
    }
    assert_eq!(code(meeting.office.tally(SESSION)), Code::RecusalUndecided);
    let word = RecusalWord {
        recused: true,
        by: "赵示例".to_owned(),
        witness: Some("孙示例".to_owned()),
        reason: "属实".to_owned(),
    };
    meeting.office.settle_recusal(SESSION, "Z4", "JB-003", word).unwrap();
    let tally = meeting.office.tally(SESSION).unwrap().tally;
    assert_eq!(tally.bid("JB-003").unwrap().valid_n(), "4/5");
    assert_eq!(tally.bid("JB-001").unwrap().valid_n(), "5/6");
    let warned: Vec<&str> = tally
        .findings
        .iter()
        .filter(|f| f.code == Code::ScoresTooFew)
        .flat_map(|f| f.params.iter().filter(|(name, _)| name == "item").map(|(_, value)| value.as_str()))
        .collect();
    assert!(!warned.is_empty() && warned.iter().all(|no| *no == "JB-003"), "{:?}", tally.findings);
    let made = meeting.closed();
    let summary = words(made.iter().find(|p| p.to_string_lossy().contains("评分汇总表（实名")).unwrap());
    assert!(summary.contains("低于5份"), "{summary}");
}

#[test]
fn what_the_register_knows_of_an_expert_is_proposed_at_once_with_its_evidence_and_a_decision_stays() {
    let mut meeting = Meeting::prepared();
    let bid = meeting.office.bids(BATCH).unwrap().into_iter().find(|b| b.no == "JB-001").unwrap();
    let mut form = meeting.office.expert_view("Z1").unwrap().form;
    // The session is on 2026-01-20.
    form.past_units = format!("{}，2023-01-20", bid.sponsor);
    let kept = meeting.office.save_expert(&form, false).unwrap().form;
    assert_eq!(kept.past_units, form.past_units);
    let proposal = |meeting: &Meeting| {
        let all = meeting.office.recusals(SESSION).unwrap();
        all.into_iter().find(|r| r.expert_no == "Z1" && r.bid_no == "JB-001")
    };
    let first = proposal(&meeting).unwrap();
    assert_eq!(first.ground, Ground::Employed);
    assert!(
        first.evidence.starts_with(&format!("专家曾在“{}”任职（至2023年1月20日）", bid.sponsor)),
        "{first:?}"
    );
    // Nobody decided yet: it says what the register says now.
    form.teachers = bid.chief_engineer.clone().unwrap();
    meeting.office.save_expert(&form, false).unwrap();
    let second = proposal(&meeting).unwrap();
    assert_eq!(second.ground, Ground::Teacher);
    assert!(second.evidence.contains("有师生关系，本项目技术总师为") && second.evidence.contains("曾在"));
    meeting.office.decide_recusal(SESSION, "Z1", "JB-001", false, "赵示例", "同名不同人").unwrap();
    let decided = proposal(&meeting).unwrap();
    form.teachers = String::new();
    meeting.office.save_expert(&form, false).unwrap();
    assert_eq!(proposal(&meeting).unwrap(), decided, "what people decided stays");
    form.colleagues = "甲，乙，丙，丁".to_owned();
    assert_eq!(code(meeting.office.save_expert(&form, false)), Code::ValueUnreadable);
}
