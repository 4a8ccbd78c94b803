//! Opening a vault with its key: every page is looked at and the newest backups are compared before anything can be
//! written. A damaged vault is open for reading only.

use std::ops::Deref;
use std::path::Path;

use rusqlite::Connection;

use crate::error::VaultError;
use crate::keys::{KeysFile, SlotKind};
use crate::pages::{Damage, Readable, damage, readable};
use crate::vault::{Parts, Role, Unlocked, Vault, lock};
use crate::witness::{self, Behind};
use crate::{connection, migrate, papers, place, private, restore};

/// What was found when a vault was opened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Condition {
    /// Pages of its database that are not what was written; it is open for reading only then.
    pub damage: Option<Damage>,
    /// What of it can be read, when it is damaged.
    pub readable: Readable,
    /// What does not hold in its file of keys; it was opened for reading only with a backup's then.
    pub keys: Option<String>,
    /// What does not hold in the database of its papers, as far as opening looks: its header, its lists of papers and chunks.
    /// [`Vault::check_papers`] looks at every page.
    pub papers: Option<String>,
    /// A backup that is not a part of its history: an older database was put in its place.
    pub behind: Option<Behind>,
}

impl Vault {
    /// Opens a vault with what its passphrase unlocked. Every page of the database is looked at first; where one does not
    /// hold, the vault is open for reading only, and [`Vault::condition`] says why.
    ///
    /// # Errors
    /// As [`Vault::open`]; `Damaged` or `Database` when it cannot even be read.
    pub fn open_with(folder: &Path, unlocked: &Unlocked) -> Result<Vault, VaultError> {
        let keys = KeysFile::read(folder)?;
        Vault::open_as(folder, unlocked, unlocked.kind == SlotKind::Supervisor, (keys, None))
    }

    /// Opens a vault for reading only: a damaged one, to see what can still be read. Where the file of keys is lost or broken,
    /// with that of a backup, which stays where it is.
    ///
    /// # Errors
    /// As [`Vault::open`].
    pub fn open_read_only(folder: &Path, unlocked: &Unlocked) -> Result<Vault, VaultError> {
        let keys = match KeysFile::read(folder) {
            Err(broken) if folder.join("vault.db").is_file() => {
                let (keys, place) = restore::keys(folder)?;
                if place == folder {
                    return Err(broken);
                }
                let why = match broken {
                    VaultError::Damaged(why) => why,
                    other => format!("keys: {other}"),
                };
                (keys, Some(why))
            }
            own => (own?, None),
        };
        Vault::open_as(folder, unlocked, true, keys)
    }

    fn open_as(
        folder: &Path,
        unlocked: &Unlocked,
        read_only: bool,
        (keys, keys_broken): (KeysFile, Option<String>),
    ) -> Result<Vault, VaultError> {
        place::fit(folder)?;
        // One that an earlier build made is kept to its owner from now on.
        private::owner_only(folder, 0o700).map_err(VaultError::io(folder))?;
        let lock = lock(folder)?;
        let key = unlocked.key.clone();
        let mut db = connection::open(&folder.join("vault.db"), &key, false)?;
        let damage = damage(&db)?;
        let read_only = read_only || damage.is_some();
        if read_only {
            current(&db, damage.as_ref())?;
            db.pragma_update(None, "query_only", "ON")?;
        } else {
            Vault::migrate_with_backup(folder, &mut db, &key)?;
        }
        let said = |name: &str| -> Result<String, VaultError> {
            Ok(db.query_row("SELECT value FROM meta WHERE name = ?1", [name], |r| r.get(0))?)
        };
        let role: Role =
            serde_json::from_str(&said("role")?).map_err(|e| VaultError::Damaged(e.to_string()))?;
        if said("id")? != keys.vault || role != keys.role {
            return Err(VaultError::Damaged("keys belong to another vault".to_owned()));
        }
        let owner = said("owner")?;
        // The journal of a damaged vault may not be readable; that it is damaged is said anyway.
        let compared = connection::for_reading(&folder.join("vault.db"), &key);
        let behind = match compared.and_then(|db| witness::behind(folder, &db)) {
            Err(_) if damage.is_some() => None,
            compared => compared?,
        };
        let can_read = match damage {
            Some(_) => readable(|| connection::for_reading(&folder.join("vault.db"), &key)),
            None => Readable::default(),
        };
        let papers = papers::look(&folder.join("papers.db"), &key).err().map(|error| error.to_string());
        Ok(Vault::of(Parts {
            folder: folder.to_owned(),
            db,
            key,
            keys,
            owner,
            unlocked_by: (unlocked.slot, unlocked.kind),
            read_only,
            condition: Condition { damage, readable: can_read, keys: keys_broken, papers, behind },
            lock,
        }))
    }
}

/// A connection to read with.
pub(crate) enum Look<'a> {
    /// The vault's own.
    Own(&'a Connection),
    /// One for this look alone.
    Anew(Box<Connection>),
}

impl Deref for Look<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        match self {
            Look::Own(db) => db,
            Look::Anew(db) => db,
        }
    }
}

impl Vault {
    /// A connection to read with. A damaged vault is read through a new one each time: after the first page that does not
    /// hold the cipher lets a connection read nothing more, and what is whole would be lost with what is not.
    pub(crate) fn look(&self) -> Result<Look<'_>, VaultError> {
        if self.condition().damage.is_none() {
            return Ok(Look::Own(&self.db));
        }
        connection::for_reading(&self.folder().join("vault.db"), &self.key).map(|db| Look::Anew(Box::new(db)))
    }
}

/// Whoever may change nothing cannot migrate; a newer or an older vault is refused. Of a damaged one the damage is said.
fn current(db: &Connection, damage: Option<&Damage>) -> Result<(), VaultError> {
    match (migrate::up_to_date(db, migrate::VAULT), damage) {
        (Ok(()), _) => Ok(()),
        (Err(newer @ VaultError::Newer { .. }), _) | (Err(newer), None) => Err(newer),
        (Err(_), Some(damage)) => Err(damage.clone().into()),
    }
}
