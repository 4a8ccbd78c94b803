//! Why a vault refused; each with its code and the parameters of its message.

use std::io;
use std::path::{Path, PathBuf};

use domain::Code;

use crate::pages::Damage;
use crate::recovery::Groups;

/// Why a vault refused. Nothing was changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VaultError {
    /// The passphrase opens no slot.
    #[error("no slot opens with this passphrase")]
    Passphrase,
    /// Of the form of a recovery code, and its checksum does not agree.
    #[error("the recovery code is mistyped")]
    RecoveryCode,
    /// Most of a recovery code: a group is missing, or one is not whole.
    #[error("the recovery code is not whole")]
    RecoveryGroups(Groups),
    /// Opened by a supervisor, or because it is damaged: nothing can be changed.
    #[error("open for reading only")]
    ReadOnly,
    /// There is no slot with this number.
    #[error("no slot {0}")]
    NoSlot(u32),
    /// The last passphrase that can change anything cannot be taken away.
    #[error("the last passphrase")]
    LastSlot,
    /// There is no such backup.
    #[error("no backup {0}")]
    NoBackup(String),
    /// A new passphrase has fewer than ten characters.
    #[error("passphrase under {min} characters")]
    WeakPassphrase {
        /// Least number of characters.
        min: usize,
    },
    /// The folder holds no vault.
    #[error("{} is no vault", .0.display())]
    NotAVault(PathBuf),
    /// The folder is a backup on a stick, which nobody works in.
    #[error("{} is a backup", .0.display())]
    IsBackup(PathBuf),
    /// A vault would bear the name of a backup.
    #[error("{} is named as a backup is", .0.display())]
    NamedBackup(PathBuf),
    /// The folder lies on a disk that is no place to work in a vault: a stick.
    #[error("{} lies on {}", .folder.display(), .disk.display())]
    OnStick {
        /// The folder.
        folder: PathBuf,
        /// Where the disk is.
        disk: PathBuf,
    },
    /// A backup on a stick is not what was written; only who has a passphrase can tell whether it was worked in.
    #[error("{} is not what was written: {files}", .folder.display())]
    BackupChanged {
        /// Its folder.
        folder: PathBuf,
        /// Files that differ.
        files: String,
    },
    /// A backup on a stick is not what was written, and does not hold by itself either.
    #[error("{} is damaged: {files}", .folder.display())]
    BackupDamaged {
        /// Its folder.
        folder: PathBuf,
        /// Files that differ.
        files: String,
    },
    /// The new vault would lie inside the backup that it comes from.
    #[error("the new vault would lie inside {}", .0.display())]
    InsideBackup(PathBuf),
    /// The passphrase opens the vault already, for somebody else.
    #[error("the passphrase is another user's")]
    TakenPassphrase,
    /// The new passphrase is the one before.
    #[error("the same passphrase")]
    SamePassphrase,
    /// The second database, that of the papers, does not hold.
    #[error("papers.db: {0}")]
    Papers(String),
    /// There is something at the place of a new vault.
    #[error("{} exists", .0.display())]
    Exists(PathBuf),
    /// Another process has the vault open.
    #[error("{} is in use", .0.display())]
    InUse(PathBuf),
    /// Written by a newer program.
    #[error("format {theirs}, this program reads up to {ours}")]
    Newer {
        /// Format of the vault.
        theirs: u32,
        /// Newest format known here.
        ours: u32,
    },
    /// Damaged: what does not hold.
    #[error("damaged: {0}")]
    Damaged(String),
    /// Pages of the database are not what was written.
    #[error("damaged: {}", .0.said)]
    Pages(Damage),
    /// The journal does not hold at an entry.
    #[error("journal entry {seq}: {reason}")]
    Journal {
        /// Number of the entry.
        seq: u64,
        /// What does not hold.
        reason: &'static str,
    },
    /// Key derivation parameters out of bounds.
    #[error("key parameters: {0}")]
    Parameters(String),
    /// The system refused a file.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The database refused.
    #[error(transparent)]
    Database(#[from] rusqlite::Error),
    /// A record could not be written or read as JSON.
    #[error("record {table}/{id}: {reason}")]
    Record {
        /// Table.
        table: &'static str,
        /// Id.
        id: String,
        /// What JSON said.
        reason: String,
    },
}

impl From<Damage> for VaultError {
    fn from(damage: Damage) -> VaultError {
        VaultError::Pages(damage)
    }
}

impl VaultError {
    /// For `map_err` of file operations.
    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> VaultError + '_ {
        move |source| VaultError::Io { path: path.to_owned(), source }
    }

    /// The code of its message.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            VaultError::Passphrase => Code::VaultPassphrase,
            VaultError::RecoveryCode => Code::VaultRecoveryMistyped,
            VaultError::RecoveryGroups(groups) if groups.wrong.is_empty() => Code::VaultRecoveryGroups,
            VaultError::RecoveryGroups(_) => Code::VaultRecoveryGroup,
            VaultError::ReadOnly => Code::VaultReadOnly,
            VaultError::NoSlot(_) | VaultError::NoBackup(_) => Code::NotFound,
            VaultError::LastSlot => Code::VaultLastUser,
            VaultError::WeakPassphrase { .. } => Code::VaultPassphraseWeak,
            VaultError::NotAVault(_) => Code::VaultNotAVault,
            VaultError::Exists(_) => Code::VaultExists,
            VaultError::IsBackup(_) => Code::VaultIsBackup,
            VaultError::OnStick { .. } => Code::VaultOnStick,
            VaultError::NamedBackup(_) => Code::VaultNamedBackup,
            VaultError::BackupChanged { .. } => Code::VaultBackupChanged,
            VaultError::BackupDamaged { .. } => Code::VaultBackupDamaged,
            VaultError::InsideBackup(_) => Code::VaultInsideBackup,
            VaultError::TakenPassphrase => Code::VaultPassphraseTaken,
            VaultError::SamePassphrase => Code::VaultPassphraseSame,
            VaultError::Papers(_) => Code::VaultPapersDamaged,
            VaultError::InUse(_) => Code::VaultInUse,
            VaultError::Newer { .. } => Code::VaultNewer,
            VaultError::Damaged(_) | VaultError::Record { .. } => Code::VaultDamaged,
            VaultError::Pages(_) => Code::VaultDamagedPages,
            VaultError::Journal { .. } => Code::VaultJournalBroken,
            VaultError::Parameters(_) => Code::VaultParameters,
            VaultError::Io { source, .. } if source.kind() == std::io::ErrorKind::NotFound => {
                Code::IoNotFound
            }
            VaultError::Io { .. } => Code::Io,
            VaultError::Database(error) => match error.sqlite_error_code() {
                Some(
                    rusqlite::ErrorCode::DiskFull
                    | rusqlite::ErrorCode::ReadOnly
                    | rusqlite::ErrorCode::CannotOpen
                    | rusqlite::ErrorCode::SystemIoFailure,
                ) => Code::Io,
                _ => Code::VaultDamaged,
            },
        }
    }

    /// The parameters of its message.
    #[must_use]
    pub fn params(&self) -> Vec<(String, String)> {
        let one = |name: &str, value: String| vec![(name.to_owned(), value)];
        match self {
            VaultError::Passphrase
            | VaultError::RecoveryCode
            | VaultError::ReadOnly
            | VaultError::LastSlot
            | VaultError::SamePassphrase
            | VaultError::TakenPassphrase => Vec::new(),
            VaultError::RecoveryGroups(Groups { given, wanted, wrong }) => {
                let mut params = one("given", given.to_string());
                params.push(("wanted".to_owned(), wanted.to_string()));
                if !wrong.is_empty() {
                    let wrong = wrong.iter().map(usize::to_string).collect::<Vec<_>>();
                    params.push(("groups".to_owned(), wrong.join(", ")));
                }
                params
            }
            VaultError::NoSlot(id) => one("what", format!("{id}")),
            VaultError::NoBackup(name) => one("what", name.clone()),
            VaultError::WeakPassphrase { min } => one("min", min.to_string()),
            VaultError::NotAVault(path)
            | VaultError::Exists(path)
            | VaultError::InUse(path)
            | VaultError::IsBackup(path)
            | VaultError::NamedBackup(path)
            | VaultError::InsideBackup(path) => one("folder", path.display().to_string()),
            VaultError::OnStick { folder, disk } => vec![
                ("folder".to_owned(), folder.display().to_string()),
                ("disk".to_owned(), disk.display().to_string()),
            ],
            VaultError::BackupChanged { folder, files } | VaultError::BackupDamaged { folder, files } => {
                vec![("folder".to_owned(), folder.display().to_string()), ("files".to_owned(), files.clone())]
            }
            VaultError::Newer { theirs, ours } => {
                vec![("theirs".to_owned(), theirs.to_string()), ("ours".to_owned(), ours.to_string())]
            }
            VaultError::Damaged(reason) | VaultError::Parameters(reason) | VaultError::Papers(reason) => {
                one("reason", reason.clone())
            }
            VaultError::Pages(damage) => {
                vec![("count".to_owned(), damage.count.to_string()), ("pages".to_owned(), damage.named())]
            }
            VaultError::Journal { seq, reason } => {
                vec![("seq".to_owned(), seq.to_string()), ("reason".to_owned(), (*reason).to_owned())]
            }
            VaultError::Io { path, source } => {
                vec![
                    ("path".to_owned(), path.display().to_string()),
                    ("reason".to_owned(), source.to_string()),
                ]
            }
            VaultError::Database(error) => {
                vec![("path".to_owned(), "vault.db".to_owned()), ("reason".to_owned(), error.to_string())]
            }
            VaultError::Record { table, id, reason } => one("reason", format!("{table}/{id}: {reason}")),
        }
    }
}
