//! What happens to a vault when the machine fails: processes killed at any moment, power lost with writes in flight, full
//! and read-only disks, damaged and exchanged pages, clocks that lie. Each test here is the quick form; the figures of
//! `make bench-faults` come from the last one, which is run only when asked for.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a test may fail loudly")]

mod chance;
mod damage;
mod disk;
mod kill;
mod others;
mod power;
mod starve;
mod trace;

use std::fmt::Write as _;
use std::time::Instant;

use journeys::faults::{Act, Stage};

/// What a run of one kind of fault found.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    /// Faults that were made.
    faults: usize,
    /// What else was counted, in words.
    beside: String,
    /// What did not hold, in words; nothing when every promise was kept.
    broken: Vec<String>,
}

impl Figures {
    /// Fails with what did not hold, or when nothing was tried.
    fn hold(&self) {
        assert_eq!(self.broken, Vec::<String>::new(), "of {} faults", self.faults);
        assert!(self.faults > 0, "nothing was tried");
    }
}

#[test]
fn what_was_acknowledged_survives_a_kill_while_importing() {
    kill::run(&Stage::new(), Act::Import, 4).hold();
}

#[test]
fn what_was_acknowledged_survives_a_kill_while_scoring() {
    kill::run(&Stage::new(), Act::Score, 4).hold();
}

#[test]
fn what_was_acknowledged_survives_a_kill_while_backing_up() {
    kill::run(&Stage::new(), Act::Backup, 4).hold();
}

#[test]
fn one_passphrase_opens_the_vault_after_a_kill_while_it_is_changed() {
    kill::run(&Stage::new(), Act::Passphrase, 3).hold();
}

#[test]
fn papers_that_were_acknowledged_survive_a_kill_while_others_are_attached() {
    kill::run(&Stage::new(), Act::Attach, 4).hold();
}

#[test]
fn what_was_acknowledged_survives_a_power_loss_at_any_point_whatever_of_the_rest_reached_the_disk() {
    let stage = Stage::new();
    for act in Act::ALL {
        power::run(&stage, act, 5).hold();
    }
}

#[test]
fn a_disk_that_is_full_at_any_write_loses_nothing_and_says_what_helps() {
    let stage = Stage::new();
    for act in [Act::Import, Act::Score, Act::Attach] {
        starve::run(&stage, act, starve::Fault::Full, 3).hold();
    }
}

#[test]
fn a_stick_that_is_pulled_at_any_write_loses_nothing_and_says_what_helps() {
    let stage = Stage::new();
    starve::run(&stage, Act::Import, starve::Fault::Gone, 3).hold();
    starve::run(&stage, Act::Score, starve::Fault::Gone, 3).hold();
}

#[test]
fn no_changed_bit_of_a_vault_is_read_as_if_it_had_been_written() {
    damage::bits(16).hold();
}

#[test]
fn no_vault_that_was_cut_short_is_read_as_if_it_were_whole() {
    damage::cuts(8).hold();
}

#[test]
fn no_page_put_back_to_an_old_version_goes_unseen() {
    damage::rollbacks(6).hold();
}

/// The full figures: `make bench-faults`.
#[test]
#[ignore = "takes an hour; make bench-faults"]
fn the_full_figures() {
    let only = std::env::var("FAULTS_ONLY").unwrap_or_default();
    // Part of the figures, for whoever has less than an hour.
    let percent: usize = std::env::var("FAULTS_PERCENT").ok().and_then(|p| p.parse().ok()).unwrap_or(100);
    let full = |figure: usize| (figure * percent / 100).max(1);
    let stage = Stage::new();
    let mut table = String::new();
    let mut broken = Vec::new();
    let mut row = |name: &str, run: &dyn Fn() -> Figures| {
        if !name.contains(&only) {
            return;
        }
        let begun = Instant::now();
        let figures = run();
        let seconds = begun.elapsed().as_secs();
        let line = format!(
            "{:<44} {:>6} {:>7} {:>6} s  {}",
            name,
            figures.faults,
            figures.broken.len(),
            seconds,
            figures.beside
        );
        println!("{line}");
        let _ = writeln!(table, "{line}");
        broken.extend(figures.broken.into_iter().map(|what| format!("{name}: {what}")));
    };
    for act in Act::ALL {
        row(&format!("kill -9: {}", act.name()), &|| kill::run(&stage, act, full(1000)));
    }
    for act in Act::ALL {
        row(&format!("power loss: {}", act.name()), &|| power::run(&stage, act, full(500)));
    }
    for act in Act::ALL {
        row(&format!("disk full at every write: {}", act.name()), &|| {
            // A paper is thousands of writes that are all alike.
            let most = if act == Act::Attach { 300 } else { usize::MAX };
            starve::run(&stage, act, starve::Fault::Full, most)
        });
    }
    for act in [Act::Import, Act::Score] {
        row(&format!("stick pulled at every write: {}", act.name()), &|| {
            starve::run(&stage, act, starve::Fault::Gone, usize::MAX)
        });
    }
    row("bit flips in a vault", &|| damage::bits(full(2000)));
    row("vaults cut short", &|| damage::cuts(full(500)));
    row("pages put back", &|| damage::rollbacks(full(200)));
    println!("\n{:<44} {:>6} {:>7} {:>8}  beside", "fault", "tried", "broken", "time");
    println!("{table}");
    assert_eq!(broken, Vec::<String>::new());
}
