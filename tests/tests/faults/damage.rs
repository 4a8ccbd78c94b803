//! Changed bits, cut files and pages put back to an old version: none may be read as what was written. A fault is seen
//! when the vault refuses to open, or its check says so; where SQLite itself would put things right (the end of a log
//! that was never finished), what was acknowledged must be there.

use std::fs;
use std::path::{Path, PathBuf};

use journeys::faults::{copy_folder, write_note};
use journeys::passphrase;
use vault::{Kdf, Role, Unlocked, Vault};

use crate::Figures;
use crate::chance::Chance;

/// Bytes of a page of the database.
const PAGE: usize = 4096;

/// A vault with some rows, closed, and the head that minutes would have printed.
struct Whole {
    scratch: tempfile::TempDir,
    key: Unlocked,
    head: [u8; 32],
    /// The same vault earlier in its life.
    earlier: PathBuf,
}

impl Whole {
    fn new() -> Whole {
        let scratch = tempfile::tempdir().unwrap();
        let folder = scratch.path().join("a.lunzheng");
        let mut vault = Vault::create(
            &folder,
            Role::Secretariat,
            "钱示例",
            &passphrase(),
            Kdf::FLOOR,
            chrono::DateTime::UNIX_EPOCH,
        )
        .unwrap();
        let key = Vault::unlock(&folder, &passphrase()).unwrap();
        for n in 0..40 {
            write_note(&mut vault, &format!("{n:03}"), &"一".repeat(900)).unwrap();
        }
        vault.lock().unwrap();
        let earlier = scratch.path().join("earlier");
        copy_folder(&folder, &earlier);
        let mut vault = Vault::open_with(&folder, &key).unwrap();
        for n in 20..60 {
            write_note(&mut vault, &format!("{n:03}"), &"二".repeat(900)).unwrap();
        }
        let head = vault.journal_head().unwrap().hash;
        vault.lock().unwrap();
        Whole { scratch, key, head, earlier }
    }

    /// A copy to damage.
    fn copy(&self) -> (tempfile::TempDir, PathBuf) {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("a.lunzheng");
        copy_folder(&self.scratch.path().join("a.lunzheng"), &folder);
        (place, folder)
    }

    /// Whether a damaged copy is seen to be one: by whoever opens it, checks it, and compares it with the minutes.
    fn is_seen(&self, folder: &Path) -> bool {
        let checked = Vault::open_with(folder, &self.key).and_then(|vault| {
            vault.check()?;
            vault.verify_journal(Some(self.head))
        });
        checked.is_err()
    }
}

/// Flips so many bits, one at a time, in the database of a vault.
pub(crate) fn bits(flips: usize) -> Figures {
    let whole = Whole::new();
    let mut chance = Chance::new(13);
    let mut figures = Figures::default();
    for _ in 0..flips {
        let (_place, folder) = whole.copy();
        let path = folder.join("vault.db");
        let mut bytes = fs::read(&path).unwrap();
        let at = chance.under(bytes.len());
        bytes[at] ^= 1 << chance.under(8);
        fs::write(&path, &bytes).unwrap();
        figures.faults += 1;
        if !whole.is_seen(&folder) {
            figures.broken.push(format!("a bit of byte {at} of {}", bytes.len()));
        }
    }
    figures
}

/// Cuts the database or the file of keys so many times.
pub(crate) fn cuts(cuts: usize) -> Figures {
    let whole = Whole::new();
    let mut chance = Chance::new(17);
    let mut figures = Figures::default();
    for n in 0..cuts {
        let (_place, folder) = whole.copy();
        let name = if n % 5 == 4 { "keys" } else { "vault.db" };
        let path = folder.join(name);
        let bytes = fs::read(&path).unwrap();
        let keep = chance.under(bytes.len());
        fs::write(&path, &bytes[..keep]).unwrap();
        figures.faults += 1;
        if !whole.is_seen(&folder) {
            figures.broken.push(format!("{name} cut to {keep} of {} bytes", bytes.len()));
        }
    }
    figures
}

/// Puts so many sets of pages back to what they were earlier; the cipher alone does not notice that.
pub(crate) fn rollbacks(rollbacks: usize) -> Figures {
    let whole = Whole::new();
    let old = fs::read(whole.earlier.join("vault.db")).unwrap();
    let mut chance = Chance::new(19);
    let mut figures = Figures::default();
    let (mut pages_changed, mut cipher_blind) = (0, 0);
    while figures.faults < rollbacks {
        let (_place, folder) = whole.copy();
        let path = folder.join("vault.db");
        let mut bytes = fs::read(&path).unwrap();
        let pages = old.len().min(bytes.len()) / PAGE;
        // Every fourth time the whole file, so that only a printed head can tell.
        let all = figures.faults % 4 == 3;
        let wanted = if all { pages } else { 1 + chance.under(4) };
        let mut changed = 0;
        for n in 0..wanted {
            let page = if all { n } else { chance.under(pages) };
            let range = page * PAGE..(page + 1) * PAGE;
            if bytes[range.clone()] != old[range.clone()] {
                bytes[range.clone()].copy_from_slice(&old[range]);
                changed += 1;
            }
        }
        if changed == 0 {
            continue;
        }
        if all {
            bytes.truncate(old.len());
        }
        fs::write(&path, &bytes).unwrap();
        figures.faults += 1;
        pages_changed += changed;
        cipher_blind += usize::from(Vault::open_with(&folder, &whole.key).is_ok());
        if !whole.is_seen(&folder) {
            figures.broken.push(format!("{changed} pages put back, the whole file: {all}"));
        }
    }
    figures.beside = format!("{pages_changed} pages; {cipher_blind} of them opened without a word");
    figures
}
