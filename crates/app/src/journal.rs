//! The journal of an open vault of either role, for reading and for checking.

use std::collections::BTreeMap;
use std::path::Path;

use domain::Fen;
use sha2::{Digest as _, Sha256};
use vault::{Change, JournalEntry, Vault};
use workbook::write::{Align, ListBook, ListCell, ListColumn, ListSheet};

use crate::api::documents::{Became, ChangeLine, FieldLine, JournalCheck, JournalLine, JournalPage};
use crate::clock::local;
use crate::files;
use crate::messages;
use crate::records::ExpertRecord;
use crate::refusal::{Refusal, Result};
use crate::views::{count, second};

/// Most entries of a page.
const LONGEST: u32 = 500;

/// A page of the journal, newest first: the entries before number `before`, or the newest ones, at most `most` (500 in
/// any case).
///
/// # Errors
/// The vault's own.
pub fn page(vault: &Vault, before: Option<u32>, most: u32) -> Result<JournalPage> {
    let head = vault.journal_head()?;
    let end = before.map_or(head.seq.saturating_add(1), u64::from).min(head.seq.saturating_add(1));
    let from = end.saturating_sub(u64::from(most.min(LONGEST))).max(1);
    let length = u32::try_from(end.saturating_sub(from)).map_err(Refusal::internal)?;
    let entries = if length == 0 { Vec::new() } else { vault.journal(from, length)? };
    let experts = Experts::read(vault);
    Ok(JournalPage {
        lines: entries.iter().rev().map(|(entry, hash)| line(entry, hash, &experts)).collect(),
        seq: count(head.seq),
        head: head.grouped(),
    })
}

/// The experts of the register by number, for subjects such as `2026-01/Z4`.
#[derive(Default)]
pub(crate) struct Experts(BTreeMap<String, String>);

impl Experts {
    /// Reads them. Of a damaged register nobody is named, and the numbers stand.
    pub(crate) fn read(vault: &Vault) -> Experts {
        let all = vault.read(|r| r.list::<ExpertRecord>()).unwrap_or_default();
        Experts(all.into_iter().map(|ExpertRecord(expert)| (expert.no, expert.name)).collect())
    }

    /// A subject with the names of those whose numbers stand in it.
    pub(crate) fn named(&self, subject: &str) -> String {
        let names = self.of(subject);
        if names.is_empty() { subject.to_owned() } else { format!("{subject} {}", names.join("、")) }
    }

    /// Names of those whose numbers stand in a subject.
    fn of(&self, subject: &str) -> Vec<String> {
        subject.split('/').filter_map(|part| self.0.get(part).cloned()).collect()
    }
}

/// An entry in the shape of the surfaces.
pub(crate) fn line(entry: &JournalEntry, hash: &[u8; 32], experts: &Experts) -> JournalLine {
    let act = messages::act(&entry.action);
    JournalLine {
        seq: count(entry.seq),
        at: entry.at().map(second).unwrap_or_default(),
        actor: entry.actor.clone(),
        action: entry.action.clone(),
        act_zh: act.zh,
        act_en: act.en,
        subject: entry.subject.clone(),
        experts: experts.of(&entry.subject),
        reason: entry.reason.clone(),
        details: entry.details.clone(),
        changes: entry.changes.iter().map(change).collect(),
        hash: hex::encode(hash),
    }
}

/// A changed row in the shape of the surfaces.
fn change(of: &Change) -> ChangeLine {
    let became = match (&of.before, &of.after) {
        (None, _) => Became::New,
        (Some(_), None) => Became::Gone,
        (Some(_), Some(_)) => Became::Changed,
    };
    let fields = of.fields.iter().map(|field| {
        let path: Vec<String> = field.path.split('.').map(str::to_owned).collect();
        let told = |value: &Option<String>| value.as_ref().map(|text| told(&path, text));
        FieldLine { before: told(&field.before), after: told(&field.after), path: path.clone() }
    });
    ChangeLine { table: of.table.clone(), id: of.id.clone(), became, fields: fields.collect(), more: of.more }
}

/// Fields of records that hold an amount in 分.
const AMOUNTS: [&str; 6] = ["total_investment", "rd_total", "fiscal", "self_raised", "granted", "amount"];

/// A value as people read it: amounts in 万元.
fn told(path: &[String], value: &str) -> String {
    let amount = path.last().filter(|name| AMOUNTS.contains(&name.as_str())).and_then(|_| value.parse().ok());
    amount.map_or_else(|| value.to_owned(), |fen| format!("{}万元", Fen(fen).wan()))
}

/// Follows the chain from its first entry and counts every row anew.
///
/// # Errors
/// `vault.journal_broken` naming the entry where it does not hold.
pub fn check(vault: &Vault) -> Result<JournalCheck> {
    let report = vault.verify_journal(None)?;
    Ok(JournalCheck { seq: count(report.head.seq), head: report.head.grouped(), rows: count(report.rows) })
}

/// Entries that are read at once for an export.
const AT_ONCE: u32 = 512;
/// Most entries of a workbook: a sheet has no more rows.
const MOST_ROWS: u64 = 1_000_000;

/// Writes the whole journal as a workbook, oldest first, every text as text, and gives its SHA-256, hex.
///
/// # Errors
/// The vault's own; `io`.
pub fn export(vault: &Vault, path: &Path) -> Result<String> {
    let head = vault.journal_head()?;
    let mut rows = Vec::new();
    let experts = Experts::read(vault);
    let mut from = head.seq.saturating_sub(MOST_ROWS).saturating_add(1);
    loop {
        let page = vault.journal(from, AT_ONCE)?;
        let Some((last, _)) = page.last() else { break };
        from = last.seq + 1;
        rows.extend(page.iter().map(|(entry, hash)| cells(&line(entry, hash, &experts))));
    }
    let columns = [
        ("序号", 8, Align::Right),
        ("时间", 20, Align::Center),
        ("谁", 12, Align::Left),
        ("事项", 32, Align::Left),
        ("对象", 30, Align::Left),
        ("理由", 30, Align::Left),
        ("内容", 50, Align::Left),
        ("改动的行", 40, Align::Left),
        ("本条摘要", 66, Align::Left),
    ];
    let created = vault.journal(head.seq, 1)?.first().and_then(|(entry, _)| entry.at()).unwrap_or_default();
    let sheet = ListSheet {
        name: "日志".to_owned(),
        title: "日志".to_owned(),
        notes: vec![format!("共{}条，日志摘要 {}", head.seq, head.grouped())],
        columns: columns
            .iter()
            .map(|(label, width, align)| ListColumn {
                label: (*label).to_owned(),
                width: *width,
                align: *align,
                sum: false,
            })
            .collect(),
        rows,
        totals: None,
        footnotes: Vec::new(),
    };
    let book = ListBook { created: local(created).date(), sheets: vec![sheet] };
    let bytes = workbook::write::recommendation_list(&book)?;
    // It names people and what they did: for its owner alone, as every paper.
    files::write_private(path, &bytes)?;
    Ok(hex::encode(Sha256::digest(&bytes)))
}

/// An entry as a row.
fn cells(line: &JournalLine) -> Vec<ListCell> {
    let text = |value: &str| {
        if value.is_empty() { ListCell::Empty } else { ListCell::Text(value.to_owned()) }
    };
    let changes: Vec<String> = line.changes.iter().flat_map(said).collect();
    let details = if line.details == "null" { "" } else { line.details.as_str() };
    vec![
        ListCell::Int(i64::from(line.seq)),
        text(&line.at),
        text(&line.actor),
        text(&format!("{}（{}）", line.act_zh, line.action)),
        text(&subject(line)),
        text(line.reason.as_deref().unwrap_or_default()),
        text(&cut(details.to_owned())),
        text(&cut(changes.join("\n"))),
        text(&line.hash),
    ]
}

/// What it was done to, with the names of experts.
fn subject(line: &JournalLine) -> String {
    if line.experts.is_empty() {
        return line.subject.clone();
    }
    format!("{} {}", line.subject, line.experts.join("、"))
}

/// A changed row in a line, and each field that is told in one below it.
fn said(change: &ChangeLine) -> Vec<String> {
    let became = match change.became {
        Became::New => "新增",
        Became::Changed => "修改",
        Became::Gone => "删除",
    };
    let mut lines = vec![format!("{became} {} {}", change.table, change.id)];
    lines.extend(change.fields.iter().map(|field| {
        let side = |value: &Option<String>| value.clone().unwrap_or_else(|| "（空）".to_owned());
        format!("　{}：{} → {}", field.path.join("."), side(&field.before), side(&field.after))
    }));
    if change.more > 0 {
        lines.push(format!("　另有{}处", change.more));
    }
    lines
}

/// Most characters of a cell, below what a workbook can hold (32 767).
const MOST_CHARACTERS: usize = 32_000;

fn cut(text: String) -> String {
    match text.char_indices().nth(MOST_CHARACTERS) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::NaiveDate;
    use secrecy::SecretString;
    use vault::Kdf;

    use super::*;
    use crate::Office;
    use crate::clock::SystemClock;
    use crate::records::NewSession;

    #[test]
    fn the_journal_is_read_newest_first_page_by_page_to_its_first_entry_and_holds() {
        let scratch = tempfile::tempdir().unwrap();
        let secret = SecretString::from("一句足够长的测试口令");
        let clock = Arc::new(SystemClock);
        let folder = scratch.path().join("a.lunzheng");
        let mut office = Office::create(&folder, "钱示例", &secret, Kdf::FLOOR, clock).unwrap();
        for n in 1..=4 {
            office
                .open_session(NewSession {
                    no: format!("论证{n}"),
                    title: "论证会".to_owned(),
                    batch: "一批".to_owned(),
                    office: "科技局".to_owned(),
                    date: NaiveDate::from_ymd_opt(2026, 1, 20).unwrap(),
                    expired_reason: Some("补录".to_owned()),
                })
                .unwrap();
        }
        let whole = page(office.vault(), None, 100).unwrap();
        let numbers: Vec<u32> = whole.lines.iter().map(|l| l.seq).collect();
        assert_eq!(numbers, (1..=whole.seq).rev().collect::<Vec<_>>());
        assert_eq!(whole.lines[0].subject, "论证4");
        assert!(
            whole.lines[0]
                .changes
                .iter()
                .any(|c| c.table == "session" && c.id == "论证4" && c.became == Became::New)
        );
        let mut paged = Vec::new();
        let mut before = None;
        loop {
            let next = page(office.vault(), before, 2).unwrap();
            let Some(last) = next.lines.last() else { break };
            before = Some(last.seq);
            paged.extend(next.lines);
        }
        assert_eq!(paged, whole.lines);
        let book = scratch.path().join("日志.xlsx");
        assert_eq!(export(office.vault(), &book).unwrap().len(), 64);
        let read = workbook::read(&std::fs::read(&book).unwrap(), "日志.xlsx").unwrap();
        assert_eq!(read.sheets.len(), 1);
        let checked = check(office.vault()).unwrap();
        assert_eq!((checked.seq, checked.head), (whole.seq, whole.head));
    }
}
