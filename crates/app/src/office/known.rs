//! What a workbook on its way in meets in the vault: numbers that are there already. Each row is left out by hand, or
//! takes the place of what is there, as long as nothing was built on that.

use std::collections::BTreeSet;

use domain::{Code, Finding, Severity};
use vault::Reader;
use workbook::{Inspection, Kind};

use super::{Draft, Office};
use crate::api::intake::IntakeView;
use crate::records::{BidRecord, ExpertRecord, MemberRecord, SessionRecord, bid_id};
use crate::refusal::{Refusal, Result};

/// A row whose number decides whether it is in the vault.
struct Numbered<'a> {
    kind: Kind,
    number: &'a str,
    sheet: &'a str,
    row: u32,
    /// Address of the number, such as `A7`.
    cell: Option<String>,
}

impl Numbered<'_> {
    /// A finding on the row, with what it names in the office's words.
    fn finding(&self, code: Code, severity: Severity, name: &str) -> Finding {
        let (zh, en) = if self.kind == Kind::Bid { ("方案", "bid") } else { ("专家", "expert") };
        let finding = Finding::new(code, severity)
            .with("what", zh)
            .with("what_en", en)
            .with("number", self.number)
            .with("name", name);
        match &self.cell {
            Some(cell) => finding.at_cell(self.sheet, cell.clone(), self.row),
            None => finding.at_row(self.sheet, self.row),
        }
    }
}

/// Rows of bids and experts that bear a number.
fn numbered(inspection: &Inspection) -> Vec<Numbered<'_>> {
    let mut rows = Vec::new();
    for table in inspection.tables.iter().filter(|t| matches!(t.kind, Kind::Bid | Kind::Expert)) {
        for row in &table.rows {
            let fields: &[&str] = if table.kind == Kind::Bid { &["no", "challenge_no"] } else { &["no"] };
            let Some((field, number)) = fields.iter().find_map(|f| Some((*f, row.text(f)?))) else {
                continue;
            };
            let cell = row.cell(field);
            rows.push(Numbered { kind: table.kind, number, sheet: &table.sheet, row: row.row, cell });
        }
    }
    rows
}

/// The numbers of bids and of experts whose rows are to take the place of what is in the vault.
pub(super) fn replacing(
    inspection: &Inspection,
    amend: &BTreeSet<(String, u32)>,
) -> (BTreeSet<String>, BTreeSet<String>) {
    let chosen = |kind| {
        let rows = numbered(inspection).into_iter().filter(move |n| n.kind == kind);
        let rows = rows.filter(|n| amend.contains(&(n.sheet.to_owned(), n.row)));
        rows.map(|n| n.number.to_owned()).collect()
    };
    (chosen(Kind::Bid), chosen(Kind::Expert))
}

/// The session that was built on a bid, if any: one that judges it.
pub(super) fn built_on_bid(r: &Reader<'_>, batch: &str, no: &str) -> Result<Option<String>> {
    let sessions: Vec<SessionRecord> = r.list()?;
    let uses =
        |s: &SessionRecord| s.0.kind.is_bid() && s.0.batch == batch && s.0.bids.iter().any(|b| b == no);
    Ok(sessions.into_iter().find(uses).map(|s| s.0.no))
}

/// The session that was built on an expert, if any: one on whose panel the expert sits.
pub(super) fn built_on_expert(r: &Reader<'_>, no: &str) -> Result<Option<String>> {
    let members: Vec<MemberRecord> = r.list()?;
    let Some(member) = members.into_iter().find(|m| m.member.expert_no == no) else { return Ok(None) };
    let sessions: Vec<SessionRecord> = r.list()?;
    let session = sessions.into_iter().find(|s| s.0.meeting_id == member.meeting);
    Ok(Some(session.map_or(member.meeting, |s| s.0.no)))
}

/// `import.built_on`: the record cannot be replaced, because this session uses it.
pub(super) fn built_on(zh: &str, en: &str, number: &str, session: String) -> Refusal {
    Refusal::of(Code::ImportBuiltOn)
        .with("what", zh)
        .with("what_en", en)
        .with("number", number)
        .with("session", session)
}

/// What rows meet in the vault: a finding each.
fn met(r: &Reader<'_>, draft: &Draft) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let batch = draft.batch();
    for row in numbered(&draft.inspected().inspection) {
        let (name, session) = match row.kind {
            Kind::Bid => match r.get::<BidRecord>(&bid_id(batch, row.number))? {
                Some(old) if !batch.is_empty() => (old.bid.title, built_on_bid(r, batch, row.number)?),
                _ => continue,
            },
            _ => match r.get::<ExpertRecord>(row.number)? {
                Some(old) => (old.0.name, built_on_expert(r, row.number)?),
                None => continue,
            },
        };
        findings.push(match session {
            Some(session) => {
                row.finding(Code::ImportBuiltOn, Severity::Error, &name).with("session", session)
            }
            None if draft.amends(row.sheet, row.row) => {
                row.finding(Code::ImportReplaces, Severity::Info, &name)
            }
            None => row.finding(Code::ImportInVault, Severity::Error, &name),
        });
    }
    Ok(findings)
}

impl Office {
    /// A draft as the screen shows it, with what its rows meet in this vault.
    ///
    /// # Errors
    /// The vault's own.
    pub fn draft_view(&self, draft: &Draft) -> Result<IntakeView> {
        let met = self.access.read(|r| met(r, draft))?;
        let mut view = draft.view().with_findings(&met);
        view.sender = self.sender_name(draft)?;
        Ok(view)
    }

    /// Lets every row that meets its number in the vault take the place of what is there, or none of them. Rows that a
    /// session uses stay as they are.
    ///
    /// # Errors
    /// The vault's own.
    pub fn amend_all(&self, draft: &mut Draft, replace: bool) -> Result<()> {
        let met = self.access.read(|r| met(r, draft))?;
        let free = met.into_iter().filter(|f| matches!(f.code, Code::ImportInVault | Code::ImportReplaces));
        draft.amend_rows(free.filter_map(|f| Some((f.place.sheet?, f.place.row?))).collect(), replace);
        Ok(())
    }
}
