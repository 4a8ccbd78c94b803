//! 评分表和计分方法: what of them an amendment changes, thing by thing. Nothing that differs is left unsaid.

use ranking::{Comparison, Mark, Rule};
use serde::{Deserialize, Serialize};

use crate::method::Basis;
use crate::panel::Category;
use crate::percent::Percent;
use crate::rules::FrozenRules;
use crate::sheet::{Criterion, Gate, Head, ScoreSheet};

/// What decides how experts score and how their scores become a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetAndMethod {
    /// The score sheet.
    pub sheet: ScoreSheet,
    /// How valid scores become one figure.
    pub aggregation: Rule,
    /// Whether ties compare exact or displayed values.
    pub comparison: Comparison,
    /// What items are ranked by.
    pub basis: Basis,
}

/// One thing that differs between two versions of sheet and method. A criterion is named as it was, a new one as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "edit")]
pub enum Edited {
    /// A criterion came.
    CriterionAdded {
        /// Id.
        id: String,
        /// Name.
        name: String,
        /// Most points.
        max: Mark,
    },
    /// A criterion went.
    CriterionRemoved {
        /// Id.
        id: String,
        /// Name.
        name: String,
        /// Most points.
        max: Mark,
    },
    /// Its most points.
    Maximum {
        /// Id.
        id: String,
        /// Name.
        name: String,
        /// Before.
        from: Mark,
        /// Now.
        to: Mark,
    },
    /// Its name.
    Renamed {
        /// Id.
        id: String,
        /// Before.
        from: String,
        /// Now.
        to: String,
    },
    /// Who scores it.
    Raters {
        /// Id.
        id: String,
        /// Name.
        name: String,
        /// Before.
        from: Vec<Category>,
        /// Now.
        to: Vec<Category>,
    },
    /// Its bands, its parts, or its name in English.
    Explained {
        /// Id.
        id: String,
        /// Name.
        name: String,
    },
    /// The order of the criteria.
    Order,
    /// Marks are whole multiples of it.
    Step {
        /// Before.
        from: Mark,
        /// Now.
        to: Mark,
    },
    /// Sum of all criteria.
    Total {
        /// Before.
        from: Mark,
        /// Now.
        to: Mark,
    },
    /// A veto question came.
    QuestionAdded {
        /// The question.
        question: String,
    },
    /// A veto question went.
    QuestionRemoved {
        /// The question.
        question: String,
    },
    /// A veto question, who answers it, or what follows from it.
    QuestionChanged {
        /// The question as it was.
        question: String,
    },
    /// Name of the sheet.
    Titled {
        /// Before.
        from: String,
        /// Now.
        to: String,
    },
    /// How valid scores become one figure.
    Aggregation {
        /// Before.
        from: Rule,
        /// Now.
        to: Rule,
    },
    /// Whether ties compare exact or displayed values.
    Comparison {
        /// Now.
        to: Comparison,
    },
    /// What items are ranked by.
    Basis {
        /// Before.
        from: Basis,
        /// Now.
        to: Basis,
    },
    /// Whether the parts of criteria are scored.
    Parts {
        /// Now.
        to: bool,
    },
    /// Means criterion by criterion, then summed; otherwise totals are averaged.
    ByCriterion {
        /// Now.
        to: bool,
    },
    /// Trimming starts at so many valid scores.
    TrimFrom {
        /// Before.
        from: usize,
        /// Now.
        to: usize,
    },
    /// Warn under so many valid scores.
    MinValid {
        /// Before.
        from: usize,
        /// Now.
        to: usize,
    },
    /// Ask an expert whose score departs by more.
    Deviation {
        /// Before.
        from: Percent,
        /// Now.
        to: Percent,
    },
    /// Criteria compared when totals are equal, by name in their order.
    TieBreakers {
        /// Now.
        to: Vec<String>,
    },
    /// Lines of the suggested conclusion, or what answers hint at.
    Limits,
    /// Anything else of the sheet: words in its head, conclusions and grades that it offers, parts that are scored.
    Other,
}

impl SheetAndMethod {
    /// Puts both in the place of those of other rules. An earlier stage stays as it was frozen.
    #[must_use]
    pub fn over(&self, rules: &FrozenRules) -> FrozenRules {
        FrozenRules {
            sheet: self.sheet.clone(),
            aggregation: self.aggregation,
            comparison: self.comparison,
            basis: self.basis.clone(),
            ..rules.clone()
        }
    }

    /// A sheet as experts fill it in, with nothing of how the office computes from it. The id names the content of all of the
    /// sheet and goes with it.
    pub(super) fn sheet_alone(sheet: &ScoreSheet) -> SheetAndMethod {
        let head = Head {
            id: String::new(),
            by_criterion: false,
            trim_min: 0,
            min_valid: 0,
            deviation_percent: Percent(Mark::ZERO),
            tie_breakers: Vec::new(),
            ..sheet.sheet.clone()
        };
        let sheet =
            ScoreSheet { sheet: head, suggest: None, suggest_list: None, hints: Vec::new(), ..sheet.clone() };
        let (aggregation, comparison) = (Rule::Mean, Comparison::Exact);
        SheetAndMethod { sheet, aggregation, comparison, basis: Basis::Points }
    }
}

impl FrozenRules {
    /// Sheet and method.
    #[must_use]
    pub fn sheet_and_method(&self) -> SheetAndMethod {
        SheetAndMethod {
            sheet: self.sheet.clone(),
            aggregation: self.aggregation,
            comparison: self.comparison,
            basis: self.basis.clone(),
        }
    }
}

/// Everything in which sheet and method of two versions differ; nothing where they are the same.
#[must_use]
pub fn told(before: &FrozenRules, after: &FrozenRules) -> Vec<Edited> {
    let mut edits = Vec::new();
    criteria(&before.sheet.criteria, &after.sheet.criteria, &mut edits);
    questions(&before.sheet.gates, &after.sheet.gates, &mut edits);
    head(&before.sheet.sheet, &after.sheet.sheet, &mut edits);
    method(before, after, &mut edits);
    let (old, new) = (&before.sheet, &after.sheet);
    if (&old.suggest, &old.suggest_list, &old.hints) != (&new.suggest, &new.suggest_list, &new.hints) {
        edits.push(Edited::Limits);
    }
    if rest(old, new, edits.is_empty()) {
        edits.push(Edited::Other);
    }
    edits
}

fn criteria(before: &[Criterion], after: &[Criterion], edits: &mut Vec<Edited>) {
    let same = |id: &str, list: &[Criterion]| list.iter().any(|c| c.id == id);
    for c in before {
        let Some(now) = after.iter().find(|other| other.id == c.id) else {
            edits.push(Edited::CriterionRemoved { id: c.id.clone(), name: c.name_zh.clone(), max: c.max });
            continue;
        };
        let (id, name) = (|| c.id.clone(), || c.name_zh.clone());
        if c.name_zh != now.name_zh {
            edits.push(Edited::Renamed { id: id(), from: name(), to: now.name_zh.clone() });
        }
        if c.max != now.max {
            edits.push(Edited::Maximum { id: id(), name: name(), from: c.max, to: now.max });
        }
        if c.raters != now.raters {
            let (from, to) = (c.raters.clone(), now.raters.clone());
            edits.push(Edited::Raters { id: id(), name: name(), from, to });
        }
        if (&c.name_en, &c.subs, &c.bands) != (&now.name_en, &now.subs, &now.bands) {
            edits.push(Edited::Explained { id: id(), name: name() });
        }
    }
    for c in after.iter().filter(|c| !same(&c.id, before)) {
        edits.push(Edited::CriterionAdded { id: c.id.clone(), name: c.name_zh.clone(), max: c.max });
    }
    let old: Vec<&str> = before.iter().map(|c| c.id.as_str()).filter(|id| same(id, after)).collect();
    let stays = after.iter().map(|c| c.id.as_str()).filter(|id| same(id, before));
    if !stays.eq(old) {
        edits.push(Edited::Order);
    }
}

fn questions(before: &[Gate], after: &[Gate], edits: &mut Vec<Edited>) {
    for g in before {
        let question = g.question.clone();
        match after.iter().find(|other| other.id == g.id) {
            None => edits.push(Edited::QuestionRemoved { question }),
            Some(now) if now != g => edits.push(Edited::QuestionChanged { question }),
            Some(_) => {}
        }
    }
    let new = after.iter().filter(|g| !before.iter().any(|other| other.id == g.id));
    edits.extend(new.map(|g| Edited::QuestionAdded { question: g.question.clone() }));
}

fn head(before: &Head, after: &Head, edits: &mut Vec<Edited>) {
    if before.name_zh != after.name_zh {
        edits.push(Edited::Titled { from: before.name_zh.clone(), to: after.name_zh.clone() });
    }
    if before.total != after.total {
        edits.push(Edited::Total { from: before.total, to: after.total });
    }
    if before.step != after.step {
        edits.push(Edited::Step { from: before.step, to: after.step });
    }
    if before.by_criterion != after.by_criterion {
        edits.push(Edited::ByCriterion { to: after.by_criterion });
    }
    if before.score_subs != after.score_subs {
        edits.push(Edited::Parts { to: after.score_subs });
    }
    if before.trim_min != after.trim_min {
        edits.push(Edited::TrimFrom { from: before.trim_min, to: after.trim_min });
    }
    if before.min_valid != after.min_valid {
        edits.push(Edited::MinValid { from: before.min_valid, to: after.min_valid });
    }
    if before.deviation_percent != after.deviation_percent {
        edits.push(Edited::Deviation { from: before.deviation_percent, to: after.deviation_percent });
    }
}

fn method(before: &FrozenRules, after: &FrozenRules, edits: &mut Vec<Edited>) {
    let trims = |rules: &FrozenRules| Rule::Trimmed { from: rules.sheet.sheet.trim_min };
    // Where trimming follows the sheet before and now, the sheet's figure says it.
    let follows = before.aggregation == trims(before) && after.aggregation == trims(after);
    if before.aggregation != after.aggregation && !follows {
        edits.push(Edited::Aggregation { from: before.aggregation, to: after.aggregation });
    }
    if before.comparison != after.comparison {
        edits.push(Edited::Comparison { to: after.comparison });
    }
    if before.basis != after.basis {
        edits.push(Edited::Basis { from: before.basis.clone(), to: after.basis.clone() });
    }
    if before.sheet.sheet.tie_breakers != after.sheet.sheet.tie_breakers {
        let names = after.sheet.tie_breaker_names();
        edits.push(Edited::TieBreakers { to: names.into_iter().map(str::to_owned).collect() });
    }
}

/// Whether anything differs that was not compared by itself. What each kind of expert can give follows from the criteria, and the
/// id of the sheet from all of it: of what is `alike` so far they must be the same.
fn rest(before: &ScoreSheet, after: &ScoreSheet, alike: bool) -> bool {
    let (old, new) = (&before.sheet, &after.sheet);
    let criteria = before.criteria == after.criteria;
    let head = Head {
        name_zh: old.name_zh.clone(),
        total: old.total,
        step: old.step,
        by_criterion: old.by_criterion,
        score_subs: old.score_subs,
        trim_min: old.trim_min,
        min_valid: old.min_valid,
        deviation_percent: old.deviation_percent,
        tie_breakers: old.tie_breakers.clone(),
        own_max: if criteria { new.own_max.clone() } else { old.own_max.clone() },
        id: if alike { new.id.clone() } else { old.id.clone() },
        ..new.clone()
    };
    head != *old || (&before.conclusions, &before.grades) != (&after.conclusions, &after.grades)
}
