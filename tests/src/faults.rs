//! What the tests of faults share with the process that is killed, cut off or starved in them: the stage it acts on, and
//! what it says of each write that the program acknowledged.

use std::fs;
use std::path::{Path, PathBuf};

use app::SecretString;
use app::api::intake::PaperKind;
use app::office::inspect;
use app::{Desk, Office};
use chrono::DateTime;
use serde::{Deserialize, Serialize};
use vault::{Entry, Journaled, PaperId, Record, Table, Unlocked, Vault, VaultError};
use workbook::Edits;

use crate::{Meeting, clock, passphrase};

/// What the process does over and over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// The office imports a list, each time into another batch.
    Import,
    /// An expert's edits are saved at the desk.
    Score,
    /// A row is written and the vault backed up.
    Backup,
    /// The passphrase is changed to another and back.
    Passphrase,
    /// The office attaches a paper of some chunks, each time another.
    Attach,
}

impl Act {
    /// Every act there is.
    pub const ALL: [Act; 5] = [Act::Import, Act::Score, Act::Backup, Act::Passphrase, Act::Attach];

    /// As it is named on the command line and in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Act::Import => "import",
            Act::Score => "score",
            Act::Backup => "backup",
            Act::Passphrase => "passphrase",
            Act::Attach => "attach",
        }
    }

    /// The act of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Act> {
        Act::ALL.into_iter().find(|act| act.name() == name)
    }
}

/// Rows that one import brings.
pub const ROWS: usize = 6;

/// A row that only these tests write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
}

impl Record for Note {
    const TABLE: Table = Table::Setting;
    fn id(&self) -> String {
        self.id.clone()
    }
}

/// Writes a note, journaled.
///
/// # Errors
/// The vault's own.
pub fn write_note(vault: &mut Vault, id: &str, text: &str) -> Result<(), VaultError> {
    let note = Note { id: id.to_owned(), text: text.to_owned() };
    let entry = Entry {
        actor: "钱示例".to_owned(),
        action: "note.put".to_owned(),
        subject: id.to_owned(),
        at: DateTime::UNIX_EPOCH,
        reason: None,
        details: serde_json::Value::Null,
    };
    vault.write(|w| {
        w.put(&note)?;
        Ok(Journaled { value: (), entry })
    })
}

/// The passphrase that an even or an odd number of changes ends with.
#[must_use]
pub fn turn(changes: u64) -> SecretString {
    if changes.is_multiple_of(2) {
        passphrase()
    } else {
        SecretString::from("换过之后的另一句测试口令")
    }
}

/// A folder with what the acts need: an office's vault, an expert's with a task, a small list of experts to import.
pub struct Stage {
    /// The folder; acts know it alone.
    pub scratch: tempfile::TempDir,
}

impl Stage {
    /// Prepares everything through the use cases.
    #[must_use]
    pub fn new() -> Stage {
        let mut meeting = Meeting::frozen();
        let (mut desk, id) = meeting.laptop("Z1");
        desk.pledge(&id).unwrap();
        fs::write(meeting.path("meeting"), &id).unwrap();
        fs::write(meeting.path("list.csv"), list(0)).unwrap();
        desk.lock().unwrap();
        let Meeting { scratch, office, .. } = meeting;
        office.lock().unwrap();
        // Backups of the preparation would only be copied again and again.
        for name in ["office", "Z1"] {
            let backups = scratch.path().join(format!("{name}.lunzheng/backups"));
            fs::remove_dir_all(&backups).unwrap();
            fs::create_dir(&backups).unwrap();
        }
        Stage { scratch }
    }

    /// The vault that an act changes.
    #[must_use]
    pub fn vault(&self, act: Act) -> PathBuf {
        vault_of(self.scratch.path(), act)
    }
}

impl Default for Stage {
    fn default() -> Stage {
        Stage::new()
    }
}

/// The vault that an act changes, in a stage's folder.
#[must_use]
pub fn vault_of(stage: &Path, act: Act) -> PathBuf {
    stage.join(if act == Act::Score { "Z1.lunzheng" } else { "office.lunzheng" })
}

/// A list of experts; the numbers differ from list to list, so that each can be imported.
fn list(n: u64) -> String {
    let rows = (0..ROWS).map(|row| format!("T{n:06}-{row},技术,示例人{row},示例单位{row},教授\n"));
    format!("专家编号,类别,姓名,单位,职称\n{}", rows.collect::<String>())
}

/// Copies a folder with everything in it.
pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let there = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &there);
        } else {
            fs::copy(&path, &there).unwrap();
        }
    }
}

/// Does an act over and over on a stage, at most so many times, and says after each what was acknowledged: a line
/// `ok <number> <head of the journal, hex>`, or `refused <code>`, after which it ends.
pub fn perform(act: Act, stage: &Path, times: u64, say: &mut dyn FnMut(String)) {
    let folder = vault_of(stage, act);
    match act {
        Act::Import => imports(&folder, stage, times, say),
        Act::Score => scores(&folder, stage, times, say),
        Act::Backup => backups(&folder, times, say),
        Act::Passphrase => passphrases(&folder, times, say),
        Act::Attach => papers(&folder, stage, times, say),
    }
}

/// What is said of a write that was acknowledged.
fn done(vault: &Vault, n: u64) -> String {
    format!("ok {n} {}", hex::encode(vault.journal_head().unwrap().hash))
}

fn imports(folder: &Path, stage: &Path, times: u64, say: &mut dyn FnMut(String)) {
    let mut office = match Office::open(folder, &passphrase(), clock()) {
        Ok(office) => office,
        Err(refusal) => return say(format!("refused {}", refusal.code())),
    };
    let first = office.vault().journal_head().unwrap().seq;
    let path = stage.join("list.csv");
    say("ready".to_owned());
    for n in 0..times {
        fs::write(&path, list(first + n)).unwrap();
        let done_or_not = inspect(&path, Edits::default()).and_then(|list| office.import("一批", &list));
        match done_or_not {
            Ok(_) => say(done(office.vault(), n)),
            Err(refusal) => return say(format!("refused {}", refusal.code())),
        }
    }
}

fn scores(folder: &Path, stage: &Path, times: u64, say: &mut dyn FnMut(String)) {
    let meeting = fs::read_to_string(stage.join("meeting")).unwrap();
    let mut desk = match Desk::open(folder, &passphrase(), clock()) {
        Ok(desk) => desk,
        Err(refusal) => return say(format!("refused {}", refusal.code())),
    };
    say("ready".to_owned());
    for n in 0..times {
        let edit = app::api::desk::DeskEdit::Note { text: format!("第{n}次，{}", "存".repeat(400)) };
        match desk.edit_typed(&meeting, "JB-001", edit) {
            Ok(_) => say(done(desk.vault(), n)),
            Err(refusal) => return say(format!("refused {}", refusal.code())),
        }
    }
}

fn backups(folder: &Path, times: u64, say: &mut dyn FnMut(String)) {
    let mut vault = match Vault::open(folder, &passphrase()) {
        Ok(vault) => vault,
        Err(error) => return say(format!("refused {}", error.code())),
    };
    say("ready".to_owned());
    for n in 0..times {
        let made = write_note(&mut vault, &format!("{n:06}"), "备份前").and_then(|()| {
            say(done(&vault, n));
            vault.backup("fault")
        });
        match made {
            Ok(path) => say(format!("backup {}", path.file_name().unwrap().to_string_lossy())),
            Err(error) => return say(format!("refused {}", error.code())),
        }
    }
}

/// Bytes of a paper: more chunks than the database's cache holds, so that it is written before its last step.
const PAPER: usize = 5 << 20;

fn papers(folder: &Path, stage: &Path, times: u64, say: &mut dyn FnMut(String)) {
    let mut office = match Office::open(folder, &passphrase(), clock()) {
        Ok(office) => office,
        Err(refusal) => return say(format!("refused {}", refusal.code())),
    };
    let first = office.vault().journal_head().unwrap().seq;
    let path = stage.join("page.jpg");
    say("ready".to_owned());
    for n in 0..times {
        let mut picture = vec![0xFF, 0xD8, 0xFF];
        picture.resize_with(PAPER, {
            let mut state = (first + n).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            move || {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                state.to_le_bytes()[0]
            }
        });
        fs::write(&path, picture).unwrap();
        match office.attach_paper(crate::BATCH, "JB-001", PaperKind::Evidence, &path) {
            Ok(card) => {
                say(format!("paper {}", card.id));
                say(done(office.vault(), n));
            }
            Err(refusal) => return say(format!("refused {}", refusal.code())),
        }
    }
}

fn passphrases(folder: &Path, times: u64, say: &mut dyn FnMut(String)) {
    // A kill may have come after a change was done and before it was said.
    let opened = Vault::open(folder, &turn(0)).map(|v| (v, 0)).or_else(|e| match e {
        VaultError::Passphrase => Vault::open(folder, &turn(1)).map(|v| (v, 1)),
        other => Err(other),
    });
    let (mut vault, first) = match opened {
        Ok(opened) => opened,
        Err(error) => return say(format!("refused {}", error.code())),
    };
    say(format!("ready {first}"));
    for n in first..first + times {
        match vault.change_passphrase(&turn(n), &turn(n + 1)) {
            Ok(()) => say(format!("turn {}", n + 1)),
            Err(error) => return say(format!("refused {}", error.code())),
        }
    }
}

/// Opens what an act left behind and holds it against what was acknowledged. Gives what is wrong.
///
/// # Errors
/// A sentence that says what does not hold.
pub fn judge(act: Act, folder: &Path, said: &[String], key: &Unlocked) -> Result<(), String> {
    let vault = Vault::open_with(folder, key).map_err(|e| format!("does not open: {e}"))?;
    vault.check().map_err(|e| format!("does not hold: {e}"))?;
    for line in said.iter().filter_map(|line| line.strip_prefix("ok ")) {
        let head = line.split(' ').nth(1).and_then(|h| hex::decode(h).ok()).and_then(|h| h.try_into().ok());
        let head: [u8; 32] = head.ok_or_else(|| format!("unreadable: {line}"))?;
        vault.verify_journal(Some(head)).map_err(|e| format!("acknowledged write {line} is gone: {e}"))?;
    }
    match act {
        Act::Import => whole_imports(&vault)?,
        Act::Backup => whole_backups(&vault, said, key)?,
        Act::Passphrase => one_passphrase(folder, said)?,
        Act::Attach => whole_papers(&vault, said)?,
        Act::Score => {}
    }
    Ok(())
}

/// Every paper that is there is what was stored, and every one that was acknowledged is there.
fn whole_papers(vault: &Vault, said: &[String]) -> Result<(), String> {
    let (_, broken) = vault.check_papers().map_err(|e| format!("the papers do not hold: {e}"))?;
    if broken > 0 {
        return Err(format!("{broken} papers are not what was stored"));
    }
    let papers = vault.papers().map_err(|e| e.to_string())?;
    for id in said.iter().filter_map(|line| line.strip_prefix("paper ")) {
        let hash = hex::decode(id).ok().and_then(|h| h.try_into().ok()).ok_or("an unreadable name")?;
        match papers.size(PaperId(hash)) {
            Ok(Some(_)) => {}
            other => return Err(format!("acknowledged paper {id} is gone: {other:?}")),
        }
    }
    Ok(())
}

/// An import is all there or not at all.
fn whole_imports(vault: &Vault) -> Result<(), String> {
    let experts: Vec<String> = vault
        .read(|r| r.list::<app::records::ExpertRecord>())
        .map_err(|e| e.to_string())?
        .into_iter()
        .map(|e| e.0.no)
        .filter(|no| no.starts_with('T'))
        .collect();
    let imports = vault.journal_of("import").map_err(|e| e.to_string())?;
    let of_lists = imports.iter().filter(|e| e.subject == "list.csv").count();
    if experts.len() == of_lists * ROWS {
        return Ok(());
    }
    Err(format!("{} rows of {of_lists} imports", experts.len()))
}

/// Every backup that stands in its place is whole, and the last one acknowledged is there.
fn whole_backups(vault: &Vault, said: &[String], key: &Unlocked) -> Result<(), String> {
    let folder = vault.folder().join("backups");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .map_err(|e| e.to_string())?
        .filter_map(|e| Some(e.ok()?.file_name().to_string_lossy().into_owned()))
        .filter(|name| name != "part")
        .collect();
    names.sort();
    let last = said.iter().rev().find_map(|line| line.strip_prefix("backup "));
    if let Some(last) = last.filter(|last| !names.iter().any(|name| name == last)) {
        return Err(format!("acknowledged backup {last} is gone"));
    }
    for name in names.iter().rev().take(2) {
        let scratch = tempfile::tempdir().map_err(|e| e.to_string())?;
        let copy = scratch.path().join("b.lunzheng");
        copy_folder(&folder.join(name), &copy);
        let vault = Vault::open_with(&copy, key).map_err(|e| format!("backup {name} does not open: {e}"))?;
        vault.check().map_err(|e| format!("backup {name} does not hold: {e}"))?;
    }
    Ok(())
}

/// The passphrase acknowledged last opens, or the next one; one of both in any case.
fn one_passphrase(folder: &Path, said: &[String]) -> Result<(), String> {
    let turns = said.iter().rev().find_map(|line| {
        let number = line.strip_prefix("turn ").or_else(|| line.strip_prefix("ready "))?;
        number.parse::<u64>().ok()
    });
    let Some(turns) = turns else { return Ok(()) };
    let opens = |n| Vault::unlock(folder, &turn(n)).is_ok();
    if opens(turns) || opens(turns + 1) { Ok(()) } else { Err("no passphrase opens the vault".to_owned()) }
}
