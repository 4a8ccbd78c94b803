//! The panel's word as it was typed: text read exactly, then the use cases that check it.

use domain::budget::LineDecision;
use domain::collective::tie::{NamedPick, TieBy, TieLot, TieVote, VotesFor};
use domain::conclusion::{PanelDecision, ProjectWord};
use domain::money::MoneyError;
use domain::session::TieDecision;
use domain::{Code, Fen, Funds};

use ranking::Mark;

use super::Office;
use super::demands_typed::day;
use super::typed::unreadable;
use crate::api::projects::ProjectWordView;
use crate::api::results::{DecisionView, LineWord, TieForm, TieHow};
use crate::refusal::{Refusal, Result};
use crate::views::subject;

impl Office {
    /// Settles a tie from its form. Of a vote the counts give the order; what the form holds of one is left aside.
    ///
    /// # Errors
    /// As [`Office::settle_tie`].
    pub fn settle_tie_typed(&mut self, session_no: &str, form: TieForm) -> Result<()> {
        let TieForm { how, held_by, reason, witnesses } = form;
        let held_by = held_by.trim().to_owned();
        let (how, order) = match how {
            TieHow::Vote { votes, abstained, named, counted_by } => {
                let vote = TieVote {
                    votes: votes.into_iter().map(|(bid_no, votes)| VotesFor { bid_no, votes }).collect(),
                    abstained,
                    named: named
                        .into_iter()
                        .map(|(expert_no, bid_no)| NamedPick { expert_no, bid_no })
                        .collect(),
                    voters: Vec::new(),
                    held_by,
                    counted_by: counted_by.trim().to_owned(),
                };
                let order = vote.groups().concat().into_iter().map(str::to_owned).collect();
                (TieBy::Vote(vote), order)
            }
            TieHow::Lot { order, method, drawn_by } => {
                let (method, drawn_by) = (method.trim().to_owned(), drawn_by.trim().to_owned());
                (TieBy::Lot(TieLot { method, held_by, drawn_by }), order)
            }
        };
        let way = String::new();
        self.settle_tie(session_no, TieDecision { order, way, reason, witnesses, how: Some(how), at: None })
    }

    /// Records the panel's word on several bids in one step, or on none. Amounts are in 万元, read exactly.
    ///
    /// # Errors
    /// `amount_unparsable`, `amount_not_whole_fen`, `amount_negative`, `record.not_found` for a line there is not, and those
    /// of [`Office::decide_all`].
    pub fn decide_typed(&mut self, session_no: &str, decisions: Vec<DecisionView>) -> Result<()> {
        let read: Vec<_> = decisions.into_iter().map(decision).collect::<Result<_>>()?;
        self.decide_all(session_no, read)
    }
}

fn decision(typed: DecisionView) -> Result<(PanelDecision, Vec<LineDecision>)> {
    let lines = typed.lines.iter().map(|l| line(&typed.bid_no, l)).collect::<Result<_>>()?;
    let said = typed.conclusion.into();
    let decision = PanelDecision {
        bid_no: typed.bid_no,
        conclusion: said,
        standing: typed.standing.into(),
        feasibility_text: typed.feasibility_text,
        budget_text: typed.budget_text,
        value_text: typed.value_text,
        weakness_text: typed.weakness_text,
        revise_text: typed.revise_text,
        reason: typed.reason,
        vote_text: typed.vote_text.filter(|t| !t.trim().is_empty()),
        on_project: typed.on_project.map(on_project).transpose()?.map(|word| word.under(said)),
        closing: Some(typed.closing.trim().to_owned()).filter(|t| !t.is_empty()),
    };
    Ok((decision, lines))
}

/// What is said of a project beside the texts; a day read exactly.
fn on_project(typed: ProjectWordView) -> Result<ProjectWord> {
    let until = typed.until.trim();
    Ok(ProjectWord {
        until: (!until.is_empty()).then(|| day("期限", until)).transpose()?,
        grounds: typed.grounds.into_iter().map(Into::into).collect(),
        responsible: typed.responsible.map(Into::into),
        third_party: typed.third_party.trim().to_owned(),
        proof: typed.proof.trim().to_owned(),
    })
}

fn line(bid_no: &str, typed: &LineWord) -> Result<LineDecision> {
    let subject =
        subject(&typed.subject).ok_or_else(|| Refusal::not_found(format!("{bid_no} {}", typed.subject)))?;
    let read = |source: &str, text: &str| amount(&format!("{bid_no} {}{source}", subject.zh()), text);
    Ok(LineDecision {
        subject,
        decided: Funds {
            fiscal: read("（财政）", &typed.decided.fiscal)?,
            self_raised: read("（自筹）", &typed.decided.self_raised)?,
        },
        reason: typed.reason.clone().filter(|r| !r.trim().is_empty()),
    })
}

/// An amount in 万元 as it was typed, exact to the 分 and not negative.
pub(crate) fn amount(field: &str, text: &str) -> Result<Fen> {
    let text = text.trim().trim_end_matches("万元").trim_end_matches('万');
    let refused = |code: Code| Refusal::of(code).with("value", text);
    match Fen::parse_with_unit(&format!("{text}万元")) {
        Ok(fen) if fen < Fen::ZERO => Err(refused(Code::AmountNegative)),
        Ok(fen) => Ok(fen),
        Err(MoneyError::NotWholeFen) => Err(refused(Code::AmountNotWholeFen)),
        Err(_) => Err(refused(Code::AmountUnparsable)
            .with("field", field)
            .with("reason", "，应为以万元计的数字")
            .with("reason_en", ", expected a number in 万元")),
    }
}

/// A score as it was typed; nothing for a blank.
pub(crate) fn mark(field: &str, text: &str) -> Result<Option<Mark>> {
    let form = ("，应为数字，最多六位小数", ", expected a number with at most six decimals");
    let text = text.trim();
    (!text.is_empty()).then(|| text.parse().map_err(|_| unreadable(field, text, form))).transpose()
}

/// A count as it was typed; nothing for a blank.
pub(crate) fn number(field: &str, text: &str) -> Result<Option<u32>> {
    let form = ("，应为整数", ", expected a whole number");
    let text = text.trim();
    (!text.is_empty()).then(|| text.parse().map_err(|_| unreadable(field, text, form))).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_amount_is_read_in_wan_exactly_or_refused() {
        assert_eq!(amount("资金盘子", " 1,458.00 "), Ok(Fen(1_458_000_000)));
        assert_eq!(amount("资金盘子", "0.000001万元"), Ok(Fen(1)));
        for (text, code) in [
            ("0.0000001", Code::AmountNotWholeFen),
            ("-1", Code::AmountNegative),
            ("十万", Code::AmountUnparsable),
            ("", Code::AmountUnparsable),
        ] {
            assert_eq!(amount("资金盘子", text).map_err(|r| r.code()), Err(code), "{text}");
        }
    }
}
