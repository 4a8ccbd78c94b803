//! Between a sheet and its form: every figure is typed, and what cannot be is named with its place.

use std::collections::{BTreeMap, BTreeSet};

use domain::session::SessionKind;
use domain::sheet::{Band, Criterion, Gate, Head, ScoreSheet, Sub, Suggest, SuggestList, VetoLimit};
use domain::{Category, Code, Finding, Percent, digest};
use ranking::{Mark, MarkError};

use crate::api::sheet::{
    BandForm, CriterionForm, LimitsForm, PartForm, QuestionForm, QuestionLimit, SheetForm,
};

const YES: &str = "是";
const NO: &str = "否";
/// Digits of a sheet's digest that stand in its id.
const LABEL: usize = 8;

/// The form of a sheet.
pub(crate) fn form_of(sheet: &ScoreSheet) -> SheetForm {
    let head = &sheet.sheet;
    SheetForm {
        name_zh: head.name_zh.clone(),
        name_en: head.name_en.clone(),
        basis: head.basis.clone(),
        total: head.total.to_string(),
        step: head.step.to_string(),
        by_criterion: head.by_criterion,
        score_subs: head.score_subs,
        trim_min: head.trim_min.to_string(),
        min_valid: head.min_valid.to_string(),
        deviation: head.deviation_percent.0.to_string(),
        tie_breakers: head.tie_breakers.clone(),
        criteria: sheet.criteria.iter().map(criterion_form).collect(),
        questions: sheet.gates.iter().map(question_form).collect(),
        limits: limits_form(sheet),
    }
}

fn criterion_form(c: &Criterion) -> CriterionForm {
    let band = |b: &Band| BandForm { name: b.name.clone(), from: b.from.to_string(), text: b.text.clone() };
    let part = |s: &Sub| PartForm {
        id: s.id.clone(),
        name: s.name_zh.clone(),
        hint: s.hint.clone(),
        max: s.max.to_string(),
    };
    CriterionForm {
        id: c.id.clone(),
        name_zh: c.name_zh.clone(),
        name_en: c.name_en.clone(),
        max: c.max.to_string(),
        raters: c.raters.iter().map(|r| (*r).into()).collect(),
        parts: c.subs.iter().map(part).collect(),
        bands: c.bands.iter().map(band).collect(),
    }
}

fn question_form(g: &Gate) -> QuestionForm {
    QuestionForm {
        id: g.id.clone(),
        question: g.question.clone(),
        raters: g.raters.iter().map(|r| (*r).into()).collect(),
        vetoes_on_yes: g.veto_on == YES,
        effect: g.effect.clone(),
        limit: match g.limit() {
            VetoLimit::Reject => QuestionLimit::Reject,
            VetoLimit::Revise => QuestionLimit::Revise,
            VetoLimit::Tell => QuestionLimit::Tell,
        },
        basis: g.basis.clone(),
    }
}

fn limits_form(sheet: &ScoreSheet) -> LimitsForm {
    match (&sheet.suggest, &sheet.suggest_list) {
        (Some(s), _) => LimitsForm {
            feasibility: s.feasibility.clone(),
            budget: s.budget.clone(),
            agree_from: s.approve_from.to_string(),
            reject_below: s.reject_below.to_string(),
            rate_floor: s.rate_floor_percent.0.to_string(),
            first_from: s.first_grade_from.to_string(),
            second_from: s.second_grade_from.to_string(),
        },
        (None, Some(s)) => LimitsForm {
            agree_from: s.list_from.to_string(),
            reject_below: s.defer_below.to_string(),
            ..LimitsForm::default()
        },
        (None, None) => LimitsForm::default(),
    }
}

/// The sheet that a form comes to. `shipped` is the default of its kind: article, conclusions and grades are not edited.
///
/// # Errors
/// Everything that cannot be, each with its place.
#[allow(clippy::too_many_lines, reason = "one sheet, read field by field")]
pub(crate) fn sheet_of(form: &SheetForm, shipped: &ScoreSheet) -> Result<ScoreSheet, Vec<Finding>> {
    let mut read = Reader { scored_parts: form.score_subs && shipped.sheet.scored, ..Reader::default() };
    let mut ids = Ids::of(form);
    let criteria: Vec<Criterion> = form
        .criteria
        .iter()
        .enumerate()
        .map(|(at, c)| read.criterion(&format!("criterion/{}", at + 1), c, ids.next(&c.id, 'c')))
        .collect();
    let gates: Vec<Gate> = form
        .questions
        .iter()
        .enumerate()
        .map(|(at, q)| read.question(&format!("question/{}", at + 1), q, ids.next(&q.id, 'q')))
        .collect();
    let known: BTreeSet<&str> = criteria.iter().map(|c| c.id.as_str()).collect();
    let tie_breakers = form.tie_breakers.iter().filter(|id| known.contains(id.as_str())).cloned().collect();
    let head = Head {
        id: String::new(),
        name_zh: read.name("name", "评分表名称", &form.name_zh),
        name_en: or(&form.name_en, &form.name_zh),
        basis: form.basis.trim().to_owned(),
        total: read.mark("total", "总分", &form.total),
        step: read.mark("step", "步长", &form.step),
        by_criterion: form.by_criterion,
        score_subs: read.scored_parts,
        trim_min: read.count("trim_min", "去高去低的起点", &form.trim_min),
        min_valid: read.count("min_valid", "有效评分下限", &form.min_valid),
        deviation_percent: Percent(read.mark("deviation", "偏离界限", &form.deviation)),
        tie_breakers,
        own_max: own_max(&criteria),
        ..shipped.sheet.clone()
    };
    let (suggest, suggest_list) = read.limits(form, shipped, &known);
    read.points(&head, &criteria);
    if read.found.is_empty() {
        read.ranges(&head, suggest.as_ref(), suggest_list.as_ref());
    }
    // A hint whose question was taken out hints at nothing any more.
    let asked = |id: &String| gates.iter().any(|g: &Gate| g.id == *id);
    let hints = shipped.hints.iter().filter(|hint| hint.gates.iter().all(asked)).cloned().collect();
    let mut sheet = ScoreSheet {
        hints,
        sheet: head,
        suggest,
        suggest_list,
        criteria,
        gates,
        conclusions: shipped.conclusions.clone(),
        grades: shipped.grades.clone(),
    };
    if !read.found.is_empty() {
        return Err(read.found);
    }
    if *shipped
        == (ScoreSheet {
            sheet: Head { id: shipped.sheet.id.clone(), ..sheet.sheet.clone() },
            ..sheet.clone()
        })
    {
        return Ok(shipped.clone());
    }
    sheet.sheet.id = label(&sheet);
    sheet.check().map_err(|finding| vec![finding])?;
    Ok(sheet)
}

/// The form with an id for each criterion and question that has none yet: lines and tie-breakers name them by it.
pub(crate) fn with_ids(mut form: SheetForm) -> SheetForm {
    let mut ids = Ids::of(&form);
    let scored = form.score_subs;
    for c in &mut form.criteria {
        c.id = ids.next(&c.id, 'c');
        let mut own = Ids::of_parts(c);
        for part in c.parts.iter_mut().filter(|_| scored) {
            part.id = own.next(&part.id, 's');
        }
    }
    for q in &mut form.questions {
        q.id = ids.next(&q.id, 'q');
    }
    form
}

/// What a form says that does not keep it from being used: bands that were left as they stood in `base` although the maximum of
/// their criterion is another one. Where they go over it they are no warning but an error of [`sheet_of`].
pub(in crate::office) fn bands_left(form: &SheetForm, base: &ScoreSheet) -> Vec<Finding> {
    let number = |text: &str| plain(text).parse::<Mark>().ok();
    let found = form.criteria.iter().zip(1_usize..).filter_map(|(of, n)| {
        let before = base.criteria.iter().find(|c| c.id == of.id && c.bands.len() > 1)?;
        let max = number(&of.max).filter(|max| *max != before.max)?;
        let typed: Vec<Option<Mark>> = of.bands.iter().map(|band| number(&band.from)).collect();
        let same = typed.iter().copied().eq(before.bands.iter().map(|band| Some(band.from)));
        let over = before.bands.first().is_some_and(|best| best.from > max);
        let finding = Finding::warning(Code::SheetBandsBehind).with("criterion", of.name_zh.trim());
        let finding = finding.with("was", before.max.to_string()).with("max", max.to_string());
        (same && !over).then(|| finding.at_path(format!("criterion/{n}/bands")))
    });
    found.collect()
}

/// What the parts of a criterion add up to as they are typed; nothing without parts, or where a figure cannot be read.
pub(in crate::office) fn part_sum(form: &CriterionForm) -> Option<String> {
    let read = |part: &PartForm| plain(&part.max).trim_end_matches('分').trim_end().parse::<Mark>().ok();
    let sum = form.parts.iter().try_fold(Mark::ZERO, |sum, part| sum.checked_add(read(part)?))?;
    (!form.parts.is_empty()).then(|| sum.to_string())
}

/// A sheet's id: that of its kind, and digits of its content. The same content has the same id on every machine.
fn label(sheet: &ScoreSheet) -> String {
    let content = digest::canonical(sheet).unwrap_or_default();
    let digits = hex::encode(digest::framed("lunzheng/sheet/1", &[&content]));
    let kind = match sheet.sheet.kind {
        SessionKind::Demand => "demand",
        SessionKind::Bid => "bid",
        SessionKind::Milestone => "milestone",
        SessionKind::Acceptance => "acceptance",
        SessionKind::Termination => "termination",
    };
    format!("{kind}-own/{}", digits.get(..LABEL).unwrap_or(&digits))
}

/// What each kind of expert can give at most.
fn own_max(criteria: &[Criterion]) -> BTreeMap<Category, Mark> {
    let of = |kind: Category| {
        let own = criteria.iter().filter(|c| c.raters.contains(&kind));
        own.fold(Mark::ZERO, |sum, c| sum.checked_add(c.max).unwrap_or(sum))
    };
    Category::ALL.into_iter().map(|kind| (kind, of(kind))).filter(|(_, most)| *most > Mark::ZERO).collect()
}

/// What was typed with the digits and signs of a Chinese keyboard, as plain ones.
pub(crate) fn plain(typed: &str) -> String {
    let half = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '　' => ' ',
        '。' => '.',
        other => other,
    };
    typed.chars().map(half).collect::<String>().trim().to_owned()
}

/// A name, or what stands for an empty one.
fn or(name: &str, other: &str) -> String {
    if name.trim().is_empty() { other.trim().to_owned() } else { name.trim().to_owned() }
}

/// Ids for criteria and questions that have none yet.
struct Ids(BTreeSet<String>);

impl Ids {
    fn of(form: &SheetForm) -> Ids {
        let own = form.criteria.iter().map(|c| &c.id).chain(form.questions.iter().map(|q| &q.id));
        Ids(own.filter(|id| !id.is_empty()).cloned().collect())
    }

    /// Of the parts of one criterion.
    fn of_parts(form: &CriterionForm) -> Ids {
        Ids(form.parts.iter().map(|p| p.id.clone()).filter(|id| !id.is_empty()).collect())
    }

    fn next(&mut self, own: &str, letter: char) -> String {
        if !own.is_empty() {
            return own.to_owned();
        }
        let mut n = 1usize;
        while !self.0.insert(format!("{letter}{n}")) {
            n += 1;
        }
        format!("{letter}{n}")
    }
}

/// Reads what was typed, and keeps what could not be.
#[derive(Default)]
struct Reader {
    found: Vec<Finding>,
    /// Whether the parts of criteria are scored.
    scored_parts: bool,
}

impl Reader {
    fn say(&mut self, finding: Finding, place: impl Into<String>) {
        self.found.push(finding.at_path(place));
    }

    fn name(&mut self, place: &str, what: &str, typed: &str) -> String {
        if typed.trim().is_empty() {
            self.say(Finding::error(Code::SheetName).with("what", what), place);
        }
        typed.trim().to_owned()
    }

    fn mark(&mut self, place: &str, what: &str, typed: &str) -> Mark {
        let plain = plain(typed);
        let read: Result<Mark, MarkError> = plain.trim_end_matches(['%', '分']).trim_end().parse();
        read.unwrap_or_else(|_| {
            let finding = Finding::error(Code::ValueUnreadable)
                .with("field", what)
                .with("value", typed)
                .with("reason", "，应为数字，最多六位小数")
                .with("reason_en", ", expected a number with at most six decimals");
            self.say(finding, place);
            Mark::ZERO
        })
    }

    fn count(&mut self, place: &str, what: &str, typed: &str) -> usize {
        plain(typed).parse().unwrap_or_else(|_| {
            let finding = Finding::error(Code::ValueUnreadable)
                .with("field", what)
                .with("value", typed)
                .with("reason", "，应为整数")
                .with("reason_en", ", expected a whole number");
            self.say(finding, place);
            0
        })
    }

    fn raters(&mut self, place: &str, what: &str, typed: &[crate::api::session::Category]) -> Vec<Category> {
        if typed.is_empty() {
            self.say(Finding::error(Code::SheetRaters).with("what", what), format!("{place}/raters"));
        }
        let mut kinds: Vec<Category> = Vec::new();
        for kind in typed.iter().map(|c| Category::from(*c)) {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        kinds
    }

    fn criterion(&mut self, place: &str, form: &CriterionForm, id: String) -> Criterion {
        let own = self.name(&format!("{place}/name"), "指标名称", &form.name_zh);
        let name = if own.is_empty() { place.replace("criterion/", "第") + "项" } else { own };
        let at = format!("{place}/max");
        let max = if form.max.trim().is_empty() {
            self.say(Finding::error(Code::SheetWeight).with("criterion", name.clone()), at);
            Mark::ZERO
        } else {
            let max = self.mark(&at, &name, &form.max);
            if max <= Mark::ZERO {
                self.say(Finding::error(Code::SheetWeight).with("criterion", name.clone()), at);
            }
            max
        };
        let mut ids = Ids::of_parts(form);
        let subs: Vec<Sub> = form
            .parts
            .iter()
            .enumerate()
            .map(|(n, part)| {
                let place = format!("{place}/part/{}", n + 1);
                let name_zh = self.name(&place, "分项名称", &part.name);
                let max = self.mark(&place, &name_zh, &part.max);
                // A part that is only a hint has no id, so that a sheet of hints comes back as it was shipped.
                let id = if self.scored_parts { ids.next(&part.id, 's') } else { String::new() };
                Sub { id, name_zh, hint: part.hint.trim().to_owned(), max }
            })
            .collect();
        let sum = subs.iter().try_fold(Mark::ZERO, |sum, s| sum.checked_add(s.max));
        if !subs.is_empty() && sum != Some(max) {
            let finding = Finding::error(Code::SheetParts)
                .with("criterion", name.clone())
                .with("sum", sum.map_or_else(|| "—".to_owned(), |s| s.to_string()))
                .with("max", max.to_string());
            self.say(finding, format!("{place}/parts"));
        }
        Criterion {
            id,
            name_en: or(&form.name_en, &form.name_zh),
            raters: self.raters(place, &name, &form.raters),
            bands: self.bands(place, &name, max, &form.bands),
            name_zh: name,
            max,
            subs,
        }
    }

    fn bands(&mut self, place: &str, criterion: &str, max: Mark, typed: &[BandForm]) -> Vec<Band> {
        let bands: Vec<Band> = typed
            .iter()
            .enumerate()
            .map(|(n, band)| {
                let place = format!("{place}/band/{}", n + 1);
                let name = self.name(&place, "档次名称", &band.name);
                Band { from: self.mark(&place, &name, &band.from), name, text: band.text.trim().to_owned() }
            })
            .collect();
        let falling = bands.windows(2).all(|w| matches!(w, [better, worse] if better.from > worse.from));
        let to_nought = bands.last().is_some_and(|b| b.from == Mark::ZERO);
        let under = bands.first().is_none_or(|b| b.from <= max);
        if !falling || !to_nought || !under {
            self.say(
                Finding::error(Code::SheetBands).with("criterion", criterion).with("max", max.to_string()),
                format!("{place}/bands"),
            );
        }
        bands
    }

    fn question(&mut self, place: &str, form: &QuestionForm, id: String) -> Gate {
        let question = self.name(place, "否决事项", &form.question);
        let limit = match form.limit {
            QuestionLimit::Reject => VetoLimit::Reject,
            QuestionLimit::Revise => VetoLimit::Revise,
            QuestionLimit::Tell => VetoLimit::Tell,
        };
        let gate = Gate {
            id,
            limit: None,
            raters: self.raters(place, &question, &form.raters),
            question,
            veto_on: if form.vetoes_on_yes { YES } else { NO }.to_owned(),
            effect: self.name(&format!("{place}/effect"), "否决事项的后果", &form.effect),
            basis: or(&form.basis, "本单位设定"),
        };
        // Said only where the words do not say it: a shipped sheet comes back as it is.
        Gate { limit: (gate.limit() != limit).then_some(limit), ..gate }
    }

    fn limits(
        &mut self,
        form: &SheetForm,
        shipped: &ScoreSheet,
        known: &BTreeSet<&str>,
    ) -> (Option<Suggest>, Option<SuggestList>) {
        let limits = &form.limits;
        if shipped.suggest.is_none() && shipped.suggest_list.is_none() {
            return (None, None);
        }
        let agree = self.mark("limits/agree_from", "同意线", &limits.agree_from);
        let reject = self.mark("limits/reject_below", "不同意线", &limits.reject_below);
        self.order("limits/agree_from", reject, agree);
        if shipped.suggest.is_none() {
            return (None, Some(SuggestList { list_from: agree, defer_below: reject }));
        }
        for (place, what, id) in [
            ("limits/feasibility", "可行性", &limits.feasibility),
            ("limits/budget", "经费预算合理性", &limits.budget),
        ] {
            if !known.contains(id.as_str()) {
                self.say(Finding::error(Code::SheetJudged).with("what", what), place);
            }
        }
        let first = self.mark("limits/first_from", "优先资助线", &limits.first_from);
        let second = self.mark("limits/second_from", "可资助线", &limits.second_from);
        self.order("limits/first_from", second, first);
        let suggest = Suggest {
            feasibility: limits.feasibility.clone(),
            budget: limits.budget.clone(),
            approve_from: agree,
            reject_below: reject,
            rate_floor_percent: Percent(self.mark("limits/rate_floor", "得分率下限", &limits.rate_floor)),
            first_grade_from: first,
            second_grade_from: second,
        };
        (Some(suggest), None)
    }

    /// The lower line must not lie above the higher one.
    fn order(&mut self, place: &str, low: Mark, high: Mark) {
        if low > high {
            let finding =
                Finding::error(Code::SheetLimits).with("low", low.to_string()).with("high", high.to_string());
            self.say(finding, place);
        }
    }

    /// A figure that lies outside of what it can be.
    fn within(&mut self, place: &str, what: &str, value: Mark, (low, high): (Mark, Mark)) {
        if value < low || value > high {
            let finding = Finding::error(Code::SheetRange)
                .with("what", what)
                .with("value", value.to_string())
                .with("low", low.to_string())
                .with("high", high.to_string());
            self.say(finding, place);
        }
    }

    /// Figures of the head and lines that no sheet can have: trimming needs three scores, a line lies on the scale.
    fn ranges(&mut self, head: &Head, suggest: Option<&Suggest>, list: Option<&SuggestList>) {
        if !head.scored {
            return;
        }
        let count = |n: usize| Mark::points(i32::try_from(n).unwrap_or(i32::MAX));
        let (scale, percent) = ((Mark::ZERO, head.total), (Mark::ZERO, Mark::points(100)));
        self.within("trim_min", "去高去低的起点", count(head.trim_min), (Mark::points(3), Mark::points(99)));
        self.within("min_valid", "有效评分下限", count(head.min_valid), (Mark::points(1), Mark::points(99)));
        let step = Mark::from_millionths(1);
        self.within("deviation", "偏离界限", head.deviation_percent.0, (step, percent.1));
        if let Some(s) = suggest {
            self.within("limits/agree_from", "同意线", s.approve_from, scale);
            self.within("limits/reject_below", "不同意线", s.reject_below, scale);
            self.within("limits/first_from", "优先资助线", s.first_grade_from, scale);
            self.within("limits/second_from", "可资助线", s.second_grade_from, scale);
            self.within("limits/rate_floor", "得分率下限", s.rate_floor_percent.0, percent);
        }
        if let Some(s) = list {
            self.within("limits/agree_from", "建议入榜线", s.list_from, scale);
            self.within("limits/reject_below", "暂不入榜线", s.defer_below, scale);
        }
    }

    /// Scored parts that nobody could score, or tell apart.
    fn scored_parts(&mut self, head: &Head, n: usize, criterion: &Criterion) {
        for (at, sub) in criterion.subs.iter().enumerate() {
            let place = format!("criterion/{n}/part/{}", at + 1);
            if sub.max <= Mark::ZERO || !sub.max.is_multiple_of(head.step) {
                let finding = Finding::error(Code::SheetStep)
                    .with("what", criterion.sub_name(sub))
                    .with("value", sub.max.to_string())
                    .with("step", head.step.to_string());
                self.say(finding, place.clone());
            }
            let named = |other: &Sub| other.name_zh == sub.name_zh && !sub.name_zh.is_empty();
            if criterion.subs.iter().take(at).any(named) {
                self.say(Finding::error(Code::SheetTwice).with("name", criterion.sub_name(sub)), place);
            }
        }
    }

    /// Points that do not add up, and maxima off the step.
    fn points(&mut self, head: &Head, criteria: &[Criterion]) {
        if head.step <= Mark::ZERO {
            self.within("step", "步长", head.step, (Mark::from_millionths(1), head.total));
        }
        let blank = criteria.iter().any(|c| c.max == Mark::ZERO);
        let sum = criteria.iter().try_fold(Mark::ZERO, |sum, c| sum.checked_add(c.max));
        if !blank && sum != Some(head.total) {
            let finding = Finding::error(Code::SheetPoints)
                .with("sheet", head.name_zh.clone())
                .with("sum", sum.map_or_else(|| "—".to_owned(), |s| s.to_string()))
                .with("total", head.total.to_string())
                .with("blank", "—");
            self.say(finding, "total");
        }
        for (at, c) in criteria.iter().enumerate() {
            if head.score_subs && head.step > Mark::ZERO {
                self.scored_parts(head, at + 1, c);
            }
            if head.step > Mark::ZERO && !c.max.is_multiple_of(head.step) {
                let finding = Finding::error(Code::SheetStep)
                    .with("what", c.name_zh.clone())
                    .with("value", c.max.to_string())
                    .with("step", head.step.to_string());
                self.say(finding, format!("criterion/{}/max", at + 1));
            }
            if criteria.iter().take(at).any(|o| o.name_zh == c.name_zh && !c.name_zh.is_empty()) {
                self.say(
                    Finding::error(Code::SheetTwice).with("name", c.name_zh.clone()),
                    format!("criterion/{}/name", at + 1),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shipped;

    fn codes(form: &SheetForm) -> Vec<(Code, Option<String>)> {
        let sheet = shipped::bid_sheet().unwrap();
        let found = sheet_of(form, &sheet).map(|_| ()).unwrap_err();
        found.into_iter().map(|f| (f.code, f.place.path)).collect()
    }

    fn at(code: Code, place: &str) -> (Code, Option<String>) {
        (code, Some(place.to_owned()))
    }

    #[test]
    fn a_shipped_sheet_comes_back_as_it_is_with_its_own_id() {
        for sheet in SessionKind::ALL.map(|kind| shipped::sheet_of(kind).unwrap()) {
            assert_eq!(sheet_of(&form_of(&sheet), &sheet).unwrap(), sheet);
        }
    }

    #[test]
    fn a_changed_sheet_has_an_id_of_its_content_and_reads_as_a_file_would() {
        let sheet = shipped::bid_sheet().unwrap();
        let mut form = form_of(&sheet);
        (form.criteria[0].max, form.criteria[1].max) = ("25".to_owned(), "20".to_owned());
        (form.criteria[0].parts, form.criteria[1].parts) = (Vec::new(), Vec::new());
        form.criteria[1].bands[0].from = "18".to_owned();
        form.criteria[1].bands[1].from = "15".to_owned();
        form.criteria[1].bands[2].from = "12".to_owned();
        let own = sheet_of(&form, &sheet).unwrap();
        assert!(own.sheet.id.starts_with("bid-own/"), "{}", own.sheet.id);
        assert_eq!(sheet_of(&form_of(&own), &sheet).unwrap(), own, "and comes back");
        form.name_zh.push('甲');
        assert_ne!(sheet_of(&form, &sheet).unwrap().sheet.id, own.sheet.id);
    }

    #[test]
    fn digits_of_a_chinese_keyboard_are_read() {
        let sheet = shipped::bid_sheet().unwrap();
        let mut form = form_of(&sheet);
        (form.total, form.criteria[0].max, form.step) =
            ("１００".to_owned(), "２０分".to_owned(), "０．５".to_owned());
        assert_eq!(sheet_of(&form, &sheet).unwrap(), sheet);
    }

    #[test]
    fn a_criterion_without_a_weight_is_asked_for_and_never_guessed() {
        let mut form = form_of(&shipped::bid_sheet().unwrap());
        form.criteria[2].max = " ".to_owned();
        form.criteria[2].parts.clear();
        assert_eq!(
            codes(&form),
            [at(Code::SheetWeight, "criterion/3/max"), at(Code::SheetBands, "criterion/3/bands")],
            "that the rest does not add up to 100 follows from it and is not said as well"
        );
    }

    #[test]
    fn bands_that_a_changed_maximum_left_behind_are_named_at_the_bands_and_over_it_refused() {
        let sheet = shipped::bid_sheet().unwrap();
        let with = |max: &str| {
            let mut form = form_of(&sheet);
            form.criteria[1].max = max.to_owned();
            form
        };
        let found = bands_left(&with("30"), &sheet);
        assert_eq!(
            found.iter().map(|f| (f.code, f.blocks())).collect::<Vec<_>>(),
            [(Code::SheetBandsBehind, false)]
        );
        assert_eq!(found[0].place.path.as_deref(), Some("criterion/2/bands"));
        assert!(bands_left(&form_of(&sheet), &sheet).is_empty());
        let over = with("10");
        assert!(bands_left(&over, &sheet).is_empty(), "that is no warning any more");
        let refused = sheet_of(&over, &sheet).unwrap_err();
        assert!(refused.iter().any(|f| f.code == Code::SheetBands));
        let mut mended = with("30");
        mended.criteria[1].bands[0].from = "27".to_owned();
        assert!(bands_left(&mended, &sheet).is_empty(), "somebody looked at them");
    }

    #[test]
    fn what_cannot_be_is_named_with_its_place() {
        let sheet = shipped::bid_sheet().unwrap();
        let changed = |change: fn(&mut SheetForm)| {
            let mut form = form_of(&sheet);
            change(&mut form);
            codes(&form)
        };
        assert_eq!(changed(|f| f.total = "90".to_owned()), [at(Code::SheetPoints, "total")]);
        assert_eq!(changed(|f| f.step = "0.3".to_owned()).first().map(|c| c.0), Some(Code::SheetStep));
        assert_eq!(changed(|f| f.step = "一".to_owned())[0], at(Code::ValueUnreadable, "step"));
        assert_eq!(changed(|f| f.criteria[1].raters.clear()), [at(Code::SheetRaters, "criterion/2/raters")]);
        assert_eq!(
            changed(|f| f.criteria[1].parts[0].max = "9".to_owned()),
            [at(Code::SheetParts, "criterion/2/parts")]
        );
        assert_eq!(
            changed(|f| f.criteria[1].bands[3].from = "1".to_owned()),
            [at(Code::SheetBands, "criterion/2/bands")]
        );
        assert_eq!(
            changed(|f| f.criteria[1].name_zh = f.criteria[0].name_zh.clone()),
            [at(Code::SheetTwice, "criterion/2/name")]
        );
        assert_eq!(changed(|f| f.questions[0].effect.clear()), [at(Code::SheetName, "question/1/effect")]);
        assert_eq!(
            changed(|f| f.limits.feasibility = "nothing".to_owned()),
            [at(Code::SheetJudged, "limits/feasibility")]
        );
        assert_eq!(
            changed(|f| f.limits.agree_from = "50".to_owned()),
            [at(Code::SheetLimits, "limits/agree_from")]
        );
    }

    #[test]
    fn parts_are_scored_where_the_office_switches_them_on_and_off_again_leaves_the_shipped_sheet() {
        let sheet = shipped::bid_sheet().unwrap();
        let mut form = form_of(&sheet);
        form.score_subs = true;
        form.criteria[1].parts[2].hint = " 有无替代方案 ".to_owned();
        let kept = with_ids(form.clone());
        let ids: Vec<&str> = kept.criteria[1].parts.iter().map(|p| p.id.as_str()).collect();
        assert_eq!(ids, ["s1", "s2", "s3"]);
        let own = sheet_of(&form, &sheet).unwrap();
        assert_eq!(sheet_of(&kept, &sheet).unwrap(), own, "an id is the same whether it was kept or not");
        assert_eq!(own.scored_subs(&own.criteria[1]).len(), 3);
        assert_eq!(own.criteria[1].subs[2].hint, "有无替代方案");
        assert_eq!(sheet_of(&form_of(&own), &sheet).unwrap(), own, "and comes back");
        let mut off = kept;
        off.score_subs = false;
        off.criteria[1].parts[2].hint.clear();
        assert_eq!(sheet_of(&off, &sheet).unwrap(), sheet);
        let advice = shipped::sheet_of(SessionKind::Termination).unwrap();
        let mut unscored = form_of(&advice);
        unscored.score_subs = true;
        assert_eq!(sheet_of(&unscored, &advice).unwrap(), advice, "nothing is scored there");
    }

    #[test]
    fn scored_parts_that_cannot_be_given_or_told_apart_are_named_with_their_place() {
        let sheet = shipped::bid_sheet().unwrap();
        let changed = |change: fn(&mut SheetForm)| {
            let mut form = form_of(&sheet);
            form.score_subs = true;
            change(&mut form);
            codes(&form)
        };
        let parts = |f: &mut SheetForm, maxima: [&str; 2]| {
            for (part, max) in f.criteria[0].parts.iter_mut().zip(maxima) {
                part.max = max.to_owned();
            }
        };
        assert_eq!(
            changed(|f| f.criteria[0].parts[0].max = "9".to_owned()),
            [at(Code::SheetParts, "criterion/1/parts")]
        );
        let mut form = form_of(&sheet);
        form.score_subs = true;
        parts(&mut form, ["9.75", "10.25"]);
        let places = ["criterion/1/part/1", "criterion/1/part/2"];
        assert_eq!(codes(&form), places.map(|place| at(Code::SheetStep, place)));
        form.score_subs = false;
        assert!(sheet_of(&form, &sheet).is_ok(), "a hint need not lie on the step");
        assert_eq!(
            changed(|f| f.criteria[0].parts[1].name = f.criteria[0].parts[0].name.clone()),
            [at(Code::SheetTwice, "criterion/1/part/2")]
        );
        parts(&mut form, ["１2分", "7.5"]);
        assert_eq!(part_sum(&form.criteria[0]).as_deref(), Some("19.5"));
        parts(&mut form, ["十二", "7.5"]);
        assert_eq!(part_sum(&form.criteria[0]), None, "no sum is shown of what cannot be read");
    }

    #[test]
    fn a_tie_breaker_that_was_taken_out_is_no_longer_compared() {
        let sheet = shipped::bid_sheet().unwrap();
        let mut form = form_of(&sheet);
        form.tie_breakers.insert(0, "gone".to_owned());
        assert_eq!(sheet_of(&form, &sheet).unwrap().sheet.tie_breakers, sheet.sheet.tie_breakers);
    }
}
