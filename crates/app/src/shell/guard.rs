//! What the window does about keys and backups.

use domain::Code;
use secrecy::SecretString;
use vault::{Vault, restore};

use super::{Open, Refused, Shell, nothing_open, whole};
use crate::access::Access;
use crate::api::HomeFacts;
use crate::api::keys::{ExaminationView, KeysView, RecoverySheetMade, RestoreView, RestoreWord};
use crate::going_back::{self, restored};
use crate::refusal::{Refusal, Result};
use crate::safekeeping;

impl Shell {
    /// A use case of whoever's vault is open, which changes it.
    fn access<T>(&self, f: impl FnOnce(&mut Access) -> Result<T>) -> Refused<T> {
        let mut open = self.held();
        let open = open.as_mut().ok_or_else(nothing_open);
        open.and_then(|open| f(open.access_mut())).map_err(|refusal| refusal.problems())
    }

    /// Who can open the vault.
    ///
    /// # Errors
    /// `vault.not_open`, the vault's own.
    pub fn keys(&self) -> Refused<KeysView> {
        self.access(|access| access.keys_view())
    }

    /// Lets somebody else open the vault, perhaps for reading only.
    ///
    /// # Errors
    /// `vault.user_exists`, `vault.passphrase_weak`, `vault.read_only`, the disk.
    pub fn add_user(&self, name: &str, supervisor: bool, passphrase: &SecretString) -> Refused<KeysView> {
        self.access(|access| access.add_user(name, supervisor, passphrase))
    }

    /// Takes a key away, with a reason.
    ///
    /// # Errors
    /// `vault.own_key`, `vault.last_user`, `reason.missing`, `vault.read_only`, the disk.
    pub fn remove_user(&self, slot: u32, why: &str) -> Refused<KeysView> {
        self.access(|access| access.remove_user(slot, why))
    }

    /// Changes the passphrase of the key that is open.
    ///
    /// # Errors
    /// `vault.passphrase_wrong`, `vault.passphrase_weak`, the disk.
    pub fn change_passphrase(&self, old: &SecretString, new: &SecretString) -> Refused<()> {
        self.access(|access| access.change_passphrase(old, new))
    }

    /// Writes a sheet with a new recovery code.
    ///
    /// # Errors
    /// `vault.read_only`, the disk.
    pub fn write_recovery_sheet(&self, path: &str) -> Refused<RecoverySheetMade> {
        self.access(|access| {
            let keys = access.write_recovery_sheet(whole(path)?)?;
            Ok(RecoverySheetMade { path: path.to_owned(), keys })
        })
    }

    /// Writes the whole vault to a new folder under a new key, which one passphrase opens.
    ///
    /// # Errors
    /// `vault.exists`, `vault.passphrase_weak`, `vault.read_only`, the disk.
    pub fn export(&self, to: &str, passphrase: &SecretString) -> Refused<String> {
        self.access(|access| {
            access.export_vault(whole(to)?, passphrase)?;
            Ok(to.to_owned())
        })
    }

    /// Opens a vault for reading only: what of a damaged one can still be read.
    ///
    /// # Errors
    /// What the vault refuses, with its words.
    pub fn open_reading(&self, folder: &str, passphrase: &SecretString) -> Refused<HomeFacts> {
        self.put(folder, || {
            let place = whole(folder)?;
            // A broken file of keys does not keep anybody from the rows: a backup's opens them too.
            Open::of(Vault::open_read_only(place, &restore::unlock(place, passphrase)?)?)
        })
    }

    /// Looks through a vault that may be damaged.
    ///
    /// # Errors
    /// Those of [`safekeeping::examine`].
    pub fn examine(folder: &str, passphrase: &SecretString) -> Refused<ExaminationView> {
        let examined = whole(folder).and_then(|folder| safekeeping::examine(folder, passphrase));
        examined.map_err(|refusal| refusal.problems())
    }

    /// What going back to a backup of a vault that is not open would lose.
    ///
    /// # Errors
    /// Those of [`safekeeping::restore_preview`].
    pub fn restore_preview(folder: &str, name: &str, passphrase: &SecretString) -> Refused<RestoreView> {
        let view = whole(folder).and_then(|place| safekeeping::restore_preview(place, name, passphrase));
        view.map_err(|refusal| refusal.problems())
    }

    /// Goes back to a backup of a vault that is not open, and opens it.
    ///
    /// # Errors
    /// Those of [`going_back::restore_closed`].
    pub fn restore_closed(
        &self,
        folder: &str,
        name: &str,
        passphrase: &SecretString,
        word: &RestoreWord,
    ) -> Refused<HomeFacts> {
        self.put(folder, || {
            let place = whole(folder)?;
            Ok(restored(place, name, &restore::unlock(place, passphrase)?, word)?.0)
        })
    }

    /// Goes back to a backup of the open vault, which is open again after, whatever came of it.
    ///
    /// # Errors
    /// `vault.not_open`, `vault.read_only`, those of [`going_back::restore_closed`].
    pub fn restore(&self, name: &str, word: &RestoreWord) -> Refused<HomeFacts> {
        let (folder, unlocked) = self.vault(|vault| {
            if !safekeeping::may_restore(vault) {
                return Err(Refusal::of(Code::VaultReadOnly));
            }
            // What is refused is refused before the vault is closed.
            going_back::check(word, &going_back::preview_open(vault, name)?)?;
            Ok((vault.folder().to_owned(), vault.unlocked()))
        })?;
        let shown = folder.display().to_string();
        self.lock()?;
        match self.put(&shown, || Ok(restored(&folder, name, &unlocked, word)?.0)) {
            Ok(facts) => Ok(facts),
            Err(problems) => {
                self.put(&shown, || Open::of(Vault::open_with(&folder, &unlocked)?))?;
                Err(problems)
            }
        }
    }
}
