//! Experts drawn from the register in the open: what is committed to, what is drawn, who is called instead, and what stays on
//! record whatever anybody does.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use app::api::draw::{DrawBar, DrawByHand, DrawCause, DrawForm, DrawPlace, DrawQuota, DrawView};
use app::api::keys::RestoreWord;
use app::api::session::{Category, CheckState, SessionDraft, SessionKind, SetupRule, SetupView};
use app::office::inspect;
use app::tools::draw_check;
use app::{Office, Refusal, going_back, safekeeping};
use domain::Code;
use journeys::{BATCH, Meeting, SESSION, passphrase, words};
use workbook::Edits;

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

/// A meeting with a register of twelve more experts and an empty panel.
fn prepared() -> Meeting {
    let mut meeting = Meeting::prepared();
    let mut list = "编号,姓名,类别,工作单位,职称,专业\n".to_owned();
    for n in 1..=12 {
        let (kind, field) = match n {
            1..=4 => ("技术", "机械工程"),
            5..=8 => ("技术", "材料"),
            9..=10 => ("管理", "科技管理"),
            _ => ("财务", "会计"),
        };
        list.push_str(&format!("R{n:02},示例{n},{kind},示例第{n}研究院,研究员,{field}\n"));
    }
    let path = meeting.path("register.csv");
    std::fs::write(&path, list).unwrap();
    meeting.office.import(BATCH, &inspect(&path, Edits::default()).unwrap()).unwrap();
    meeting.office.set_panel(SESSION, &[]).unwrap();
    meeting
}

fn quota(category: Category, specialty: &str, count: u32, alternates: u32) -> DrawQuota {
    DrawQuota { category, specialty: specialty.to_owned(), count, alternates }
}

fn form(quotas: Vec<DrawQuota>) -> DrawForm {
    DrawForm { quotas, conflicts: true, most_in_year: None, rest: None, by_hand: Vec::new() }
}

/// Two of machines, one technical, one of management; three alternates.
fn usual() -> DrawForm {
    form(vec![
        quota(Category::Technical, "", 1, 1),
        quota(Category::Technical, "机械、液压", 2, 1),
        quota(Category::Management, "", 1, 1),
    ])
}

fn drawn(meeting: &mut Meeting) -> SetupView {
    meeting.office.prepare_draw(SESSION, usual(), None).unwrap();
    let said = |text: &str| Some(text.to_owned());
    meeting.office.draw_panel(SESSION, "８３１ 702", said("孙示例"), said(" ")).unwrap()
}

fn at(draw: &DrawView, place: DrawPlace) -> Vec<String> {
    let ranks = &draw.outcome.as_ref().unwrap().ranks;
    ranks.iter().filter(|r| r.place == place).map(|r| r.person.no.clone()).collect()
}

fn rule(view: &SetupView) -> CheckState {
    view.rules.iter().find(|check| check.rule == SetupRule::Draw).unwrap().state
}

#[test]
fn a_draw_commits_first_and_tells_its_seed_only_with_what_it_drew() {
    let mut meeting = prepared();
    let view = meeting.office.prepare_draw(SESSION, usual(), None).unwrap();
    let draw = &view.draws[0];
    assert_eq!((draw.commitment.len(), draw.digest.len(), draw.outcome.is_none()), (79, 79, true));
    let journal = |office: &Office| {
        let page = app::journal::page(office.vault(), None, 5).unwrap();
        page.lines.iter().map(|line| format!("{} {:?}", line.details, line.changes)).collect::<String>()
    };
    let before = [
        serde_json::to_string(&view).unwrap(),
        journal(&meeting.office),
        serde_json::to_string(&meeting.office.session(SESSION).unwrap()).unwrap(),
    ];
    assert!(before[1].contains("commitment"));
    assert_eq!(rule(&view), CheckState::Stop, "an open draw keeps the rules from being frozen");
    // In the order in which they are filled: those of a speciality first.
    let quotas: Vec<(&str, u32)> = draw.pool.quotas.iter().map(|(q, n)| (q.specialty.as_str(), *n)).collect();
    assert_eq!(quotas, [("机械、液压", 4), ("", 11), ("", 4)], "Z2 is of a bidder");

    assert_eq!(code(meeting.office.draw_panel(SESSION, "12", None, None)), Code::DrawWords);
    assert_eq!(code(meeting.office.write_draw(SESSION, 1, &meeting.path("早.json"))), Code::NotFound);
    let view = meeting.office.draw_panel(SESSION, "８３１ 702", Some("孙示例".to_owned()), None).unwrap();
    let outcome = view.draws[0].outcome.as_ref().unwrap();
    assert_eq!((outcome.words.as_str(), outcome.seed.len()), ("831702", 64));
    assert!(
        before.iter().all(|text| !text.contains(&outcome.seed)),
        "nobody saw it before the words were said"
    );
    assert!(journal(&meeting.office).contains(&outcome.seed), "then the journal keeps it");
    assert_eq!(view.draws[0].differs, []);
    assert_eq!(rule(&view), CheckState::Done);
    let on_panel: Vec<&str> = view.panel.iter().map(|m| m.no.as_str()).collect();
    let members = at(&view.draws[0], DrawPlace::Member);
    assert_eq!(on_panel.len(), 4);
    assert!(members.iter().all(|no| on_panel.contains(&no.as_str())));
    assert!(view.panel.iter().all(|m| m.random && m.draw == Some(1) && m.alternate.is_some()));
    assert_eq!(code(meeting.office.draw_panel(SESSION, "831703", None, None)), Code::DrawNotOpen, "once");
}

#[test]
fn every_exclusion_is_shown_with_its_reason_and_shortage_says_by_how_many() {
    let mut meeting = prepared();
    // Last week's session of the same kind, with two of them; one of these sat twice this year.
    for (no, date, panel) in
        [("论证2026-01-01", "2026-01-05", &["R01"][..]), ("论证2026-01-02", "2026-01-13", &["R01", "R02"])]
    {
        let draft = SessionDraft {
            kind: SessionKind::Bid,
            no: no.to_owned(),
            title: "此前的论证会".to_owned(),
            batch: BATCH.to_owned(),
            office: "示例市科技局".to_owned(),
            date: date.to_owned(),
            expired_reason: Some("补录".to_owned()),
        };
        meeting.office.open_session_typed(draft).unwrap();
        let panel: Vec<String> = panel.iter().map(|no| (*no).to_owned()).collect();
        meeting.office.set_panel(no, &panel).unwrap();
    }
    meeting.office.set_panel(SESSION, &["R05".to_owned()]).unwrap();
    let all = DrawForm {
        most_in_year: Some(2),
        rest: Some(1),
        by_hand: vec![DrawByHand { no: "R06".to_owned(), reason: "出国".to_owned() }],
        ..form(vec![quota(Category::Technical, "", 20, 0)])
    };
    let pool = meeting.office.draw_pool(SESSION, all.clone()).unwrap();
    let why = |no: &str| {
        let out = pool.left_out.iter().find(|out| out.person.no == no);
        out.map(|out| out.bars.clone()).unwrap_or_default()
    };
    let rest = DrawBar::Rest { sessions: vec!["论证2026-01-02".to_owned()], of: 1 };
    assert_eq!(why("R01"), [DrawBar::Load { sessions: 2, most: 2 }, rest.clone()]);
    assert_eq!(why("R02"), [rest]);
    assert_eq!(why("R05"), [DrawBar::OnPanel]);
    assert_eq!(why("R06"), [DrawBar::ByHand { reason: "出国".to_owned() }]);
    // Z2 works for the unit that answers JB-002.
    assert!(
        matches!(&why("Z2")[..], [DrawBar::Conflict { items }] if items[0].0 == "JB-002"),
        "{:?}",
        why("Z2")
    );
    let eligible: Vec<&str> = pool.eligible.iter().map(|p| p.no.as_str()).collect();
    assert_eq!(eligible, ["R03", "R04", "R07", "R08", "Z1", "Z3", "Z4"]);
    assert_eq!(pool.problems[0].code, "draw.short");
    assert!(pool.problems[0].zh.contains("差13名"), "{}", pool.problems[0].zh);
    assert_eq!(code(meeting.office.prepare_draw(SESSION, all.clone(), None)), Code::DrawShort);
    assert_eq!(meeting.office.session(SESSION).unwrap().draws, [], "nothing was begun");

    // What people decided not to be a ground keeps nobody out; and a limit that is not set neither.
    let z2 = ["Z2", "R05"].map(str::to_owned);
    meeting.office.set_panel_typed(SESSION, &z2).unwrap();
    meeting.office.decide_recusal(SESSION, "Z2", "JB-002", false, "赵示例", "同名不同单位").unwrap();
    meeting.office.set_panel(SESSION, &["R05".to_owned()]).unwrap();
    let free = form(vec![quota(Category::Technical, "", 1, 0)]);
    let pool = meeting.office.draw_pool(SESSION, free).unwrap();
    let out: Vec<&str> = pool.left_out.iter().map(|out| out.person.no.as_str()).collect();
    assert_eq!(out, ["R05"]);
    let unsaid =
        DrawForm { by_hand: vec![DrawByHand { no: "R06".to_owned(), reason: " ".to_owned() }], ..all };
    assert_eq!(code(meeting.office.draw_pool(SESSION, unsaid)), Code::ReasonMissing);
}

#[test]
fn nobody_is_marked_as_drawn_or_taken_off_by_hand_and_who_may_be_drawn_is_not_named_meanwhile() {
    let mut meeting = prepared();
    meeting.office.prepare_draw(SESSION, usual(), None).unwrap();
    let set = |meeting: &mut Meeting, panel: &[&str]| {
        let panel: Vec<String> = panel.iter().map(|no| (*no).to_owned()).collect();
        meeting.office.set_panel_typed(SESSION, &panel)
    };
    assert_eq!(code(set(&mut meeting, &["R01"])), Code::DrawOpen);
    // R11 is of finance, which this draw does not draw.
    assert!(!set(&mut meeting, &["R11"]).unwrap().panel[0].random);
    let view = meeting.office.draw_panel(SESSION, "831702", None, None).unwrap();
    let numbers: Vec<&str> = view.panel.iter().map(|m| m.no.as_str()).collect();
    assert_eq!((numbers[0], numbers.len()), ("R11", 5));
    assert_eq!(code(set(&mut meeting, &numbers[..4])), Code::DrawnStays);
    let mut turned: Vec<&str> = numbers.iter().rev().copied().collect();
    turned.push("R12");
    let view = set(&mut meeting, &turned).unwrap();
    let drawn: Vec<bool> = view.panel.iter().map(|m| m.random).collect();
    assert_eq!(drawn, [true, true, true, true, false, false], "order is free, how each came is not");
}

#[test]
fn another_draw_needs_a_reason_and_the_first_stays_on_record() {
    let mut meeting = prepared();
    meeting.office.prepare_draw(SESSION, usual(), None).unwrap();
    assert_eq!(code(meeting.office.prepare_draw(SESSION, usual(), Some("换一次"))), Code::DrawOpen);
    assert_eq!(code(meeting.office.set_draw_aside(SESSION, " ")), Code::ReasonMissing);
    let view = meeting.office.set_draw_aside(SESSION, "方案漏写了财务专家").unwrap();
    assert_eq!(view.draws[0].set_aside.as_ref().unwrap().reason, "方案漏写了财务专家");
    assert_eq!(code(meeting.office.prepare_draw(SESSION, usual(), None)), Code::ReasonMissing);
    let view = meeting.office.prepare_draw(SESSION, usual(), Some("补上财务专家")).unwrap();
    assert_eq!(view.draws.len(), 2);
    assert_eq!(view.draws[1].reason.as_deref(), Some("补上财务专家"));
    assert_ne!(view.draws[0].commitment, view.draws[1].commitment);
}

#[test]
fn alternates_are_called_in_their_order_with_a_reason_and_not_after_the_freeze() {
    let mut meeting = prepared();
    let view = drawn(&mut meeting);
    let gone = view.panel.iter().find(|m| m.category == Category::Management).unwrap().clone();
    let place = view.panel.iter().position(|m| m.no == gone.no).unwrap();
    assert_eq!(
        code(meeting.office.call_alternate(SESSION, &gone.no, DrawCause::Absent, "")),
        Code::ReasonMissing
    );
    let view = meeting.office.call_alternate(SESSION, &gone.no, DrawCause::Absent, "因公出差").unwrap();
    let next = &view.panel[place];
    assert_eq!((Some(&next.name), next.random, next.draw), (gone.alternate.as_ref(), true, Some(1)));
    assert_eq!(at(&view.draws[0], DrawPlace::Called), std::slice::from_ref(&next.no));
    assert_eq!(view.draws[0].called[0].replaced, gone.name);
    assert_eq!((view.draws[0].differs.len(), next.alternate.as_ref()), (0, None), "there was one alternate");
    // Nobody is left for this place: it is given up, on record.
    let view = meeting
        .office
        .call_alternate(SESSION, &next.no.clone(), DrawCause::Recused, "与揭榜方有合作")
        .unwrap();
    assert_eq!((view.panel.len(), view.draws[0].called[1].alternate.as_deref()), (3, None));
    // Who went is not drawn again for this session.
    let pool = meeting.office.draw_pool(SESSION, form(vec![quota(Category::Management, "", 1, 0)])).unwrap();
    let bars = &pool.left_out.iter().find(|out| out.person.no == gone.no).unwrap().bars;
    assert_eq!(bars[..], [DrawBar::Replaced { draw: 1 }]);

    let panel: Vec<String> =
        view.panel.iter().map(|m| m.no.clone()).chain(["Z5", "Z6", "Z7"].map(str::to_owned)).collect();
    meeting.office.set_panel(SESSION, &panel).unwrap();
    meeting.freeze();
    let frozen = meeting.office.call_alternate(SESSION, &panel[0], DrawCause::Absent, "未到").unwrap_err();
    assert_eq!(frozen.code(), Code::DrawAfterFreeze);
    assert!(frozen.problems()[0].remedy_zh.contains("替换专家"), "{:?}", frozen.problems());
}

#[test]
fn a_file_of_a_draw_is_drawn_again_without_the_vault_and_a_changed_one_is_found_out() {
    let mut meeting = prepared();
    let view = drawn(&mut meeting);
    let path = meeting.path("抽取.json");
    meeting.office.write_draw(SESSION, 1, &path).unwrap();
    let report = draw_check(&path).unwrap();
    assert_eq!(report.problems, []);
    assert_eq!(report.words, "831702");
    let members: Vec<&str> =
        report.order.iter().filter(|l| l.place == Some("member")).map(|l| l.no.as_str()).collect();
    assert_eq!(members, at(&view.draws[0], DrawPlace::Member));
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replacen("示例第1研究院", "示例第一研究院", 1)).unwrap();
    let found = draw_check(&path).unwrap().problems;
    assert!(!found.is_empty() && found.iter().all(|p| p.code == "draw.differs"));
    std::fs::write(&path, "{}").unwrap();
    assert_eq!(code(draw_check(&path)), Code::InputUnreadable);
}

/// The words of the saved paper whose name has this part.
fn paper(made: &[std::path::PathBuf], part: &str) -> String {
    words(made.iter().find(|p| p.to_string_lossy().contains(part)).unwrap())
}

#[test]
fn the_minutes_say_who_was_drawn_and_how_and_the_record_prints_what_drawing_again_needs() {
    let mut meeting = prepared();
    meeting.office.set_panel(SESSION, &["Z1", "Z5"].map(str::to_owned)).unwrap();
    meeting.office.prepare_draw(SESSION, usual(), None).unwrap();
    meeting.office.set_draw_aside(SESSION, "方案漏写了财务专家").unwrap();
    let plan = form(vec![
        quota(Category::Technical, "", 3, 1),
        quota(Category::Management, "", 1, 0),
        quota(Category::Finance, "", 1, 0),
    ]);
    meeting.office.prepare_draw(SESSION, plan, Some("补上财务专家")).unwrap();
    let view = meeting.office.draw_panel(SESSION, "831702", Some("孙示例".to_owned()), None).unwrap();
    let gone = view.panel.iter().find(|m| m.alternate.is_some() && m.draw.is_some()).unwrap().clone();
    let view = meeting.office.call_alternate(SESSION, &gone.no, DrawCause::Absent, "因公出差。").unwrap();
    meeting.experts = view.panel.iter().map(|m| m.no.clone()).collect();
    meeting.freeze();
    for pack in meeting.scored() {
        meeting.take(&pack);
    }
    let made = meeting.closed();

    let minutes = paper(&made, "评审纪要");
    let came = gone.alternate.unwrap();
    let (aside, held) = (&view.draws[0], &view.draws[1]);
    for said in [
        "其中指定产生2名，自专家库随机抽取产生5名。".to_owned(),
        format!("公布承诺值{}，没有抽取", aside.commitment.replace(' ', "")),
        "作废，原因：方案漏写了财务专家。".to_owned(),
        format!(
            "公布承诺值{}（再次抽取的原因：补上财务专家），其后由孙示例报出“831702”",
            held.commitment.replace(' ', "")
        ),
        "抽取5名、候补1名".to_owned(),
        format!("；{}不能到会（因公出差），由候补{came}替换。", gone.name),
        "3.专家抽取记录".to_owned(),
    ] {
        assert!(minutes.contains(&said), "{said}\n{minutes}");
    }
    assert!(minutes.contains("随机抽取") && minutes.contains("指定"));

    // The alternate is marked where people sign in.
    let sheet = made.iter().find(|p| p.to_string_lossy().contains("签到表")).unwrap();
    let data = documents::read_digest(&std::fs::read(sheet).unwrap()).unwrap().canonical.unwrap();
    let data = String::from_utf8(data).unwrap();
    assert_eq!(data.matches(r#""substitute":true"#).count(), 1, "{data}");

    // This one lies across, and its foot is in nobody's way.
    let path = made.iter().find(|p| p.to_string_lossy().contains("专家抽取记录")).unwrap();
    let out = std::process::Command::new("pdftotext").arg(path).arg("-").output().unwrap();
    let record: String = String::from_utf8(out.stdout).unwrap().split_whitespace().collect();
    let outcome = held.outcome.as_ref().unwrap();
    assert!(record.contains(&outcome.seed) && record.contains(&held.digest.replace(' ', "")));
    for rank in &outcome.ranks {
        // A key stands in two lines of its cell.
        assert!(record.contains(&rank.key[..32]) && record.contains(&rank.person.name), "{record}");
    }
}

#[test]
fn minutes_without_a_draw_say_nothing_of_one() {
    let mut meeting = Meeting::frozen();
    for pack in meeting.scored() {
        meeting.take(&pack);
    }
    let made = meeting.closed();
    assert!(!paper(&made, "评审纪要").contains("抽取"));
    assert!(!made.iter().any(|p| p.to_string_lossy().contains("抽取")));
}

/// The office after it went back to its backup made by hand.
fn went_back(meeting: Meeting) -> (tempfile::TempDir, Office) {
    let backups = safekeeping::backups_view(meeting.office.vault()).unwrap().backups;
    let name = backups.into_iter().find(|b| b.reason == "manual").unwrap().name;
    let Meeting { scratch, office, clock, .. } = meeting;
    office.lock().unwrap();
    let folder = scratch.path().join("office.lunzheng");
    let word = RestoreWord { reason: "误改".to_owned(), approved_by: String::new() };
    going_back::restore_closed(&folder, &name, &passphrase(), &word).unwrap();
    let office = Office::open(&folder, &passphrase(), clock).unwrap();
    (scratch, office)
}

#[test]
fn going_back_to_a_backup_undoes_no_draw() {
    let mut meeting = prepared();
    meeting.office.vault().backup("manual").unwrap();
    let members = at(&drawn(&mut meeting).draws[0], DrawPlace::Member);
    let (_scratch, mut office) = went_back(meeting);
    let view = office.setup_view(SESSION).unwrap();
    assert_eq!((view.panel.len(), view.draws.len()), (0, 1), "the panel went back, the draw did not");
    assert_eq!(rule(&view), CheckState::Warn, "whoever was drawn is missed");
    let view = office.set_panel_typed(SESSION, &members).unwrap();
    assert!(view.panel.iter().all(|m| m.random && m.draw == Some(1)));
    assert_eq!(rule(&view), CheckState::Done);
}

#[test]
fn a_prepared_draw_is_drawn_after_going_back_before_it_with_the_seed_that_was_committed_to() {
    let mut meeting = prepared();
    meeting.office.vault().backup("manual").unwrap();
    let committed = meeting.office.prepare_draw(SESSION, usual(), None).unwrap().draws[0].commitment.clone();
    let (_scratch, mut office) = went_back(meeting);
    let view = office.draw_panel(SESSION, "831702", None, None).unwrap();
    assert_eq!((view.draws[0].commitment.as_str(), view.draws[0].differs.len()), (committed.as_str(), 0));
    assert_eq!(view.panel.len(), 4);
}
