//! Score sheets (评分表) as data: criteria with maxima, bands and who scores what; thresholds of the suggested
//! conclusion. Read from TOML, checked, and frozen per session.

use ranking::{Exact, Mark, Rule};
use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::conclusion::{Conclusion, Grade};
use crate::desk::GateAnswer;
use crate::finding::Finding;
use crate::panel::Category;
use crate::percent::Percent;
use crate::session::SessionKind;

/// A band of a criterion: `from` is inclusive, the band ends below the next better one's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// 优, 良, 一般, 差.
    pub name: String,
    /// Lowest mark of the band.
    pub from: Mark,
    /// What it means.
    pub text: String,
}

/// A part of a criterion: a hint under it, or scored when the office switches sub-scores on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sub {
    /// Stable id within its criterion; none of a part that is only a hint, so that sheets without scored parts keep their
    /// bytes, and that a build that cannot score parts refuses a sheet that does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// Name.
    pub name_zh: String,
    /// What to look at.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hint: String,
    /// Points within the criterion.
    pub max: Mark,
}

/// A criterion (指标).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Stable id.
    pub id: String,
    /// Name.
    pub name_zh: String,
    /// Name in English.
    pub name_en: String,
    /// Most points.
    pub max: Mark,
    /// Who scores it; everyone else sees 不评.
    pub raters: Vec<Category>,
    /// Its parts.
    #[serde(default)]
    pub subs: Vec<Sub>,
    /// Its bands, best first.
    pub bands: Vec<Band>,
}

/// A veto question (否决事项).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// Stable id.
    pub id: String,
    /// The question, answered 是 or 否.
    pub question: String,
    /// Who answers.
    pub raters: Vec<Category>,
    /// The answer that triggers.
    pub veto_on: String,
    /// What follows when the panel confirms it.
    pub effect: String,
    /// Where it comes from.
    pub basis: String,
    /// What conclusion it still allows once the panel confirms it; the sheets as shipped and frozen before say it in `effect`
    /// alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<VetoLimit>,
}

/// What conclusion a confirmed veto still allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VetoLimit {
    /// None that agrees: 不同意, 暂不入榜.
    Reject,
    /// At most after a revision: 修改后同意, 完善后入榜.
    Revise,
    /// Every one: people are told, and act by the effect's words.
    Tell,
}

impl VetoLimit {
    /// What the effects of the shipped sheets say. 不予评审 is said of a bid without its agreement, which is not judged (rule 5).
    fn of_effect(effect: &str) -> VetoLimit {
        let says = |words: &[&str]| words.iter().any(|word| effect.contains(word));
        match () {
            () if says(&["最高为修改后同意", "最高为完善后入榜"]) => VetoLimit::Revise,
            () if says(&["结论为不同意", "不予推荐", "不列入榜单", "不予评审"]) => {
                VetoLimit::Reject
            }
            () => VetoLimit::Tell,
        }
    }

    /// Whether a conclusion is within it.
    #[must_use]
    pub const fn allows(self, conclusion: Conclusion) -> bool {
        match self {
            VetoLimit::Reject => !conclusion.agrees(),
            VetoLimit::Revise => !conclusion.agrees() || conclusion.asks_revision(),
            VetoLimit::Tell => true,
        }
    }
}

impl Gate {
    /// What conclusion it still allows once the panel confirms it.
    #[must_use]
    pub fn limit(&self) -> VetoLimit {
        self.limit.unwrap_or_else(|| VetoLimit::of_effect(&self.effect))
    }

    /// Whether an answer is the one that triggers.
    #[must_use]
    pub fn vetoes(&self, answer: &GateAnswer) -> bool {
        answer.yes == (self.veto_on == YES)
    }
}

/// The answer 是.
const YES: &str = "是";
/// The answer 否.
const NO: &str = "否";

/// A conclusion or a grade the sheet offers, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// Name.
    pub name_zh: String,
    /// Stable code, for conclusions.
    #[serde(default)]
    pub code: Option<String>,
    /// When, in words.
    pub when: String,
    /// Where it comes from.
    #[serde(default)]
    pub basis: Option<String>,
}

/// Thresholds of the suggested conclusion and of the grade, compared with exact values; exactly the limit is within it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suggest {
    /// Criterion that stands for feasibility.
    pub feasibility: String,
    /// Criterion that stands for the budget.
    pub budget: String,
    /// 同意 from this total.
    pub approve_from: Mark,
    /// 不同意 below this total.
    pub reject_below: Mark,
    /// Least rate (得分率) of feasibility and budget.
    pub rate_floor_percent: Percent,
    /// 优先资助 from this total.
    pub first_grade_from: Mark,
    /// 可资助 from this total.
    pub second_grade_from: Mark,
}

impl Suggest {
    /// The grade of a total. Exactly a limit is within it.
    #[must_use]
    pub fn grade(&self, total: &Exact) -> Grade {
        match total {
            total if *total >= Exact::from(self.first_grade_from) => Grade::First,
            total if *total >= Exact::from(self.second_grade_from) => Grade::Second,
            _ => Grade::NoFunds,
        }
    }
}

/// Thresholds of the suggested conclusion on a demand (ours, settings), compared with exact values; exactly the limit is
/// within it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SuggestList {
    /// 建议入榜 from this total.
    pub list_from: Mark,
    /// 暂不入榜 below this total.
    pub defer_below: Mark,
}

/// What answers to the questions of a sheet of projects hint at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hint {
    /// The questions that trigger together, by id.
    pub gates: Vec<String>,
    /// The conclusion hinted at; nothing where something comes first, such as papers to be completed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conclusion: Option<Conclusion>,
}

/// The head of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Id with version, such as `bid-default/1`.
    pub id: String,
    /// Kind of session it is for.
    pub kind: SessionKind,
    /// Name.
    pub name_zh: String,
    /// Name in English.
    pub name_en: String,
    /// Article that asks for the review.
    pub article: String,
    /// What is policy in it and what is not.
    pub basis: String,
    /// Whether points advise the panel and decide nothing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub advisory: bool,
    /// Whether points are given; a sheet without has questions and conclusions alone.
    pub scored: bool,
    /// Sum of the criteria's maxima.
    pub total: Mark,
    /// Scores are whole multiples of it.
    pub step: Mark,
    /// Whether the parts of criteria are scored; a criterion without parts is scored itself.
    pub score_subs: bool,
    /// Means criterion by criterion, then summed; otherwise totals are averaged.
    pub by_criterion: bool,
    /// Trimming starts at so many valid scores.
    pub trim_min: usize,
    /// Warn under so many valid scores of a criterion.
    pub min_valid: usize,
    /// Ask an expert whose score departs by more than this from the mean of the others.
    pub deviation_percent: Percent,
    /// Criteria compared, in order, when totals are equal.
    pub tie_breakers: Vec<String>,
    /// What each kind of expert can give at most.
    pub own_max: std::collections::BTreeMap<Category, Mark>,
}

/// A score sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoreSheet {
    /// Head.
    pub sheet: Head,
    /// Thresholds of a bid sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggest: Option<Suggest>,
    /// Thresholds of a demand sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggest_list: Option<SuggestList>,
    /// Criteria in order; none where nothing is scored.
    #[serde(default, rename = "criterion")]
    pub criteria: Vec<Criterion>,
    /// Veto questions.
    #[serde(default, rename = "gate")]
    pub gates: Vec<Gate>,
    /// Conclusions.
    #[serde(default, rename = "conclusion")]
    pub conclusions: Vec<Offer>,
    /// Grades.
    #[serde(default, rename = "grade")]
    pub grades: Vec<Offer>,
    /// What answers hint at, of a sheet of projects: the first that fits.
    #[serde(default, rename = "hint", skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<Hint>,
}

impl ScoreSheet {
    /// Reads and checks a sheet (TOML).
    ///
    /// # Errors
    /// `sheet.invalid` with the reason, or `sheet.points_not_100` when the points do not add up.
    pub fn parse(text: &str) -> Result<ScoreSheet, Finding> {
        let sheet: ScoreSheet = toml::from_str(text).map_err(|e| {
            Finding::error(Code::SheetInvalid).with("sheet", "—").with("reason", e.to_string())
        })?;
        sheet.check()?;
        Ok(sheet)
    }

    /// The first thing that cannot be.
    ///
    /// # Errors
    /// `sheet.points_not_100`, `sheet.invalid`.
    pub fn check(&self) -> Result<(), Finding> {
        let head = &self.sheet;
        let sum = self.criteria.iter().try_fold(Mark::ZERO, |sum, c| sum.checked_add(c.max));
        if sum != Some(head.total) {
            return Err(Finding::error(Code::SheetPoints)
                .with("sheet", head.name_zh.clone())
                .with("sum", sum.map_or_else(|| "—".to_owned(), |s| s.to_string()))
                .with("total", head.total.to_string())
                .with("blank", "—"));
        }
        match self.fault() {
            Some(reason) => {
                Err(Finding::error(Code::SheetInvalid).with("sheet", head.id.clone()).with("reason", reason))
            }
            None => Ok(()),
        }
    }

    /// What cannot be, in the words of the file.
    fn fault(&self) -> Option<String> {
        if self.sheet.step <= Mark::ZERO {
            return Some("step must be above 0".to_owned());
        }
        if self.suggest.is_some() != (self.sheet.kind == SessionKind::Bid) {
            return Some("a bid sheet, and no other, has [suggest]".to_owned());
        }
        if self.suggest_list.is_some() != (self.sheet.kind == SessionKind::Demand) {
            return Some("a demand sheet, and no other, has [suggest_list]".to_owned());
        }
        let head = &self.sheet;
        if head.scored == self.criteria.is_empty() {
            return Some("a scored sheet, and no other, has criteria".to_owned());
        }
        if head.advisory != (head.kind.of_projects() && head.scored) {
            return Some("a scored sheet of projects, and no other, is advisory".to_owned());
        }
        if let Some(wrong) = self.wrong_hint() {
            return Some(wrong);
        }
        if self.suggest_list.as_ref().is_some_and(|s| s.list_from < s.defer_below) {
            return Some("list_from below defer_below".to_owned());
        }
        let known = |id: &String| self.criteria.iter().any(|c| c.id == *id);
        let judged = self.suggest.iter().flat_map(|s| [&s.feasibility, &s.budget]);
        let named = self.sheet.tie_breakers.iter().chain(judged);
        if let Some(missing) = named.into_iter().find(|id| !known(id)) {
            return Some(format!("no criterion {missing}"));
        }
        let twice = |at: usize, id: &str| {
            self.gates.iter().take(at).any(|g| g.id == id) || self.criterion(id).is_some()
        };
        let unclear = self.gates.iter().enumerate().find(|(at, g)| {
            twice(*at, &g.id) || g.raters.is_empty() || ![YES, NO].contains(&g.veto_on.as_str())
        });
        if let Some((_, gate)) = unclear {
            return Some(format!("gate {}: twice, asks nobody, or no answer triggers", gate.id));
        }
        self.criteria.iter().enumerate().find_map(|(i, c)| {
            let twice = self.criteria.iter().take(i).any(|o| o.id == c.id);
            let subs = c.subs.iter().try_fold(Mark::ZERO, |sum, s| sum.checked_add(s.max));
            let falling =
                c.bands.windows(2).all(|w| matches!(w, [better, worse] if better.from > worse.from));
            let to_nought = c.bands.last().is_some_and(|b| b.from == Mark::ZERO);
            [
                (twice, "twice"),
                (c.max <= Mark::ZERO || !c.max.is_multiple_of(self.sheet.step), "max off the step"),
                (c.raters.is_empty(), "nobody scores it"),
                (!c.subs.is_empty() && subs != Some(c.max), "sub-points do not add up to its maximum"),
                (!falling || !to_nought, "bands must fall to 0"),
            ]
            .into_iter()
            .find_map(|(wrong, what)| wrong.then_some(what))
            .or_else(|| self.wrong_sub(c))
            .map(|what| format!("criterion {}: {what}", c.id))
        })
    }

    /// A hint that cannot be: on a sheet of another kind, by a question that is not there, at another kind's word.
    fn wrong_hint(&self) -> Option<String> {
        let kind = self.sheet.kind;
        if !self.hints.is_empty() && !kind.of_projects() {
            return Some("a sheet of projects, and no other, has [[hint]]".to_owned());
        }
        let known = |id: &String| self.gates.iter().any(|g| g.id == *id);
        self.hints.iter().find_map(|hint| match hint.gates.iter().find(|id| !known(id)) {
            Some(id) => Some(format!("hint: no gate {id}")),
            None if hint.gates.is_empty() => Some("hint: names no gate".to_owned()),
            None => hint
                .conclusion
                .filter(|said| said.kind() != kind)
                .map(|said| format!("hint: {} is no conclusion of this kind", said.zh())),
        })
    }

    /// The criterion with this id.
    #[must_use]
    pub fn criterion(&self, id: &str) -> Option<&Criterion> {
        self.criteria.iter().find(|c| c.id == id)
    }

    /// The veto question with this id, if it is one for this kind of expert.
    ///
    /// # Errors
    /// `record.not_found`, `score.not_yours`.
    pub fn gate_of(&self, id: &str, category: Category) -> Result<&Gate, Finding> {
        let gate = self.gates.iter().find(|g| g.id == id);
        let gate = gate.ok_or_else(|| Finding::error(Code::NotFound).with("what", id))?;
        if gate.raters.contains(&category) {
            return Ok(gate);
        }
        Err(Finding::error(Code::ScoreNotYours)
            .with("criterion", gate.question.clone())
            .with("category", category.zh()))
    }

    /// Names of the criteria that tell equal totals apart, in their order.
    #[must_use]
    pub fn tie_breaker_names(&self) -> Vec<&str> {
        let named = |id: &String| self.criterion(id).map(|c| c.name_zh.as_str());
        self.sheet.tie_breakers.iter().filter_map(named).collect()
    }

    /// The criteria that this kind of expert scores.
    pub fn criteria_of(&self, category: Category) -> impl Iterator<Item = &Criterion> {
        self.criteria.iter().filter(move |c| c.raters.contains(&category))
    }

    /// The criterion that the fewest of these experts score, by its Chinese name, and how many they are: what an item has
    /// of valid scores is what its poorest criterion has. Nothing and 0 for a sheet without criteria.
    #[must_use]
    pub fn fewest_raters(&self, experts: impl Iterator<Item = Category>) -> (Option<&str>, usize) {
        let experts: Vec<Category> = experts.collect();
        let raters = |c: &Criterion| experts.iter().filter(|e| c.raters.contains(e)).count();
        let fewest = self.criteria.iter().map(|c| (raters(c), c)).min_by_key(|(n, _)| *n);
        fewest.map_or((None, 0), |(n, c)| (Some(c.name_zh.as_str()), n))
    }

    /// Whether this kind of expert scores every criterion, and so has a total.
    #[must_use]
    pub fn scores_everything(&self, category: Category) -> bool {
        self.criteria.iter().all(|c| c.raters.contains(&category))
    }

    /// The rule by which valid scores become one figure: trimmed from `trim_min` on, or the plain mean.
    #[must_use]
    pub fn default_rule(&self) -> Rule {
        Rule::Trimmed { from: self.sheet.trim_min }
    }

    /// Takes a mark of a criterion by an expert of a kind, or says why not: not theirs, off the step, over the maximum.
    ///
    /// # Errors
    /// `record.not_found`, `score.not_yours` or `score.over_max`.
    pub fn accept(&self, criterion: &str, category: Category, mark: Mark) -> Result<(), Finding> {
        let Some(c) = self.criterion(criterion) else {
            return Err(Finding::error(Code::NotFound).with("what", criterion));
        };
        if !c.raters.contains(&category) {
            return Err(Finding::error(Code::ScoreNotYours)
                .with("criterion", c.name_zh.clone())
                .with("category", category.zh()));
        }
        if mark < Mark::ZERO || mark > c.max || !mark.is_multiple_of(self.sheet.step) {
            return Err(Finding::error(Code::ScoreOverMax)
                .with("criterion", c.name_zh.clone())
                .with("max", c.max.to_string())
                .with("value", mark.to_string())
                .with("step", self.sheet.step.to_string()));
        }
        Ok(())
    }
}

/// The default bid sheet, as shipped.
#[cfg(test)]
pub(crate) fn shipped() -> ScoreSheet {
    ScoreSheet::parse(include_str!("../../../assets/score-sheets/bid-default.toml")).unwrap()
}

/// The default sheet of a kind of session on projects, as shipped.
#[cfg(test)]
pub(crate) fn shipped_project(kind: SessionKind) -> ScoreSheet {
    ScoreSheet::parse(match kind {
        SessionKind::Acceptance => include_str!("../../../assets/score-sheets/acceptance-default.toml"),
        SessionKind::Termination => include_str!("../../../assets/score-sheets/termination-default.toml"),
        _ => include_str!("../../../assets/score-sheets/milestone-default.toml"),
    })
    .unwrap()
}

/// The default demand sheet, as shipped.
#[cfg(test)]
pub(crate) fn shipped_demand() -> ScoreSheet {
    ScoreSheet::parse(include_str!("../../../assets/score-sheets/demand-default.toml")).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_bid_sheet_adds_up_to_a_hundred_and_finance_scores_the_budget_only() {
        let sheet = shipped();
        let maxima: Vec<String> = sheet.criteria.iter().map(|c| c.max.to_string()).collect();
        assert_eq!(maxima, ["20", "25", "15", "15", "10", "15"]);
        let finance: Vec<&str> = sheet.criteria_of(Category::Finance).map(|c| c.id.as_str()).collect();
        assert_eq!(finance, ["budget"]);
        assert!(sheet.scores_everything(Category::Technical) && !sheet.scores_everything(Category::Finance));
        for (category, own) in &sheet.sheet.own_max {
            let sum = sheet.criteria_of(*category).try_fold(Mark::ZERO, |s, c| s.checked_add(c.max));
            assert_eq!(sum, Some(*own), "{category:?}");
        }
    }

    #[test]
    fn the_effects_of_the_shipped_veto_questions_say_what_conclusion_they_allow() {
        use VetoLimit::{Reject, Revise, Tell};
        let limits = |sheet: &ScoreSheet| sheet.gates.iter().map(Gate::limit).collect::<Vec<_>>();
        assert_eq!(limits(&shipped()), [Reject, Reject, Reject, Revise]);
        assert_eq!(limits(&shipped_demand()), [Tell, Tell, Tell, Tell, Reject]);
        let allowed = |limit: VetoLimit| {
            let all = [Conclusion::Approve, Conclusion::ApproveAfterRevision, Conclusion::Reject];
            all.map(|conclusion| limit.allows(conclusion))
        };
        assert_eq!(allowed(Reject), [false, false, true]);
        assert_eq!(allowed(Revise), [false, true, true]);
        assert_eq!(allowed(Tell), [true, true, true]);
        let text = include_str!("../../../assets/score-sheets/bid-default.toml");
        let said = text.replace("effect = \"不予推荐\"", "effect = \"不予推荐\"\nlimit = \"tell\"");
        assert_eq!(limits(&ScoreSheet::parse(&said).unwrap()), [Reject, Reject, Tell, Revise]);
    }

    #[test]
    fn the_default_demand_sheet_adds_up_and_is_scored_whole_by_both_kinds_of_expert() {
        let sheet = shipped_demand();
        let maxima: Vec<String> = sheet.criteria.iter().map(|c| c.max.to_string()).collect();
        assert_eq!(maxima, ["30", "25", "20", "15", "10"]);
        assert_eq!(sheet.sheet.kind, SessionKind::Demand);
        for kind in [Category::Management, Category::Technical] {
            assert!(sheet.scores_everything(kind));
        }
        assert_eq!(sheet.criteria_of(Category::Finance).count(), 0);
        let text = include_str!("../../../assets/score-sheets/demand-default.toml");
        let other = text.replace("kind = \"demand\"", "kind = \"bid\"");
        assert_eq!(ScoreSheet::parse(&other).map_err(|f| f.code), Err(Code::SheetInvalid));
    }

    #[test]
    fn the_sheets_of_projects_advise_or_score_nothing_and_their_conclusions_are_their_kinds() {
        use SessionKind::{Acceptance, Milestone, Termination};
        for (kind, criteria, gates, conclusions) in
            [(Milestone, 5, 4, 3), (Acceptance, 5, 5, 3), (Termination, 0, 8, 4)]
        {
            let sheet = shipped_project(kind);
            let (head, n) = (&sheet.sheet, sheet.criteria.len());
            assert_eq!((head.kind, n, sheet.gates.len()), (kind, criteria, gates));
            assert_eq!((head.scored, head.advisory), (kind != Termination, kind != Termination));
            let codes: Vec<_> = sheet.conclusions.iter().filter_map(|c| c.code.as_deref()).collect();
            let words: Vec<String> = crate::paper::votes(kind)
                .iter()
                .map(|c| serde_json::to_string(c).unwrap().trim_matches('"').to_owned())
                .collect();
            assert_eq!((codes, words.len()), (words.iter().map(String::as_str).collect(), conclusions));
            for (category, own) in &head.own_max {
                let sum = sheet.criteria_of(*category).try_fold(Mark::ZERO, |s, c| s.checked_add(c.max));
                assert_eq!(sum, Some(*own), "{category:?}");
            }
        }
    }

    #[test]
    fn a_sheet_that_scores_nothing_has_no_criteria_and_a_hint_names_questions_of_its_own() {
        let milestone = include_str!("../../../assets/score-sheets/milestone-default.toml");
        let termination = include_str!("../../../assets/score-sheets/termination-default.toml");
        for (text, from, to) in [
            (milestone, "advisory = true ", "advisory = false "),
            (milestone, "scored = true", "scored = false"),
            (termination, "scored = false", "scored = true"),
            (milestone, "gates = [\"solver\"]", "gates = [\"nobody\"]"),
            (milestone, "conclusion = \"rectify\"", "conclusion = \"close\""),
            (milestone, "gates = [\"chief\"]", "gates = []"),
        ] {
            let changed = text.replacen(from, to, 1);
            assert_ne!(changed, text, "{from}");
            assert_eq!(ScoreSheet::parse(&changed).map_err(|f| f.code), Err(Code::SheetInvalid), "{from}");
        }
    }

    #[test]
    fn a_score_off_the_step_over_the_maximum_or_not_the_experts_own_is_refused() {
        let sheet = shipped();
        let code = |criterion, category, mark: &str| {
            sheet.accept(criterion, category, mark.parse().unwrap()).map_err(|f| f.code)
        };
        assert_eq!(code("route", Category::Technical, "22.5"), Ok(()));
        assert_eq!(code("route", Category::Technical, "25"), Ok(()));
        assert_eq!(code("route", Category::Technical, "0"), Ok(()));
        for bad in ["25.5", "22.25", "-0.5"] {
            assert_eq!(code("route", Category::Technical, bad), Err(Code::ScoreOverMax), "{bad}");
        }
        assert_eq!(code("route", Category::Finance, "20"), Err(Code::ScoreNotYours));
        assert_eq!(code("nothing", Category::Finance, "20"), Err(Code::NotFound));
    }

    #[test]
    fn a_sheet_whose_points_do_not_add_up_or_that_names_no_such_criterion_is_refused() {
        let text = include_str!("../../../assets/score-sheets/bid-default.toml");
        for (from, to, code) in [
            ("max = \"25\"", "max = \"24\"", Code::SheetPoints),
            ("step = \"0.5\"", "step = \"0\"", Code::SheetInvalid),
            ("\"route\", \"budget\"", "\"rout\", \"budget\"", Code::SheetInvalid),
            ("from = \"22.5\"", "from = \"2.5\"", Code::SheetInvalid),
        ] {
            let changed = text.replacen(from, to, 1);
            assert_ne!(changed, text);
            assert_eq!(ScoreSheet::parse(&changed).map_err(|f| f.code), Err(code), "{from}");
        }
    }
}
