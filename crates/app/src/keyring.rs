//! Who can open a vault. Names lie in the vault alone; the file of keys names nobody. A name is recorded before its key is
//! made, and a key is taken away before its name is: no key is ever without a name.

use std::path::Path;

use chrono::{DateTime, Utc};
use documents::model::RecoverySheet;
use documents::{Common, Form};
use domain::Code;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::json;
use vault::{Kdf, Record, SlotKind, Table};

use crate::access::{Access, Act, reason};
use crate::api::keys::{KeyKind, KeysView, UserLine};
use crate::clock::local;
use crate::files;
use crate::refusal::{Refusal, Result};
use crate::views::minute;

/// Where the names of users lie among the settings.
const PREFIX: &str = "user/";

/// Whose slot it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct UserRecord {
    pub(crate) slot: u32,
    pub(crate) name: String,
    pub(crate) at: DateTime<Utc>,
    pub(crate) by: String,
}

impl Record for UserRecord {
    const TABLE: Table = Table::Setting;
    fn id(&self) -> String {
        user_id(self.slot)
    }
}

/// Whose a slot is that nobody named: the first one is the owner's, another was made after the backup that was restored.
/// Nobody acts under somebody else's name.
pub(crate) fn unnamed(slot: u32, owner: &str) -> String {
    if slot == 1 { owner.to_owned() } else { format!("第{slot}号口令") }
}

pub(crate) fn user_id(slot: u32) -> String {
    format!("{PREFIX}{slot:06}")
}

impl Access {
    /// Who can open the vault.
    pub(crate) fn keys_view(&self) -> Result<KeysView> {
        let records: Vec<UserRecord> = self.read(|r| Ok(r.list_prefix(PREFIX)?))?;
        let slots = self.vault.slots();
        let mut users: Vec<UserLine> = slots
            .iter()
            .map(|slot| {
                let record = records.iter().find(|r| r.slot == slot.id);
                UserLine {
                    slot: slot.id,
                    name: record.map_or_else(|| unnamed(slot.id, self.vault.owner()), |r| r.name.clone()),
                    kind: kind(slot.kind),
                    added: record.map(|r| minute(r.at)),
                    added_by: record.map(|r| r.by.clone()),
                    memory_mib: Some(slot.kdf.memory_kib / 1024),
                    own: slot.id == self.vault.slot(),
                }
            })
            .collect();
        users.extend(records.iter().filter(|r| slots.iter().all(|s| s.id != r.slot)).map(|r| UserLine {
            slot: r.slot,
            name: r.name.clone(),
            kind: KeyKind::User,
            added: Some(minute(r.at)),
            added_by: Some(r.by.clone()),
            memory_mib: None,
            own: false,
        }));
        users.sort_by_key(|u| u.slot);
        Ok(KeysView {
            users,
            read_only: self.vault.is_read_only(),
            least: u32::try_from(vault::LEAST_PASSPHRASE).unwrap_or(10),
        })
    }

    /// Lets somebody else open the vault.
    pub(crate) fn add_user(
        &mut self,
        name: &str,
        supervisor: bool,
        passphrase: &SecretString,
    ) -> Result<KeysView> {
        let name = reason("使用人姓名", name)?;
        if self.keys_view()?.users.iter().any(|u| u.name == name && u.kind != KeyKind::Recovery) {
            return Err(Refusal::of(Code::VaultUserExists).with("name", name));
        }
        // Said before anything is recorded; the vault would say it again.
        if passphrase.expose_secret().chars().count() < vault::LEAST_PASSPHRASE {
            let min = vault::LEAST_PASSPHRASE;
            return Err(Refusal::from(vault::VaultError::WeakPassphrase { min }));
        }
        let kind = if supervisor { SlotKind::Supervisor } else { SlotKind::Passphrase };
        let (slot, kdf) = (self.next_slot()?, self.kdf());
        self.name_slot(slot, &name, "user.add", if supervisor { "supervisor" } else { "user" })?;
        if let Err(error) = self.vault.add_slot(slot, kind, passphrase, kdf) {
            self.forget(slot, "user.add.failed")?;
            return Err(error.into());
        }
        self.keys_view()
    }

    /// Takes a key away.
    pub(crate) fn remove_user(&mut self, slot: u32, why: &str) -> Result<KeysView> {
        let why = reason("删除使用人", why)?;
        if slot == self.vault.slot() {
            return Err(Refusal::of(Code::VaultOwnKey));
        }
        let view = self.keys_view()?;
        let user = view.users.iter().find(|u| u.slot == slot);
        let user = user.ok_or_else(|| Refusal::not_found(slot.to_string()))?;
        if user.memory_mib.is_some() {
            self.vault.remove_slot(slot)?;
        }
        let act = Act::new("user.remove", user.name.clone()).because(why).with(json!({ "slot": slot }));
        self.record(act, |w| Ok(w.delete(&nobody(slot))?))?;
        self.keys_view()
    }

    /// Changes the passphrase of the key that is open.
    pub(crate) fn change_passphrase(&mut self, old: &SecretString, new: &SecretString) -> Result<()> {
        self.vault.change_passphrase(old, new)?;
        if !self.vault.is_read_only() {
            let slot = self.vault.slot();
            self.record(
                Act::new("user.passphrase", self.actor.clone()).with(json!({ "slot": slot })),
                |_| Ok(()),
            )?;
        }
        Ok(())
    }

    /// Writes a sheet with a new recovery code, which takes the place of the one before. The code is on the sheet alone.
    pub(crate) fn write_recovery_sheet(&mut self, path: &Path) -> Result<KeysView> {
        self.writable()?;
        let old: Vec<u32> =
            self.vault.slots().iter().filter(|s| s.kind == SlotKind::Recovery).map(|s| s.id).collect();
        let code = vault::new_recovery_code()?;
        let at = self.clock.now();
        let form = sheet(&self.vault.card(), &code, local(at));
        let printed =
            documents::render(&form, &documents::Fonts::embedded(), &documents::Options::default())?;
        let (slot, kdf) = (self.next_slot()?, self.kdf());
        files::write_private(path, &printed.pdf)?;
        let made = self
            .name_slot(slot, "恢复码单", "recovery.write", "recovery")
            .and_then(|()| Ok(self.vault.set_recovery(slot, &code, kdf)?));
        if let Err(refusal) = made {
            // The sheet opens nothing; if it cannot be removed either, the first refusal says more.
            let _ = std::fs::remove_file(path);
            return Err(refusal);
        }
        for slot in old {
            self.forget(slot, "recovery.replaced")?;
        }
        self.keys_view()
    }

    /// Writes the whole vault to a new folder under a new data key: for when somebody who should not may have copied the
    /// old one. Only this passphrase opens it; other users and the recovery sheet are made anew there.
    pub(crate) fn export_vault(&mut self, to: &Path, passphrase: &SecretString) -> Result<()> {
        let unlocked = self.vault.export(to, passphrase, self.kdf())?;
        let name = to.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let act = Act::new("vault.export", name);
        self.record(act, |_| Ok(()))?;
        // Names whose keys did not come along would only confuse; the new vault's journal says so.
        let mut there = Access {
            vault: vault::Vault::open_with(to, &unlocked)?,
            clock: self.clock.clone(),
            actor: self.actor.clone(),
        };
        let own = unlocked.slot();
        let others: Vec<UserRecord> = there.read(|r| Ok(r.list_prefix(PREFIX)?))?;
        there.record(Act::new("vault.exported", self.actor.clone()), |w| {
            for other in others.iter().filter(|other| other.slot != own) {
                w.delete(other)?;
            }
            Ok(())
        })
    }

    /// Parameters as those of the key that is open: measured when the vault was made.
    fn kdf(&self) -> Kdf {
        let own = self.vault.slots().into_iter().find(|s| s.id == self.vault.slot());
        own.map_or(Kdf::STANDARD, |s| s.kdf)
    }

    /// A number that no key and no name bears.
    fn next_slot(&self) -> Result<u32> {
        let records: Vec<UserRecord> = self.read(|r| Ok(r.list_prefix(PREFIX)?))?;
        let named = records.iter().map(|r| r.slot + 1).max().unwrap_or(1);
        Ok(self.vault.next_slot().max(named))
    }

    fn name_slot(&mut self, slot: u32, name: &str, action: &'static str, kind: &str) -> Result<()> {
        let at = self.clock.now();
        let record = UserRecord { slot, name: name.to_owned(), at, by: self.actor.clone() };
        let act = Act::new(action, name).with(json!({ "slot": slot, "kind": kind }));
        self.record_at(at, act, |w| Ok(w.put(&record)?))
    }

    fn forget(&mut self, slot: u32, action: &'static str) -> Result<()> {
        self.record(Act::new(action, slot.to_string()), |w| Ok(w.delete(&nobody(slot))?))
    }
}

/// A record by which a slot's name is deleted.
fn nobody(slot: u32) -> UserRecord {
    UserRecord { slot, name: String::new(), at: DateTime::UNIX_EPOCH, by: String::new() }
}

fn kind(kind: SlotKind) -> KeyKind {
    match kind {
        SlotKind::Passphrase => KeyKind::User,
        SlotKind::Recovery => KeyKind::Recovery,
        SlotKind::Supervisor => KeyKind::Supervisor,
    }
}

/// The sheet as its form.
fn sheet(card: &vault::VaultCard, code: &SecretString, at: chrono::NaiveDateTime) -> Form {
    let name = card.folder.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let groups: Vec<&str> = code.expose_secret().split('-').collect();
    let id = card.id.get(..8).unwrap_or_default().to_owned();
    Form::RecoverySheet(RecoverySheet {
        common: Common {
            doc_no: format!("恢复码单/{id}"),
            session_no: name.clone(),
            as_of: at,
            ..Common::default()
        },
        vault_name: name,
        vault_id: id,
        owner: card.owner.clone(),
        made_at: at,
        first: groups.get(..4).unwrap_or_default().join("　"),
        second: groups.get(4..).unwrap_or_default().join("　"),
    })
}
