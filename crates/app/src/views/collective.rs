//! The collective acts of a session as the results page shows them.

use domain::collective::{Collective, Matter, Needed};

use super::results::Source;
use super::words::minute;
use crate::api::collective::{DissentLine, PanelView, RemarksLine, VoteLine, Voter};
use crate::office::collective::voters;

/// Members who can vote on an item, or on what concerns the whole; and whether the sign-in says so.
pub(super) fn voters_of(source: &Source, bid_no: Option<&str>) -> (Vec<Voter>, bool) {
    let panel: Vec<String> = source.view.rules.panel.iter().map(|m| m.expert_no.clone()).collect();
    let may = voters(&source.session, &panel, &source.recusals, bid_no);
    (may.members.iter().map(|no| voter(source, no)).collect(), may.recorded)
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
