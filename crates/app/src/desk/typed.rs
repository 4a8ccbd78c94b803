//! The desk as the screen calls it: text as it was typed is read exactly or refused, and what was saved comes back.

use std::path::Path;

use domain::desk::{Edit, GateAnswer, LineAdvice, Ticks, within_request};
use domain::{Code, Fen, Finding, Funds, Subject};
use packs::{Limits, PackKind};
use ranking::Mark;

use super::Desk;
use super::scoring::Scope;
use crate::api::desk::{CardRead, DeskEdit, DeskSaved, TaskTaken, TicksView};
use crate::files;
use crate::records::{BegunLine, SheetRecord};
use crate::refusal::{Refusal, Result};

impl Desk {
    /// Saves one thing that was typed, and gives the bid and its line as they now stand. What is refused changes nothing.
    ///
    /// # Errors
    /// `score.unreadable`, `budget.amount_unreadable`, and those of [`Desk::edit`].
    pub fn edit_typed(&mut self, meeting: &str, bid_no: &str, edit: DeskEdit) -> Result<DeskSaved> {
        let what = match &edit {
            DeskEdit::Mark { criterion, .. } | DeskEdit::Sub { criterion, .. } => criterion.clone(),
            DeskEdit::Line { subject, .. } => subject_of(subject)?.zh().to_owned(),
            DeskEdit::Vote { .. } => "vote".to_owned(),
            DeskEdit::Comment { .. } => "comment".to_owned(),
            DeskEdit::Note { .. } => "note".to_owned(),
            DeskEdit::Gate { gate, .. } => gate.clone(),
            DeskEdit::Abstain { .. } => "abstain".to_owned(),
            DeskEdit::Change { .. } => "change".to_owned(),
            DeskEdit::Confirm => "confirm".to_owned(),
        };
        self.save(meeting, bid_no, &what, |own, scope| change(own, scope, edit))?;
        self.saved(meeting, bid_no)
    }

    /// Takes a pack of the secretariat in, and says whether it was there already and changed nothing.
    ///
    /// # Errors
    /// Those of [`Desk::take_task`].
    pub fn take_task_typed(&mut self, path: &Path) -> Result<TaskTaken> {
        let before = self.access.vault.journal_head()?.seq;
        let meeting = self.take_task(path)?;
        let again = self.access.vault.journal_head()?.seq == before;
        let result = packs::open(files::open(path)?, &Limits::default())?.header().kind == PackKind::Result;
        Ok(TaskTaken { view: self.desk_view(&meeting)?, again, result })
    }

    /// Reads a meeting card for the screen. The digits are not shown: the expert types those that the secretary reads.
    ///
    /// # Errors
    /// What the file is refused for.
    pub fn read_card_view(&self, path: &Path) -> Result<CardRead> {
        let (meeting, _) = self.read_card(path)?;
        Ok(CardRead { meeting, file: files::name(path) })
    }
}

/// Applies what was typed to the own sheet.
fn change(own: &mut SheetRecord, scope: &Scope<'_>, edit: DeskEdit) -> Result<()> {
    match edit {
        DeskEdit::Mark { criterion, mark } => {
            let mark = typed(mark).map(|text| mark_of(scope, (&criterion, None), &text)).transpose()?;
            own.apply(Edit::Mark { criterion, mark }, scope)
        }
        DeskEdit::Sub { criterion, sub, mark } => {
            let of = (criterion.as_str(), Some(sub.as_str()));
            let mark = typed(mark).map(|text| mark_of(scope, of, &text)).transpose()?;
            own.apply(Edit::Sub { criterion, sub, mark }, scope)
        }
        DeskEdit::Line { subject, fiscal, self_raised, ticks, reason } => {
            let subject = subject_of(&subject)?;
            let amount = |text| typed(text).map(|text| amount_of(subject, &text)).transpose();
            let line = BegunLine {
                fiscal: amount(fiscal)?,
                self_raised: amount(self_raised)?,
                ticks: ticks.into(),
                reason: reason.trim().to_owned(),
            };
            change_line(own, scope, subject, line)
        }
        DeskEdit::Vote { conclusion } => {
            own.apply(Edit::Vote { conclusion: conclusion.map(Into::into) }, scope)
        }
        DeskEdit::Comment { merits, problems, advice } => {
            own.apply(Edit::Comment { merits, problems, advice }, scope)
        }
        DeskEdit::Gate { gate, yes, reason } => {
            let answer = yes.map(|yes| GateAnswer { yes, reason: reason.trim().to_owned() });
            own.apply(Edit::Gate { gate, answer }, scope)
        }
        DeskEdit::Abstain { reason } => {
            own.abstain = reason;
            Ok(())
        }
        DeskEdit::Change { reason } => own.say_change(&reason),
        DeskEdit::Confirm => {
            own.confirm = false;
            Ok(())
        }
        DeskEdit::Note { text } => {
            own.note = text;
            Ok(())
        }
    }
}

/// A line with both amounts is advice; one with less is only begun; one with nothing is taken back.
fn change_line(own: &mut SheetRecord, scope: &Scope<'_>, subject: Subject, line: BegunLine) -> Result<()> {
    let advice = line.fiscal.zip(line.self_raised).map(|(fiscal, self_raised)| LineAdvice {
        recommended: Funds { fiscal, self_raised },
        reason: Some(line.reason.clone()).filter(|r| !r.is_empty()),
        ticks: line.ticks,
    });
    let entered = advice.is_some();
    let begun = Funds {
        fiscal: line.fiscal.unwrap_or(Fen::ZERO),
        self_raised: line.self_raised.unwrap_or(Fen::ZERO),
    };
    within_request((scope.item.no(), scope.item.budget()), subject, begun)?;
    own.apply(Edit::Line { subject, advice }, scope)?;
    if !entered && line != BegunLine::default() {
        own.begun.insert(subject, line);
    }
    Ok(())
}

/// What was typed, with full-width digits as an input method leaves them made narrow; nothing when it is blank.
fn typed(text: Option<String>) -> Option<String> {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '。' => '.',
        '\u{3000}' => ' ',
        other => other,
    };
    let text: String = text?.chars().map(narrow).collect();
    Some(text.trim().to_owned()).filter(|t| !t.is_empty())
}

/// A mark of a criterion or of a part of it, exactly.
fn mark_of(scope: &Scope<'_>, (criterion, sub): (&str, Option<&str>), text: &str) -> Result<Mark> {
    text.parse().map_err(|_| {
        let of = scope.rules.sheet.criterion(criterion);
        let part = of.and_then(|c| c.sub(sub?));
        let (name, name_en) = match (of, part) {
            (Some(c), Some(part)) => (c.sub_name(part), format!("{}: {}", c.name_en, part.name_zh)),
            (Some(c), None) => (c.name_zh.clone(), c.name_en.clone()),
            (None, _) => (criterion.to_owned(), criterion.to_owned()),
        };
        Finding::error(Code::ScoreUnreadable)
            .with("criterion", name)
            .with("criterion_en", name_en)
            .with("value", text)
            .into()
    })
}

/// An amount in 万元, or in the unit that was typed with it, exactly. `1e3` is a slip of the finger, not a thousand.
fn amount_of(subject: Subject, text: &str) -> Result<Fen> {
    Fen::parse_with_unit(text)
        .or_else(|_| Fen::parse_with_unit(&format!("{text}万元")))
        .map_err(|_| Refusal::of(Code::BudgetAmountUnreadable).with("line", subject.zh()).with("value", text))
}

/// The subject with this id, or `record.not_found`.
fn subject_of(id: &str) -> Result<Subject> {
    Subject::from_id(id).ok_or_else(|| Refusal::not_found(id))
}

impl From<TicksView> for Ticks {
    fn from(t: TicksView) -> Ticks {
        Ticks { relevant: t.relevant, consistent: t.consistent, reasonable: t.reasonable }
    }
}

impl From<Ticks> for TicksView {
    fn from(t: Ticks) -> TicksView {
        TicksView { relevant: t.relevant, consistent: t.consistent, reasonable: t.reasonable }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_in_wan_unless_it_says_otherwise_and_is_never_rounded() {
        let amount = |text: &str| typed(Some(text.to_owned())).map(|t| amount_of(Subject::Labour, &t));
        for (text, fen) in [
            ("90", 90_000_000),
            ("1,200.000001", 1_200_000_001),
            ("９０。５", 90_500_000),
            ("5000元", 500_000),
        ] {
            assert_eq!(amount(text), Some(Ok(Fen(fen))), "{text}");
        }
        for text in ["约90", "90.0000001", "1e3", "--"] {
            let refused = amount(text).unwrap().unwrap_err();
            assert_eq!(refused.code(), Code::BudgetAmountUnreadable, "{text}");
        }
        assert_eq!(amount(" 　"), None);
    }
}
