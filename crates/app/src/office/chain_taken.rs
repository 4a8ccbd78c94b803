//! Taking demands, reviews and batches of our own book into the vault.

use vault::{Reader, Record as _, Writer};

use super::chain_book::Chain;
use super::intake::exists;
use crate::demand_records::{BatchRecord, DemandRecord, ReviewRecord};
use crate::records::{ImportRecord, TakenKind, TakenRow};
use crate::refusal::Result;

/// What a book of our own has that the vault has not: what stands there just as in the book is not taken again.
///
/// # Errors
/// `import.exists` for what stands otherwise in the vault.
pub(super) fn new_in(r: &Reader<'_>, chain: &Chain) -> Result<Chain> {
    let mut new = Chain::default();
    for demand in &chain.demands {
        let number = &demand.demand.no;
        match r.get::<DemandRecord>(number)? {
            None => new.demands.push(demand.clone()),
            Some(kept) if DemandRecord { import: None, changed: false, ..kept.clone() } == *demand => {}
            Some(_) => return Err(exists("需求", "demand", number)),
        }
    }
    for review in &chain.reviews {
        match r.get::<ReviewRecord>(&review.no)? {
            None => new.reviews.push(review.clone()),
            Some(kept) if kept == *review => {}
            Some(_) => return Err(exists("论证会", "review", &review.no)),
        }
    }
    for batch in &chain.batches {
        match r.get::<BatchRecord>(&batch.0.name)? {
            None => new.batches.push(batch.clone()),
            Some(kept) if kept == *batch => {}
            Some(_) => return Err(exists("批次", "batch", &batch.0.name)),
        }
    }
    Ok(new)
}

/// Puts demands of our own book into the vault as they stood, with their reviews and batches.
pub(super) fn put(w: &Writer<'_>, chain: Chain, record: &mut ImportRecord) -> Result<()> {
    for demand in chain.demands {
        w.put(&DemandRecord { import: Some(record.id()), changed: false, ..demand })?;
    }
    for review in chain.reviews {
        record.chain.push(TakenRow::of(TakenKind::Review, &review.no, &review)?);
        w.put(&review)?;
    }
    for batch in chain.batches {
        record.chain.push(TakenRow::of(TakenKind::Batch, &batch.0.name, &batch)?);
        w.put(&batch)?;
    }
    Ok(())
}
