//! Bids and experts in lists.

use std::collections::BTreeMap;

use domain::{Bid, Expert};
use vault::Reader;

use crate::api::intake::{BidLine, ExpertLine, PaperCard, PaperFormat as Format};
use crate::office::Office;
use crate::records::{PaperFormat, PaperRecord, bid_id};
use crate::refusal::Result;
use crate::views::same;

same! { PaperFormat => Format { Pdf, Docx, Doc, Jpeg, Png } }

impl Office {
    /// The bids of a batch with their papers, by number.
    ///
    /// # Errors
    /// The vault's own.
    pub fn bid_lines(&self, batch: &str) -> Result<Vec<BidLine>> {
        let mut papers: BTreeMap<String, Vec<PaperRecord>> = BTreeMap::new();
        let records: Vec<PaperRecord> = self.access.read(|r| Ok(r.list_prefix(&bid_id(batch, ""))?))?;
        for record in records {
            papers.entry(record.bid_no.clone()).or_default().push(record);
        }
        let line = |bid: Bid| {
            let papers = papers.remove(&bid.no).unwrap_or_default();
            bid_line(bid, cards(papers))
        };
        Ok(self.bids(batch)?.into_iter().map(line).collect())
    }

    /// The experts of the register, by number, without their identity numbers.
    ///
    /// # Errors
    /// The vault's own.
    pub fn expert_lines(&self) -> Result<Vec<ExpertLine>> {
        Ok(self.experts()?.into_iter().map(expert_line).collect())
    }
}

/// The papers of one bid (of a batch, or at a desk of a meeting).
pub(crate) fn papers_of_bid(r: &Reader<'_>, batch: &str, bid_no: &str) -> Result<Vec<PaperCard>> {
    Ok(cards(r.list_prefix(&format!("{}/", bid_id(batch, bid_no)))?))
}

/// Papers by kind and name.
fn cards(mut papers: Vec<PaperRecord>) -> Vec<PaperCard> {
    papers.sort_by(|a, b| (a.kind, &a.name, &a.id).cmp(&(b.kind, &b.name, &b.id)));
    papers.into_iter().map(paper_card).collect()
}

/// A paper.
pub(crate) fn paper_card(paper: PaperRecord) -> PaperCard {
    PaperCard {
        id: paper.id,
        kind: paper.kind.into(),
        name: paper.name,
        size: paper.size,
        format: paper.format.into(),
        pages: paper.pages,
    }
}

fn bid_line(bid: Bid, papers: Vec<PaperCard>) -> BidLine {
    BidLine {
        no: bid.no,
        challenge_no: bid.challenge_no,
        title: bid.title,
        field: bid.field,
        sponsor: bid.sponsor,
        solver: bid.solver,
        participants: bid.participants,
        chief_engineer: bid.chief_engineer,
        start: bid.start.to_string(),
        end: bid.end.to_string(),
        rd_total: bid.rd_total.wan(),
        fiscal: bid.fiscal.wan(),
        race: bid.race,
        papers,
    }
}

/// An expert of the register.
pub(crate) fn expert_line(expert: Expert) -> ExpertLine {
    ExpertLine {
        no: expert.no,
        name: expert.name,
        category: expert.category.into(),
        unit: expert.unit,
        title: expert.title,
        specialty: expert.specialty,
        phone: expert.phone,
    }
}
