//! Documents and workbooks, held against the digests that were signed or kept when they were made.

use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::{Check, Known, LARGEST, Printed, PrintedNumber, mismatch};
use crate::files;
use crate::paper_reader;
use crate::refusal::Result;

/// A form in words; one of a later build by its id.
fn form_name(id: &str) -> &str {
    match id.split('/').next().unwrap_or(id).trim_end_matches("-xlsx") {
        "minutes-bid" => "评审纪要",
        "recommendation-list" => "建议名单",
        "parallel-summary" => "分会场评审结果汇总表",
        "score-summary" => "评分汇总表",
        "score-trace" => "评分计算过程",
        "draw-record" => "专家抽取记录",
        "recusal-record" => "专家回避情况表",
        "expert-score-sheet" => "专家个人评分表",
        "budget-review" => "预算评审意见表",
        "panel-opinion-bid" => "揭榜方案专家组意见",
        "meeting-card" => "会议卡",
        "sign-in-sheet" => "签到表",
        "expert-pledge" => "评审专家承诺书",
        "meeting-rules" => "会议须知、保密须知",
        "laptop-receipt" => "设备和数据签收回执",
        "fee-sheet" => "专家咨询费发放表",
        "formal-check" => "揭榜方案形式审查表",
        "challenge-list" => "榜单",
        "verification-list" => "核验清单",
        _ => id,
    }
}

/// A document: its data hash to the digest it prints, the digest is listed, and the file is the one that was made. With
/// nothing to compare it with, an archive copy is printed again from the data it carries.
pub(super) fn check_document(path: &Path, known: &Known) -> Result<Check> {
    let bytes = files::read(path, LARGEST)?;
    let carried = paper_reader::read(&bytes)?;
    known.not_given_up(path, carried.journal_head.as_deref())?;
    let digest = hex::encode(carried.digest);
    let of_session = known.lists.iter().filter(|l| {
        l.session_no == carried.session_no && carried.rule_digest.as_deref().is_none_or(|r| r == l.rules)
    });
    let listed = of_session.flat_map(|l| &l.documents).filter(|d| d.digest.as_deref() == Some(&digest));
    let kept = known.documents.iter().filter(|d| d.digest == digest);
    let made: Vec<&str> =
        listed.map(|d| d.file_digest.as_str()).chain(kept.map(|d| d.file_digest.as_str())).collect();
    let compared = !known.lists.is_empty() || !known.documents.is_empty();
    known.not_without_list(compared)?;
    if compared && made.is_empty() {
        return Err(mismatch(
            path,
            "摘要不在签名的核验清单（或者保险库）中",
            "its digest is not in the signed list or the vault",
        ));
    }
    let same = if compared {
        made.contains(&hex::encode(Sha256::digest(&bytes)).as_str())
    } else {
        printed_again(&bytes, carried.canonical.as_deref())?
    };
    if !same {
        return Err(mismatch(
            path,
            "摘要相符，但文件不是当时生成的那一份",
            "the digest agrees, but the file is not the one that was made",
        ));
    }
    let head = carried.journal_head.as_deref().and_then(|h| Printed::of_hex(PrintedNumber::Journal, h));
    let entry = known.entry_of(carried.journal_head.as_deref().unwrap_or_default());
    if !known.heads.is_empty() && entry.is_none() {
        return Err(mismatch(
            path,
            "所载日志摘要不在保险库的日志中",
            "its journal head is not in the vault's journal",
        ));
    }
    let data = Printed::of(PrintedNumber::Data, &carried.digest);
    let after = entry.map_or_else(String::new, |seq| format!("；会议日志链头是第{seq}条之后的"));
    let facts = format!("{} {} 摘要 {}{after}", carried.session_no, form_name(&carried.form_id), data.groups);
    let sm3 = carried.sm3.as_deref().and_then(|d| Printed::of_hex(PrintedNumber::Sm3, d));
    let rules = carried.rule_digest.as_deref().and_then(|d| Printed::of_hex(PrintedNumber::Rules, d));
    let printed = [Some(data), sm3, head, rules].into_iter().flatten().collect();
    Ok(Check { printed, ..Check::fine(&files::name(path), "document", compared, facts) })
}

/// Whether an archive copy is what its data print; one that carries no data cannot be printed again.
fn printed_again(bytes: &[u8], canonical: Option<&[u8]>) -> Result<bool> {
    match canonical {
        Some(data) => {
            let again = ::documents::reproduce(
                data,
                &::documents::Fonts::embedded(),
                &::documents::Options::default(),
            )?;
            Ok(again.pdf == bytes)
        }
        None => Ok(true),
    }
}

/// A workbook: the file is the one that was made.
pub(super) fn check_workbook(path: &Path, known: &Known) -> Result<Check> {
    let file_digest = hex::encode(Sha256::digest(files::read(path, LARGEST)?));
    known.not_without_list(!known.lists.is_empty() || !known.documents.is_empty())?;
    let found = known.lists.iter().flat_map(|l| &l.documents).find(|d| d.file_digest == file_digest);
    let kept = known.documents.iter().find(|d| d.file_digest == file_digest).map(|d| d.form.clone());
    match found.map(|d| d.form.clone()).or(kept) {
        Some(form) => Ok(Check::fine(&files::name(path), "document", true, form_name(&form).to_owned())),
        None => Err(mismatch(path, "不在签名的核验清单中", "not in the signed list")),
    }
}
