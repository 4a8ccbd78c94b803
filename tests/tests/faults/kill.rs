//! kill −9 at random moments. The process says over a pipe what the program acknowledged; all of it must be there after.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use journeys::faults::{Act, Stage, copy_folder, judge};
use journeys::passphrase;
use vault::Vault;

use crate::Figures;
use crate::chance::Chance;

/// Kills after which the stage is made anew, so that it does not grow.
const FRESH: usize = 20;
/// Longest wait for a process to get ready.
const PATIENCE: Duration = Duration::from_secs(60);

/// Kills an act so many times.
pub(crate) fn run(stage: &Stage, act: Act, kills: usize) -> Figures {
    let key = Vault::unlock(&stage.vault(act), &passphrase()).unwrap();
    let mut chance = Chance::new(7);
    let mut figures = Figures::default();
    let mut acknowledged = 0;
    let mut place = tempfile::tempdir().unwrap();
    for n in 0..kills {
        if n % FRESH == 0 {
            place = tempfile::tempdir().unwrap();
            copy_folder(stage.scratch.path(), place.path());
        }
        let said = killed(act, place.path(), &mut chance);
        acknowledged += said.iter().filter(|line| !line.starts_with("ready")).count();
        figures.faults += 1;
        let folder = journeys::faults::vault_of(place.path(), act);
        if let Err(what) = judge(act, &folder, &said, &key) {
            figures.broken.push(format!("kill {n}: {what}"));
        }
        if let Some(refused) = said.iter().find(|line| line.starts_with("refused")) {
            figures.broken.push(format!("kill {n}: {refused}"));
        }
    }
    figures.beside = format!("{acknowledged} acknowledged writes");
    // A few changes of a passphrase may all be cut off: they take a second each.
    if acknowledged == 0 && (act != Act::Passphrase || kills > FRESH) {
        figures.broken.push("no write was ever acknowledged".to_owned());
    }
    figures
}

/// Starts an act, kills it at a random moment, and gives what it said.
fn killed(act: Act, stage: &Path, chance: &mut Chance) -> Vec<String> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_actor"))
        .arg(act.name())
        .arg(stage)
        .arg("1000000")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let out = child.stdout.take().unwrap();
    let (say, hear) = mpsc::channel();
    let reader = std::thread::spawn(move || {
        let lines = BufReader::new(out).lines().map_while(Result::ok);
        lines.for_each(|line| drop(say.send(line)));
    });
    let mut said: Vec<String> = hear.recv_timeout(PATIENCE).into_iter().collect();
    moment(act, stage, chance);
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap();
    said.extend(hear.try_iter());
    said
}

/// Waits for the moment of the kill. A change of passphrase is nearly all key derivation: half of its kills wait for the
/// file to be written.
fn moment(act: Act, stage: &Path, chance: &mut Chance) {
    let after = Duration::from_micros(u64::try_from(chance.under(120_000)).unwrap());
    if act == Act::Passphrase && chance.under(4) != 0 {
        let part = stage.join("office.lunzheng/keys.part");
        let begun = Instant::now();
        while !part.exists() && begun.elapsed() < Duration::from_secs(5) {
            std::thread::sleep(Duration::from_micros(100));
        }
        std::thread::sleep(after / 60);
        return;
    }
    std::thread::sleep(match act {
        Act::Passphrase => after * 8,
        Act::Import | Act::Attach => after * 4,
        Act::Backup | Act::Score => after,
    });
}
