//! What an envelope proposes for bids in order of rank. The program proposes and says why; the panel decides.

use std::collections::{BTreeMap, BTreeSet};

use ranking::{Comparison, Exact};

use super::Envelope;
use crate::code::Code;
use crate::conclusion::{Grade, Standing};
use crate::finding::{Finding, Severity};
use crate::money::Fen;
use crate::tally::BidTally;

/// A bid in order of rank.
#[derive(Debug, Clone)]
pub struct Ranked<'a> {
    /// Number.
    pub no: &'a str,
    /// 领域
    pub field: &'a str,
    /// 榜单编号
    pub challenge_no: &'a str,
    /// Whether the sponsor chose a race.
    pub race: bool,
    /// Rank; nothing when not scored.
    pub rank: Option<usize>,
    /// Whether another bid has the same rank and nobody settled it.
    pub tied: bool,
    /// Total; nothing when not scored.
    pub total: Option<&'a Exact>,
    /// Whether the panel agrees, or the figures suggest it while the panel is silent.
    pub agrees: bool,
    /// Grade by its total.
    pub grade: Option<Grade>,
    /// Its award; nothing while a line is undecided.
    pub takes: Option<Fen>,
}

/// What is proposed for a bid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Number of the bid.
    pub no: String,
    /// The proposed standing; nothing while it is open.
    pub standing: Option<Standing>,
    /// Why it is apart from the list, or open.
    pub why: Option<Finding>,
    /// The cumulative line: money of what is recommended up to and with this bid; bids of one rank are added up together.
    pub running: Fen,
}

/// What an envelope proposes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proposal {
    /// A place for each bid, in order of rank.
    pub places: Vec<Place>,
    /// How many are recommended.
    pub count: u32,
    /// Their money.
    pub sum: Fen,
    /// Their money by field.
    pub by_field: BTreeMap<String, Fen>,
    /// Where each bid stands in `places`, by number.
    at: BTreeMap<String, usize>,
}

impl Proposal {
    /// The place of a bid.
    #[must_use]
    pub fn of(&self, no: &str) -> Option<&Place> {
        self.places.get(*self.at.get(no)?)
    }

    /// What is proposed for a bid; nothing while that is open.
    #[must_use]
    pub fn standing(&self, no: &str) -> Option<Standing> {
        self.of(no)?.standing
    }
}

/// Proposes a standing for each bid in order of rank. 立项但不资助 is whose grade is 不资助; 备选 is what agrees and does not fit,
/// what is under the score line, and what a challenge has beyond its sponsor's number of winners (`winners`) or without a race
/// that was chosen (rule 6). Where the order of tied bids decides who fits, they are open until people settle it, and so is
/// what comes after; the same holds after a bid whose amount nobody knows. Bids of one rank may come in any order.
#[must_use]
pub fn propose(
    envelope: &Envelope,
    comparison: Comparison,
    bids: &[Ranked<'_>],
    winners: &BTreeMap<String, u32>,
) -> Proposal {
    let mut line = Line::of(envelope, comparison, winners);
    let mut places = Vec::new();
    let group = |a: &Ranked<'_>, b: &Ranked<'_>| a.tied && b.tied && a.rank.is_some() && a.rank == b.rank;
    for tied in bids.chunk_by(group) {
        for (bid, (standing, why)) in tied.iter().zip(line.take_tied(tied)) {
            places.push(Place { no: bid.no.to_owned(), standing, why, running: line.sum });
        }
    }
    let by_field = line.by_field.into_iter().map(|(field, sum)| (field.to_owned(), sum)).collect();
    let at = places.iter().enumerate().map(|(at, place)| (place.no.clone(), at)).collect();
    Proposal { places, count: line.count, sum: line.sum, by_field, at }
}

/// What is proposed of one bid: a standing or that it is open, and why.
type Said = (Option<Standing>, Option<Finding>);

/// How far the money has gone.
#[derive(Clone)]
struct Line<'a> {
    envelope: &'a Envelope,
    comparison: Comparison,
    winners: &'a BTreeMap<String, u32>,
    sum: Fen,
    count: u32,
    by_field: BTreeMap<&'a str, Fen>,
    /// Recommended bids of a challenge, and whether every one of them says that there is a race.
    of_challenge: BTreeMap<&'a str, (u32, bool)>,
    fields_ended: BTreeSet<&'a str>,
    /// The total or the number is used up.
    ended: bool,
    /// Why nobody knows how far the money has gone.
    unsure: Option<Code>,
}

fn why(code: Code) -> Finding {
    Finding::new(code, Severity::Info)
}

/// Why a bid of this total is proposed without money, whatever the envelope: its grade.
fn without_money(total: &Exact) -> Finding {
    why(Code::EnvelopeNoFunds).with("score", total.half_up(2))
}

/// What the grade of a tallied bid proposes by itself, with why: where no envelope was recorded, all that is proposed. Nothing
/// of a bid that its grade gives money, or whose figures suggest to reject it.
#[must_use]
pub fn by_grade(bid: &BidTally) -> Option<(Standing, Finding)> {
    let standing = bid.suggestion.as_ref()?.grade?.standing()?;
    Some((standing, without_money(bid.total.as_ref()?)))
}

impl<'a> Line<'a> {
    fn of(envelope: &'a Envelope, comparison: Comparison, winners: &'a BTreeMap<String, u32>) -> Line<'a> {
        Line {
            envelope,
            comparison,
            winners,
            sum: Fen::ZERO,
            count: 0,
            by_field: BTreeMap::new(),
            of_challenge: BTreeMap::new(),
            fields_ended: BTreeSet::new(),
            ended: false,
            unsure: None,
        }
    }

    /// What is proposed of a bid whatever stands before it.
    fn apart(&self, bid: &Ranked<'_>) -> Option<Said> {
        let Some(total) = bid.total else {
            return Some((None, Some(why(Code::EnvelopeNotScored))));
        };
        if !bid.agrees {
            return Some((Some(Standing::None), None));
        }
        let cutoff = self.envelope.cutoff;
        if let Some(line) = cutoff.filter(|l| self.comparison.compare(total, &Exact::from(*l)).is_lt()) {
            let under = why(Code::EnvelopeUnderCutoff)
                .with("score", total.half_up(2))
                .with("cutoff", line.to_string());
            return Some((Some(Standing::Reserve), Some(under)));
        }
        let standing = bid.grade.and_then(Grade::standing)?;
        Some((Some(standing), Some(without_money(total))))
    }

    /// Takes a bid in, or says what keeps it out.
    fn take(&mut self, bid: &Ranked<'a>) -> Said {
        if let Some(said) = self.apart(bid) {
            return said;
        }
        let reserve = |finding| (Some(Standing::Reserve), Some(finding));
        if self.ended {
            return reserve(why(Code::EnvelopeEnded));
        }
        if let Some(finding) = self.race(bid) {
            return reserve(finding);
        }
        if self.fields_ended.contains(bid.field) {
            return reserve(why(Code::EnvelopeFieldEnded).with("field", bid.field));
        }
        if let Some(code) = self.unsure {
            return (None, Some(why(code)));
        }
        let Some(amount) = bid.takes else {
            self.unsure = Some(Code::EnvelopeAmountBefore);
            return (None, Some(why(Code::EnvelopeAmountOpen)));
        };
        let of_field = plus(self.by_field.get(bid.field).copied().unwrap_or_default(), amount);
        if let Some(line) = self.envelope.fields.get(bid.field).filter(|line| of_field > **line) {
            self.fields_ended.insert(bid.field);
            let over = why(Code::EnvelopeOverField).with("field", bid.field).with("sum", line.wan());
            return reserve(over.with("over", less(of_field, *line).wan()));
        }
        let sum = plus(self.sum, amount);
        if sum > self.envelope.total {
            self.ended = true;
            let over = why(Code::EnvelopeOverTotal).with("sum", self.envelope.total.wan());
            return reserve(over.with("over", less(sum, self.envelope.total).wan()));
        }
        if let Some(most) = self.envelope.most.filter(|most| self.count >= *most) {
            self.ended = true;
            return reserve(why(Code::EnvelopeMost).with("most", most.to_string()));
        }
        self.sum = sum;
        self.count += 1;
        self.by_field.insert(bid.field, of_field);
        let of = self.of_challenge.entry(bid.challenge_no).or_insert((0, true));
        *of = (of.0 + 1, of.1 && bid.race);
        (Some(Standing::Recommended), None)
    }

    /// What keeps a further bid of a challenge out (rule 6).
    fn race(&self, bid: &Ranked<'_>) -> Option<Finding> {
        let (count, all_race) = self.of_challenge.get(bid.challenge_no)?;
        if !(*all_race && bid.race) {
            return Some(why(Code::EnvelopeNoRace).with("challenge_no", bid.challenge_no));
        }
        let most = self.winners.get(bid.challenge_no).filter(|most| *count >= **most)?;
        let full = why(Code::EnvelopeRaceFull).with("challenge_no", bid.challenge_no);
        Some(full.with("most", most.to_string()))
    }

    /// Takes bids of one rank in. They are looked at side by side: one that does not fit as the first of them fits in no order,
    /// and the lines that such bids end have ended for all of them. If those that fit as the first all fit beside each other
    /// nevertheless, no order decides anything; else they are open, and so is what follows.
    fn take_tied(&mut self, tied: &[Ranked<'a>]) -> Vec<Said> {
        if let [bid] = tied {
            return vec![self.take(bid)];
        }
        let mut after = self.clone();
        let mut said: Vec<Said> = Vec::new();
        for bid in tied {
            let mut alone = self.clone();
            said.push(alone.take(bid));
            after.ended |= alone.ended;
            after.fields_ended.extend(alone.fields_ended);
            after.unsure = after.unsure.or(alone.unsure);
        }
        let fits = |said: &Said| said.0 == Some(Standing::Recommended);
        let mut all = after.clone();
        let beside = tied.iter().zip(&said).filter(|(_, said)| fits(said));
        if beside.into_iter().all(|(bid, _)| fits(&all.take(bid))) {
            *self = all;
            return said;
        }
        after.unsure = Some(Code::EnvelopeTieBefore);
        *self = after;
        let open = |said: Said| if fits(&said) { (None, Some(why(Code::EnvelopeTie))) } else { said };
        said.into_iter().map(open).collect()
    }
}

/// The sum of two amounts; one beyond all bounds is over every line.
fn plus(a: Fen, b: Fen) -> Fen {
    a.checked_add(b).unwrap_or(Fen(i64::MAX))
}

fn less(a: Fen, b: Fen) -> Fen {
    a.checked_sub(b).unwrap_or(Fen(i64::MAX))
}

#[cfg(test)]
#[path = "laws.rs"]
mod laws;
