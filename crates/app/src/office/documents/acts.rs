//! What papers say of the envelope, of the panel's departures from it, and of what it did together: votes, dissent, its word on
//! vetoes, remarks of the supervisor. What nobody recorded stays nothing.

use documents::model::{DepartureNote, Dissent, EnvelopeNote, RemarksNote, VoteNote};
use domain::collective::tie::TieBy;
use domain::collective::{Choice, Collective, Matter, Vote};
use domain::conclusion::{PanelDecision, Standing};
use domain::envelope::{Envelope, Listed, by_grade};
use domain::recommendation::{Judged, JudgedBid};
use domain::session::TieDecision;
use domain::veto::Veto;
use domain::{Fen, Finding};

use super::source::Source;
use super::words::bare_line;
use crate::clock::local;
use crate::messages;
use crate::office::conclude::suggested;

/// Every envelope that was recorded.
pub(super) fn envelopes(source: &Source<'_>) -> Vec<EnvelopeNote> {
    let words = source.session.envelopes.iter();
    words
        .map(|word| EnvelopeNote {
            when: local(word.at),
            total: word.envelope.total,
            lines_text: lines_of(&word.envelope),
            basis: bare_line(&word.basis),
            reason: bare_line(&word.reason),
        })
        .collect()
}

fn lines_of(of: &Envelope) -> String {
    let fields: Vec<String> =
        of.fields.iter().map(|(field, sum)| format!("{field}{}万元", sum.wan())).collect();
    let parts = [
        (!fields.is_empty()).then(|| format!("其中{}", fields.join("、"))),
        of.most.map(|most| format!("不超过{most}项")),
        of.cutoff.map(|cutoff| format!("分数线{cutoff}分")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("，")
}

/// What the envelope in force proposes, and by how much the panel's own list goes over it; empty where there is none.
pub(super) fn proposal(source: &Source<'_>) -> String {
    let proposal = source.result.proposal.as_ref();
    let envelope = domain::envelope::in_force(&source.session);
    let Some((proposal, envelope)) = proposal.zip(envelope) else { return String::new() };
    let (count, sum) = (proposal.count, proposal.sum);
    let left = envelope.total.checked_sub(sum).unwrap_or(Fen::ZERO);
    let proposed = format!("按盘子建议列入{count}项，合计{}万元，余{}万元", sum.wan(), left.wan());
    let on_list = source.result.judged.iter().filter(|j| j.decision.standing == Standing::Recommended);
    let award = |j: &Judged| j.budget.as_ref().map(|b| b.award.granted).unwrap_or_default();
    let listed = Listed::of(envelope, on_list.map(|j| (j.item.field(), award(j))));
    match listed.exceeds() {
        true => format!(
            "{proposed}；专家组列入{}项，合计{}万元，{}",
            listed.count,
            listed.sum.wan(),
            beyond(&listed)
        ),
        false => proposed,
    }
}

/// By how much the panel's list goes over the lines of the envelope.
fn beyond(listed: &Listed) -> String {
    let over = listed.over.map(|over| format!("超出盘子{}万元", over.wan()));
    let fields = listed.fields_over.iter().map(|(field, over)| format!("{field}超出{}万元", over.wan()));
    let number = listed.beyond.map(|more| format!("超出项目数{more}项"));
    over.into_iter().chain(fields).chain(number).collect::<Vec<_>>().join("，")
}

/// What is proposed of a bid: by the envelope, or where none was recorded by its grade alone.
struct Proposed {
    standing: Standing,
    why: Option<Finding>,
    by_grade: bool,
}

impl Proposed {
    fn of(source: &Source<'_>, no: &str) -> Option<Proposed> {
        if let Some(proposal) = &source.result.proposal {
            let place = proposal.of(no)?;
            return Some(Proposed { standing: place.standing?, why: place.why.clone(), by_grade: false });
        }
        let (standing, why) = by_grade(source.result.view.tally.bid(no)?)?;
        Some(Proposed { standing, why: Some(why), by_grade: true })
    }

    fn why(&self) -> String {
        self.why.as_ref().map(|f| bare_line(&messages::words(f.code, &f.params).zh)).unwrap_or_default()
    }
}

/// The panel's word on a bid and what is proposed, where they differ.
fn apart<'a>(source: &'a Source<'_>, no: &str) -> Option<(&'a PanelDecision, Proposed)> {
    let said = &source.result.judged.iter().find(|j| j.item.no() == no)?.decision;
    let proposed = Proposed::of(source, no)?;
    let departs = said.standing != Standing::None && said.standing != proposed.standing;
    departs.then_some((said, proposed))
}

/// Where the panel departs from what the envelope proposes, in order of rank.
pub(super) fn departures(source: &Source<'_>) -> Vec<DepartureNote> {
    let numbers = source.result.judged.iter().map(|j| j.item.no());
    numbers
        .filter_map(|no| {
            let (said, proposed) = apart(source, no).filter(|(_, p)| !p.by_grade)?;
            Some(DepartureNote {
                item_no: source.item(no),
                proposed: proposed.standing.zh().to_owned(),
                why: proposed.why(),
                standing: said.standing.zh().to_owned(),
                reason: Some(bare_line(&said.reason)).filter(|text| !text.is_empty()),
            })
        })
        .collect()
}

/// The remark of a bid whose standing is not what is proposed.
pub(super) fn departs(source: &Source<'_>, no: &str) -> Option<String> {
    let (said, proposed) = apart(source, no)?;
    let by = if proposed.by_grade { "评定档次" } else { "资金盘子" };
    let (from, to) = (proposed.standing.zh(), said.standing.zh());
    Some(format!("按{by}为{from}，专家组定为{to}：{}", bare_line(&said.reason)))
}

/// A departure that nothing else of the minutes tells: from a bid's grade, where no envelope was recorded.
pub(super) fn departs_from_grade(source: &Source<'_>, no: &str) -> Option<String> {
    apart(source, no).filter(|(_, proposed)| proposed.by_grade).and_then(|_| departs(source, no))
}

/// Why a bid is without money: the panel's reason, or the proposal's where the panel follows it.
pub(super) fn why_apart(source: &Source<'_>, judged: &JudgedBid<'_>) -> String {
    let said = bare_line(&judged.decision.reason);
    if !said.is_empty() {
        return said;
    }
    Proposed::of(source, &judged.bid.no).map(|proposed| proposed.why()).unwrap_or_default()
}

/// Of what the panel's reason is the reason: of the conclusion, of a standing apart from the list, or of both, where the conclusion
/// is not the one that is suggested either.
pub(super) fn reason_label(source: &Source<'_>, said: &PanelDecision) -> String {
    let apart = matches!(said.standing, Standing::Reserve | Standing::Unfunded);
    let follows = suggested(&source.session, &source.result.view, &said.bid_no) == Some(said.conclusion);
    match (apart, follows) {
        (false, _) => "理由".to_owned(),
        (true, true) => format!("列为{}的理由", said.standing.zh()),
        (true, false) => format!("{}并列为{}的理由", said.conclusion.zh(), said.standing.zh()),
    }
}

/// The member's name, or the code that stands in its place in a blind copy.
fn called(source: &Source<'_>, no: &str, named: bool) -> String {
    match source.member(no) {
        Some(member) if named => member.name.clone(),
        _ => source.code(no),
    }
}

/// Votes, in the order of time.
pub(super) fn votes(source: &Source<'_>) -> Vec<VoteNote> {
    let log = Collective::of(&source.session);
    log.votes()
        .map(|(_, matter, vote)| VoteNote {
            matter: match matter {
                Matter::Conclusion { bid_no, conclusion } => {
                    format!("{}号结论为“{}”", source.item(bid_no), conclusion.zh())
                }
                Matter::Other { question } => bare_line(question),
            },
            text: vote.zh(),
            named_text: by_name(source, vote, true),
            named_blind: by_name(source, vote, false),
            counted_by: vote.counted_by.clone(),
        })
        .collect()
}

/// Who voted how in an open ballot.
fn by_name(source: &Source<'_>, vote: &Vote, named: bool) -> String {
    let of = |choice: Choice, word: &str| {
        let who: Vec<String> = vote
            .named
            .iter()
            .filter(|v| v.choice == choice)
            .map(|v| called(source, &v.expert_no, named))
            .collect();
        (!who.is_empty()).then(|| format!("{word}：{}", who.join("、")))
    };
    let parts = [of(Choice::For, "赞成"), of(Choice::Against, "反对"), of(Choice::Abstain, "弃权")];
    parts.into_iter().flatten().collect::<Vec<_>>().join("；")
}

/// Who named which of the tied items first, in an open ballot on a tie, in the order of the counts; empty otherwise.
pub(super) fn picks(source: &Source<'_>, tie: &TieDecision, named: bool) -> String {
    let Some(TieBy::Vote(vote)) = &tie.how else { return String::new() };
    let of = |bid: Option<&str>, word: String| {
        let picked = vote.named.iter().filter(|pick| pick.bid_no.as_deref() == bid);
        let who: Vec<String> = picked.map(|pick| called(source, &pick.expert_no, named)).collect();
        (!who.is_empty()).then(|| format!("{word}：{}", who.join("、")))
    };
    let items = vote.groups().concat().into_iter().map(|no| of(Some(no), source.item(no)));
    items.chain([of(None, "弃权".to_owned())]).flatten().collect::<Vec<_>>().join("；")
}

/// The vote on the conclusion of an item, if one was counted.
pub(super) fn vote_on(source: &Source<'_>, no: &str) -> Option<String> {
    let log = Collective::of(&source.session);
    log.voted(no).map(|(conclusion, vote)| format!("“{}”经{}", conclusion.zh(), vote.zh()))
}

/// The panel's word on a veto; empty where it said nothing. Its grounds may name people.
pub(super) fn veto_word(source: &Source<'_>, no: &str, gate: &str, whole: bool) -> String {
    let log = Collective::of(&source.session);
    let Some((_, confirmed, grounds, vote)) = log.veto(no, gate) else { return String::new() };
    let word = if confirmed { "成立" } else { "不成立" };
    let parts =
        [Some(word.to_owned()), whole.then(|| format!("依据：{}", bare_line(grounds))), vote.map(Vote::zh)];
    parts.into_iter().flatten().collect::<Vec<_>>().join("，")
}

/// What follows from a veto, by the frozen sheet; empty unless the panel confirmed it.
pub(super) fn confirmed_effect(source: &Source<'_>, no: &str, veto: &Veto) -> String {
    let confirmed = Collective::of(&source.session).confirmed(no).get(veto.gate.as_str()) == Some(&true);
    if confirmed { bare_line(&veto.effect) } else { String::new() }
}

/// What follows from the vetoes that the panel confirmed, by the frozen sheet; empty without one.
pub(super) fn confirmed_effects(source: &Source<'_>, no: &str) -> String {
    let vetoes = source.result.view.vetoes(no);
    let of = vetoes.iter().map(|veto| confirmed_effect(source, no, veto));
    of.filter(|effect| !effect.is_empty()).collect::<Vec<_>>().join("；")
}

/// Dissents, word for word.
pub(super) fn dissents(source: &Source<'_>) -> Vec<Dissent> {
    let standing = Collective::of(&source.session).dissents();
    standing
        .into_iter()
        .map(|d| Dissent {
            expert_name: called(source, d.expert_no, true),
            expert_code: source.code(d.expert_no),
            challenge_no: d.bid_no.map(|no| source.item(no)).unwrap_or_default(),
            when: Some(local(d.at)),
            late: d.late,
            text: d.text.to_owned(),
        })
        .collect()
}

/// Whether it was recorded that nobody dissents.
pub(super) fn nobody_dissents(source: &Source<'_>) -> bool {
    Collective::of(&source.session).no_dissent()
}

/// Dissents on one item, or on the whole, in one text; empty where everybody was asked and nobody had any.
pub(super) fn dissent_on(source: &Source<'_>, no: &str, named: bool) -> Option<String> {
    let log = Collective::of(&source.session);
    let said: Vec<String> = log
        .dissents()
        .into_iter()
        .filter(|d| d.bid_no == Some(no))
        .map(|d| format!("{}：{}", called(source, d.expert_no, named), d.text))
        .collect();
    match said.is_empty() {
        true => log.no_dissent().then(String::new),
        false => Some(said.join("\n")),
    }
}

/// Remarks of supervisors, word for word.
pub(super) fn remarks(source: &Source<'_>) -> Vec<RemarksNote> {
    let standing = Collective::of(&source.session).remarks();
    standing
        .into_iter()
        .map(|r| RemarksNote {
            supervisor: r.supervisor.to_owned(),
            when: local(r.at),
            text: r.text.to_owned(),
            late: r.late,
        })
        .collect()
}
