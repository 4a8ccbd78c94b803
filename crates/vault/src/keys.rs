//! The file `keys`: slots that each wrap the vault's data key. Written whole beside its place, synced and renamed, so
//! that a change of passphrase is either done or not begun. The format is written down in `FORMAT.md`.

use std::fs::{self, File};
use std::path::Path;

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::Role;
use crate::error::VaultError;
use crate::recovery::{self, Typed};

/// The newest format of `keys` that this program reads. It writes 1 as long as there are passphrases only.
pub(crate) const FORMAT: u32 = 2;
/// Characters that a passphrase has at least.
pub const LEAST_PASSPHRASE: usize = 10;
const LARGEST_FILE: u64 = 1 << 20;
/// What a slot is called: the file is in the clear, so it names nobody. Vaults made before bore the owner's name here.
pub(crate) const SLOT_LABEL: &str = "口令";

/// Parameters of the key derivation (Argon2id, version 1.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kdf {
    /// Memory, KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Kdf {
    /// 256 MiB, three passes: what a vault is made with.
    pub const STANDARD: Kdf = Kdf { memory_kib: 256 * 1024, passes: 3, lanes: 1 };
    /// 64 MiB, three passes: the least that is taken, for weak machines.
    pub const FLOOR: Kdf = Kdf { memory_kib: 64 * 1024, passes: 3, lanes: 1 };
    /// 1 GiB: more is refused, since a changed file could otherwise ask for all memory.
    const CEILING_KIB: u32 = 1024 * 1024;

    /// What suits this machine: the standard where one derivation stays under about a second, else less memory, never
    /// under the floor. Measured with one derivation at the floor.
    ///
    /// # Errors
    /// `Parameters` when not even the floor can be had.
    pub fn measured() -> Result<Kdf, VaultError> {
        let begun = std::time::Instant::now();
        Kdf::FLOOR.derive(&SecretString::from("measure"), &[0; 32])?;
        Ok(Kdf::for_speed(begun.elapsed()))
    }

    /// The parameters for a machine that needs so long at the floor. Time grows with memory.
    #[must_use]
    pub fn for_speed(at_floor: std::time::Duration) -> Kdf {
        const MOST_MS: u128 = 900;
        const STEP_KIB: u32 = 16 * 1024;
        let floor = Kdf::FLOOR.memory_kib;
        let fits = u128::from(floor) * MOST_MS / at_floor.as_millis().max(1);
        let memory = u32::try_from(fits).unwrap_or(u32::MAX).clamp(floor, Kdf::STANDARD.memory_kib);
        Kdf { memory_kib: (memory / STEP_KIB * STEP_KIB).max(floor), ..Kdf::FLOOR }
    }

    /// Within the bounds, or why not.
    fn check(self) -> Result<Kdf, VaultError> {
        let fine = (Kdf::FLOOR.memory_kib..=Kdf::CEILING_KIB).contains(&self.memory_kib)
            && (Kdf::FLOOR.passes..=16).contains(&self.passes)
            && (1..=8).contains(&self.lanes);
        if fine { Ok(self) } else { Err(VaultError::Parameters(format!("{self:?}"))) }
    }

    /// Derives the key that wraps the data key.
    fn derive(self, passphrase: &SecretString, salt: &[u8]) -> Result<Zeroizing<[u8; 32]>, VaultError> {
        let kdf = self.check()?;
        let wrong = |e: argon2::Error| VaultError::Parameters(e.to_string());
        let params = Params::new(kdf.memory_kib, kdf.passes, kdf.lanes, Some(32)).map_err(wrong)?;
        let mut key = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.expose_secret().as_bytes(), salt, key.as_mut())
            .map_err(wrong)?;
        Ok(key)
    }
}

/// What a slot is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SlotKind {
    /// A person's passphrase.
    Passphrase,
    /// A recovery code on paper.
    Recovery,
    /// A supervisor's passphrase: whoever opens the vault with it reads and changes nothing.
    Supervisor,
}

impl SlotKind {
    /// As it is called in the file, which names nobody.
    const fn label(self) -> &'static str {
        match self {
            SlotKind::Passphrase => SLOT_LABEL,
            SlotKind::Recovery => "恢复码",
            SlotKind::Supervisor => "监督",
        }
    }
}

/// One way to open the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Slot {
    pub(crate) id: u32,
    pub(crate) label: String,
    pub(crate) kind: SlotKind,
    pub(crate) kdf: Kdf,
    salt: String,
    nonce: String,
    wrapped: String,
}

/// The file `keys`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KeysFile {
    pub(crate) format: u32,
    pub(crate) vault: String,
    pub(crate) role: Role,
    pub(crate) created: DateTime<Utc>,
    pub(crate) slots: Vec<Slot>,
}

/// The random data key of a vault. It stays in one place of memory until it is wiped: a key that is moved about leaves
/// copies behind.
pub(crate) struct DataKey(Box<Zeroizing<[u8; 32]>>);

impl DataKey {
    /// A new one.
    pub(crate) fn generate() -> Result<DataKey, VaultError> {
        let mut key = DataKey(Box::default());
        getrandom::fill(key.0.as_mut_slice()).map_err(|e| VaultError::Parameters(e.to_string()))?;
        Ok(key)
    }

    /// The one that these bytes are.
    fn of(bytes: &[u8]) -> Result<DataKey, VaultError> {
        let mut key = DataKey(Box::default());
        if bytes.len() != key.0.len() {
            return Err(VaultError::Damaged("keys: key length".to_owned()));
        }
        key.0.copy_from_slice(bytes);
        Ok(key)
    }

    /// Its bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }
}

impl Clone for DataKey {
    fn clone(&self) -> DataKey {
        let mut key = DataKey(Box::default());
        key.0.copy_from_slice(self.bytes());
        key
    }
}

/// Random bytes of the system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], VaultError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|e| VaultError::Parameters(e.to_string()))?;
    Ok(bytes)
}

/// A new passphrase has enough characters.
pub(crate) fn strong_enough(passphrase: &SecretString) -> Result<(), VaultError> {
    if passphrase.expose_secret().chars().count() < LEAST_PASSPHRASE {
        return Err(VaultError::WeakPassphrase { min: LEAST_PASSPHRASE });
    }
    Ok(())
}

impl KeysFile {
    /// Wraps the data key under a passphrase, as a new slot or in the place of the one with this id.
    pub(crate) fn wrap(
        &mut self,
        id: u32,
        kind: SlotKind,
        passphrase: &SecretString,
        kdf: Kdf,
        key: &DataKey,
    ) -> Result<(), VaultError> {
        let salt = random::<32>()?;
        let nonce = random::<24>()?;
        let mut slot = Slot {
            id,
            label: kind.label().to_owned(),
            kind,
            kdf,
            salt: hex::encode(salt),
            nonce: hex::encode(nonce),
            wrapped: String::new(),
        };
        let wrapping = kdf.derive(passphrase, &salt)?;
        let payload = Payload { msg: key.bytes(), aad: &slot.bound(&self.vault) };
        let wrapped = XChaCha20Poly1305::new(wrapping.as_slice().into())
            .encrypt(XNonce::from_slice(&nonce), payload)
            .map_err(|_| VaultError::Parameters("cannot wrap".to_owned()))?;
        slot.wrapped = hex::encode(wrapped);
        self.slots.retain(|s| s.id != id);
        self.slots.push(slot);
        self.slots.sort_by_key(|s| s.id);
        self.settle_format();
        Ok(())
    }

    /// Takes a slot away.
    ///
    /// # Errors
    /// `NoSlot`; `LastSlot` when nobody could change the vault any more.
    pub(crate) fn remove(&mut self, id: u32) -> Result<(), VaultError> {
        let Some(slot) = self.slots.iter().find(|s| s.id == id) else { return Err(VaultError::NoSlot(id)) };
        let passphrases = self.slots.iter().filter(|s| s.kind == SlotKind::Passphrase).count();
        if slot.kind == SlotKind::Passphrase && passphrases == 1 {
            return Err(VaultError::LastSlot);
        }
        self.slots.retain(|s| s.id != id);
        self.settle_format();
        Ok(())
    }

    /// Programs of the first format know passphrases only; they must refuse what they do not know.
    fn settle_format(&mut self) {
        self.format = if self.slots.iter().all(|s| s.kind == SlotKind::Passphrase) { 1 } else { 2 };
    }

    /// Whether a passphrase opens a slot other than the one with this number.
    ///
    /// # Errors
    /// `Parameters`, `Damaged`.
    pub(crate) fn opens(&self, secret: &SecretString, but: u32) -> Result<bool, VaultError> {
        for slot in self.slots.iter().filter(|s| s.id != but && s.kind != SlotKind::Recovery) {
            if slot.open(&self.vault, secret)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The data key and the slot that a passphrase or a recovery code opens.
    pub(crate) fn unwrap(&self, secret: &SecretString) -> Result<(DataKey, &Slot), VaultError> {
        let of =
            |recovery: bool| self.slots.iter().filter(move |s| (s.kind == SlotKind::Recovery) == recovery);
        let typed = recovery::read(secret);
        if let Typed::Code(code) = &typed {
            for slot in of(true) {
                if let Some(key) = slot.open(&self.vault, code)? {
                    return Ok((key, slot));
                }
            }
        }
        for slot in of(false) {
            if let Some(key) = slot.open(&self.vault, secret)? {
                return Ok((key, slot));
            }
        }
        // Where no code opens the vault, nobody can have mistyped one.
        let has_code = of(true).next().is_some();
        Err(match typed {
            Typed::Mistyped if has_code => VaultError::RecoveryCode,
            Typed::Groups(groups) if has_code => VaultError::RecoveryGroups(groups),
            _ => VaultError::Passphrase,
        })
    }

    /// Reads the file of a vault's folder. A format from the future is refused before anything else is looked at.
    pub(crate) fn read(folder: &Path) -> Result<KeysFile, VaultError> {
        crate::stick::no_backup(folder)?;
        if !folder.join("vault.db").is_file() {
            return Err(VaultError::NotAVault(folder.to_owned()));
        }
        KeysFile::alone(folder)
    }

    /// As [`KeysFile::read`], of a folder whose database may be lost.
    pub(crate) fn alone(folder: &Path) -> Result<KeysFile, VaultError> {
        #[derive(Deserialize)]
        struct Format {
            format: u32,
        }
        let path = folder.join("keys");
        let not_a_vault = || VaultError::NotAVault(folder.to_owned());
        let size = fs::metadata(&path).map_err(|_| not_a_vault())?.len();
        if size > LARGEST_FILE {
            return Err(not_a_vault());
        }
        let bytes = fs::read(&path).map_err(VaultError::io(&path))?;
        let damaged = |e: serde_json::Error| VaultError::Damaged(format!("keys: {e}"));
        let Format { format } = serde_json::from_slice(&bytes).map_err(damaged)?;
        if format > FORMAT {
            return Err(VaultError::Newer { theirs: format, ours: FORMAT });
        }
        serde_json::from_slice(&bytes).map_err(damaged)
    }

    /// Writes the file whole or not at all.
    pub(crate) fn write(&self, folder: &Path) -> Result<(), VaultError> {
        let path = folder.join("keys");
        let beside = folder.join("keys.part");
        let text = serde_json::to_vec_pretty(self).map_err(|e| VaultError::Damaged(e.to_string()))?;
        crate::backup::write_synced(&beside, &text)?;
        fs::rename(&beside, &path).map_err(VaultError::io(&path))?;
        sync_folder(folder)
    }
}

impl Slot {
    /// The data key, when the secret is this slot's.
    fn open(&self, vault: &str, secret: &SecretString) -> Result<Option<DataKey>, VaultError> {
        let wrapping = self.kdf.derive(secret, &from_hex(&self.salt)?)?;
        let nonce = from_hex(&self.nonce)?;
        if nonce.len() != 24 {
            return Err(VaultError::Damaged("keys: nonce".to_owned()));
        }
        let wrapped = from_hex(&self.wrapped)?;
        let payload = Payload { msg: &wrapped, aad: &self.bound(vault) };
        let cipher = XChaCha20Poly1305::new(wrapping.as_slice().into());
        match cipher.decrypt(XNonce::from_slice(&nonce), payload) {
            Ok(key) => DataKey::of(&Zeroizing::new(key)).map(Some),
            Err(_) => Ok(None),
        }
    }

    /// What the wrapped key is bound to: vault, slot and parameters, framed.
    fn bound(&self, vault: &str) -> Vec<u8> {
        let kdf = format!("{}/{}/{}", self.kdf.memory_kib, self.kdf.passes, self.kdf.lanes);
        let mut bound = Vec::new();
        let id = self.id.to_string();
        // What a slot may is bound to it, so that a changed word in the file opens nothing.
        let parts: &[&str] = match self.kind {
            SlotKind::Passphrase => &["lunzheng/slot/1", vault, &id, &kdf, &self.salt],
            SlotKind::Recovery => &["lunzheng/slot/2", "recovery", vault, &id, &kdf, &self.salt],
            SlotKind::Supervisor => &["lunzheng/slot/2", "supervisor", vault, &id, &kdf, &self.salt],
        };
        for part in parts {
            bound.extend(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            bound.extend(part.as_bytes());
        }
        bound
    }
}

/// Syncs a folder, so that a rename in it survives a power loss.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), VaultError> {
    if cfg!(unix) {
        File::open(folder).and_then(|f| f.sync_all()).map_err(VaultError::io(folder))?;
    }
    Ok(())
}

fn from_hex(text: &str) -> Result<Vec<u8>, VaultError> {
    hex::decode(text).map_err(|_| VaultError::Damaged("keys: not hexadecimal".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> KeysFile {
        KeysFile {
            format: FORMAT,
            vault: "ab".repeat(16),
            role: Role::Expert,
            created: DateTime::UNIX_EPOCH,
            slots: Vec::new(),
        }
    }

    #[test]
    fn a_slot_opens_with_its_passphrase_only_and_is_bound_to_its_vault_and_parameters() {
        let key = DataKey::of(&[7; 32]).unwrap();
        let right = SecretString::from("十个字以上的一句口令吧");
        let mut keys = file();
        keys.wrap(1, SlotKind::Passphrase, &right, Kdf::FLOOR, &key).unwrap();
        assert_eq!(keys.unwrap(&right).unwrap().0.bytes(), key.bytes());
        let wrong = keys.unwrap(&SecretString::from("另一句完全不同的口令哦")).map(|_| ());
        assert!(matches!(wrong, Err(VaultError::Passphrase)));
        let moved = KeysFile { vault: "cd".repeat(16), ..keys.clone() };
        assert!(matches!(moved.unwrap(&right).map(|_| ()), Err(VaultError::Passphrase)));
    }

    #[test]
    fn a_slot_with_a_name_opens_as_before_and_loses_the_name_when_it_is_wrapped_anew() {
        let key = DataKey::of(&[7; 32]).unwrap();
        let right = SecretString::from("十个字以上的一句口令吧");
        let mut keys = file();
        keys.wrap(1, SlotKind::Passphrase, &right, Kdf::FLOOR, &key).unwrap();
        keys.slots[0].label = "王示例".to_owned();
        assert_eq!(keys.unwrap(&right).unwrap().0.bytes(), key.bytes());
        keys.wrap(1, SlotKind::Passphrase, &right, Kdf::FLOOR, &key).unwrap();
        assert_eq!(keys.slots[0].label, SLOT_LABEL);
    }

    #[test]
    fn parameters_under_the_floor_or_over_the_ceiling_are_refused_before_any_memory_is_taken() {
        for memory_kib in [0, 1024, 2 * 1024 * 1024, u32::MAX] {
            let kdf = Kdf { memory_kib, ..Kdf::STANDARD };
            assert!(matches!(kdf.check(), Err(VaultError::Parameters(_))), "{memory_kib}");
        }
    }

    #[test]
    fn what_a_slot_may_cannot_be_changed_in_the_file() {
        let key = DataKey::of(&[7; 32]).unwrap();
        let right = SecretString::from("十个字以上的一句口令吧");
        let mut keys = file();
        keys.wrap(1, SlotKind::Supervisor, &right, Kdf::FLOOR, &key).unwrap();
        assert_eq!((keys.unwrap(&right).unwrap().1.kind, keys.format), (SlotKind::Supervisor, 2));
        keys.slots[0].kind = SlotKind::Passphrase;
        assert!(matches!(keys.unwrap(&right).map(|_| ()), Err(VaultError::Passphrase)));
    }

    #[test]
    fn a_slow_machine_gets_less_memory_and_never_less_than_the_floor() {
        let at = |ms| Kdf::for_speed(std::time::Duration::from_millis(ms));
        assert_eq!(at(100), Kdf::STANDARD);
        assert_eq!(at(450).memory_kib, 128 * 1024);
        assert_eq!((at(900), at(60_000)), (Kdf::FLOOR, Kdf::FLOOR));
        assert!([0, 1, 225, 300, 700].iter().all(|ms| at(*ms).check().is_ok()));
    }
}
