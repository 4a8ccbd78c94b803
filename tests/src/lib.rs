//! Helpers of the journeys: a scratch folder with an office, its panel and their laptops, set up through the use cases.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

pub mod faults;
mod forged;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::clock::SteppedClock;
use app::office::inspect;
use app::records::NewSession;
use app::{Desk, Kdf, Office, Refusal, SecretString};
use chrono::{DateTime, Duration};
use domain::collective::tie::{TieBy, TieLot};
use domain::conclusion::{Conclusion, PanelDecision, Standing};
use domain::desk::{Edit, GateAnswer, LineAdvice, Ticks};
use domain::session::{Facts, TieDecision};
use domain::sheet::{Criterion, ScoreSheet, Sub};
use domain::units::Aliases;
use ranking::Comparison;
use workbook::Edits;

pub use crate::forged::{device_keys, forged, forged_of};

/// Session number of every journey.
pub const SESSION: &str = "论证2026-01-03";
/// Batch of every journey.
pub const BATCH: &str = "2026年第一批";

/// A passphrase long enough.
#[must_use]
pub fn passphrase() -> SecretString {
    SecretString::from("一句足够长的测试口令")
}

/// A clock that begins at half past eight on the day of the meeting.
#[must_use]
pub fn clock() -> Arc<SteppedClock> {
    let start = DateTime::from_timestamp(1_768_869_000, 0).unwrap();
    Arc::new(SteppedClock::new(start, Duration::milliseconds(20)))
}

/// The words of a PDF without spaces, of the type area only: a foot between two pages would stand within a sentence,
/// and where a page ends depends on the widths of its digests.
#[must_use]
pub fn words(path: &Path) -> String {
    let area = ["-r", "72", "-x", "0", "-y", "95", "-W", "596", "-H", "655"];
    let out = std::process::Command::new("pdftotext").args(area).arg(path).arg("-").output().unwrap();
    String::from_utf8(out.stdout).unwrap().split_whitespace().collect()
}

/// A sample workbook of the repository.
#[must_use]
pub fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/samples").join(name)
}

/// A CSV of bids with four lines each in wide form would not be how offices write; so the journeys take the first bids
/// of the sample workbook, which has errors in rows 10, 22 and 34 that are dropped with a reason.
#[must_use]
pub fn sample_edits() -> Edits {
    let drop =
        |row| workbook::Drop {
            sheet: "揭榜方案".to_owned(), row, reason: "退回填报单位补正".to_owned()
        };
    Edits { drops: vec![drop(10), drop(22), drop(34)], ..Edits::default() }
}

/// An office whose session is frozen: three bids, four technical, two management and one finance expert.
pub struct Meeting {
    /// Scratch folder, removed at the end.
    pub scratch: tempfile::TempDir,
    /// The secretariat.
    pub office: Office,
    /// The clock of everybody.
    pub clock: Arc<SteppedClock>,
    /// Numbers of the panel.
    pub experts: Vec<String>,
    /// Numbers of the bids.
    pub bids: Vec<String>,
}

impl Meeting {
    /// A file in the scratch folder.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.scratch.path().join(name)
    }

    /// Imports, chooses, decides every proposed recusal, freezes.
    #[must_use]
    pub fn frozen() -> Meeting {
        let mut meeting = Meeting::prepared();
        meeting.freeze();
        meeting
    }

    /// Decides every proposed recusal and freezes the rules.
    pub fn freeze(&mut self) {
        for proposal in self.office.propose_recusals(SESSION, &Aliases::default()).unwrap() {
            let (expert, bid) = (&proposal.expert_no, &proposal.bid_no);
            self.office.decide_recusal(SESSION, expert, bid, true, "赵示例", "单位相同").unwrap();
        }
        self.office.freeze(SESSION, None, Comparison::Exact, Some("材料会后补齐")).unwrap();
    }

    /// Imports and chooses; nothing is decided or frozen yet.
    #[must_use]
    pub fn prepared() -> Meeting {
        let scratch = tempfile::tempdir().unwrap();
        let clock = clock();
        let folder = scratch.path().join("office.lunzheng");
        let mut office = Office::create(&folder, "钱示例", &passphrase(), Kdf::FLOOR, clock.clone()).unwrap();
        office.import(BATCH, &inspect(&sample("sample_bids.xlsx"), sample_edits()).unwrap()).unwrap();
        let list = scratch.path().join("experts.csv");
        std::fs::write(&list, EXPERTS).unwrap();
        office.import(BATCH, &inspect(&list, Edits::default()).unwrap()).unwrap();
        office.open_session(session()).unwrap();
        let bids: Vec<String> = ["JB-001", "JB-002", "JB-003"].map(str::to_owned).to_vec();
        office.choose_bids(SESSION, &bids).unwrap();
        let experts: Vec<String> = (1..=7).map(|n| format!("Z{n}")).collect();
        assert_eq!(office.set_panel(SESSION, &experts).unwrap(), []);
        office.set_facts(SESSION, Facts { chair: Some("Z1".to_owned()), ..Facts::default() }).unwrap();
        Meeting { scratch, office, clock, experts, bids }
    }

    /// Makes a laptop, enrols it in both directions, hands it its task and opens it.
    #[must_use]
    pub fn laptop(&mut self, expert_no: &str) -> (Desk, String) {
        let (mut desk, meeting) = self.enrolled(expert_no);
        let task = self.path(&format!("{expert_no}.task.lzp"));
        self.office.issue_task(SESSION, expert_no, &task).unwrap();
        desk.take_task(&task).unwrap();
        (desk, meeting)
    }

    /// Every expert scores everything alike, locks, and hands a pack over; the laptops are locked.
    pub fn scored(&mut self) -> Vec<PathBuf> {
        self.scored_at(80)
    }

    /// As [`Meeting::scored`], with a level in hundredths of each maximum.
    pub fn scored_at(&mut self, level: i64) -> Vec<PathBuf> {
        let experts = self.experts.clone();
        let hand_over = |no: &String| {
            let (mut desk, id) = self.laptop(no);
            score(&mut desk, &id, level);
            lock(&mut desk, &id).unwrap();
            let pack = self.path(&format!("{no}.scores.lzp"));
            desk.write_scores(&id, &pack).unwrap();
            desk.lock().unwrap();
            pack
        };
        experts.iter().map(hand_over).collect()
    }

    /// Looks at a pack and takes it in.
    pub fn take(&mut self, pack: &Path) {
        let staged = self.office.stage(SESSION, pack).unwrap();
        self.office.accept(SESSION, staged).unwrap();
    }

    /// Takes scores together, settles the tie of all, has the panel agree to everything, and makes the documents.
    pub fn closed(&mut self) -> Vec<PathBuf> {
        self.closed_because("")
    }

    /// As [`Meeting::closed`], where the panel departs from what the figures suggest and says why.
    pub fn closed_over_departures(&mut self) -> Vec<PathBuf> {
        self.closed_because("专家组合议一致同意")
    }

    /// Takes scores together, settles the tie of all, and has the panel agree to everything.
    pub fn concluded(&mut self) {
        self.concluded_because("");
    }

    fn closed_because(&mut self, reason: &str) -> Vec<PathBuf> {
        self.concluded_because(reason);
        let saved = self.office.make_documents(SESSION, &self.path("out")).unwrap();
        saved.made.into_iter().map(|m| m.path).collect()
    }

    fn concluded_because(&mut self, reason: &str) {
        let tallied = self.office.tally(SESSION).unwrap();
        let order: Vec<String> = self.bids.clone();
        let tied: Vec<String> =
            tallied.tally.bids.iter().filter(|b| b.tied).map(|b| b.bid_no.clone()).collect();
        if !tied.is_empty() {
            let whole = tied.len() == order.len();
            let word = drawn(if whole { order.clone() } else { tied });
            self.office.settle_tie(SESSION, word).unwrap();
        }
        for no in &order {
            let word = PanelDecision {
                bid_no: no.clone(),
                conclusion: Conclusion::Approve,
                standing: Standing::Recommended,
                feasibility_text: "总体可行。".to_owned(),
                budget_text: "预算合理。".to_owned(),
                value_text: String::new(),
                weakness_text: String::new(),
                revise_text: String::new(),
                reason: reason.to_owned(),
                vote_text: None,
                closing: None,
                on_project: None,
            };
            self.office.decide(SESSION, word, Vec::new()).unwrap();
        }
    }

    /// As [`Meeting::closed`]; gives the words of the minutes.
    pub fn minutes(&mut self) -> String {
        let made = self.closed();
        words(made.iter().find(|p| p.file_name().unwrap().to_string_lossy().contains("纪要")).unwrap())
    }

    /// As [`Meeting::closed_over_departures`]; gives the words of the minutes.
    pub fn minutes_over(&mut self) -> String {
        let made = self.closed_over_departures();
        words(made.iter().find(|p| p.file_name().unwrap().to_string_lossy().contains("纪要")).unwrap())
    }

    /// Makes a laptop and enrols it in both directions.
    #[must_use]
    pub fn enrolled(&mut self, expert_no: &str) -> (Desk, String) {
        let folder = self.path(&format!("{expert_no}.lunzheng"));
        let mut desk =
            Desk::create(&folder, expert_no, &passphrase(), Kdf::FLOOR, self.clock.clone()).unwrap();
        let (card, request) = (self.path("card.lzcard"), self.path(&format!("{expert_no}.lzreq")));
        let digits = self.office.write_card(SESSION, &card).unwrap();
        let meeting = desk.pin(&card, &digits).unwrap();
        desk.write_request(&meeting, &request).unwrap();
        let pending = self.office.read_request(SESSION, &request).unwrap();
        self.office.enrol(SESSION, expert_no, &pending, &desk.digits().unwrap(), "钱示例").unwrap();
        (desk, meeting)
    }
}

/// A lot that was drawn on a tie.
#[must_use]
pub fn drawn(order: Vec<String>) -> TieDecision {
    let lot =
        TieLot {
            method: "抽签".to_owned(), held_by: "章示明".to_owned(), drawn_by: "孙示例".to_owned()
        };
    TieDecision {
        order,
        way: String::new(),
        reason: "已落实中试场地".to_owned(),
        witnesses: "孙示例".to_owned(),
        how: Some(TieBy::Lot(lot)),
        at: None,
    }
}

/// Pledges and scores everything on a desk with one level, in hundredths of each maximum, and uncut budgets.
pub fn score(desk: &mut Desk, meeting: &str, level: i64) {
    desk.pledge(meeting).unwrap();
    let task = desk.task(meeting).unwrap();
    let category = task.rules.member(&task.expert_no).unwrap().category;
    for item in desk.view(meeting).unwrap().bids.into_iter().map(|b| b.item) {
        for criterion in task.rules.sheet.criteria_of(category) {
            let raw = criterion.max.millionths() / 100 * level;
            let mark = ranking::Mark::from_millionths(raw / 500_000 * 500_000);
            for edit in giving(&task.rules.sheet, criterion, mark) {
                desk.edit(meeting, item.no(), edit).unwrap();
            }
        }
        for line in item.budget() {
            let advice = LineAdvice { recommended: line.requested, reason: None, ticks: Ticks::default() };
            desk.edit(meeting, item.no(), Edit::Line { subject: line.subject, advice: Some(advice) })
                .unwrap();
        }
    }
}

/// The edits that give a criterion a mark: one, or one for each of its scored parts, the first ones full.
#[must_use]
pub fn giving(sheet: &ScoreSheet, criterion: &Criterion, mark: ranking::Mark) -> Vec<Edit> {
    let subs = sheet.scored_subs(criterion);
    if subs.is_empty() {
        return vec![Edit::Mark { criterion: criterion.id.clone(), mark: Some(mark) }];
    }
    let mut left = mark.millionths();
    let part = |sub: &Sub| {
        let own = left.min(sub.max.millionths());
        left -= own;
        let mark = Some(ranking::Mark::from_millionths(own));
        Edit::Sub { criterion: criterion.id.clone(), sub: sub.id.clone(), mark }
    };
    subs.iter().map(part).collect()
}

/// Answers every veto question that is not answered yet so that it vetoes nothing, and locks.
///
/// # Errors
/// Those of the lock.
pub fn lock(desk: &mut Desk, meeting: &str) -> Result<u32, Refusal> {
    let task = desk.task(meeting).unwrap();
    let category = task.rules.member(&task.expert_no).unwrap().category;
    for bid in desk.view(meeting).unwrap().bids {
        for gate in task.rules.gates_of(category).filter(|g| !bid.sheet.gates.contains_key(&g.id)) {
            let no = GateAnswer { yes: false, reason: String::new() };
            let answer = if gate.vetoes(&no) { GateAnswer { yes: true, ..no } } else { no };
            let edit = Edit::Gate { gate: gate.id.clone(), answer: Some(answer) };
            // An item that is not open any more has its answers signed.
            drop(desk.edit(meeting, bid.item.no(), edit));
        }
    }
    desk.lock_scores(meeting)
}

/// Copies a folder with what is in it, such as a vault that nobody has open.
pub fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let place = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &place);
        } else {
            std::fs::copy(&path, &place).unwrap();
        }
    }
}

/// The session of every journey.
#[must_use]
pub fn session() -> NewSession {
    NewSession {
        no: SESSION.to_owned(),
        title: format!("{BATCH}揭榜方案论证会"),
        batch: BATCH.to_owned(),
        office: "太原市科学技术局".to_owned(),
        date: "2026-01-20".parse().unwrap(),
        expired_reason: None,
    }
}

/// Seven invented experts; the second works for the unit that answers JB-002.
const EXPERTS: &str = "专家编号,类别,姓名,单位,职称\n\
    Z1,技术,章示明,示例理工大学,教授\nZ2,技术,邹䶮,东南大学,教授\nZ3,技术,冯示涛,示例研究院,研究员\n\
    Z4,技术,许示航,示例大学,教授\nZ5,管理,何示萍,示例中心,研究员\nZ6,管理,沈示远,示例协会,研究员\n\
    Z7,财务,苏示杰,示例事务所,正高级会计师\n";
