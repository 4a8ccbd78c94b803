//! The conduct of a meeting for the screens: what is recorded at its gates, and nothing that is not.

use chrono::{DateTime, SecondsFormat, Utc};
use domain::gates::{ChairWay, Conduct, Gate, OrderWay, Said, Talk};

use super::board::Meeting;
use super::words::{count, minute};
use crate::api::gates::{
    AnswerView, AttendedView, BackView, ChairView, ConductView, OrderName, OrderView, PledgeView,
    RecusalAskedView, RefusedToSign, SignedByKey, SignedLate, TalkView,
};
use crate::clock::local_ms;

/// What is recorded.
pub(super) fn conduct_view(meeting: &Meeting, voids: u32) -> ConductView {
    let conduct = Conduct::of(&meeting.session);
    let said = |gate: Gate| conduct.word(gate).map(|word| &word.said);
    let recused = |no: &&String| meeting.recusals.iter().any(|x| x.bid_no == **no && x.in_force());
    ConductView {
        present: present(&conduct),
        signed_by_key: signed_by_key(meeting),
        pledge: said(Gate::Pledge).and_then(pledge),
        pledged: meeting.scoring.pledged.iter().cloned().collect(),
        asked: said(Gate::Recusal).and_then(asked),
        chair: chair(&conduct),
        order: order(&conduct),
        presented: conduct.order(),
        talks: conduct.talks().iter().map(talk).collect(),
        with_recusal: meeting.session.bids.iter().filter(recused).cloned().collect(),
        discussion_began: conduct.discussion_began().map(minute),
        signed: conduct.signed().into_iter().map(str::to_owned).collect(),
        signed_late: conduct
            .signed_late()
            .into_iter()
            .map(|(at, no)| SignedLate { expert_no: no.to_owned(), at: minute(at) })
            .collect(),
        signs_late: conduct.signs_late(),
        voids,
        refused: conduct.refused().into_iter().map(refused).collect(),
        back: back(meeting, &conduct),
    }
}

/// Members who signed in at a desk, in the panel's order.
fn signed_by_key(meeting: &Meeting) -> Vec<SignedByKey> {
    let signed = |no: &String| meeting.scoring.signed_in.get(no);
    let members = meeting.panel.iter().filter_map(|m| Some((&m.expert_no, signed(&m.expert_no)?)));
    members
        .map(|(no, word)| SignedByKey {
            expert_no: no.clone(),
            way: word.way().into(),
            at: local_ms(word.at_ms).format("%Y-%m-%d %H:%M").to_string(),
        })
        .collect()
}

fn present(conduct: &Conduct<'_>) -> Vec<AttendedView> {
    let signed: Vec<_> = match conduct.word(Gate::SignIn).map(|word| &word.said) {
        Some(Said::SignedIn { members }) => members.iter().map(|m| (&m.expert_no, m.way)).collect(),
        _ => Vec::new(),
    };
    let here = conduct.present().unwrap_or_default();
    here.into_iter()
        .map(|no| {
            let late = conduct.arrived().find(|(_, m)| m.expert_no == no);
            let in_time = signed.iter().find(|(of, _)| *of == no).map(|(_, way)| *way);
            let left = conduct.left().filter(|(_, of, _)| *of == no).last();
            AttendedView {
                expert_no: no.to_owned(),
                way: in_time.or(late.map(|(_, m)| m.way)).map(Into::into),
                arrived_at: late.filter(|_| in_time.is_none()).map(|(at, _)| minute(at)),
                left_at: left.map(|(at, ..)| minute(at)),
            }
        })
        .collect()
}

fn pledge(said: &Said) -> Option<PledgeView> {
    let Said::Disciplined { read_by, from, to, on_paper } = said else { return None };
    let time = |at: &chrono::NaiveTime| at.format("%H:%M").to_string();
    Some(PledgeView {
        read_by: read_by.clone(),
        from: from.as_ref().map(time),
        to: to.as_ref().map(time),
        on_paper: on_paper.clone(),
    })
}

fn asked(said: &Said) -> Option<RecusalAskedView> {
    let Said::Asked { asked_by, answers } = said else { return None };
    let answers = answers.iter();
    Some(RecusalAskedView {
        asked_by: asked_by.clone(),
        answers: answers
            .map(|a| AnswerView { expert_no: a.expert_no.clone(), conflict: a.conflict })
            .collect(),
    })
}

fn chair(conduct: &Conduct<'_>) -> Option<ChairView> {
    let expert_no = conduct.chair()?.to_owned();
    let (votes, appointed_by, proposed_by) = match conduct.word(Gate::Chair).map(|word| &word.said) {
        Some(Said::Chaired { way: ChairWay::Elected { votes }, proposed_by, .. }) => {
            (*votes, None, proposed_by.clone())
        }
        Some(Said::Chaired { way: ChairWay::Appointed { by }, proposed_by, .. }) => {
            (None, Some(by.clone()), proposed_by.clone())
        }
        _ => (None, None, None),
    };
    Some(ChairView { expert_no, votes, appointed_by, proposed_by })
}

fn order(conduct: &Conduct<'_>) -> Option<OrderView> {
    let word = conduct.ordered()?;
    let Said::Ordered { way, witnesses, .. } = &word.said else { return None };
    let (way, seed) = match way {
        OrderWay::Lot { seed } => (OrderName::Lot, Some(seed.clone())),
        OrderWay::Hand => (OrderName::Hand, None),
        OrderWay::Set => (OrderName::Set, None),
    };
    Some(OrderView { way, seed, witnesses: witnesses.clone(), at: minute(word.at) })
}

fn talk(talk: &Talk<'_>) -> TalkView {
    let exact = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Millis, true);
    TalkView {
        bid_no: talk.bid_no.to_owned(),
        part: talk.part.into(),
        minutes: talk.minutes,
        began: exact(talk.began),
        ended: talk.ended.map(exact),
        over: talk.over().map(count),
    }
}

fn refused((at, expert_no, reason): (DateTime<Utc>, &str, &str)) -> RefusedToSign {
    RefusedToSign { expert_no: expert_no.to_owned(), at: minute(at), reason: reason.to_owned() }
}

/// Going back and reopening in the order of time.
fn back(meeting: &Meeting, conduct: &Conduct<'_>) -> Vec<BackView> {
    let reopened = meeting.session.reopenings.iter();
    let reopened = reopened.map(|r| (r.at, Gate::Scoring, r.reason.as_str(), r.approved_by.as_str()));
    let mut all: Vec<_> = conduct.gone_back().chain(reopened).collect();
    all.sort_by_key(|(at, ..)| *at);
    all.into_iter()
        .map(|(at, gate, reason, approved_by)| BackView {
            at: minute(at),
            gate: gate.into(),
            reason: reason.to_owned(),
            approved_by: approved_by.to_owned(),
        })
        .collect()
}
