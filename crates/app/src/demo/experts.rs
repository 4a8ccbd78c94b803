//! The experts at their own laptops: each opens a vault of its own, scores everything that was handed over, locks, signs
//! and hands a pack over. Two work at a time, since each key derivation takes its memory.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use domain::desk::{Edit, GateAnswer, LineAdvice, Ticks};
use domain::recusal::Ground;
use domain::{Bid, Category, Expert, Funds, Item, Subject};
use secrecy::SecretString;

use super::{Demo, PASSPHRASE, Progress, scores};
use crate::clock::SteppedClock;
use crate::desk::Desk;
use crate::refusal::{Refusal, Result};

/// One laptop of the demo.
pub(super) struct Laptop {
    pub(super) expert: Expert,
    pub(super) position: usize,
    pub(super) vault: PathBuf,
    pub(super) request: PathBuf,
    pub(super) task: PathBuf,
    pub(super) scores: PathBuf,
}

/// Does something on every laptop, two at a time; the first refusal ends it.
pub(super) fn each(
    laptops: &[Laptop],
    progress: &dyn Fn(usize),
    work: &(dyn Fn(&Laptop) -> Result<()> + Sync),
) -> Result<()> {
    let next = AtomicUsize::new(0);
    let failed: Mutex<Option<Refusal>> = Mutex::new(None);
    let held = || failed.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(2);
    std::thread::scope(|scope| {
        let run = || {
            while let Some(laptop) = laptops.get(next.fetch_add(1, Ordering::Relaxed)) {
                if held().is_some() {
                    return;
                }
                if let Err(refusal) = work(laptop) {
                    held().get_or_insert(refusal);
                }
            }
        };
        for _ in 1..workers {
            scope.spawn(run);
        }
        run();
    });
    progress(laptops.len());
    match held().take() {
        Some(refusal) => Err(refusal),
        None => Ok(()),
    }
}

/// Makes the laptop's vault, pins the secretariat, asks to be enrolled. Returns nothing: the digits are compared where
/// the secretary enrols.
pub(super) fn prepare(
    demo: &Demo,
    laptop: &Laptop,
    card: &std::path::Path,
    digits: &str,
    clock: &Arc<SteppedClock>,
) -> Result<()> {
    let secret = SecretString::from(PASSPHRASE);
    let mut desk = Desk::create(&laptop.vault, &laptop.expert.name, &secret, demo.kdf, clock.clone())?;
    let meeting = desk.pin(card, digits)?;
    desk.write_request(&meeting, &laptop.request)?;
    desk.lock()
}

/// Opens the laptop's vault again, scores everything, locks, and hands the pack over.
pub(super) fn score(
    demo: &Demo,
    laptop: &Laptop,
    clock: &Arc<SteppedClock>,
    late: Option<&str>,
) -> Result<()> {
    let secret = SecretString::from(PASSPHRASE);
    let mut desk = Desk::open(&laptop.vault, &secret, clock.clone())?;
    let meeting = desk.take_task(&laptop.task)?;
    let task = desk.task(&meeting)?;
    desk.pledge(&meeting)?;
    let count = task.rules.bids.len();
    for bid in task.items.iter().filter_map(Item::bid) {
        let index = task.rules.bids.iter().position(|no| *no == bid.no).unwrap_or(0);
        if late == Some(bid.no.as_str()) {
            desk.recuse(
                &meeting,
                &bid.no,
                Ground::Shared,
                "近三年与该方案技术总师共同发表论文，阅读方案时发现",
            )?;
            continue;
        }
        let category = laptop.expert.category;
        for (criterion, mark) in
            scores::marks(&task.rules.sheet, category, (index, count), laptop.position, demo.seed)
        {
            desk.edit(&meeting, &bid.no, Edit::Mark { criterion, mark: Some(mark) })?;
        }
        for gate in task.rules.gates_of(category) {
            // Nobody vetoes: 是 where 否 would.
            let no = GateAnswer { yes: false, reason: String::new() };
            let answer = if gate.vetoes(&no) { GateAnswer { yes: true, ..no } } else { no };
            desk.edit(&meeting, &bid.no, Edit::Gate { gate: gate.id.clone(), answer: Some(answer) })?;
        }
        for line in &bid.budget {
            let advice = advice(bid, line.subject, line.requested, index, category);
            desk.edit(&meeting, &bid.no, Edit::Line { subject: line.subject, advice: Some(advice) })?;
        }
        let comment = Edit::Comment {
            merits: "需求明确，技术路线有前期试验支撑。".to_owned(),
            problems: "中试阶段样本数量偏少。".to_owned(),
            advice: "补充第三方检测安排。".to_owned(),
        };
        desk.edit(&meeting, &bid.no, comment)?;
    }
    desk.lock_scores(&meeting)?;
    desk.write_scores(&meeting, &laptop.scores)?;
    desk.lock()
}

/// Every third bid buys equipment that could be shared: the technical and finance experts cut a tenth of its fiscal part.
fn advice(bid: &Bid, subject: Subject, requested: Funds, index: usize, category: Category) -> LineAdvice {
    let cuts = index % 3 == 2
        && subject == Subject::Equipment
        && category != Category::Management
        && bid.race != Some(true);
    if !cuts {
        return LineAdvice { recommended: requested, reason: None, ticks: Ticks::default() };
    }
    let fiscal = domain::Fen(requested.fiscal.0 / 10 * 9).floor_to_baiyuan();
    LineAdvice {
        recommended: Funds { fiscal, ..requested },
        reason: Some("一台检测设备可以共用".to_owned()),
        ticks: Ticks::default(),
    }
}

/// Shows progress of the laptops under one name.
pub(super) fn shown<'a>(progress: &'a Progress<'a>, what: &'static str, of: usize) -> impl Fn(usize) + 'a {
    move |done| progress(what, done, of)
}
