//! What an expert does at the desk: pledge, later recusals, a sheet per bid with scores, recommended amounts and
//! comments, and the lock.

use std::collections::BTreeMap;

use ranking::Mark;
use serde::{Deserialize, Serialize};

use crate::bid::{BudgetLine, Funds, PaperKind, Subject};
use crate::code::Code;
use crate::conclusion::Conclusion;
use crate::finding::Finding;
use crate::item::Item;
use crate::panel::{Category, Member};
use crate::recusal::Ground;
use crate::rules::FrozenRules;
use crate::scale::OwnScale;
use crate::sheet::{Criterion, ScoreSheet};

/// What an expert ticks of one line of a budget: yes, no, or nothing yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Ticks {
    /// 相关性: the expense belongs to the task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant: Option<bool>,
    /// 相符性: it agrees with policy and rules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consistent: Option<bool>,
    /// 合理性: it is reasonable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reasonable: Option<bool>,
}

impl Ticks {
    /// Whether nothing is ticked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Ticks::default()
    }
}

/// What an expert recommends for one line of a budget.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LineAdvice {
    /// Recommended fiscal and self-raised amounts.
    pub recommended: Funds,
    /// Why it is cut; required where it is.
    #[serde(default)]
    pub reason: Option<String>,
    /// Ticks. None set leaves no trace, so that advice signed before there were ticks keeps its bytes.
    #[serde(default, skip_serializing_if = "Ticks::is_empty")]
    pub ticks: Ticks,
}

impl LineAdvice {
    /// Whether it departs from what was asked without saying why.
    #[must_use]
    pub fn lacks_reason(&self, requested: Funds) -> bool {
        self.recommended != requested && self.reason.as_deref().unwrap_or("").trim().is_empty()
    }
}

/// An expert's answer to a veto question (否决事项).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct GateAnswer {
    /// 是 or 否.
    pub yes: bool,
    /// The ground of an answer that vetoes; required there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// One expert's sheet of one bid.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// Marks by criterion id.
    #[serde(default)]
    pub marks: BTreeMap<String, Mark>,
    /// Recommended amounts by subject.
    #[serde(default)]
    pub lines: BTreeMap<Subject, LineAdvice>,
    /// The conclusion the expert leans to.
    #[serde(default)]
    pub vote: Option<Conclusion>,
    /// 主要优点
    #[serde(default)]
    pub merits: String,
    /// 主要问题
    #[serde(default)]
    pub problems: String,
    /// 修改建议
    #[serde(default)]
    pub advice: String,
    /// Answers to the veto questions, by id. None leaves no trace, so that sheets signed before they were asked keep
    /// their bytes.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub gates: BTreeMap<String, GateAnswer>,
    /// Marks of scored parts, by criterion and part: `marks` holds their sum once all are there. None leaves no trace.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub subs: BTreeMap<String, BTreeMap<String, Mark>>,
}

/// One thing typed at the desk; each is saved as soon as the typing pauses.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "edit")]
pub enum Edit {
    /// A mark, or its removal.
    Mark {
        /// Criterion id.
        criterion: String,
        /// The mark; nothing takes it back.
        mark: Option<Mark>,
    },
    /// The mark of a scored part of a criterion, or its removal; the criterion's mark follows.
    Sub {
        /// Criterion id.
        criterion: String,
        /// Id of the part.
        sub: String,
        /// The mark; nothing takes it back.
        mark: Option<Mark>,
    },
    /// Recommended amounts of a line, or their removal.
    Line {
        /// Subject of the line.
        subject: Subject,
        /// The advice; nothing takes it back.
        advice: Option<LineAdvice>,
    },
    /// The conclusion leant to.
    Vote {
        /// The conclusion; nothing takes it back.
        conclusion: Option<Conclusion>,
    },
    /// The three texts.
    Comment {
        /// 主要优点
        merits: String,
        /// 主要问题
        problems: String,
        /// 修改建议
        advice: String,
    },
    /// The answer to a veto question, or its removal.
    Gate {
        /// Id of the question.
        gate: String,
        /// The answer; nothing takes it back.
        answer: Option<GateAnswer>,
    },
}

impl Sheet {
    /// Applies one edit, or says why it cannot stand. A cut may be typed before its reason; [`Sheet::missing`] and
    /// the lock ask for the reason.
    ///
    /// # Errors
    /// What [`ScoreSheet::accept`] and [`ScoreSheet::accept_sub`] say of a mark and [`ScoreSheet::gate_of`] of an answer;
    /// `score.by_subs` for a mark of a criterion whose parts are scored; `record.not_found` for a line the bid does not have;
    /// `budget.recommended_over_requested` for an amount above what was asked or below nothing;
    /// `conclusion.other_kind` for a word that the kind of session does not have.
    pub fn apply(
        &mut self,
        edit: Edit,
        sheet: &ScoreSheet,
        category: Category,
        item: &Item,
    ) -> Result<(), Finding> {
        match edit {
            Edit::Mark { criterion, mark: Some(mark) } => {
                sheet.accept(&criterion, category, mark)?;
                if let Some(by_parts) =
                    sheet.criterion(&criterion).filter(|c| !sheet.scored_subs(c).is_empty())
                {
                    return Err(Finding::error(Code::ScoreBySubs).with("criterion", by_parts.name_zh.clone()));
                }
                // Parts that were scored under other rules are not the sum of anything any more.
                self.subs.remove(&criterion);
                self.marks.insert(criterion, mark);
            }
            Edit::Mark { criterion, mark: None } => {
                self.marks.remove(&criterion);
                self.subs.remove(&criterion);
            }
            Edit::Sub { criterion, sub, mark } => {
                sheet.accept_sub((&criterion, &sub), category, mark.unwrap_or(Mark::ZERO))?;
                if let Some(of) = sheet.criterion(&criterion) {
                    self.put_sub(of, &sub, mark);
                }
            }
            Edit::Line { subject, advice: Some(advice) } => {
                within_request((item.no(), item.budget()), subject, advice.recommended)?;
                self.lines.insert(subject, advice);
            }
            Edit::Line { subject, advice: None } => {
                self.lines.remove(&subject);
            }
            Edit::Vote { conclusion } => {
                own_kind(conclusion, sheet)?;
                self.vote = conclusion;
            }
            Edit::Comment { merits, problems, advice } => {
                (self.merits, self.problems, self.advice) = (merits, problems, advice);
            }
            Edit::Gate { gate, answer: Some(answer) } => {
                sheet.gate_of(&gate, category)?;
                self.gates.insert(gate, answer);
            }
            Edit::Gate { gate, answer: None } => {
                self.gates.remove(&gate);
            }
        }
        Ok(())
    }

    /// What keeps the sheet from being signed under frozen rules: what is missing, and the veto questions of this kind of
    /// expert without an answer, or with one that vetoes and says no ground. Nothing is taken for 否.
    #[must_use]
    pub fn unfinished(&self, rules: &FrozenRules, member: &Member, item: &Item) -> Vec<Finding> {
        let mut findings = self.missing(&rules.sheet, member, item);
        findings.extend(self.unanswered(rules, member, item));
        findings
    }

    /// A criterion without a mark, with the parts that are open where some are given.
    fn open_name(&self, sheet: &ScoreSheet, criterion: &Criterion) -> String {
        match self.subs_open(sheet, criterion) {
            open if open.is_empty() => criterion.name_zh.clone(),
            open => format!("{}：{}", criterion.name_zh, open.join("、")),
        }
    }

    /// The veto questions of this kind of expert without an answer, or with one that vetoes and says no ground.
    #[must_use]
    pub fn unanswered(&self, rules: &FrozenRules, member: &Member, item: &Item) -> Vec<Finding> {
        let gates = rules.gates_of(member.category);
        let findings = gates.filter_map(|gate| {
            let code = match self.gates.get(&gate.id) {
                None => Code::GateUnanswered,
                Some(answer) if gate.vetoes(answer) && answer.reason.trim().is_empty() => Code::GateReason,
                Some(_) => return None,
            };
            let place = format!("bid/{}/{}", item.no(), gate.id);
            let finding = Finding::error(code).at_path(place).with("bid_no", item.no());
            Some(finding.with("gate", gate.question.clone()))
        });
        findings.collect()
    }

    /// Whether an expert judges the item's budget and did not finish that: a line has no amount yet, is half typed (`begun`), or is
    /// cut without a reason. Finance experts judge it, and whoever entered a line of it. Nothing keeps a sheet without amounts from
    /// being signed: this says how far the budget is, not whether the sheet can stand.
    #[must_use]
    pub fn budget_open(&self, member: &Member, item: &Item, begun: bool) -> bool {
        let judges = member.category == Category::Finance || begun || !self.lines.is_empty();
        let open = |line: &BudgetLine| {
            self.lines.get(&line.subject).is_none_or(|advice| advice.lacks_reason(line.requested))
        };
        judges && (begun || item.budget().iter().any(open))
    }

    /// What keeps the sheet from being finished: criteria of this kind of expert without a mark, cuts without a reason.
    #[must_use]
    pub fn missing(&self, sheet: &ScoreSheet, member: &Member, item: &Item) -> Vec<Finding> {
        let place =
            |code: Code, what: &str| Finding::error(code).at_path(format!("bid/{}/{what}", item.no()));
        let mut findings: Vec<Finding> = sheet
            .criteria_of(member.category)
            .filter(|c| !self.mark_stands(sheet, c))
            .map(|c| {
                place(Code::ScoreIncomplete, &c.id)
                    .with("expert", member.name.clone())
                    .with("count", "1")
                    .with("items", format!("{} {}", item.no(), self.open_name(sheet, c)))
            })
            .collect();
        for line in item.budget() {
            let Some(advice) = self.lines.get(&line.subject) else {
                continue;
            };
            if advice.lacks_reason(line.requested) {
                let cut = cut(line.requested, advice.recommended);
                findings.push(
                    place(Code::BudgetCutReason, line.subject.zh())
                        .with("bid_no", item.no())
                        .with("line", line.subject.zh())
                        .with("cut", cut.total().map_or_else(String::new, |t| t.wan())),
                );
            }
        }
        findings
    }
}

/// Requested less recommended, each source for itself.
#[must_use]
pub fn cut(requested: Funds, recommended: Funds) -> Funds {
    let less = |a: crate::Fen, b: crate::Fen| a.checked_sub(b).unwrap_or_default();
    Funds {
        fiscal: less(requested.fiscal, recommended.fiscal),
        self_raised: less(requested.self_raised, recommended.self_raised),
    }
}

/// No line of an item's budget (its number, its lines) is ever raised, in neither source.
///
/// # Errors
/// `record.not_found` for a line the item does not have, `budget.recommended_over_requested` otherwise.
pub fn within_request(
    (item_no, budget): (&str, &[BudgetLine]),
    subject: Subject,
    amount: Funds,
) -> Result<(), Finding> {
    let line = budget
        .iter()
        .find(|l| l.subject == subject)
        .ok_or_else(|| Finding::error(Code::NotFound).with("what", format!("{item_no} {}", subject.zh())))?;
    let pairs = [(amount.fiscal, line.requested.fiscal), (amount.self_raised, line.requested.self_raised)];
    match pairs.into_iter().find(|(rec, req)| rec > req || rec.0 < 0) {
        Some((rec, req)) => Err(Finding::error(Code::BudgetOverRequested)
            .with("bid_no", item_no)
            .with("line", subject.zh())
            .with("rec", rec.wan())
            .with("req", req.wan())),
        None => Ok(()),
    }
}

/// A word leant to must be one that the kind of session has.
///
/// # Errors
/// `conclusion.other_kind`.
pub fn own_kind(vote: Option<Conclusion>, sheet: &ScoreSheet) -> Result<(), Finding> {
    match vote.filter(|c| c.kind() != sheet.sheet.kind) {
        Some(other) => Err(crate::conclusion::other_kind(other, sheet.sheet.kind)),
        None => Ok(()),
    }
}

/// What the secretariat hands one expert: the rules, and only what this expert may see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// The expert's number on the panel.
    pub expert_no: String,
    /// Title of the session.
    pub session_title: String,
    /// The frozen rules.
    pub rules: FrozenRules,
    /// What is to be scored.
    #[serde(rename = "bids")]
    pub items: Vec<Item>,
    /// Numbers, and nothing else, of the items from which the expert is recused.
    pub recused: Vec<String>,
    /// Bids that are given back after the lock, to be scored after all: a declared recusal was decided 不回避.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub given_back: Vec<String>,
    /// Signed sheets that are formally returned (退回), to be signed anew.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub returned: Vec<Returned>,
}

/// A signed sheet that the office returned with a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// Bid.
    pub bid_no: String,
    /// The revision that is returned; the next one takes its place.
    pub revision: u32,
    /// Why, in the office's words.
    pub reason: String,
}

/// What the office asks an expert after the tally: a word on the own scores that are far from the others'. It holds nobody
/// else's score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviationAsk {
    /// Whom.
    pub expert_no: String,
    /// Digest of the frozen rules, hex.
    pub rules: String,
    /// The frozen limit, such as `30%`.
    pub limit: String,
    /// Which scores.
    pub items: Vec<AskedScore>,
}

/// A score on which its expert is asked for a word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedScore {
    /// Bid.
    pub bid_no: String,
    /// The criterion that was compared; nothing where totals were.
    pub criterion: Option<String>,
    /// Revision of the sheet on which it stands.
    pub revision: u32,
    /// The expert's own value.
    pub own: Mark,
    /// Whether it lies above the others'.
    pub above: bool,
    /// How far, such as `34.20%`; nothing where so few others scored that it would tell their scores.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<String>,
}

/// A paper that comes with a task, and the item it belongs to. Its bytes travel beside the events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskPaper {
    /// Bid.
    pub bid_no: String,
    /// BLAKE3 of its bytes, hex.
    pub id: String,
    /// What it is.
    pub kind: PaperKind,
    /// Name of the file: data only.
    pub name: String,
    /// Bytes.
    pub size: u64,
}

/// What an expert's laptop says, each signed by the expert's key. `revision` counts a device's sheets of one bid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event")]
pub enum DeskEvent {
    /// The pledge was read and made.
    Pledged,
    /// 签到: the expert is there.
    SignedIn {
        /// By the personal code at the laptop that is passed round, and not at a laptop of the own.
        by_code: bool,
    },
    /// A conflict noticed at the desk: the item is hidden at once, the secretariat is told.
    Recused {
        /// Bid.
        bid_no: String,
        /// Ground.
        ground: Ground,
        /// What the expert says.
        evidence: String,
    },
    /// A finished sheet.
    Scored {
        /// Bid.
        bid_no: String,
        /// 1 for the first; the higher revision counts.
        revision: u32,
        /// Digest of the frozen rules it was scored under, hex.
        rules: String,
        /// The sheet.
        sheet: Sheet,
        /// Why it takes the place of the revision before; nothing of a first one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        change: Option<String>,
    },
    /// 弃权: the expert gives this item no score, and says why. It counts as 缺, never as nought.
    Abstained {
        /// Bid.
        bid_no: String,
        /// Counted with the sheets: the higher revision of both counts.
        revision: u32,
        /// Digest of the frozen rules, hex.
        rules: String,
        /// Why no score is given.
        reason: String,
        /// Why it takes the place of the revision before; nothing of a first one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        change: Option<String>,
    },
    /// Before the lock the expert saw the own use of the scale and confirmed it.
    ScaleSeen {
        /// Digest of the frozen rules, hex.
        rules: String,
        /// What was seen.
        scale: OwnScale,
    },
    /// The expert was asked about a score far from the others', and stands by it.
    Upheld {
        /// Bid.
        bid_no: String,
        /// The criterion that was compared; nothing where totals were.
        criterion: Option<String>,
        /// Revision of the sheet on which the score stands.
        revision: u32,
        /// Digest of the frozen rules, hex.
        rules: String,
        /// Why.
        reason: String,
    },
    /// The expert locked and signed; `sheets` is their number.
    Locked {
        /// Digest of the frozen rules, hex.
        rules: String,
        /// Sheets signed.
        sheets: u32,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Fen;
    use crate::panel::Drawn;
    use crate::sheet::shipped;
    use crate::tests::bid as submitted;

    fn bid(no: &str) -> Item {
        Item::Bid(submitted(no))
    }

    fn member(category: Category) -> Member {
        Member {
            expert_no: "1".to_owned(),
            name: "王示例".to_owned(),
            category,
            unit: "另一大学".to_owned(),
            title: None,
            drawn: Drawn::Named,
        }
    }

    #[test]
    fn a_budget_is_open_for_whoever_judges_it_until_every_line_has_its_amount_and_reason() {
        let item = bid("JB-001");
        let (finance, technical) = (member(Category::Finance), member(Category::Technical));
        let mut sheet = Sheet::default();
        assert!(sheet.budget_open(&finance, &item, false));
        assert!(!sheet.budget_open(&technical, &item, false), "who says nothing of it judges none");
        assert!(sheet.budget_open(&technical, &item, true), "a line is half typed");
        for line in item.budget() {
            assert!(sheet.budget_open(&finance, &item, false), "{:?} is open", line.subject);
            let advice = LineAdvice { recommended: line.requested, reason: None, ticks: Ticks::default() };
            sheet.lines.insert(line.subject, advice);
        }
        assert!(!sheet.budget_open(&finance, &item, false) && !sheet.budget_open(&technical, &item, false));
        if let Some(advice) = sheet.lines.values_mut().next() {
            advice.recommended = Funds::default();
        }
        assert!(sheet.budget_open(&technical, &item, false), "a cut has no reason");
    }

    fn line(fiscal: i64, reason: Option<&str>) -> Edit {
        let recommended = Funds { fiscal: Fen(fiscal), self_raised: Fen(300_000_000) };
        Edit::Line {
            subject: Subject::Equipment,
            advice: Some(LineAdvice {
                recommended,
                reason: reason.map(str::to_owned),
                ticks: Ticks::default(),
            }),
        }
    }

    #[test]
    fn a_finance_expert_is_finished_with_the_budget_criterion_alone() {
        let (sheet, bid, member) = (shipped(), bid("JB-001"), member(Category::Finance));
        let mut own = Sheet::default();
        assert_eq!(own.missing(&sheet, &member, &bid).len(), 1);
        let edit = Edit::Mark { criterion: "budget".to_owned(), mark: "12.5".parse().ok() };
        own.apply(edit, &sheet, member.category, &bid).unwrap();
        assert_eq!(own.missing(&sheet, &member, &bid), []);
    }

    #[test]
    fn a_cut_needs_a_reason_before_the_lock_and_no_line_is_ever_raised() {
        let (sheet, bid, member) = (shipped(), bid("JB-001"), member(Category::Finance));
        let mut own = Sheet::default();
        own.apply(line(90_000_000, None), &sheet, member.category, &bid).unwrap();
        let codes =
            |s: &Sheet| s.missing(&sheet, &member, &bid).into_iter().map(|f| f.code).collect::<Vec<_>>();
        assert_eq!(codes(&own), [Code::ScoreIncomplete, Code::BudgetCutReason]);
        own.apply(line(90_000_000, Some("可共用")), &sheet, member.category, &bid).unwrap();
        assert_eq!(codes(&own), [Code::ScoreIncomplete]);
        for amount in [100_000_001, -1] {
            let before = own.clone();
            let refused = own.apply(line(amount, Some("x")), &sheet, member.category, &bid).unwrap_err();
            assert_eq!(refused.code, Code::BudgetOverRequested);
            assert_eq!(own, before, "a refused edit changes nothing");
        }
    }

    #[test]
    fn ticks_that_nobody_set_leave_the_signed_bytes_of_older_advice_as_they_were() {
        let older = r#"{"recommended":{"fiscal":90,"self_raised":0},"reason":"可共用"}"#;
        let mut advice: LineAdvice = serde_json::from_str(older).unwrap();
        assert_eq!(String::from_utf8(crate::digest::canonical(&advice).unwrap()).unwrap(), older);
        advice.ticks.reasonable = Some(false);
        let bytes = crate::digest::canonical(&advice).unwrap();
        assert!(String::from_utf8_lossy(&bytes).ends_with(r#","ticks":{"reasonable":false}}"#));
        assert_eq!(serde_json::from_slice::<LineAdvice>(&bytes).unwrap(), advice);
    }

    #[test]
    fn a_demand_has_no_budget_and_no_word_of_another_kind_of_session() {
        let (sheet, member) = (crate::sheet::shipped_demand(), member(Category::Management));
        let demand = Item::Demand(crate::item::DemandText::of(&crate::demand::tests::demand("X-001")));
        let mut own = Sheet::default();
        let mut code = |edit| own.apply(edit, &sheet, member.category, &demand).map_err(|f| f.code);
        assert_eq!(code(line(0, None)), Err(Code::NotFound));
        let vote = |conclusion| Edit::Vote { conclusion: Some(conclusion) };
        assert_eq!(code(vote(Conclusion::Approve)), Err(Code::ConclusionOtherKind));
        assert_eq!(code(vote(Conclusion::ListAfterRevision)), Ok(()));
        assert_eq!(own.missing(&sheet, &member, &demand).len(), 5, "one for each criterion");
    }

    #[test]
    fn an_event_reads_back_as_it_was_written() {
        let event = DeskEvent::Scored {
            bid_no: "JB-001".to_owned(),
            revision: 2,
            rules: "00".repeat(32),
            sheet: Sheet::default(),
            change: None,
        };
        let bytes = crate::digest::canonical(&event).unwrap();
        assert_eq!(serde_json::from_slice::<DeskEvent>(&bytes).unwrap(), event);
    }
}
