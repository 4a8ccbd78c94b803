//! What is recorded at a gate as it was typed: texts read exactly, then the use cases that check it.

use domain::gates::{Answer, Attended, ChairWay, Gate, OrderWay, Said};

use super::Office;
use super::typed::{given, time};
use crate::api::gates::GateForm;
use crate::refusal::Result;

impl Office {
    /// Records a gate from its form; a blank is nothing.
    ///
    /// # Errors
    /// `value_unreadable` for a time; those of [`Office::record_gate`] and [`Office::draw_order`].
    pub fn record_gate_typed(
        &mut self,
        session_no: &str,
        form: GateForm,
        skipping: Option<&str>,
    ) -> Result<()> {
        match form {
            GateForm::Lot { digits, witnesses } => {
                self.draw_order(session_no, &digits, given(Some(witnesses)))
            }
            other => {
                let said = said(other)?;
                self.record_gate(session_no, said, skipping)
            }
        }
    }

    /// Goes back to a gate; over the tally that is reopening the scoring.
    ///
    /// # Errors
    /// Those of [`Office::go_back`] and [`Office::reopen`].
    pub fn go_back_typed(&mut self, session_no: &str, gate: Gate, why: &str, chair: &str) -> Result<()> {
        if gate == Gate::Scoring {
            self.reopen(session_no, why, chair)
        } else {
            self.go_back(session_no, gate, why, chair)
        }
    }
}

/// The word that a form says. A lot is drawn, not said.
fn said(form: GateForm) -> Result<Said> {
    let text = |text: String| given(Some(text));
    Ok(match form {
        GateForm::SignIn { members } => Said::SignedIn {
            members: members
                .into_iter()
                .map(|(expert_no, way)| Attended { expert_no, way: way.into() })
                .collect(),
        },
        GateForm::Arrived { expert_no, way } => {
            Said::Arrived { member: Attended { expert_no, way: way.into() } }
        }
        GateForm::Left { expert_no, reason } => Said::Left { expert_no, reason: reason.trim().to_owned() },
        GateForm::Pledge { read_by, from, to, on_paper } => Said::Disciplined {
            read_by: text(read_by),
            from: time("宣读开始时间", Some(from))?,
            to: time("宣读结束时间", Some(to))?,
            on_paper,
        },
        GateForm::Recusal { asked_by, answers } => Said::Asked {
            asked_by: text(asked_by),
            answers: answers
                .into_iter()
                .map(|a| Answer { expert_no: a.expert_no, conflict: a.conflict })
                .collect(),
        },
        GateForm::Chair { expert_no, votes, appointed_by, proposed_by } => Said::Chaired {
            expert_no,
            way: match text(appointed_by) {
                Some(by) => ChairWay::Appointed { by },
                None => ChairWay::Elected { votes },
            },
            proposed_by: text(proposed_by),
        },
        GateForm::Order { by_hand, order, witnesses } => Said::Ordered {
            way: if by_hand { OrderWay::Hand } else { OrderWay::Set },
            order,
            witnesses: text(witnesses),
        },
        GateForm::Lot { digits, witnesses } => Said::Ordered {
            way: OrderWay::Lot { seed: digits },
            order: Vec::new(),
            witnesses: text(witnesses),
        },
        GateForm::TalkBegin { bid_no, part, minutes } => {
            Said::TalkBegan { bid_no, part: part.into(), minutes }
        }
        GateForm::TalkEnd { bid_no, recused_out } => Said::TalkEnded { bid_no, recused_out },
        GateForm::Heard => Said::Heard,
        GateForm::DiscussionBegin => Said::DiscussionBegan,
        GateForm::Discussed => Said::Discussed,
        GateForm::Refuse { expert_no, reason } => {
            Said::SigningRefused { expert_no, reason: reason.trim().to_owned() }
        }
        GateForm::Sign { members } => Said::Signed { members },
        GateForm::SignLate { members } => Said::SignedLate { members },
    })
}
