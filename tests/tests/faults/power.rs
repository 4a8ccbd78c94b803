//! Power lost with writes in flight: the calls of the real program are recorded, then replayed up to a random one onto a
//! simulated disk, which loses what was not synced, whole or in part.

use std::path::Path;

use journeys::faults::{Act, Stage, copy_folder, judge, vault_of};
use journeys::passphrase;
use vault::Vault;

use crate::Figures;
use crate::chance::Chance;
use crate::disk::Disk;
use crate::trace::{Call, record};

/// Times an act is performed while it is recorded: enough for backups to be pruned and the log to be taken over.
/// A few losses need no long record.
fn times(act: Act, losses: usize) -> u64 {
    let quick = losses < 100;
    match act {
        Act::Import => {
            if quick {
                2
            } else {
                12
            }
        }
        Act::Score => {
            if quick {
                8
            } else {
                40
            }
        }
        Act::Backup => {
            if quick {
                2
            } else {
                13
            }
        }
        Act::Passphrase | Act::Attach => {
            if quick {
                2
            } else {
                4
            }
        }
    }
}

/// Loses power so many times.
pub(crate) fn run(stage: &Stage, act: Act, losses: usize) -> Figures {
    let key = Vault::unlock(&stage.vault(act), &passphrase()).unwrap();
    let place = tempfile::tempdir().unwrap();
    copy_folder(stage.scratch.path(), place.path());
    let root = vault_of(place.path(), act);
    let before = Disk::of(&root);
    let calls = record(act, place.path(), times(act, losses));
    let mut chance = Chance::new(11);
    let mut figures = Figures::default();
    let mut in_flight = 0;
    // States are made in the order of the record, so that the disk is replayed once.
    let mut moments: Vec<usize> = (0..losses).map(|_| chance.under(calls.len())).collect();
    moments.sort_unstable();
    let (mut disk, mut said, mut next) = (before, Vec::new(), 0);
    for moment in moments {
        for call in &calls[next..moment.max(next)] {
            hear(call, &mut said);
            disk.take(call);
        }
        next = moment.max(next);
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("a.lunzheng");
        disk.lose_power(&folder, &mut chance);
        in_flight += usize::from(disk.in_flight() > 0);
        figures.faults += 1;
        if let Err(what) = judge(act, &folder, &said, &key) {
            figures.broken.push(format!("call {moment} of {}: {what}", calls.len()));
        }
    }
    for call in &calls[next..] {
        disk.take(call);
    }
    if let Err(what) = same_as_real(&disk, &root) {
        figures.broken.push(format!("the simulated disk is not the real one: {what}"));
    }
    figures.beside = format!("{} calls, {in_flight} states with writes in flight", calls.len());
    figures
}

/// What the process said up to a call.
fn hear(call: &Call, said: &mut Vec<String>) {
    if let Call::Write { fd: 1, bytes, .. } = call {
        said.extend(String::from_utf8_lossy(bytes).lines().map(str::to_owned));
    }
}

/// The simulated disk with everything in flight let through is the real one: the record missed no write.
fn same_as_real(disk: &Disk, root: &Path) -> Result<(), String> {
    let place = tempfile::tempdir().unwrap();
    disk.let_through(place.path());
    differs(place.path(), root)
}

/// Why two folders differ, apart from what SQLite keeps in shared memory.
fn differs(one: &Path, other: &Path) -> Result<(), String> {
    let names = |folder: &Path| -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
            .filter(|name| !name.ends_with("-shm"))
            .collect();
        names.sort();
        names
    };
    if names(one) != names(other) {
        return Err(format!("{:?} and {:?}", names(one), names(other)));
    }
    for name in names(one) {
        let (a, b) = (one.join(&name), other.join(&name));
        if a.is_dir() {
            differs(&a, &b)?;
        } else if std::fs::read(&a).unwrap() != std::fs::read(&b).unwrap() {
            return Err(format!("{name} differs"));
        }
    }
    Ok(())
}
