//! What laptops carry to each other: signed lists, packs, archives, receipts of cleared laptops.

use std::fs::File;
use std::path::Path;

use ::packs::{DeviceKeys, Limits, SignedEvent};
use domain::{Code, digest};

use super::{Check, Known, LARGEST, LIST_KIND, mismatch};
use crate::archive;
use crate::files::{self, io_refusal};
use crate::listed::VerificationList;
use crate::office::closing::{
    CLEARED, COUNTERSIGNED, ClearedWord, Countersigned, no_receipt_but, not_whole_receipt,
};
use crate::refusal::{Refusal, Result};

/// The signed list: by keys that are known, whole, readable.
pub(super) fn check_list(path: &Path, known: &mut Known) -> Result<Check> {
    let event = SignedEvent::from_file(&files::read(path, LARGEST)?)
        .map_err(|e| Refusal::from(e).in_file(&files::name(path)))?;
    let keys = known.keys_of(&event.author())?;
    event.verify(keys)?;
    let unreadable = |reason: String| Refusal::of(Code::PackContent).with("reason", reason);
    if event.event().kind != LIST_KIND {
        return Err(unreadable(event.event().kind.clone()));
    }
    let list: VerificationList =
        serde_json::from_slice(&event.event().body).map_err(|e| unreadable(e.to_string()))?;
    for laptop in &list.laptops {
        known.keys.insert(laptop.keys.fingerprint(), laptop.keys);
    }
    let facts = format!(
        "{}：{}台电脑、{}个数据包、{}件文件；规则 {}",
        list.session_no,
        list.laptops.len(),
        list.packs.len(),
        list.documents.len(),
        list.rules.get(..12).unwrap_or_default()
    );
    known.lists.push(list);
    Ok(Check::fine(&files::name(path), "list", true, facts))
}

/// A pack: signed by a known laptop, whole, and listed.
pub(super) fn check_pack(path: &Path, known: &Known) -> Result<Check> {
    let opened = File::open(path).map_err(|e| io_refusal(path, &e))?;
    let headed = ::packs::open(opened, &Limits::default())?;
    let keys = known.keys_of(&headed.header().sender)?;
    let verified = headed.verify(keys)?;
    let digest = verified.digest().to_string();
    let meeting = verified.header().meeting.to_string();
    let lists: Vec<&VerificationList> = known.lists.iter().filter(|l| l.meeting == meeting).collect();
    let listed = lists.iter().any(|l| l.packs.iter().any(|p| p.digest == digest))
        || known.packs.iter().any(|p| p.digest == digest);
    let compared = !known.lists.is_empty() || !known.packs.is_empty();
    known.not_without_list(compared)?;
    if compared && !listed {
        return Err(mismatch(
            path,
            "不在签名的核验清单（或者保险库）中",
            "not in the signed list or the vault",
        ));
    }
    let facts = format!("{} 第{}号 {}", verified.header().kind, verified.header().sequence, short(&digest));
    Ok(Check::fine(&files::name(path), "pack", compared, facts))
}

/// An archive that is opened with its key: everything in it is computed anew, and the documents it holds are known from
/// then on.
pub(super) fn check_archive(path: &Path, known: &mut Known) -> Result<Check> {
    let opened = File::open(path).map_err(|e| io_refusal(path, &e))?;
    let headed = ::packs::open(opened, &Limits::default())?;
    let keys = *known.keys_of(&headed.header().sender)?;
    let ours = |key: &&DeviceKeys| headed.header().recipients.contains(&key.fingerprint());
    let key = known.secrets.iter().find(ours).ok_or_else(|| Refusal::of(Code::ArchiveNotForKey))?;
    let archive = archive::check(path, &keys, key)?;
    let state = hex::decode(&archive.body.state).ok().and_then(|s| s.try_into().ok()).unwrap_or_default();
    let facts = format!(
        "{}：由{}条签名记录重新算出，{}项名次、得分、金额一致；文件{}件；状态 {}",
        archive.body.session.no,
        archive.events,
        archive.body.stated.len(),
        archive.body.documents.len(),
        digest::grouped(&state),
    );
    let body = archive.body;
    known.lists.push(VerificationList {
        session_no: body.session.no,
        meeting: body.session.meeting_id,
        rules: body.rules_digest,
        journal_head: body.journal_head,
        journal_seq: body.journal_seq,
        laptops: body.laptops,
        packs: body.packs,
        documents: body.documents,
    });
    Ok(Check::fine(&files::name(path), "archive", true, facts))
}

/// The receipt of a cleared laptop, alone or countersigned by the secretariat: signed by a laptop of that meeting.
pub(super) fn check_receipt(path: &Path, known: &Known) -> Result<Check> {
    let unreadable = |reason: String| Refusal::of(Code::ReceiptNotAReceipt).with("reason", reason);
    let carried = |bytes: &[u8]| SignedEvent::from_carried(bytes).map_err(|e| unreadable(e.to_string()));
    let outer = SignedEvent::from_file(&files::read(path, LARGEST)?).map_err(not_whole_receipt)?;
    outer.verify(known.keys_of(&outer.author())?)?;
    let (receipt, taken_by) = if outer.event().kind == COUNTERSIGNED {
        let word: Countersigned =
            serde_json::from_slice(&outer.event().body).map_err(|e| unreadable(e.to_string()))?;
        let inner = carried(&hex::decode(&word.receipt).map_err(|e| unreadable(e.to_string()))?)?;
        if inner.author() != word.device || inner.event().meeting != outer.event().meeting {
            return Err(mismatch(path, "签收的不是这台电脑的回执", "countersigned for another laptop"));
        }
        inner.verify(known.keys_of(&word.device)?)?;
        (inner, Some(word.by))
    } else {
        (outer, None)
    };
    if receipt.event().kind != CLEARED {
        return Err(no_receipt_but(&receipt.event().kind));
    }
    let said: ClearedWord =
        serde_json::from_slice(&receipt.event().body).map_err(|e| unreadable(e.to_string()))?;
    let meeting = receipt.event().meeting.to_string();
    let mut lists = known.lists.iter().filter(|l| l.meeting == meeting).peekable();
    let listed = lists.peek().is_some();
    // A vault vouches for the keys of the laptops that two people compared.
    let compared = listed || !known.packs.is_empty();
    if listed && !lists.any(|l| l.laptops.iter().any(|one| one.keys.fingerprint() == receipt.author())) {
        return Err(mismatch(path, "这台电脑不在本次会议的名单中", "no laptop of this meeting"));
    }
    let taken = taken_by.map_or_else(|| "尚未签收".to_owned(), |by| format!("由{by}签收"));
    let facts = format!(
        "专家{}的电脑已清除：{}行、{}份材料；{taken}；归档 {}",
        said.expert_no,
        said.rows,
        said.papers,
        short(&said.archive.to_string())
    );
    Ok(Check::fine(&files::name(path), "receipt", compared, facts))
}

/// The first twelve digits of a digest, for the eye.
fn short(digest: &str) -> &str {
    digest.get(..12).unwrap_or(digest)
}
