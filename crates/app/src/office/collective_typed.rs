//! What a panel does together as it was typed: texts read exactly, then the use case that checks it.

use domain::Code;
use domain::collective::{Choice, Matter, NamedVote, Needed, PanelAct, Vote};

use super::Office;
use crate::api::collective::{PanelForm, VoteChoice, VoteForm};
use crate::refusal::{Refusal, Result};

impl Office {
    /// Records what the panel did from its form.
    ///
    /// # Errors
    /// `missing_value` for a vote on nothing, and those of [`Office::record_panel`].
    pub fn record_panel_typed(&mut self, session_no: &str, form: PanelForm) -> Result<()> {
        self.record_panel(session_no, act(form)?)
    }
}

fn act(form: PanelForm) -> Result<PanelAct> {
    let text = |text: String| text.trim().to_owned();
    Ok(match form {
        PanelForm::Veto { bid_no, gate, confirmed, grounds, vote: counts } => {
            PanelAct::Veto { bid_no, gate, confirmed, grounds: text(grounds), vote: counts.map(vote) }
        }
        PanelForm::Dissent { expert_no, bid_no, text: words } => {
            PanelAct::Dissent { expert_no, bid_no, text: text(words) }
        }
        PanelForm::NoDissent { asked_by } => PanelAct::NoDissent { asked_by: text(asked_by) },
        PanelForm::Remarks { supervisor, text: words } => {
            PanelAct::Remarks { supervisor: text(supervisor), text: text(words) }
        }
        PanelForm::Vote { bid_no: Some(bid_no), conclusion: Some(conclusion), vote: counts, .. } => {
            let matter = Matter::Conclusion { bid_no, conclusion: conclusion.into() };
            PanelAct::Voted { matter, vote: vote(counts) }
        }
        PanelForm::Vote { bid_no: None, conclusion: None, question, vote: counts } => {
            PanelAct::Voted { matter: Matter::Other { question: text(question) }, vote: vote(counts) }
        }
        PanelForm::Vote { .. } => return Err(Refusal::of(Code::MissingValue).with("field", "表决事项")),
    })
}

fn vote(form: VoteForm) -> Vote {
    let named = form.named.into_iter().map(|(expert_no, choice)| NamedVote {
        expert_no,
        choice: match choice {
            VoteChoice::For => Choice::For,
            VoteChoice::Against => Choice::Against,
            VoteChoice::Abstain => Choice::Abstain,
        },
    });
    Vote {
        in_favour: form.in_favour,
        against: form.against,
        abstained: form.abstained,
        needed: if form.two_thirds { Needed::TwoThirds } else { Needed::Majority },
        named: named.collect(),
        counted_by: form.counted_by.trim().to_owned(),
    }
}
