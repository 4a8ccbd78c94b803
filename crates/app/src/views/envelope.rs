//! The envelope as the results page shows it: its versions, what it comes to, where the panel departs; and amounts that are tried.

use std::collections::{BTreeMap, BTreeSet};

use domain::budget::BudgetOutcome;
use domain::conclusion::Standing;
use domain::envelope::{Envelope, EnvelopeWord, Listed, Proposal};
use domain::funding::{self, Award};
use domain::tally::{BidTally, Tally};
use domain::{Bid, Fen, Policy};

use super::results::Source;
use super::words::minute;
use crate::api::Problem;
use crate::api::envelope::{Departure, EnvelopeState, EnvelopeView, FieldSum, ListedSum, TriedAmount};
use crate::office::{envelope, word};
use crate::refusal::Result;

/// Amounts that are tried for single bids: R&D total and fiscal amount.
#[derive(Debug, Clone, Default)]
pub(super) struct Amounts(BTreeMap<String, (Option<Fen>, Option<Fen>)>);

impl Amounts {
    /// Reads them exactly; a blank is nothing.
    pub(super) fn read(typed: &[TriedAmount]) -> Result<Amounts> {
        let given = |no: &str, what: &str, text: &str| {
            let text = text.trim();
            (!text.is_empty()).then(|| word::amount(&format!("{no} {what}"), text)).transpose()
        };
        let mut amounts = BTreeMap::new();
        for tried in typed {
            let rd = given(&tried.no, "研发投入", &tried.rd)?;
            let fiscal = given(&tried.no, "财政额", &tried.fiscal)?;
            if rd.is_some() || fiscal.is_some() {
                amounts.insert(tried.no.clone(), (rd, fiscal));
            }
        }
        Ok(Amounts(amounts))
    }

    /// Whether any is tried.
    pub(super) fn is_any(&self) -> bool {
        !self.0.is_empty()
    }

    /// The award of a bid: by its budget, or with what is tried in the place of its R&D total and its fiscal amount; the cap
    /// follows the first, and nothing goes over what was asked. Where a line is undecided both must be tried.
    pub(super) fn award(
        &self,
        bid: &Bid,
        budget: Option<&BudgetOutcome>,
        policy: &Policy,
    ) -> Result<Option<Award>> {
        let Some((rd, fiscal)) = self.0.get(&bid.no) else { return Ok(budget.map(|b| b.award.clone())) };
        let rd = rd.or(budget.map(|b| b.rd_recommended));
        let fiscal = fiscal.or(budget.map(|b| b.panel_fiscal));
        let Some((rd, fiscal)) = rd.zip(fiscal) else { return Ok(None) };
        let asked = bid.fiscal.min(fiscal);
        Ok(Some(funding::award(policy, rd.min(bid.rd_total), Some(asked), bid.approval_no.as_deref())?))
    }
}

/// What the envelope proposes: as it is recorded, and with what is tried; and what the panel put on the list itself.
pub(super) struct Proposed {
    pub(super) recorded: Option<Proposal>,
    pub(super) tried: Option<Proposal>,
    pub(super) listed: Listed,
}

impl Proposed {
    /// Lays the recorded envelope over the meeting's own figures and awards, and the one that is `tried` over those that are
    /// shown. Awards are in the order of the shown tally: as they stand, and with tried amounts.
    pub(super) fn of(
        source: &Source,
        shown: &Tally,
        tried: Option<&Envelope>,
        (own, trying): (&[Option<Fen>], &[Option<Fen>]),
    ) -> Proposed {
        let by_number = |awards: &[Option<Fen>]| -> BTreeMap<String, Fen> {
            let pairs = shown.bids.iter().zip(awards);
            pairs.filter_map(|(bid, award)| Some((bid.bid_no.clone(), (*award)?))).collect()
        };
        let recorded = domain::envelope::in_force(&source.session);
        let own = by_number(own);
        Proposed {
            listed: recorded.map(|e| listed(source, e, &own)).unwrap_or_default(),
            recorded: recorded.map(|e| lay(source, e, &source.view.tally, &own)),
            tried: tried.map(|e| lay(source, e, shown, &by_number(trying))),
        }
    }
}

/// What an envelope proposes on a tally, by the panel's words where it spoke, else by what the figures suggest.
fn lay(source: &Source, over: &Envelope, tally: &Tally, awards: &BTreeMap<String, Fen>) -> Proposal {
    let agrees = |of: &BidTally| match source.decisions.get(&of.bid_no) {
        Some(record) => record.decision.conclusion.agrees(),
        None => source.suggests(of),
    };
    let takes = |bid: &Bid| awards.get(&bid.no).copied();
    let on = (&source.view.rules, tally);
    envelope::lay(over, on, |no| source.items.get(no), &source.winners, agrees, takes)
}

/// What the panel put on the list, with the awards as they stand.
fn listed(source: &Source, envelope: &Envelope, awards: &BTreeMap<String, Fen>) -> Listed {
    let recommended = source.decisions.iter().filter(|(_, r)| r.decision.standing == Standing::Recommended);
    let bids = recommended.filter_map(|(no, _)| {
        Some((source.items.get(no)?.field(), awards.get(no).copied().unwrap_or_default()))
    });
    Listed::of(envelope, bids)
}

fn listed_sum(listed: &Listed) -> ListedSum {
    ListedSum {
        count: listed.count,
        sum: listed.sum.wan(),
        over: listed.over.map(Fen::wan),
        fields_over: listed.fields_over.iter().map(|(field, over)| (field.clone(), over.wan())).collect(),
        beyond: listed.beyond,
    }
}

/// The envelope of a session and what it comes to.
pub(super) fn envelope_state(source: &Source, proposed: &Proposed) -> EnvelopeState {
    let proposal = proposed.recorded.as_ref();
    let versions = &source.session.envelopes;
    let current = versions.last().map(|word| &word.envelope);
    let sum = proposal.map_or(Fen::ZERO, |p| p.sum);
    let total = current.map_or(Fen::ZERO, |e| e.total);
    EnvelopeState {
        versions: versions.iter().map(version).collect(),
        count: proposal.map_or(0, |p| p.count),
        sum: sum.wan(),
        left: total.checked_sub(sum).unwrap_or(Fen::ZERO).wan(),
        listed: listed_sum(&proposed.listed),
        fields: fields(source, current, proposal),
        departures: departures(source, proposal),
        needs_reason: !versions.is_empty() || !source.decisions.is_empty(),
    }
}

fn version(word: &EnvelopeWord) -> EnvelopeView {
    let of = &word.envelope;
    EnvelopeView {
        total: of.total.wan(),
        fields: of.fields.iter().map(|(field, sum)| (field.clone(), sum.wan())).collect(),
        most: of.most,
        cutoff: of.cutoff.map(|line| line.to_string()),
        basis: word.basis.clone(),
        reason: word.reason.clone(),
        at: minute(word.at),
        by: word.by.clone(),
    }
}

/// The fields of the session's bids, with their sums.
fn fields(source: &Source, current: Option<&Envelope>, proposal: Option<&Proposal>) -> Vec<FieldSum> {
    let of_bids = source.items.values().filter(|i| i.bid().is_some()).map(domain::Item::field);
    let named = current.into_iter().flat_map(|e| e.fields.keys().map(String::as_str));
    let all: BTreeSet<&str> = of_bids.chain(named).collect();
    let used = |field: &str| proposal.and_then(|p| p.by_field.get(field).copied()).unwrap_or_default();
    let sum = |field: &str| current.and_then(|e| e.fields.get(field).copied());
    let line = |field: &str| FieldSum {
        field: field.to_owned(),
        sum: sum(field).map(Fen::wan),
        used: used(field).wan(),
    };
    all.into_iter().map(line).collect()
}

/// Where the panel's standing is not what is proposed, in order of rank.
fn departures(source: &Source, proposal: Option<&Proposal>) -> Vec<Departure> {
    let places = proposal.into_iter().flat_map(|p| &p.places);
    places
        .filter_map(|place| {
            let said = &source.decisions.get(&place.no)?.decision;
            let proposed = place.standing?;
            let departs = said.standing != Standing::None && said.standing != proposed;
            departs.then(|| Departure {
                bid_no: place.no.clone(),
                standing: said.standing.into(),
                proposed: proposed.into(),
                why: place.why.as_ref().map(Problem::of),
                reason: said.reason.trim().to_owned(),
            })
        })
        .collect()
}
