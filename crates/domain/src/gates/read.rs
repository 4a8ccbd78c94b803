//! What the log of a meeting's gates says together: how the gates stand, and which word of each is in force. Nothing here
//! asserts what no word says.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::{Attended, Gate, GateWord, Mark, Move, OrderWay, Part, Said, Standing};
use crate::session::{Facts, Session, Stage};

/// A report or its questions, as it ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Talk<'a> {
    /// Item.
    pub bid_no: &'a str,
    /// Which part.
    pub part: Part,
    /// Minutes that were planned.
    pub minutes: u32,
    /// When it began.
    pub began: DateTime<Utc>,
    /// When it ended; nothing while it runs.
    pub ended: Option<DateTime<Utc>>,
}

impl Talk<'_> {
    /// Seconds over the plan; nothing while it runs, and none within the plan.
    #[must_use]
    pub fn over(&self) -> Option<i64> {
        let seconds = (self.ended? - self.began).num_seconds() - i64::from(self.minutes) * 60;
        Some(seconds.max(0))
    }
}

/// The conduct of a meeting as it is recorded.
#[derive(Debug, Clone)]
pub struct Conduct<'a> {
    session: &'a Session,
    standing: Standing,
    /// The word by which each gate is passed or left out, by the gate; a gate that only an earlier build's facts pass has
    /// none.
    in_force: Vec<(Gate, &'a GateWord)>,
}

impl<'a> Conduct<'a> {
    /// Reads the log of a session.
    #[must_use]
    pub fn of(session: &'a Session) -> Conduct<'a> {
        let mut standing = as_noted(session);
        let mut in_force: Vec<(Gate, &GateWord)> = Vec::new();
        let mut reopened = session.reopenings.iter().map(|r| r.at).peekable();
        let silent = tallied_in_silence(session);
        for word in &session.gates {
            while reopened.next_if(|at| *at <= word.at).is_some() {
                standing = standing.after(Move::Reopen).unwrap_or(standing);
            }
            if silent && reopened.peek().is_none() {
                standing = standing.after(Move::Tally).unwrap_or(standing);
            }
            standing = moved(standing, &word.said);
            let left_out = match word.said {
                Said::LeftOut { gate, .. } => Some(gate),
                _ => None,
            };
            in_force.extend(word.said.passes().or(left_out).map(|gate| (gate, word)));
        }
        for _ in reopened {
            standing = standing.after(Move::Reopen).unwrap_or(standing);
        }
        standing = as_staged(standing, session.stage);
        in_force.retain(|(gate, word)| match standing.of(*gate) {
            Mark::Open => false,
            Mark::Passed => word.said.passes().is_some(),
            Mark::LeftOut => matches!(word.said, Said::LeftOut { .. }),
        });
        Conduct { session, standing, in_force }
    }

    /// How the gates stand.
    #[must_use]
    pub const fn standing(&self) -> Standing {
        self.standing
    }

    /// The word by which a gate is passed or left out. The tally passes Scoring, Lock and Tally with one word.
    #[must_use]
    pub fn word(&self, gate: Gate) -> Option<&'a GateWord> {
        let of = if matches!(gate, Gate::Scoring | Gate::Lock) { Gate::Tally } else { gate };
        self.in_force.iter().rev().find(|(g, _)| *g == of).map(|(_, word)| *word)
    }

    /// Why a gate was left out; nothing unless it was.
    #[must_use]
    pub fn left_out(&self, gate: Gate) -> Option<&'a str> {
        match self.word(gate).map(|word| &word.said) {
            Some(Said::LeftOut { reason, .. }) => Some(reason),
            _ => None,
        }
    }

    /// Members who signed in, then those who came later, in the order of their coming; nothing while nobody recorded it.
    /// Facts of an earlier build say who, not how.
    #[must_use]
    pub fn present(&self) -> Option<Vec<&'a str>> {
        let Some(word) = self.word(Gate::SignIn) else {
            let noted = &self.session.facts.present;
            let alone = self.standing.of(Gate::SignIn) == Mark::Passed && !noted.is_empty();
            return alone.then(|| noted.iter().map(String::as_str).collect());
        };
        let Said::SignedIn { members } = &word.said else { return None };
        let mut here: Vec<&str> = members.iter().map(|m| m.expert_no.as_str()).collect();
        here.extend(self.arrived().map(|(_, member)| member.expert_no.as_str()));
        let mut seen = BTreeSet::new();
        here.retain(|no| seen.insert(*no));
        Some(here)
    }

    /// Members who came after the sign-in, with when.
    pub fn arrived(&self) -> impl Iterator<Item = (DateTime<Utc>, &'a Attended)> + '_ {
        let since = self.word(Gate::SignIn).map(|word| word.at);
        let words = self.session.gates.iter().filter(move |word| since.is_some_and(|since| word.at >= since));
        words.filter_map(|word| match &word.said {
            Said::Arrived { member } => Some((word.at, member)),
            _ => None,
        })
    }

    /// Members who left before the end, with when and why.
    pub fn left(&self) -> impl Iterator<Item = (DateTime<Utc>, &'a str, &'a str)> + '_ {
        self.session.gates.iter().filter_map(|word| match &word.said {
            Said::Left { expert_no, reason } => Some((word.at, expert_no.as_str(), reason.as_str())),
            _ => None,
        })
    }

    /// The chair, by number.
    #[must_use]
    pub fn chair(&self) -> Option<&'a str> {
        match self.word(Gate::Chair).map(|word| &word.said) {
            Some(Said::Chaired { expert_no, .. }) => Some(expert_no),
            Some(_) => None,
            None if self.standing.of(Gate::Chair) == Mark::Passed => self.session.facts.chair.as_deref(),
            None => None,
        }
    }

    /// Whether every member who is there was asked for recusals and answered, one by one. Not while nobody recorded who is
    /// there.
    #[must_use]
    pub fn all_asked(&self) -> bool {
        let Some(Said::Asked { answers, .. }) = self.word(Gate::Recusal).map(|word| &word.said) else {
            return false;
        };
        let answered = |no: &&str| answers.iter().any(|a| a.expert_no == **no);
        self.present().is_some_and(|here| !here.is_empty() && here.iter().all(answered))
    }

    /// Whether everybody was asked and nobody declared anything.
    #[must_use]
    pub fn none_declared(&self) -> bool {
        let none = match self.word(Gate::Recusal).map(|word| &word.said) {
            Some(Said::Asked { answers, .. }) => answers.iter().all(|a| !a.conflict),
            _ => false,
        };
        none && self.all_asked()
    }

    /// The word on the order of presentation that holds: the last one, unless other items were chosen since. Going back behind
    /// the presentations makes room for another order where it was set or typed from paper; a lot that the program drew is not
    /// drawn again.
    #[must_use]
    pub fn ordered(&self) -> Option<&'a GateWord> {
        let mut behind = false;
        let word = self.session.gates.iter().rev().find(|word| {
            behind |= matches!(word.said, Said::GoneBack { gate, .. } if gate <= Gate::Presentation);
            matches!(&word.said, Said::Ordered { way, .. } if !behind || matches!(way, OrderWay::Lot { .. }))
        })?;
        match &word.said {
            Said::Ordered { order, .. } if same_items(order, &self.session.bids) => Some(word),
            // An order that was found before a late bid came holds for the others.
            Said::Ordered { order, .. } => {
                let late = |no: &&String| !self.session.late.contains(no) || order.contains(no);
                let others: Vec<String> = self.session.bids.iter().filter(late).cloned().collect();
                same_items(order, &others).then_some(word)
            }
            _ => None,
        }
    }

    /// Numbers of what is presented, in the order: as it was drawn or set in the room, else as it was frozen; what came late
    /// comes last.
    #[must_use]
    pub fn order(&self) -> Vec<String> {
        match self.ordered().map(|word| &word.said) {
            Some(Said::Ordered { order, .. }) => {
                let late = self.session.late.iter().filter(|no| !order.contains(no));
                order.iter().chain(late).cloned().collect()
            }
            _ => self.session.bids.clone(),
        }
    }

    /// Reports and questions in the order in which they began.
    #[must_use]
    pub fn talks(&self) -> Vec<Talk<'a>> {
        let mut talks: Vec<Talk<'a>> = Vec::new();
        for word in &self.session.gates {
            let stops = matches!(word.said, Said::TalkBegan { .. } | Said::TalkEnded { .. } | Said::Heard);
            if let Some(running) = talks.last_mut().filter(|talk| stops && talk.ended.is_none()) {
                running.ended = Some(word.at);
            }
            if let Said::TalkBegan { bid_no, part, minutes } = &word.said {
                talks.push(Talk { bid_no, part: *part, minutes: *minutes, began: word.at, ended: None });
            }
        }
        talks
    }

    /// What was recorded of the recused members' leaving the room for an item; nothing where nobody recorded it.
    #[must_use]
    pub fn recused_out(&self, bid_no: &str) -> Option<bool> {
        self.session.gates.iter().rev().find_map(|word| match &word.said {
            Said::TalkEnded { bid_no: no, recused_out } if no == bid_no => *recused_out,
            _ => None,
        })
    }

    /// When the discussion began, if that was recorded and nobody went back behind it.
    #[must_use]
    pub fn discussion_began(&self) -> Option<DateTime<Utc>> {
        let tallied = self.word(Gate::Tally)?.at;
        let began = |word: &&GateWord| matches!(word.said, Said::DiscussionBegan) && word.at >= tallied;
        self.session.gates.iter().rev().find(began).map(|word| word.at)
    }

    /// Where the word of the signing that is in force stands in the log.
    fn signing(&self) -> Option<usize> {
        let word = self.word(Gate::Sign).filter(|word| matches!(word.said, Said::Signed { .. }))?;
        self.session.gates.iter().rposition(|of| of == word)
    }

    /// Words of the log after the signing that is in force; none while there is no such.
    fn since_signing(&self) -> &'a [GateWord] {
        let after = self.signing().and_then(|at| self.session.gates.get(at.saturating_add(1)..));
        after.unwrap_or_default()
    }

    /// Members who signed after the signing was recorded, each with when, in the order of time.
    #[must_use]
    pub fn signed_late(&self) -> Vec<(DateTime<Utc>, &'a str)> {
        let late = self.since_signing().iter().filter_map(|word| match &word.said {
            Said::SignedLate { members } => Some(members.iter().map(move |no| (word.at, no.as_str()))),
            _ => None,
        });
        late.flatten().collect()
    }

    /// Members who signed, in time or later; none while nobody recorded the signing.
    #[must_use]
    pub fn signed(&self) -> Vec<&'a str> {
        let Some(Said::Signed { members }) = self.word(Gate::Sign).map(|word| &word.said) else {
            return Vec::new();
        };
        let late = self.signed_late().into_iter().map(|(_, no)| no);
        members.iter().map(String::as_str).chain(late).collect()
    }

    /// Whether signatures and refusals are added without going back: the signing is recorded, and no archive was made since.
    #[must_use]
    pub fn signs_late(&self) -> bool {
        let archived = |word: &GateWord| matches!(word.said, Said::Archived { .. });
        self.signing().is_some() && !self.since_signing().iter().any(archived)
    }

    /// Members who refuse to sign, each with the reason given last. Whoever signed after all refuses no more.
    #[must_use]
    pub fn refused(&self) -> Vec<(DateTime<Utc>, &'a str, &'a str)> {
        let signed: BTreeSet<&str> = self.signed().into_iter().collect();
        let mut refused: Vec<(DateTime<Utc>, &str, &str)> = Vec::new();
        for word in &self.session.gates {
            if let Said::SigningRefused { expert_no, reason } = &word.said {
                refused.retain(|(_, no, _)| no != expert_no);
                refused.push((word.at, expert_no, reason));
            }
        }
        refused.retain(|(_, no, _)| !signed.contains(no));
        refused
    }

    /// Times when the meeting went back, with to where, why, and who assented.
    pub fn gone_back(&self) -> impl Iterator<Item = (DateTime<Utc>, Gate, &'a str, &'a str)> + '_ {
        self.session.gates.iter().filter_map(|word| match &word.said {
            Said::GoneBack { gate, reason, approved_by } => {
                Some((word.at, *gate, reason.as_str(), approved_by.as_str()))
            }
            _ => None,
        })
    }

    /// Whether the discipline was read.
    #[must_use]
    pub fn discipline_read(&self) -> bool {
        self.standing.of(Gate::Pledge) == Mark::Passed
    }

    /// Members who signed the pledge on paper.
    #[must_use]
    pub fn pledged_on_paper(&self) -> &'a [String] {
        match self.word(Gate::Pledge).map(|word| &word.said) {
            Some(Said::Disciplined { on_paper, .. }) => on_paper,
            _ => &[],
        }
    }
}

/// Whether two lists hold the same items, each once.
#[must_use]
pub fn same_items(one: &[String], other: &[String]) -> bool {
    let items = |list: &[String]| list.iter().cloned().collect::<BTreeSet<_>>();
    one.len() == other.len() && items(one).len() == one.len() && items(one) == items(other)
}

/// How gates stand after a word. A word that could not be said here (a log put together by going back to a backup) says
/// nothing.
fn moved(standing: Standing, said: &Said) -> Standing {
    let step = match said {
        Said::Tallied => Move::Tally,
        Said::Archived { .. } => Move::Archive,
        Said::LeftOut { gate, .. } => Move::LeaveOut(*gate),
        Said::GoneBack { gate, .. } => Move::Back(*gate),
        other => match other.passes() {
            Some(gate) => Move::Pass(gate),
            None => return standing,
        },
    };
    standing.after(step).unwrap_or(standing)
}

/// Whether the scores are taken together is told by the stage alone: meetings of earlier builds have no word of it, and a
/// vault that went back to a backup has lost it.
fn as_staged(standing: Standing, stage: Stage) -> Standing {
    match (is_tallied(stage), standing.of(Gate::Tally)) {
        (true, Mark::Open | Mark::LeftOut) => standing.after(Move::Tally).unwrap_or(standing),
        (false, Mark::Passed) => standing.after(Move::Reopen).unwrap_or(standing),
        _ => standing,
    }
}

/// Whether the scores are taken together and no word of the log says so: an earlier build did it.
fn tallied_in_silence(session: &Session) -> bool {
    let since = session.reopenings.last().map(|r| r.at);
    let says = |word: &GateWord| word.said == Said::Tallied && since.is_none_or(|at| word.at > at);
    is_tallied(session.stage) && !session.gates.iter().any(says)
}

const fn is_tallied(stage: Stage) -> bool {
    matches!(stage, Stage::Tallied | Stage::Closed)
}

/// What earlier builds kept of gates as facts passes them, without a time. That recusals were asked one by one they did not
/// keep.
fn as_noted(session: &Session) -> Standing {
    let Facts { present, chair, discipline_read, .. } = &session.facts;
    let noted = [
        (Gate::SignIn, !present.is_empty()),
        (Gate::Pledge, *discipline_read),
        (Gate::Chair, chair.is_some()),
    ];
    let passed = noted.into_iter().filter(|(_, is)| *is).map(|(gate, _)| gate);
    passed
        .fold(Standing::default(), |standing, gate| standing.marked(|g| g == gate, Mark::Passed).beyond(gate))
}

#[cfg(test)]
pub(crate) mod tests {
    use chrono::TimeDelta;

    use super::super::{Answer, ChairWay, SignWay};
    use super::*;
    use crate::session::{Reopening, SessionKind};

    /// A session at a stage; words are said a minute apart.
    pub(crate) fn session(stage: Stage, said: Vec<Said>) -> Session {
        let words = said.into_iter().enumerate().map(|(n, said)| word(i64::try_from(n).unwrap(), said));
        let opened =
            Session::opened(SessionKind::Bid, "1".to_owned(), "m".to_owned(), "2026-01-20".parse().unwrap());
        Session { stage, bids: ["A", "B"].map(str::to_owned).to_vec(), gates: words.collect(), ..opened }
    }

    fn minute(n: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(n)
    }

    fn word(n: i64, said: Said) -> GateWord {
        GateWord { at: minute(n), by: "钱示例".to_owned(), said }
    }

    fn attended(no: &str) -> Attended {
        Attended { expert_no: no.to_owned(), way: SignWay::Paper }
    }

    fn signed_in(numbers: &[&str]) -> Said {
        Said::SignedIn { members: numbers.iter().map(|no| attended(no)).collect() }
    }

    fn read() -> Said {
        Said::Disciplined { read_by: None, from: None, to: None, on_paper: Vec::new() }
    }

    fn asked(answers: &[(&str, bool)]) -> Said {
        let answer =
            |(no, conflict): &(&str, bool)| Answer { expert_no: (*no).to_owned(), conflict: *conflict };
        Said::Asked { asked_by: None, answers: answers.iter().map(answer).collect() }
    }

    fn chaired(no: &str) -> Said {
        let way = ChairWay::Elected { votes: Some(5) };
        Said::Chaired { expert_no: no.to_owned(), way, proposed_by: None }
    }

    fn back(gate: Gate) -> Said {
        Said::GoneBack { gate, reason: "漏记".to_owned(), approved_by: "甲".to_owned() }
    }

    #[test]
    fn one_by_one_is_said_only_when_everybody_who_is_there_answered() {
        let begin = || vec![signed_in(&["1", "2"]), read()];
        let with = |answers: &[(&str, bool)], more: Vec<Said>| {
            let said = begin().into_iter().chain([asked(answers)]).chain(more).collect();
            let session = session(Stage::Frozen, said);
            let conduct = Conduct::of(&session);
            (conduct.all_asked(), conduct.none_declared())
        };
        assert_eq!(with(&[("1", false), ("2", false)], Vec::new()), (true, true));
        assert_eq!(with(&[("1", false), ("2", true)], Vec::new()), (true, false));
        assert_eq!(with(&[("1", false)], Vec::new()), (false, false));
        let late = vec![Said::Arrived { member: attended("3") }];
        assert_eq!(with(&[("1", false), ("2", false)], late), (false, false), "who came later was not asked");
        let nobody = session(Stage::Frozen, vec![asked(&[])]);
        assert!(!Conduct::of(&nobody).all_asked() && !Conduct::of(&nobody).none_declared());
    }

    #[test]
    fn going_back_opens_what_followed_and_the_words_said_again_are_in_force() {
        let mut said = vec![signed_in(&["1"]), read(), asked(&[("1", false)]), chaired("1")];
        said.push(back(Gate::SignIn));
        let gone = session(Stage::Scoring, said.clone());
        let conduct = Conduct::of(&gone);
        assert_eq!((conduct.standing().now(), conduct.chair()), (Some(Gate::SignIn), None));
        assert_eq!(conduct.present(), None);
        said.extend([signed_in(&["1", "2"]), read(), asked(&[("1", false), ("2", false)]), chaired("2")]);
        let again = session(Stage::Scoring, said);
        let conduct = Conduct::of(&again);
        assert_eq!((conduct.chair(), conduct.present()), (Some("2"), Some(vec!["1", "2"])));
        assert_eq!(conduct.word(Gate::Chair).unwrap().at, minute(8));
        assert_eq!(conduct.gone_back().count(), 1);
    }

    #[test]
    fn facts_of_an_earlier_build_pass_their_gates_without_a_time_and_assert_nothing_else() {
        let mut old = session(Stage::Closed, Vec::new());
        old.facts.present = vec!["1".to_owned()];
        old.facts.chair = Some("1".to_owned());
        old.facts.discipline_read = true;
        let conduct = Conduct::of(&old);
        assert_eq!(conduct.standing().unrecorded(), [Gate::Recusal, Gate::Presentation]);
        assert_eq!((conduct.chair(), conduct.present()), (Some("1"), Some(vec!["1"])));
        assert!(conduct.word(Gate::Chair).is_none() && !conduct.all_asked() && conduct.discipline_read());
        old.gates = vec![word(9, Said::Discussed)];
        assert_eq!(Conduct::of(&old).word(Gate::Discussion).unwrap().at, minute(9), "its tally has no word");
    }

    #[test]
    fn a_reopened_session_stands_at_the_scoring_and_its_discussion_is_held_again() {
        let said = vec![signed_in(&["1"]), Said::Tallied, Said::DiscussionBegan, Said::Discussed];
        let mut session = session(Stage::Scoring, said);
        session.reopenings.push(Reopening { at: minute(4), reason: "x".into(), approved_by: "甲".into() });
        let conduct = Conduct::of(&session);
        assert_eq!(conduct.standing().now(), Some(Gate::Scoring));
        assert!(conduct.word(Gate::Discussion).is_none() && conduct.discussion_began().is_none());
        session.stage = Stage::Tallied;
        session.gates.push(word(5, Said::Tallied));
        let conduct = Conduct::of(&session);
        assert_eq!(conduct.standing().now(), Some(Gate::Discussion));
        assert_eq!((conduct.word(Gate::Lock).unwrap().at, conduct.discussion_began()), (minute(5), None));
    }

    #[test]
    fn talks_run_from_one_to_the_next_and_say_how_far_they_went_over() {
        let began = |no: &str, part| Said::TalkBegan { bid_no: no.to_owned(), part, minutes: 1 };
        let said = vec![
            began("A", Part::Report),
            read(),
            read(),
            began("A", Part::Questions),
            Said::TalkEnded { bid_no: "A".to_owned(), recused_out: Some(true) },
            began("B", Part::Report),
        ];
        let session = session(Stage::Scoring, said);
        let conduct = Conduct::of(&session);
        let talks = conduct.talks();
        assert_eq!(talks.iter().map(Talk::over).collect::<Vec<_>>(), [Some(120), Some(0), None]);
        assert_eq!((talks[1].ended, talks[2].bid_no), (Some(minute(4)), "B"));
        assert_eq!((conduct.recused_out("A"), conduct.recused_out("B")), (Some(true), None));
    }

    #[test]
    fn the_order_is_the_drawn_one_and_a_member_who_signed_after_all_refuses_no_more() {
        let drawn = Said::Ordered {
            way: OrderWay::Lot { seed: "8317".to_owned() },
            order: ["B", "A"].map(str::to_owned).to_vec(),
            witnesses: None,
        };
        let refusal =
            |no: &str| Said::SigningRefused { expert_no: no.to_owned(), reason: "有异议".to_owned() };
        let mut session = session(Stage::Closed, vec![Said::Tallied, drawn, refusal("1"), refusal("2")]);
        assert_eq!(Conduct::of(&session).order(), ["B", "A"]);
        session.bids.push("C".to_owned());
        assert_eq!(Conduct::of(&session).order(), ["A", "B", "C"], "other items were chosen");
        session.late.push("C".to_owned());
        assert_eq!(Conduct::of(&session).order(), ["B", "A", "C"], "a late bid comes after those of the lot");
        assert_eq!(Conduct::of(&session).refused().len(), 2);
        session.gates.extend([word(8, Said::Discussed), word(9, Said::Signed { members: vec!["2".into()] })]);
        assert_eq!(Conduct::of(&session).refused().len(), 1);
    }

    #[test]
    fn going_back_to_the_presentations_lets_a_typed_order_be_put_right_and_leaves_a_lot_as_it_was_drawn() {
        let ordered = |way: OrderWay| Said::Ordered {
            way,
            order: ["B", "A"].map(str::to_owned).to_vec(),
            witnesses: None,
        };
        let held = |way: OrderWay| {
            let log = vec![ordered(way), Said::Heard, back(Gate::Presentation)];
            Conduct::of(&session(Stage::Scoring, log)).ordered().is_some()
        };
        assert!(held(OrderWay::Lot { seed: "8317".to_owned() }));
        assert!(!held(OrderWay::Hand));
        assert!(!held(OrderWay::Set));
    }

    #[test]
    fn a_word_reads_back_as_it_was_written_and_no_word_leaves_no_trace() {
        let none = serde_json::to_string(&session(Stage::Frozen, Vec::new())).unwrap();
        assert!(!none.contains("gates"));
        let said =
            vec![signed_in(&["1"]), asked(&[("1", true)]), chaired("1"), back(Gate::Chair), Said::Heard];
        let session = session(Stage::Frozen, said);
        let text = serde_json::to_string(&session).unwrap();
        assert_eq!(serde_json::from_str::<Session>(&text).unwrap(), session);
        assert!(text.contains(r#""said":"chaired","expert_no":"1","way":"elected","votes":5"#), "{text}");
    }
}
