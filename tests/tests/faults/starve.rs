//! A disk that is full, or a stick that is gone, at the n-th write of an act and ever after. strace makes the calls fail;
//! the program is the unchanged one.

use std::path::Path;
use std::process::Command;

use journeys::faults::{Act, Stage, copy_folder, judge, vault_of};
use journeys::passphrase;
use vault::Vault;

use crate::Figures;

/// Calls that take space.
const WRITES: &str = "write,pwrite64,ftruncate,fallocate,mkdir,mkdirat";
/// Calls that a medium which is gone refuses too.
const ALL: &str = "write,pwrite64,ftruncate,fallocate,mkdir,mkdirat,fsync,fdatasync,rename,unlink";
/// Most writes that an act is looked through for.
const MOST: usize = 4000;

/// What the system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// `ENOSPC` to whatever takes space.
    Full,
    /// `EIO` to whatever changes the medium.
    Gone,
}

/// Lets an act run into the fault at its first write, its second, and so on until it ends without one; at most about so
/// many of them, evenly spread.
pub(crate) fn run(stage: &Stage, act: Act, fault: Fault, most: usize) -> Figures {
    let key = Vault::unlock(&stage.vault(act), &passphrase()).unwrap();
    let mut figures = Figures::default();
    let writes = count(act, fault, stage);
    let step = (writes / most.max(1)).max(1);
    let mut refusals = std::collections::BTreeMap::new();
    for at in (1..=writes.min(MOST)).step_by(step) {
        let place = tempfile::tempdir().unwrap();
        copy_folder(stage.scratch.path(), place.path());
        let said = starved(act, fault, place.path(), Some(at));
        figures.faults += 1;
        if let Err(what) = judge(act, &vault_of(place.path(), act), &said, &key) {
            figures.broken.push(format!("write {at} of {writes}: {what}"));
        }
        let refused = said.iter().find_map(|line| line.strip_prefix("refused ")).unwrap_or("nothing");
        if !["io", "nothing"].contains(&refused) {
            figures.broken.push(format!("write {at} of {writes}: refused with {refused}"));
        }
        *refusals.entry(refused.to_owned()).or_insert(0) += 1;
    }
    if !refusals.contains_key("io") {
        figures.broken.push(format!("no write was refused: {refusals:?}"));
    }
    figures.beside = format!("{writes} writes; said: {refusals:?}");
    figures
}

/// How many writes an act makes in its vault.
fn count(act: Act, fault: Fault, stage: &Stage) -> usize {
    let place = tempfile::tempdir().unwrap();
    copy_folder(stage.scratch.path(), place.path());
    let said = starved(act, fault, place.path(), None);
    assert!(said.iter().any(|line| line.starts_with("ok") || line.starts_with("turn")), "{said:?}");
    std::fs::read_to_string(place.path().join("trace")).unwrap().lines().count()
}

/// Performs an act twice, with the fault from a certain write on, and gives what it said.
fn starved(act: Act, fault: Fault, stage: &Path, at: Option<usize>) -> Vec<String> {
    let folder = vault_of(stage, act);
    let (calls, error) = if fault == Fault::Full { (WRITES, "ENOSPC") } else { (ALL, "EIO") };
    let mut strace = Command::new("strace");
    strace.arg("-f").arg("-e").arg(format!("trace={calls}")).arg("-o").arg(stage.join("trace"));
    for name in [
        "",
        "vault.db",
        "vault.db-wal",
        "vault.db-shm",
        "papers.db",
        "papers.db-journal",
        "keys",
        "keys.part",
        "backups",
        "backups/part",
        "backups/part/vault.db",
        "backups/part/vault.db-wal",
        "backups/part/vault.db-shm",
        "backups/part/vault.db-journal",
        "backups/part/keys",
        "backups/part/head",
    ] {
        strace.arg("-P").arg(folder.join(name));
    }
    if let Some(at) = at {
        strace.arg("-e").arg(format!("inject={calls}:error={error}:when={at}+"));
    }
    let out =
        strace.arg(env!("CARGO_BIN_EXE_actor")).arg(act.name()).arg(stage).arg("2").output().unwrap_or_else(
            |e| panic!("strace is needed for the tests of faults (tools/setup.sh test): {e}"),
        );
    String::from_utf8_lossy(&out.stdout).lines().map(str::to_owned).collect()
}
