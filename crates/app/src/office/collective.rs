//! What a panel does together: votes with their counts, its word on a veto, dissent in the dissenter's words, remarks of the
//! supervisor. Words are only added to the session's log.

use domain::Code;
use domain::collective::{Collective, Matter, PanelAct, PanelWord, Vote, Voters};
use domain::recusal::Recusal;
use domain::session::{Session, Stage};
use serde_json::json;
use vault::Reader;

use super::prepare::recusals;
use super::tally::tallied;
use super::{Office, frozen, session};
use crate::access::{Act, reason};
use crate::records::SessionRecord;
use crate::refusal::{Refusal, Result};

impl Office {
    /// Records what the panel did together. Dissent and remarks are taken in after the documents are made too, for they may
    /// come with the signing; what changes a conclusion is not.
    ///
    /// # Errors
    /// `vote.count`, `vote.named`; `veto.nobody` where no sheet that counts answers the question so; `dissent.recused`,
    /// `dissent.signed`, `dissent.there`; `record.not_found` for a member or an item that is not of this session;
    /// `reason.missing` without grounds, `missing_value` without words; `session.out_of_order` before the tally.
    pub fn record_panel(&mut self, session_no: &str, said: PanelAct) -> Result<()> {
        let (name, subject) = named(session_no, &said);
        let act = Act::new(name, subject).with(json!({ "text": text_of(&said) }));
        let (at, by) = (self.access.clock.now(), self.access.actor.clone());
        self.access.record_at(at, act, |w| {
            let mut session = session(w, session_no)?;
            before_signing(&session, &said)?;
            sound(w, &session, &said)?;
            session.collective.push(PanelWord { at, by, act: said });
            Ok(w.put(&SessionRecord(session))?)
        })
    }
}

/// That nobody dissents is asked before the signing: what was signed is not made to say it afterwards. A dissent of later is
/// printed as one.
fn before_signing(session: &Session, said: &PanelAct) -> Result<()> {
    let late = matches!(said, PanelAct::NoDissent { .. }) && Collective::of(session).is_signed();
    match late {
        true => {
            Err(Refusal::of(Code::StepOutOfOrder).with("stage", "已签字").with("step", "登记没有不同意见"))
        }
        false => Ok(()),
    }
}

/// The act's name and what it is about.
fn named(session_no: &str, said: &PanelAct) -> (&'static str, String) {
    let of = |no: &str| format!("{session_no}/{no}");
    match said {
        PanelAct::Veto { bid_no, gate, .. } => ("panel.veto", of(&format!("{bid_no}/{gate}"))),
        PanelAct::Dissent { expert_no, bid_no, .. } => {
            let on = bid_no.as_ref().map_or_else(String::new, |no| format!("/{no}"));
            ("panel.dissent", of(&format!("{expert_no}{on}")))
        }
        PanelAct::NoDissent { .. } => ("panel.no_dissent", session_no.to_owned()),
        PanelAct::Remarks { .. } => ("panel.remarks", session_no.to_owned()),
        PanelAct::Voted { matter: Matter::Conclusion { bid_no, .. }, .. } => ("panel.vote", of(bid_no)),
        PanelAct::Voted { .. } => ("panel.vote", session_no.to_owned()),
    }
}

/// What of it the journal shows.
fn text_of(said: &PanelAct) -> String {
    let vote = |vote: &Vote| vote.zh();
    match said {
        PanelAct::Veto { confirmed, grounds, vote: counts, .. } => {
            let word = if *confirmed { "成立" } else { "不成立" };
            let counts = counts.as_ref().map(|v| format!("；{}", vote(v))).unwrap_or_default();
            format!("{word}：{grounds}{counts}")
        }
        PanelAct::Dissent { text, .. } | PanelAct::Remarks { text, .. } => text.clone(),
        PanelAct::NoDissent { asked_by } => asked_by.clone(),
        PanelAct::Voted { matter: Matter::Conclusion { conclusion, .. }, vote: counts } => {
            format!("{}：{}", conclusion.zh(), vote(counts))
        }
        PanelAct::Voted { matter: Matter::Other { question }, vote: counts } => {
            format!("{question}：{}", vote(counts))
        }
    }
}

/// Whether it can be recorded now, of members and items of this session.
fn sound(r: &Reader<'_>, session: &Session, said: &PanelAct) -> Result<()> {
    let late =
        matches!(said, PanelAct::Dissent { .. } | PanelAct::NoDissent { .. } | PanelAct::Remarks { .. });
    if !(session.stage == Stage::Tallied || (late && session.stage == Stage::Closed)) {
        return Err(Refusal::of(Code::StepOutOfOrder)
            .with("stage", session.stage.zh())
            .with("step", "登记合议情况"));
    }
    let recusals = recusals(r, session)?;
    let item = |no: &String| match session.bids.contains(no) {
        true => Ok(()),
        false => Err(Refusal::not_found(no.as_str())),
    };
    match said {
        PanelAct::Veto { bid_no, gate, grounds, vote, confirmed } => {
            item(bid_no)?;
            reason("否决事项认定的依据", grounds)?;
            if !tallied(r, session)?.vetoes(bid_no).iter().any(|v| v.gate == *gate) {
                return Err(Refusal::of(Code::VetoNobody)
                    .with("bid_no", bid_no.clone())
                    .with("gate", gate.clone()));
            }
            let Some(vote) = vote else { return Ok(()) };
            counted(r, session, &recusals, Some(bid_no), vote)?;
            if vote.carried() == *confirmed {
                return Ok(());
            }
            let (zh, en) =
                if *confirmed { ("成立", "it stands") } else { ("不成立", "it does not stand") };
            Err(Refusal::of(Code::VetoAgainstVote)
                .with("word", zh)
                .with("word_en", en)
                .with("vote", vote.zh()))
        }
        PanelAct::Dissent { expert_no, bid_no, text } => {
            bid_no.as_ref().map_or(Ok(()), item)?;
            may_dissent(r, session, &recusals, (expert_no, bid_no.as_deref()), text)
        }
        PanelAct::Remarks { supervisor, text } => {
            some(supervisor, "监督人")?;
            let log = Collective::of(session);
            replaces(&log, text, "监督人意见", log.remarks().iter().any(|r| r.supervisor == supervisor))
        }
        PanelAct::NoDissent { .. } => match Collective::of(session).dissents().is_empty() {
            true => Ok(()),
            false => Err(Refusal::of(Code::DissentThere)),
        },
        PanelAct::Voted { matter: Matter::Conclusion { bid_no, conclusion }, vote } => {
            item(bid_no)?;
            if conclusion.kind() != session.kind {
                return Err(domain::conclusion::other_kind(*conclusion, session.kind).into());
            }
            counted(r, session, &recusals, Some(bid_no), vote)
        }
        PanelAct::Voted { matter: Matter::Other { question }, vote } => {
            some(question, "表决事项")?;
            counted(r, session, &recusals, None, vote)
        }
    }
}

/// Whether a member may say so of an item, or of the whole.
fn may_dissent(
    r: &Reader<'_>,
    session: &Session,
    recusals: &[Recusal],
    (expert_no, bid_no): (&str, Option<&str>),
    text: &str,
) -> Result<()> {
    let rules = frozen(r, session)?.rules;
    let member = rules.member(expert_no).ok_or_else(|| Refusal::not_found(expert_no))?;
    if let Some(no) = bid_no.filter(|no| recused(recusals, no, expert_no)) {
        return Err(Refusal::of(Code::DissentRecused).with("name", member.name.clone()).with("bid_no", no));
    }
    let log = Collective::of(session);
    let there = log.dissents().iter().any(|d| (d.expert_no, d.bid_no) == (expert_no, bid_no));
    replaces(&log, text, "不同意见", there)
}

fn some(text: &str, field: &str) -> Result<()> {
    match text.trim().is_empty() {
        true => Err(Refusal::of(Code::MissingValue).with("field", field)),
        false => Ok(()),
    }
}

/// Words may be taken back by empty ones until they are signed, and only where there are any.
fn replaces(log: &Collective<'_>, text: &str, field: &str, there: bool) -> Result<()> {
    if text.trim().is_empty() && there && log.is_signed() {
        return Err(Refusal::of(Code::DissentSigned));
    }
    if there { Ok(()) } else { some(text, field) }
}

fn recused(recusals: &[Recusal], bid_no: &str, expert_no: &str) -> bool {
    recusals.iter().any(|r| r.in_force() && r.bid_no == bid_no && r.expert_no == expert_no)
}

/// Whether the counts of a vote are those of the members who could vote.
fn counted(
    r: &Reader<'_>,
    session: &Session,
    recusals: &[Recusal],
    bid_no: Option<&String>,
    vote: &Vote,
) -> Result<()> {
    let panel: Vec<String> =
        frozen(r, session)?.rules.panel.into_iter().map(|member| member.expert_no).collect();
    let findings = vote.check(&voters(session, &panel, recusals, bid_no.map(String::as_str)));
    if findings.is_empty() { Ok(()) } else { Err(findings.into()) }
}

/// Who can vote on an item, or on what concerns the whole.
pub(crate) fn voters(
    session: &Session,
    panel: &[String],
    recusals: &[Recusal],
    bid_no: Option<&str>,
) -> Voters {
    let out = |expert_no: &str| bid_no.is_some_and(|no| recused(recusals, no, expert_no));
    Collective::of(session).voters(panel, out)
}

/// Who can vote on a tie: members who can vote on each of the tied bids, for a vote sets one before the others.
pub(crate) fn tie_voters(
    session: &Session,
    panel: &[String],
    recusals: &[Recusal],
    bids: &[String],
) -> Vec<String> {
    let out = |expert_no: &str| bids.iter().any(|no| recused(recusals, no, expert_no));
    Collective::of(session).voters(panel, out).members
}
