//! `lunzheng verify`: whether packs, documents and journals hold, and whether they belong together. Nothing is decrypted
//! for it: a sender's public keys are enough for a pack, and a document proves itself by the digest of its data. What
//! ties them together is the secretariat's signed list, or the vault itself.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

mod documents;
mod folders;
mod packs;
mod paper;

use ::packs::{DeviceKeys, EnrolmentRequest, Fingerprint, Limits, MeetingCard, PackKind, PublicKeys};
use domain::{Code, Finding};
use secrecy::SecretString;
use serde::Serialize;
use vault::Vault;
use vault::restore::GivenUpHistory;

use crate::api::Problem;
use crate::api::documents::{FileCheck, TypedGroup};
use crate::clock::{Clock, SystemClock};
use crate::files::{self, io_refusal};
use crate::records::{DeviceKeyRecord, DocumentRecord, PackRecord, PeerRecord, RulesRecord};
use crate::refusal::{Refusal, Result};

/// The word under which the list is signed.
pub(crate) const LIST_KIND: &str = "verification-list";
/// Largest PDF or list that is read, bytes.
const LARGEST: u64 = 256 << 20;

use self::documents::{check_document, check_workbook};
pub use self::folders::in_folders;
use self::packs::{check_archive, check_list, check_pack, check_receipt};
pub use self::paper::{PaperGroup, Printed, PrintedNumber, blanks, compare_paper};
pub use crate::listed::{ListedDocument, ListedLaptop, ListedPack, VerificationList};

/// What was found of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// The file or folder.
    pub file: String,
    /// `pack`, `archive`, `receipt`, `document`, `list`, `key`, `vault` or `unknown`.
    pub kind: &'static str,
    /// Whether it holds, and belongs to what it was compared with.
    pub ok: bool,
    /// Whether there was something to compare it with; a whole file that nothing vouches for says no.
    pub compared: bool,
    /// What was found, in a line: number of the session, digest, head.
    pub facts: String,
    /// Why not.
    pub problems: Vec<Problem>,
    /// What papers print of it, in sixteen groups of four hex digits: a document's digests, a vault's journal head. No shape of
    /// its own: the first is part of `facts`.
    #[serde(skip)]
    pub printed: Vec<Printed>,
    /// Of a vault: the heads of all entries of its journal, in order. A paper bears the head of its day.
    #[serde(skip)]
    heads: Arc<[[u8; 32]]>,
    /// Of a vault: what its papers print beside the head.
    #[serde(skip)]
    elsewhere: Vec<Printed>,
}

impl Check {
    /// Whether it was not checked at all, because the keys for it are not at hand or groups of another number were read from
    /// the paper: neither right nor wrong.
    #[must_use]
    pub fn unchecked(&self) -> bool {
        let open = |p: &Problem| OPEN.iter().any(|c| p.code == c.as_str());
        !self.problems.is_empty() && self.problems.iter().all(open)
    }

    fn fine(file: &str, kind: &'static str, compared: bool, facts: String) -> Check {
        Check {
            file: file.to_owned(),
            kind,
            ok: true,
            compared,
            facts,
            problems: Vec::new(),
            printed: Vec::new(),
            heads: Arc::default(),
            elsewhere: Vec::new(),
        }
    }

    fn refused(file: &str, kind: &'static str, refusal: Refusal) -> Check {
        let problems = refusal.in_file(file).problems();
        Check { ok: false, problems, ..Check::fine(file, kind, false, String::new()) }
    }
}

/// What is said of a file that leaves open whether it is right.
const OPEN: [Code; 6] = [
    Code::VerifyKeyMissing,
    Code::VerifyListUnread,
    Code::VerifyKeyFile,
    Code::VerifyPaperOtherNumber,
    Code::VerifyPaperMoreGroups,
    Code::VerifyGivenUp,
];

/// What everything is compared with.
#[derive(Default)]
struct Known {
    keys: BTreeMap<Fingerprint, PublicKeys>,
    lists: Vec<VerificationList>,
    documents: Vec<DocumentRecord>,
    packs: Vec<PackRecord>,
    /// Digests of the rules of its sessions, hex.
    rules: Vec<String>,
    /// Heads of the journal, in order of its entries.
    heads: Arc<[[u8; 32]]>,
    /// What was given up when the vault went back to a backup.
    given_up: Vec<GivenUpHistory>,
    /// Keys that open archives.
    secrets: Vec<DeviceKeys>,
    /// Signed lists that could not be read for want of a key.
    unread: Vec<String>,
}

impl Known {
    /// Refuses what a list would vouch for that could not be read: neither right nor wrong, but not checked.
    fn not_without_list(&self, compared: bool) -> Result<()> {
        match self.unread.first() {
            Some(list) if !compared => Err(Refusal::of(Code::VerifyListUnread).with("list", list.clone())),
            _ => Ok(()),
        }
    }

    /// The entry of the vault's journal after which its head was this one, 64 hex digits.
    fn entry_of(&self, head: &str) -> Option<u64> {
        let head = hex::decode(head).ok()?;
        let place = self.heads.iter().position(|h| h.as_slice() == head)?;
        Some(place as u64 + 1)
    }

    /// Refuses a paper of before the vault went back to a backup, without calling it changed.
    fn not_given_up(&self, path: &Path, head: Option<&str>) -> Result<()> {
        let head = head.and_then(|h| hex::decode(h).ok()).unwrap_or_default();
        let set_aside = self.given_up.iter().find(|of| of.heads.iter().any(|h| h.as_slice() == head));
        let Some(GivenUpHistory { aside, .. }) = set_aside else { return Ok(()) };
        Err(Refusal::of(Code::VerifyGivenUp).with("what", files::name(path)).with("backup", aside))
    }

    /// Public keys of a sender: nobody here decides whether it was enrolled, its card is simply needed.
    fn keys_of(&self, sender: &Fingerprint) -> Result<&PublicKeys> {
        self.keys
            .get(sender)
            .ok_or_else(|| Refusal::of(Code::VerifyKeyMissing).with("sender", sender.to_string()))
    }

    /// Everything a vault vouches for: keys, documents, packs, heads of its journal.
    fn take(&mut self, vault: &Vault) -> Result<()> {
        self.take_keys(vault)?;
        self.documents = vault.read(|r| Ok::<_, Refusal>(r.list()?))?;
        self.packs = vault.read(|r| Ok::<_, Refusal>(r.list()?))?;
        let rules: Vec<RulesRecord> = vault.read(|r| Ok::<_, Refusal>(r.list()?))?;
        for record in rules {
            for former in &record.former {
                self.rules.push(hex::encode(former.digest()?));
            }
            self.rules.push(record.digest);
        }
        self.given_up = vault.given_up()?;
        let mut heads = Vec::new();
        loop {
            let page = vault.journal(heads.len() as u64 + 1, 512)?;
            if page.is_empty() {
                self.heads = heads.into();
                return Ok(());
            }
            heads.extend(page.into_iter().map(|(_, hash)| hash));
        }
    }

    /// Keys that a vault vouches for: its own, and those that two people compared.
    fn take_keys(&mut self, vault: &Vault) -> Result<()> {
        let (own, peers): (Option<DeviceKeyRecord>, Vec<PeerRecord>) =
            vault.read(|r| Ok::<_, Refusal>((r.get("device")?, r.list()?)))?;
        let own = own.map(|record| record.keys()).transpose()?;
        let peers = peers.into_iter().map(|peer| peer.keys);
        self.keys.extend(peers.chain(own.map(|keys| keys.public())).map(|keys| (keys.fingerprint(), keys)));
        Ok(())
    }
}

/// Checks files. Meeting cards, requests and signed lists among them (or among `keys`) say whose signatures count; a
/// vault, if given, is checked whole and compared with.
#[must_use]
pub fn verify(paths: &[PathBuf], keys: &[PathBuf], vault: Option<(&Path, &SecretString)>) -> Vec<Check> {
    verify_knowing(Known::default(), paths, keys, vault)
}

/// As [`verify`]; key files (`.lzkey`) among `keys` are opened with the passphrase, and archives that are sealed for them are
/// computed anew from their signed events.
#[must_use]
pub fn verify_archives(
    paths: &[PathBuf],
    keys: &[PathBuf],
    vault: Option<(&Path, &SecretString)>,
    passphrase: &SecretString,
) -> Vec<Check> {
    let mut known = Known::default();
    let (secret, public): (Vec<PathBuf>, Vec<PathBuf>) = keys.iter().cloned().partition(|p| is_key_file(p));
    let mut refused = Vec::new();
    for path in &secret {
        match open_key(path, passphrase) {
            Ok(keys) => known.secrets.push(keys),
            Err(refusal) => refused.push(Check::refused(&files::name(path), "key", refusal)),
        }
    }
    refused.extend(verify_knowing(known, paths, &public, vault));
    refused
}

/// Whether a file is a key file, which asks for a passphrase.
#[must_use]
pub fn is_key_file(path: &Path) -> bool {
    files::read(path, crate::office::SMALL_FILE).is_ok_and(|bytes| ::packs::key_file::is_key_file(&bytes))
}

/// Opens a key file.
pub(crate) fn open_key(path: &Path, passphrase: &SecretString) -> Result<DeviceKeys> {
    let bytes = files::read(path, crate::office::SMALL_FILE)?;
    ::packs::key_file::open(&bytes, passphrase).map_err(|_| Refusal::of(Code::ArchiveKey))
}

/// As [`verify`], with what is known already.
fn verify_knowing(
    mut known: Known,
    paths: &[PathBuf],
    keys: &[PathBuf],
    vault: Option<(&Path, &SecretString)>,
) -> Vec<Check> {
    let mut checks = Vec::new();
    for path in keys.iter().chain(paths) {
        if let Ok(Some(public)) = public_keys(path) {
            known.keys.insert(public.fingerprint(), public);
        }
    }
    for path in keys {
        if !matches!(public_keys(path), Ok(Some(_))) {
            let refusal = Refusal::of(Code::InputUnreadable)
                .with("value", files::name(path))
                .with("expected", "公钥文件（.lzcard 或者 .lzreq）")
                .with("expected_en", "a file of public keys (.lzcard or .lzreq)")
                .with("place", "--key");
            checks.push(Check::refused(&files::name(path), "key", refusal));
        }
    }
    if let Some((folder, passphrase)) = vault {
        checks.push(check_vault(folder, passphrase, &mut known));
    }
    let (lists, others): (Vec<&PathBuf>, Vec<&PathBuf>) = paths.iter().partition(|p| is_list(p));
    // An archive names the documents of its session, so it is read before them.
    let (archives, others): (Vec<&PathBuf>, Vec<&PathBuf>) = others.into_iter().partition(|p| is_archive(p));
    for path in lists.into_iter().chain(archives).chain(others) {
        checks.push(check_file(path, &mut known));
    }
    checks
}

/// What stops the checking of several files alike: which of the checks each stops, and the problem said once for all of them.
#[must_use]
pub fn lacking(checks: &[Check]) -> Vec<(Vec<usize>, Problem)> {
    let alike = |problem: &Problem| {
        let rest = problem.params.iter().filter(|(name, _)| name != "file").cloned();
        (problem.code.clone(), rest.collect::<Vec<_>>())
    };
    let mut found: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, check) in checks.iter().enumerate() {
        if let [problem] = check.problems.as_slice()
            && [Code::VerifyKeyMissing, Code::VerifyListUnread].iter().any(|c| problem.code == c.as_str())
        {
            found.entry(alike(problem)).or_default().push(at);
        }
    }
    let said = found.into_iter().filter(|(_, files)| files.len() > 1).filter_map(|((code, rest), files)| {
        let first = &checks.get(*files.first()?)?.file;
        let mut finding = Finding::error(Code::parse(&code)?);
        finding.params = rest;
        let finding = finding
            .with("file", format!("{first}等{}件", files.len()))
            .with("file_en", format!("{first} and {} more", files.len() - 1));
        Some((files, Problem::of(&finding)))
    });
    said.collect()
}

/// Whether the header of a file says that it is an archive.
fn is_archive(path: &Path) -> bool {
    let headed = File::open(path).ok().and_then(|f| ::packs::open(f, &Limits::default()).ok());
    headed.is_some_and(|h| h.header().kind == PackKind::Archive)
}

/// Checks files for the window, against the open vault and against the signed lists, meeting cards and requests that lie
/// beside them, as if they had been named.
///
/// # Errors
/// The vault's own; what is wrong with a file is said of the file.
pub fn files(paths: &[String], vault: &Vault) -> Result<Vec<FileCheck>> {
    checks_beside(paths, vault)?.iter().map(file_check).collect()
}

/// Checks a file anew for the window and holds groups that a person read from its paper against it.
///
/// # Errors
/// `input.unreadable` for what is no group, `record.not_found` without a file; the vault's own.
pub fn file_and_paper(
    path: &str,
    number: PrintedNumber,
    typed: &[TypedGroup],
    vault: &Vault,
) -> Result<FileCheck> {
    let groups = typed.iter().map(paper::group_of).collect::<Result<Vec<_>>>()?;
    let mut checks = checks_beside(&[path.to_owned()], vault)?;
    let check = checks.first_mut().ok_or_else(|| Refusal::not_found(path))?;
    if check.ok {
        check.compare_paper(number, &groups);
    }
    file_check(check)
}

/// Checks files against the open vault and what lies beside them, in their order.
fn checks_beside(paths: &[String], vault: &Vault) -> Result<Vec<Check>> {
    let mut known = Known::default();
    if vault.role() == vault::Role::Secretariat {
        known.take(vault)?;
    } else {
        // An expert's journal holds no paper's head: it can vouch for keys only.
        known.take_keys(vault)?;
    }
    let asked: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
    let beside: Vec<PathBuf> = beside(&asked).into_iter().filter(|p| !asked.contains(p)).collect();
    let (lists, others): (Vec<&PathBuf>, Vec<&PathBuf>) = beside.iter().partition(|p| is_list(p));
    let keys: Vec<PathBuf> =
        others.into_iter().filter(|p| matches!(public_keys(p), Ok(Some(_)))).cloned().collect();
    let all: Vec<PathBuf> = asked.iter().chain(lists).cloned().collect();
    let (first, last): (Vec<&PathBuf>, Vec<&PathBuf>) = all.iter().partition(|p| is_list(p));
    let checks = verify_knowing(known, &all, &keys, None);
    let checked: BTreeMap<&PathBuf, Check> = first.into_iter().chain(last).zip(checks).collect();
    Ok(asked.iter().filter_map(|p| checked.get(p)).cloned().collect())
}

/// Signed lists, cards and requests in the folders of some files, by name.
fn beside(paths: &[PathBuf]) -> Vec<PathBuf> {
    let folders: std::collections::BTreeSet<&Path> = paths.iter().filter_map(|p| p.parent()).collect();
    let entries = folders.into_iter().filter_map(|f| std::fs::read_dir(f).ok()).flatten().flatten();
    let useful = |p: &PathBuf| {
        p.extension().and_then(|e| e.to_str()).is_some_and(|e| matches!(e, "lzv" | "lzcard" | "lzreq"))
    };
    let mut found: Vec<PathBuf> = entries.map(|e| e.path()).filter(useful).collect();
    found.sort();
    found
}

/// A check in one sentence.
fn file_check(check: &Check) -> Result<FileCheck> {
    let said = |pick: fn(&Problem) -> [&String; 2]| {
        check.problems.iter().flat_map(pick).cloned().collect::<Vec<_>>().join(" ")
    };
    let (zh, en) = match (check.ok, check.compared) {
        (true, true) => (format!("对应：{}", check.facts), format!("belongs: {}", check.facts)),
        (true, false) => (
            format!("文件完整，但没有签名的核验清单或者公钥可以对照：{}", check.facts),
            format!("whole, but there is no signed list or key to compare it with: {}", check.facts),
        ),
        (false, _) => (said(|p| [&p.zh, &p.remedy_zh]), said(|p| [&p.en, &p.remedy_en])),
    };
    let missing =
        !check.problems.is_empty() && check.problems.iter().all(|p| p.code == Code::IoNotFound.as_str());
    let (zh, en) = if missing {
        (format!("没有这个文件。{zh}"), format!("There is no such file. {en}"))
    } else {
        (zh, en)
    };
    let checked = !missing && !check.unchecked() && (check.compared || !check.ok);
    let printed = check.printed.iter().map(paper::ask).collect::<Result<_>>()?;
    Ok(FileCheck { file: check.file.clone(), belongs: check.ok && check.compared, checked, zh, en, printed })
}

/// Public keys, if the file holds some.
fn public_keys(path: &Path) -> Result<Option<PublicKeys>> {
    let bytes = files::read(path, crate::office::SMALL_FILE)?;
    let card = MeetingCard::from_bytes(&bytes).map(|c| c.keys);
    Ok(card.or_else(|_| EnrolmentRequest::from_bytes(&bytes).map(|r| r.keys)).ok())
}

/// Whether the file is the receipt of a cleared laptop, by its name.
fn is_receipt(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "lzclear")
}

/// Whether the file is a signed list, by its name or what is in it.
fn is_list(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "lzv")
}

/// One file by what is in it.
fn check_file(path: &Path, known: &mut Known) -> Check {
    let name = files::name(path);
    if is_list(path) {
        return check_list(path, known).unwrap_or_else(|refusal| {
            if refusal.code() == Code::VerifyKeyMissing {
                known.unread.push(name.clone());
            }
            Check::refused(&name, "list", refusal)
        });
    }
    if is_receipt(path) {
        return check_receipt(path, known).unwrap_or_else(|r| Check::refused(&name, "receipt", r));
    }
    if let Ok(Some(keys)) = public_keys(path) {
        return check_card(path, &keys);
    }
    if is_key_file(path) {
        return Check::refused(&name, "key", Refusal::of(Code::VerifyKeyFile));
    }
    let mut start = [0u8; 8];
    let begins = File::open(path).and_then(|mut f| std::io::Read::read_exact(&mut f, &mut start));
    match begins {
        _ if is_cut_at_once(path) => {
            check_pack(path, known).unwrap_or_else(|r| Check::refused(&name, "pack", r))
        }
        Ok(()) if start == ::packs::header::MAGIC && is_archive(path) && !known.secrets.is_empty() => {
            check_archive(path, known).unwrap_or_else(|r| Check::refused(&name, "archive", r))
        }
        Ok(()) if start == ::packs::header::MAGIC => {
            check_pack(path, known).unwrap_or_else(|r| Check::refused(&name, "pack", r))
        }
        Ok(()) if start.starts_with(b"PK\x03\x04") => {
            check_workbook(path, known).unwrap_or_else(|r| Check::refused(&name, "document", r))
        }
        Ok(()) if start.starts_with(b"%PDF-") => {
            check_document(path, known).unwrap_or_else(|r| Check::refused(&name, "document", r))
        }
        Ok(()) => Check::refused(&name, "unknown", Refusal::of(Code::PackNotAPack)),
        Err(e) if e.kind() == std::io::ErrorKind::UnexpectedEof => {
            Check::refused(&name, "unknown", Refusal::of(Code::PackNotAPack))
        }
        Err(e) => Check::refused(&name, "unknown", io_refusal(path, &e)),
    }
}

/// A card or a request: whose keys they are two people compare by the digits; what is signed with them is another file.
fn check_card(path: &Path, keys: &PublicKeys) -> Check {
    let bytes = files::read(path, crate::office::SMALL_FILE).unwrap_or_default();
    let (zh, whose) = match MeetingCard::from_bytes(&bytes) {
        Ok(_) => ("会议卡", "秘书处"),
        Err(_) => ("登记申请", "专家的电脑"),
    };
    let facts =
        format!("{zh}（{whose}的公钥），24位核对码 {}；核对其签名的文件时用--key给出", keys.digits24());
    Check::fine(&files::name(path), "key", false, facts)
}

/// Whether a file is called a pack and holds less than the first bytes by which one is known.
fn is_cut_at_once(path: &Path) -> bool {
    let named = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("lzp"));
    let short = path.metadata().is_ok_and(|m| m.is_file() && m.len() < ::packs::header::MAGIC.len() as u64);
    named && short
}

/// A vault: every page, its journal from the first entry, every row; then what it knows of packs and documents.
fn check_vault(folder: &Path, passphrase: &SecretString, known: &mut Known) -> Check {
    let name = folder.display().to_string();
    let checked = (|| -> Result<(String, Printed, Vec<Problem>)> {
        let vault = Vault::open(folder, passphrase)?;
        let report = vault.check()?;
        known.take(&vault)?;
        let head = Printed::of(PrintedNumber::Journal, &report.head.hash);
        let older = crate::safekeeping::found(&vault, SystemClock.now()).iter().map(Problem::of).collect();
        let facts = format!("日志{}条，{}行；头 {}", report.head.seq, report.rows, head.groups);
        Ok((facts, head, older))
    })();
    match checked {
        Ok((facts, head, problems)) => Check {
            printed: vec![head],
            problems,
            heads: known.heads.clone(),
            elsewhere: known.printed_elsewhere(),
            ..Check::fine(&name, "vault", true, facts)
        },
        Err(refusal) => Check::refused(&name, "vault", refusal),
    }
}

/// A file that does not belong.
fn mismatch(path: &Path, reason: &str, reason_en: &str) -> Refusal {
    Finding::error(Code::VerifyMismatch)
        .with("what", files::name(path))
        .with("reason", reason)
        .with("reason_en", reason_en)
        .into()
}
