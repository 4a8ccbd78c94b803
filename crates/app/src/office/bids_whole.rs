//! What the bids of a session lack before they are judged: parts of their agreement (rule 5, 四（四）) and mandatory papers.
//! One warning for all of them, with the bids named: the meeting goes on with one reason, which is printed.

use domain::bid_check::MANDATORY_PAPERS;
use domain::session::{Session, Stage};
use domain::{Code, Finding};
use vault::Reader;

use crate::records::{BidRecord, PaperRecord, bid_id};
use crate::refusal::Result;

/// Most bids that are named one by one.
const NAMED: usize = 20;

/// The warning, unless every bid is whole or the rules are frozen already.
pub(super) fn not_whole(r: &Reader<'_>, session: &Session) -> Result<Option<Finding>> {
    if !session.kind.is_bid() || session.stage != Stage::Preparing {
        return Ok(None);
    }
    lacking(r, &session.batch, &session.bids)
}

/// The warning about these bids of a batch, unless each is whole.
pub(super) fn lacking(r: &Reader<'_>, batch: &str, bids: &[String]) -> Result<Option<Finding>> {
    let mut unsettled = Vec::new();
    let mut without: Vec<Vec<String>> = vec![Vec::new(); MANDATORY_PAPERS.len()];
    for no in bids {
        let id = bid_id(batch, no);
        let Some(record) = r.get::<BidRecord>(&id)? else { continue };
        if !record.details.agreement.missing().is_empty() {
            unsettled.push(no.clone());
        }
        let papers: Vec<PaperRecord> = r.list_prefix(&format!("{id}/"))?;
        for (kind, without) in MANDATORY_PAPERS.iter().zip(&mut without) {
            if !papers.iter().any(|p| p.kind == *kind) {
                without.push(no.clone());
            }
        }
    }
    let mut lacks = Vec::new();
    if let Some((zh, en)) = named(&unsettled) {
        lacks.push((format!("揭榜协议四项内容不全：{zh}"), format!("agreement not complete: {en}")));
    }
    for (kind, without) in MANDATORY_PAPERS.iter().zip(&without) {
        if let Some((zh, en)) = named(without) {
            let paper = (format!("没有附“{}”：{zh}", kind.zh()), format!("no {} attached: {en}", kind.en()));
            lacks.push(paper);
        }
    }
    let (zh, en): (Vec<String>, Vec<String>) = lacks.into_iter().unzip();
    Ok((!zh.is_empty()).then(|| {
        Finding::warning(Code::SessionBidsLack).with("lacks", zh.join("；")).with("lacks_en", en.join("; "))
    }))
}

/// The bids in Chinese and in English; of many the first ones and how many there are.
fn named(bids: &[String]) -> Option<(String, String)> {
    let shown = bids.get(..NAMED.min(bids.len())).filter(|shown| !shown.is_empty())?;
    let (zh, en) = (shown.join("、"), shown.join(", "));
    Some(match bids.len() {
        n if n > NAMED => (format!("{zh}等{n}个方案"), format!("{en} and others, {n} bids")),
        _ => (zh, en),
    })
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn few_bids_are_all_named_and_many_are_counted() {
        let bids = |n: usize| (1..=n).map(|i| format!("JB-{i:03}")).collect::<Vec<_>>();
        assert_eq!(named(&[]), None);
        assert_eq!(named(&bids(2)).map(|n| n.0).as_deref(), Some("JB-001、JB-002"));
        let many = named(&bids(40)).map(|n| n.0).unwrap_or_default();
        assert!(many.starts_with("JB-001、") && many.ends_with("JB-020等40个方案"), "{many}");
    }
}
