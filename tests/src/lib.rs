//! Helpers of the journeys: a scratch folder with an office, its panel and their laptops, set up through the use cases.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

pub mod faults;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::clock::SteppedClock;
use app::office::inspect;
use app::records::{Chosen, NewSession};
use app::{Desk, Kdf, Office, SecretString};
use chrono::{DateTime, Duration};
use domain::panel::Drawn;
use domain::session::Facts;
use domain::units::Aliases;
use ranking::Comparison;
use workbook::Edits;

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
        for proposal in meeting.office.propose_recusals(SESSION, &Aliases::default()).unwrap() {
            let (expert, bid) = (&proposal.expert_no, &proposal.bid_no);
            meeting.office.decide_recusal(SESSION, expert, bid, true, "赵示例", "单位相同").unwrap();
        }
        meeting.office.freeze(SESSION, None, Comparison::Exact, None).unwrap();
        meeting
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
        let chosen: Vec<Chosen> =
            experts.iter().map(|no| Chosen { expert_no: no.clone(), drawn: Drawn::Named }).collect();
        assert_eq!(office.set_panel(SESSION, &chosen).unwrap(), []);
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
