//! An open vault with a clock and a name for the journal: what every use case of both roles stands on.

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::Code;
use packs::{DeviceKeys, MeetingId};
use secrecy::SecretString;
use serde_json::Value;
use vault::{Entry, Journaled, Kdf, Reader, Role, Vault, Writer};

use crate::clock::Clock;
use crate::keyring::{UserRecord, unnamed, user_id};
use crate::records::DeviceKeyRecord;
use crate::refusal::{Refusal, Result};

/// What a use case writes into the journal beside its changes.
pub(crate) struct Act {
    /// Dotted name of the act, such as `bids.import`.
    pub(crate) action: &'static str,
    /// What it is about: a session, a bid, a file.
    pub(crate) subject: String,
    /// Why, where somebody had to say so.
    pub(crate) reason: Option<String>,
    /// Figures a reader of the journal wants; no scores before the lock.
    pub(crate) details: Value,
}

impl Act {
    /// An act without a reason and details.
    pub(crate) fn new(action: &'static str, subject: impl Into<String>) -> Act {
        Act { action, subject: subject.into(), reason: None, details: Value::Null }
    }

    /// With the reason that somebody gave.
    pub(crate) fn because(mut self, reason: impl Into<String>) -> Act {
        self.reason = Some(reason.into());
        self
    }

    /// With figures.
    pub(crate) fn with(mut self, details: Value) -> Act {
        self.details = details;
        self
    }
}

/// An open vault in use.
pub(crate) struct Access {
    pub(crate) vault: Vault,
    pub(crate) clock: Arc<dyn Clock>,
    /// Who acts: whose key opened the vault, as the journal names it.
    pub(crate) actor: String,
}

impl Access {
    /// Makes a vault with device keys in it.
    pub(crate) fn create(
        folder: &Path,
        role: Role,
        owner: &str,
        passphrase: &SecretString,
        kdf: Kdf,
        clock: Arc<dyn Clock>,
    ) -> Result<Access> {
        let vault = Vault::create(folder, role, owner, passphrase, kdf, clock.now())?;
        let mut access = Access { vault, clock, actor: owner.to_owned() };
        let keys = DeviceKeys::generate()?;
        let secret = hex::encode(keys.to_secret_bytes().as_slice());
        let act = Act::new("device.keys", keys.fingerprint().to_string());
        access.record(act, move |w| Ok(w.put(&DeviceKeyRecord { secret })?))?;
        Ok(access)
    }

    /// An open vault of the wanted role. Who acts is whose key opened it.
    pub(crate) fn of(vault: Vault, role: Role, clock: Arc<dyn Clock>) -> Result<Access> {
        if vault.role() != role {
            return Err(wrong_role(vault.role(), role));
        }
        // Of a damaged vault perhaps not even that can be read; nothing is written in it then.
        let user: Option<UserRecord> = match vault.read(|r| r.get(&user_id(vault.slot()))) {
            Err(_) if vault.is_read_only() => None,
            read => read?,
        };
        let actor = user.map_or_else(|| unnamed(vault.slot(), vault.owner()), |user| user.name);
        Ok(Access { vault, clock, actor })
    }

    /// Changes rows and journals it, both or neither.
    pub(crate) fn record<T>(&mut self, act: Act, f: impl FnOnce(&Writer<'_>) -> Result<T>) -> Result<T> {
        let at = self.clock.now();
        self.record_at(at, act, f)
    }

    /// As [`Access::record`], at a time the use case already used.
    pub(crate) fn record_at<T>(
        &mut self,
        at: DateTime<Utc>,
        act: Act,
        f: impl FnOnce(&Writer<'_>) -> Result<T>,
    ) -> Result<T> {
        let entry = Entry {
            actor: self.actor.clone(),
            action: act.action.to_owned(),
            subject: act.subject,
            at,
            reason: act.reason,
            details: act.details,
        };
        self.vault.write(|w| Ok(Journaled { value: f(w)?, entry }))
    }

    /// Refuses at once what could not be journalled in the end: nothing is written to a stick first.
    ///
    /// # Errors
    /// `vault.read_only`, `vault.damaged_pages`.
    pub(crate) fn writable(&self) -> Result<()> {
        Ok(self.vault.changeable()?)
    }

    /// Reads a consistent state.
    pub(crate) fn read<T>(&self, f: impl FnOnce(&Reader<'_>) -> Result<T>) -> Result<T> {
        self.vault.read(f)
    }

    /// This device's keys.
    pub(crate) fn device_keys(&self) -> Result<DeviceKeys> {
        let record = self
            .read(|r| Ok(r.get::<DeviceKeyRecord>("device")?))?
            .ok_or_else(|| Refusal::internal("a vault without device keys"))?;
        record.keys()
    }
}

/// `vault.role`: a vault of one role was asked for the other's work.
pub(crate) fn wrong_role(theirs: Role, wanted: Role) -> Refusal {
    let name =
        |role| if role == Role::Secretariat { ("秘书处", "secretariat") } else { ("专家", "expert") };
    let (theirs, wanted) = (name(theirs), name(wanted));
    Refusal::of(Code::VaultRole)
        .with("role", theirs.0)
        .with("role_en", theirs.1)
        .with("what", format!("{}工作", wanted.0))
        .with("what_en", format!("the {}'s work", wanted.1))
}

/// The meeting id behind its hex digits.
pub(crate) fn meeting_id(hex: &str) -> Result<MeetingId> {
    MeetingId::parse(hex).ok_or_else(|| Refusal::internal(format!("meeting id {hex}")))
}

/// A reason that somebody must give: not blank, else `reason.missing`.
pub(crate) fn reason(what: &str, reason: &str) -> Result<String> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Refusal::of(Code::ReasonMissing).with("what", what));
    }
    Ok(reason.to_owned())
}
