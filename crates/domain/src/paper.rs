//! Scores from paper: what a sheet asks in the order in which it is printed, what two people typed of it, where they differ,
//! and the secretariat's signed words that follow. A score from paper is never the expert's own event: it names both typists
//! and the sheet's code, and the signed paper is the original.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::bid::{BudgetLine, Funds, Subject};
use crate::code::Code;
use crate::conclusion::Conclusion;
use crate::desk::{Edit, GateAnswer, LineAdvice, Sheet, Ticks};
use crate::finding::Finding;
use crate::item::Item;
use crate::money::Fen;
use crate::panel::Member;
use crate::rules::FrozenRules;
use crate::session::SessionKind;
use crate::sheet::{Criterion, Gate, Sub};
use crate::twice::plain;
use ranking::Mark;

/// What was typed, as it was typed, by the id of its field.
pub type Typed = BTreeMap<String, String>;

/// What a field of a paper sheet asks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Asks<'a> {
    /// The mark of a criterion.
    Mark(&'a Criterion),
    /// The mark of a scored part of a criterion; the criterion's own is their sum and is not typed.
    Sub(&'a Criterion, &'a Sub),
    /// The answer to a veto question.
    Gate(&'a Gate),
    /// The ground of an answer that vetoes.
    Ground(&'a Gate),
    /// The conclusion leant to.
    Vote,
    /// Recommended fiscal amount of a line.
    Fiscal(&'a BudgetLine),
    /// Recommended self-raised amount of a line.
    SelfRaised(&'a BudgetLine),
    /// Why a line is cut.
    Cut(&'a BudgetLine),
    /// 主要优点
    Merits,
    /// 主要问题
    Problems,
    /// 修改建议
    Advice,
}

/// A field with its id.
#[derive(Debug, Clone, PartialEq)]
pub struct Field<'a> {
    /// Stable id, such as `mark/route`.
    pub id: String,
    /// What it asks.
    pub asks: Asks<'a>,
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A mark.
    Mark(Mark),
    /// 是 or 否.
    Answer(bool),
    /// A conclusion.
    Vote(Conclusion),
    /// An amount.
    Amount(Fen),
    /// Words.
    Text(String),
}

impl std::fmt::Display for Value {
    /// As papers print it: amounts in 万元.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Value::Mark(mark) => mark.fmt(f),
            Value::Answer(yes) => f.write_str(if *yes { "是" } else { "否" }),
            Value::Vote(vote) => f.write_str(vote.zh()),
            Value::Amount(amount) => f.write_str(&amount.wan()),
            Value::Text(text) => f.write_str(text),
        }
    }
}

/// The conclusions of a kind of session, in the order in which a sheet numbers them.
#[must_use]
pub const fn votes(kind: SessionKind) -> &'static [Conclusion] {
    match kind {
        SessionKind::Bid => &[Conclusion::Approve, Conclusion::ApproveAfterRevision, Conclusion::Reject],
        SessionKind::Demand => &[Conclusion::List, Conclusion::ListAfterRevision, Conclusion::Defer],
        SessionKind::Milestone => {
            &[Conclusion::MilestonePass, Conclusion::Rectify, Conclusion::MilestoneFail]
        }
        SessionKind::Acceptance => {
            &[Conclusion::AcceptancePass, Conclusion::Close, Conclusion::AcceptanceFail]
        }
        SessionKind::Termination => &[
            Conclusion::Extend,
            Conclusion::TerminateObjective,
            Conclusion::TerminateFault,
            Conclusion::RecoverAll,
        ],
    }
}

/// Whether the budget lines are asked of this expert on paper: of those who score the criterion of the budget.
#[must_use]
pub fn asks_budget(rules: &FrozenRules, member: &Member) -> bool {
    let budget = rules.sheet.suggest.as_ref().and_then(|s| rules.sheet.criterion(&s.budget));
    budget.is_some_and(|c| c.raters.contains(&member.category))
}

/// Everything that the sheet of an expert asks, in the order in which it is printed.
#[must_use]
pub fn fields<'a>(rules: &'a FrozenRules, member: &Member, item: &'a Item) -> Vec<Field<'a>> {
    let field = |id: String, asks: Asks<'a>| Field { id, asks };
    let mut fields: Vec<Field<'a>> = Vec::new();
    for c in rules.sheet.criteria_of(member.category) {
        match rules.sheet.scored_subs(c) {
            [] => fields.push(field(format!("mark/{}", c.id), Asks::Mark(c))),
            subs => {
                let part = |s: &'a Sub| field(format!("sub/{}/{}", c.id, s.id), Asks::Sub(c, s));
                fields.extend(subs.iter().map(part));
            }
        }
    }
    for gate in rules.gates_of(member.category) {
        fields.push(field(format!("gate/{}", gate.id), Asks::Gate(gate)));
        fields.push(field(format!("ground/{}", gate.id), Asks::Ground(gate)));
    }
    if asks_budget(rules, member) {
        for line in item.budget() {
            let id = line.subject.id();
            fields.push(field(format!("fiscal/{id}"), Asks::Fiscal(line)));
            fields.push(field(format!("self/{id}"), Asks::SelfRaised(line)));
            fields.push(field(format!("cut/{id}"), Asks::Cut(line)));
        }
    }
    fields.push(field("vote".to_owned(), Asks::Vote));
    for (id, asks) in [("merits", Asks::Merits), ("problems", Asks::Problems), ("advice", Asks::Advice)] {
        fields.push(field(id.to_owned(), asks));
    }
    fields
}

impl Field<'_> {
    /// Whether both people type it. Words are typed once: they decide no figure, and two people never type them alike.
    #[must_use]
    pub const fn twice(&self) -> bool {
        use Asks::{Fiscal, Gate, Mark, SelfRaised, Sub, Vote};
        matches!(self.asks, Mark(_) | Sub(..) | Gate(_) | Vote | Fiscal(_) | SelfRaised(_))
    }

    /// Its name on the sheet.
    #[must_use]
    pub fn zh(&self) -> String {
        match self.asks {
            Asks::Mark(c) => c.name_zh.clone(),
            Asks::Sub(c, sub) => c.sub_name(sub),
            Asks::Gate(gate) => gate.question.clone(),
            Asks::Ground(gate) => format!("{}的依据", gate.question.trim_end_matches(['？', '?'])),
            Asks::Vote => "结论意见".to_owned(),
            Asks::Fiscal(line) => format!("{}（财政资金）", line.subject.zh()),
            Asks::SelfRaised(line) => format!("{}（自筹资金）", line.subject.zh()),
            Asks::Cut(line) => format!("{}核减理由", line.subject.zh()),
            Asks::Merits => "主要优点".to_owned(),
            Asks::Problems => "主要问题".to_owned(),
            Asks::Advice => "修改建议".to_owned(),
        }
    }

    /// Reads what was typed; nothing for a blank. Answers and conclusions may be typed by their number on the sheet, amounts
    /// are in 万元 unless another unit stands with them.
    ///
    /// # Errors
    /// `score.unreadable`, `budget.amount_unreadable`, `paper.answer_unreadable`.
    pub fn read(&self, text: &str, kind: SessionKind) -> Result<Option<Value>, Finding> {
        let text = narrow(text);
        if text.is_empty() {
            return Ok(None);
        }
        let unread = |code: Code| Finding::error(code).at_path(self.id.clone()).with("value", text.clone());
        let value = match self.asks {
            Asks::Mark(c) => Value::Mark(text.parse().map_err(|_| {
                let finding = unread(Code::ScoreUnreadable).with("criterion", c.name_zh.clone());
                finding.with("criterion_en", c.name_en.clone())
            })?),
            Asks::Sub(c, sub) => Value::Mark(text.parse().map_err(|_| {
                let finding = unread(Code::ScoreUnreadable).with("criterion", c.sub_name(sub));
                finding.with("criterion_en", format!("{}: {}", c.name_en, sub.name_zh))
            })?),
            Asks::Gate(_) => Value::Answer(match text.as_str() {
                "1" | "是" => true,
                "2" | "否" => false,
                _ => return Err(unread(Code::PaperAnswerUnreadable).with("where", self.zh())),
            }),
            Asks::Vote => {
                let all = (1usize..).zip(votes(kind));
                let mut said = all.filter(|(n, vote)| n.to_string() == text || vote.zh() == text);
                let vote = said.next().map(|(_, vote)| *vote);
                Value::Vote(vote.ok_or_else(|| unread(Code::PaperAnswerUnreadable).with("where", self.zh()))?)
            }
            Asks::Fiscal(line) | Asks::SelfRaised(line) => Value::Amount(
                Fen::parse_with_unit(&text)
                    .or_else(|_| Fen::parse_with_unit(&format!("{text}万元")))
                    .map_err(|_| unread(Code::BudgetAmountUnreadable).with("line", line.subject.zh()))?,
            ),
            Asks::Ground(_) | Asks::Cut(_) | Asks::Merits | Asks::Problems | Asks::Advice => {
                Value::Text(text)
            }
        };
        Ok(Some(value))
    }
}

/// What was typed, with full-width digits as an input method leaves them made narrow.
fn narrow(text: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' | '．' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ' => {
            char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c)
        }
        '\u{3000}' => ' ',
        other => other,
    };
    text.chars().map(narrow).collect::<String>().trim().to_owned()
}

/// Whether two names are one person's, whatever blanks, widths and case they are written in. No name is like any.
#[must_use]
pub fn same_person(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

/// Everything that was typed, read: what cannot be read is said of each field.
///
/// # Errors
/// Those of [`Field::read`], each at the id of its field.
pub fn read_all(
    fields: &[Field<'_>],
    typed: &Typed,
    kind: SessionKind,
) -> Result<BTreeMap<String, Value>, Vec<Finding>> {
    let mut values = BTreeMap::new();
    let mut findings = Vec::new();
    for field in fields {
        match field.read(typed.get(&field.id).map_or("", String::as_str), kind) {
            Ok(value) => values.extend(value.map(|value| (field.id.clone(), value))),
            Err(finding) => findings.push(finding),
        }
    }
    if findings.is_empty() { Ok(values) } else { Err(findings) }
}

/// The fields that both people type and typed otherwise, in the order of the sheet. 18 and 18.0 are the same mark.
#[must_use]
pub fn differences<'f, 'a>(
    fields: &'f [Field<'a>],
    first: &BTreeMap<String, Value>,
    second: &BTreeMap<String, Value>,
) -> Vec<&'f Field<'a>> {
    fields.iter().filter(|f| f.twice() && first.get(&f.id) != second.get(&f.id)).collect()
}

/// The sheet that values make, checked as the desk checks it: nothing over a maximum, no line raised, nothing missing.
///
/// # Errors
/// What [`Sheet::apply`] refuses, what [`Sheet::unfinished`] misses, `budget.line_half`; each at the id of its field.
pub fn sheet(
    (rules, member, item): (&FrozenRules, &Member, &Item),
    values: &BTreeMap<String, Value>,
) -> Result<Sheet, Vec<Finding>> {
    let mut sheet = Sheet::default();
    let mut findings = Vec::new();
    let text = |id: &str| match values.get(id) {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    };
    for field in fields(rules, member, item) {
        let edit = match (field.asks, values.get(&field.id)) {
            (Asks::Mark(c), Some(Value::Mark(mark))) => {
                Edit::Mark { criterion: c.id.clone(), mark: Some(*mark) }
            }
            (Asks::Sub(c, sub), Some(Value::Mark(mark))) => {
                Edit::Sub { criterion: c.id.clone(), sub: sub.id.clone(), mark: Some(*mark) }
            }
            (Asks::Gate(gate), Some(Value::Answer(yes))) => {
                let answer = GateAnswer { yes: *yes, reason: text(&format!("ground/{}", gate.id)) };
                Edit::Gate { gate: gate.id.clone(), answer: Some(answer) }
            }
            (Asks::Vote, Some(Value::Vote(vote))) => Edit::Vote { conclusion: Some(*vote) },
            (Asks::Fiscal(line), _) => match advice(line.subject, values, &text) {
                Ok(None) => continue,
                Ok(advice) => Edit::Line { subject: line.subject, advice },
                Err(half) => {
                    findings.push(half.at_path(field.id.clone()).with("bid_no", item.no()));
                    continue;
                }
            },
            _ => continue,
        };
        if let Err(finding) = sheet.apply(edit, &rules.sheet, member.category, item) {
            findings.push(finding.at_path(field.id));
        }
    }
    (sheet.merits, sheet.problems, sheet.advice) = (text("merits"), text("problems"), text("advice"));
    if findings.is_empty() {
        findings = sheet.unfinished(rules, member, item);
    }
    if findings.is_empty() { Ok(sheet) } else { Err(findings) }
}

/// The advice on a line: both amounts or neither.
fn advice(
    subject: Subject,
    values: &BTreeMap<String, Value>,
    text: &dyn Fn(&str) -> String,
) -> Result<Option<LineAdvice>, Finding> {
    let amount = |which: &str| match values.get(&format!("{which}/{}", subject.id())) {
        Some(Value::Amount(amount)) => Some(*amount),
        _ => None,
    };
    match (amount("fiscal"), amount("self")) {
        (None, None) => Ok(None),
        (Some(fiscal), Some(self_raised)) => Ok(Some(LineAdvice {
            recommended: Funds { fiscal, self_raised },
            reason: Some(text(&format!("cut/{}", subject.id()))).filter(|why| !why.is_empty()),
            ticks: Ticks::default(),
        })),
        _ => Err(Finding::error(Code::BudgetLineHalf).with("line", subject.zh())),
    }
}

/// A difference between the two entries, and what the paper says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    /// Id of the field.
    pub field: String,
    /// What the first person typed, as it prints; empty for nothing.
    pub first: String,
    /// What the second person typed.
    pub second: String,
    /// What was taken from the paper.
    pub taken: String,
    /// Who looked at the paper.
    pub by: String,
}

/// A sheet that was typed twice from paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperSheet {
    /// Digest of the frozen rules, hex.
    pub rules: String,
    /// Whose sheet it is.
    pub expert_no: String,
    /// Of which item.
    pub bid_no: String,
    /// 1 for the first; the higher revision counts.
    pub revision: u32,
    /// The code printed on the sheet.
    pub code: String,
    /// What it says.
    pub sheet: Sheet,
    /// Who typed first.
    pub first: String,
    /// Who typed second.
    pub second: String,
    /// Where they differed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resolutions: Vec<Resolution>,
    /// SHA-256 of a scan of the sheet, hex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scan: Option<String>,
    /// Why it takes the place of the revision before; nothing of a first one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
}

/// A sheet that does not come, and why: it counts as 缺.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingSheet {
    /// Item.
    pub bid_no: String,
    /// Why.
    pub reason: String,
}

/// All paper sheets of an expert are in: the expert counts as locked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperClosed {
    /// Digest of the frozen rules, hex.
    pub rules: String,
    /// Whose.
    pub expert_no: String,
    /// Sheets from paper that count.
    pub sheets: u32,
    /// Those that do not come.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<MissingSheet>,
    /// Who says so.
    pub by: String,
}

/// People's word on a sheet that there is from a laptop and from paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperSettled {
    /// Digest of the frozen rules, hex.
    pub rules: String,
    /// Whose sheet it is.
    pub expert_no: String,
    /// Of which item.
    pub bid_no: String,
    /// Hash of the laptop's event, hex. The word speaks of these two and of no later one.
    pub laptop: String,
    /// Hash of the event from paper, hex.
    pub paper: String,
    /// Whether the one from paper counts.
    pub takes_paper: bool,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: String,
}

/// An expert on paper stands by a deviating score and says why, on a signed note; typed once, for it decides no figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperUpheld {
    /// Digest of the frozen rules, hex.
    pub rules: String,
    /// Whose score it is.
    pub expert_no: String,
    /// Of which item.
    pub bid_no: String,
    /// The criterion compared; nothing when totals were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criterion: Option<String>,
    /// Revision of the sheet that it speaks of.
    pub revision: u32,
    /// Why, in the expert's words.
    pub reason: String,
    /// Who typed it from the signed note.
    pub by: String,
}

/// What the secretariat signs about paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperWord {
    /// A sheet.
    Scored(Box<PaperSheet>),
    /// All of an expert's sheets are in.
    Closed(PaperClosed),
    /// Laptop or paper.
    Settled(PaperSettled),
    /// A deviating score stands.
    Upheld(PaperUpheld),
}

/// A word of the secretariat with its place among the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// When it was signed, in milliseconds since 1970.
    pub at_ms: i64,
    /// Hash of the signed bytes.
    pub hash: [u8; 32],
    /// What it says.
    pub word: PaperWord,
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::panel::{Category, Drawn};
    use crate::sheet::shipped;
    use crate::tests::bid;

    fn rules(member: &Member) -> FrozenRules {
        FrozenRules {
            session_no: "S".to_owned(),
            policy: crate::policy::shipped(),
            sheet: shipped(),
            aggregation: ranking::Rule::Trimmed { from: 5 },
            comparison: ranking::Comparison::Exact,
            panel: vec![member.clone()],
            bids: vec!["JB-001".to_owned()],
            frozen_at: DateTime::UNIX_EPOCH,
            frozen_by: "钱示例".to_owned(),
            asks_gates: true,
            basis: crate::method::Basis::Points,
            first_stage: None,
            left: Vec::new(),
            amends: None,
        }
    }

    fn member(category: Category) -> Member {
        Member {
            expert_no: "Z1".to_owned(),
            name: "王示例".to_owned(),
            category,
            unit: "另一大学".to_owned(),
            title: None,
            drawn: Drawn::Named,
        }
    }

    fn typed(rules: &FrozenRules, member: &Member, item: &Item, mark: &str) -> Typed {
        let mut typed = Typed::new();
        for field in fields(rules, member, item) {
            let text = match field.asks {
                Asks::Mark(_) => mark.to_owned(),
                Asks::Gate(gate) => if gate.veto_on == "是" { "2" } else { "1" }.to_owned(),
                Asks::Fiscal(line) => line.requested.fiscal.wan(),
                Asks::SelfRaised(line) => line.requested.self_raised.wan(),
                Asks::Vote => "１".to_owned(),
                _ => continue,
            };
            typed.insert(field.id, text);
        }
        typed
    }

    fn values(of: (&FrozenRules, &Member, &Item), typed: &Typed) -> BTreeMap<String, Value> {
        read_all(&fields(of.0, of.1, of.2), typed, SessionKind::Bid).unwrap()
    }

    #[test]
    fn a_sheet_asks_of_each_kind_of_expert_what_is_theirs_and_a_whole_one_makes_a_sheet() {
        let item = Item::Bid(bid("JB-001"));
        for (category, marks) in [(Category::Finance, 1), (Category::Technical, 6)] {
            let member = member(category);
            let rules = rules(&member);
            let all = fields(&rules, &member, &item);
            assert_eq!(all.iter().filter(|f| matches!(f.asks, Asks::Mark(_))).count(), marks);
            let typed = typed(&rules, &member, &item, "8.5");
            let sheet = sheet((&rules, &member, &item), &values((&rules, &member, &item), &typed)).unwrap();
            assert_eq!((sheet.marks.len(), sheet.vote), (marks, Some(Conclusion::Approve)));
            assert_eq!(sheet.lines.len(), item.budget().len());
            assert_eq!(sheet.gates.len(), rules.gates_of(category).count());
        }
    }

    #[test]
    fn scored_parts_are_asked_in_the_place_of_their_criterion_and_both_people_type_each() {
        let (item, member) = (Item::Bid(bid("JB-001")), member(Category::Finance));
        let mut rules = rules(&member);
        rules.sheet = crate::subs::shipped_scored();
        let all = fields(&rules, &member, &item);
        let marks: Vec<(&str, String, bool)> = all
            .iter()
            .filter(|f| matches!(f.asks, Asks::Mark(_) | Asks::Sub(..)))
            .map(|f| (f.id.as_str(), f.zh(), f.twice()))
            .collect();
        assert_eq!(
            marks,
            [
                ("sub/budget/s1", "经费预算合理性：与任务相关".to_owned(), true),
                ("sub/budget/s2", "经费预算合理性：测算依据和标准".to_owned(), true),
                ("sub/budget/s3", "经费预算合理性：资金来源和合规".to_owned(), true),
            ]
        );
        let mut typed = typed(&rules, &member, &item, "8.5");
        for (n, mark) in ["5", "４.5", "3"].into_iter().enumerate() {
            typed.insert(format!("sub/budget/s{}", n + 1), mark.to_owned());
        }
        let made = |typed: &Typed| {
            let of = (&rules, &member, &item);
            sheet(of, &values(of, typed))
        };
        let whole = made(&typed).unwrap();
        assert_eq!(whole.marks["budget"].to_string(), "12.5");
        assert_eq!(whole.subs["budget"].len(), 3);
        typed.insert("sub/budget/s3".to_owned(), "4.5".to_owned());
        let over = made(&typed).unwrap_err();
        assert_eq!(
            (over[0].code, over[0].place.path.as_deref()),
            (Code::ScoreOverMax, Some("sub/budget/s3"))
        );
        typed.remove("sub/budget/s3");
        assert_eq!(made(&typed).unwrap_err()[0].code, Code::ScoreIncomplete);
    }

    #[test]
    fn what_is_over_the_maximum_raised_half_or_missing_is_refused_at_its_field() {
        let (item, member) = (Item::Bid(bid("JB-001")), member(Category::Technical));
        let rules = rules(&member);
        let refused = |id: &str, text: &str| {
            let mut typed = typed(&rules, &member, &item, "8");
            typed.insert(id.to_owned(), text.to_owned());
            let values = values((&rules, &member, &item), &typed);
            let findings = sheet((&rules, &member, &item), &values).unwrap_err();
            findings.first().map(|f| (f.code, f.place.path.clone())).unwrap()
        };
        let at = |id: &str| Some(id.to_owned());
        assert_eq!(refused("mark/route", "25.5"), (Code::ScoreOverMax, at("mark/route")));
        assert_eq!(refused("mark/route", "").0, Code::ScoreIncomplete);
        let line = item.budget()[0].subject.id();
        let fiscal = format!("fiscal/{line}");
        assert_eq!(refused(&fiscal, "99999999"), (Code::BudgetOverRequested, at(&fiscal)));
        assert_eq!(refused(&fiscal, ""), (Code::BudgetLineHalf, at(&fiscal)));
        assert_eq!(refused(&fiscal, "0").0, Code::BudgetCutReason);
        let typed =
            Typed::from([("mark/route".to_owned(), "1o".to_owned()), ("vote".to_owned(), "7".to_owned())]);
        let findings = read_all(&fields(&rules, &member, &item), &typed, SessionKind::Bid).unwrap_err();
        let codes: Vec<Code> = findings.iter().map(|f| f.code).collect();
        assert_eq!(codes, [Code::ScoreUnreadable, Code::PaperAnswerUnreadable]);
    }

    #[test]
    fn two_entries_differ_by_value_and_never_in_words() {
        let (item, member) = (Item::Bid(bid("JB-001")), member(Category::Technical));
        let rules = rules(&member);
        let all = fields(&rules, &member, &item);
        let first = typed(&rules, &member, &item, "8");
        let mut second = typed(&rules, &member, &item, "8.0");
        second.insert("merits".to_owned(), "好".to_owned());
        let of = (&rules, &member, &item);
        assert_eq!(differences(&all, &values(of, &first), &values(of, &second)), Vec::<&Field<'_>>::new());
        second.insert("mark/route".to_owned(), "9".to_owned());
        second.remove("vote");
        let apart: Vec<String> = differences(&all, &values(of, &first), &values(of, &second))
            .iter()
            .map(|f| f.id.clone())
            .collect();
        assert_eq!(apart, ["mark/route", "vote"]);
    }

    #[test]
    fn one_person_written_in_two_ways_is_one_person() {
        assert!(same_person("钱 示例", "钱示例") && same_person("Ａnna", "anna"));
        assert!(!same_person("钱示例", "孙示例"));
    }
}
