//! The collective acts of a session as the results page shows them.

use domain::collective::tie::TieBy;
use domain::collective::{Collective, Matter, Needed};
use domain::session::TieDecision;

use super::results::Source;
use super::words::minute;
use crate::api::collective::{DissentLine, PanelView, RemarksLine, VoteLine, Voter};
use crate::api::results::{TieHow, TieWord};
use crate::office::collective::{tie_voters, voters};

/// Members who can vote on an item, or on what concerns the whole; and whether the sign-in says so.
pub(super) fn voters_of(source: &Source, bid_no: Option<&str>) -> (Vec<Voter>, bool) {
    let panel: Vec<String> = source.view.rules.panel.iter().map(|m| m.expert_no.clone()).collect();
    let may = voters(&source.session, &panel, &source.recusals, bid_no);
    (may.members.iter().map(|no| voter(source, no)).collect(), may.recorded)
}

/// Members who can vote on a tie of these bids.
pub(super) fn tie_voters_of(source: &Source, bids: &[String]) -> Vec<Voter> {
    let panel: Vec<String> = source.view.rules.panel.iter().map(|m| m.expert_no.clone()).collect();
    let may = tie_voters(&source.session, &panel, &source.recusals, bids);
    may.iter().map(|no| voter(source, no)).collect()
}

/// A tie that people settled.
pub(super) fn tie_word(tie: &TieDecision) -> TieWord {
    let owned = |bids: Vec<&str>| bids.into_iter().map(str::to_owned).collect();
    let how = tie.how.as_ref().map(|how| match how {
        TieBy::Vote(vote) => TieHow::Vote {
            votes: vote.votes.iter().map(|v| (v.bid_no.clone(), v.votes)).collect(),
            abstained: vote.abstained,
            named: vote.named.iter().map(|v| (v.expert_no.clone(), v.bid_no.clone())).collect(),
            counted_by: vote.counted_by.clone(),
        },
        TieBy::Lot(lot) => TieHow::Lot {
            order: tie.order.clone(),
            method: lot.method.clone(),
            drawn_by: lot.drawn_by.clone(),
        },
    });
    TieWord {
        order: tie.order.clone(),
        way: tie.way.clone(),
        held_by: tie.how.as_ref().map(|how| how.held_by().to_owned()).unwrap_or_default(),
        how,
        left: tie.left().into_iter().map(owned).collect(),
        reason: tie.reason.clone(),
        witnesses: tie.witnesses.clone(),
    }
}

fn voter(source: &Source, no: &str) -> Voter {
    let name = source.view.rules.member(no).map_or_else(|| no.to_owned(), |m| m.name.clone());
    Voter { expert_no: no.to_owned(), name }
}

/// Everything that the panel did together.
pub(super) fn panel_view(source: &Source) -> PanelView {
    let log = Collective::of(&source.session);
    let (may, voters_recorded) = voters_of(source, None);
    PanelView {
        members: source.view.rules.panel.iter().map(|m| voter(source, &m.expert_no)).collect(),
        voters: may,
        voters_recorded,
        dissents: log
            .dissents()
            .into_iter()
            .map(|d| DissentLine {
                expert_no: d.expert_no.to_owned(),
                name: voter(source, d.expert_no).name,
                bid_no: d.bid_no.map(str::to_owned),
                text: d.text.to_owned(),
                at: minute(d.at),
                by: d.by.to_owned(),
                late: d.late,
            })
            .collect(),
        no_dissent: log.no_dissent(),
        remarks: log
            .remarks()
            .into_iter()
            .map(|r| RemarksLine {
                supervisor: r.supervisor.to_owned(),
                text: r.text.to_owned(),
                at: minute(r.at),
                by: r.by.to_owned(),
                late: r.late,
            })
            .collect(),
        votes: log.votes().map(|(at, matter, vote)| vote_line(minute(at), matter, vote)).collect(),
        signed: log.is_signed(),
        supervisor: source.session.facts.supervisor.clone().unwrap_or_default(),
    }
}

fn vote_line(at: String, matter: &Matter, vote: &domain::collective::Vote) -> VoteLine {
    let (bid_no, conclusion, question) = match matter {
        Matter::Conclusion { bid_no, conclusion } => {
            (Some(bid_no.clone()), Some((*conclusion).into()), String::new())
        }
        Matter::Other { question } => (None, None, question.clone()),
    };
    VoteLine {
        bid_no,
        conclusion,
        question,
        in_favour: vote.in_favour,
        against: vote.against,
        abstained: vote.abstained,
        two_thirds: vote.needed == Needed::TwoThirds,
        named: !vote.named.is_empty(),
        carried: vote.carried(),
        counted_by: vote.counted_by.clone(),
        at,
    }
}
