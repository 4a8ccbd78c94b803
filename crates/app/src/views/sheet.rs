//! Score sheets as the screens show them.

use domain::ScoreSheet;
use domain::bands::spans;
use domain::sheet::{Criterion, Sub};
use ranking::Mark;

use super::words::count;
use crate::api::session::{BandView, CriterionView, QuestionView, SheetView, SubView};

/// A sheet.
pub(crate) fn sheet_view(sheet: &ScoreSheet) -> SheetView {
    let head = &sheet.sheet;
    SheetView {
        id: head.id.clone(),
        name_zh: head.name_zh.clone(),
        name_en: head.name_en.clone(),
        article: head.article.clone(),
        basis: head.basis.clone(),
        total: head.total.to_string(),
        step: head.step.to_string(),
        criteria: sheet.criteria.iter().map(|c| criterion_view(sheet, c)).collect(),
        trim_from: count(head.trim_min),
        min_valid: count(head.min_valid),
        tie_breakers: sheet.tie_breaker_names().into_iter().map(str::to_owned).collect(),
        scored: head.scored,
        questions: sheet
            .gates
            .iter()
            .map(|gate| QuestionView {
                question: gate.question.clone(),
                triggers: gate.veto_on.clone(),
                effect: gate.effect.clone(),
                raters: gate.raters.iter().copied().map(Into::into).collect(),
            })
            .collect(),
    }
}

/// A criterion with its bands in the step of its sheet.
pub(crate) fn criterion_view(sheet: &ScoreSheet, criterion: &Criterion) -> CriterionView {
    let bands = spans(criterion, sheet.sheet.step).into_iter().map(|span| BandView {
        name: span.band.name.clone(),
        from: span.lowest.to_string(),
        to: span.highest.to_string(),
        middle: span.middle.to_string(),
        marks: span.marks.iter().map(Mark::to_string).collect(),
        text: span.band.text.clone(),
    });
    CriterionView {
        id: criterion.id.clone(),
        name_zh: criterion.name_zh.clone(),
        name_en: criterion.name_en.clone(),
        max: criterion.max.to_string(),
        raters: criterion.raters.iter().map(|c| (*c).into()).collect(),
        parts: criterion.subs.iter().map(|s| (s.name_zh.clone(), s.max.to_string())).collect(),
        subs: sheet.scored_subs(criterion).iter().map(sub_view).collect(),
        bands: bands.collect(),
    }
}

fn sub_view(sub: &Sub) -> SubView {
    SubView {
        id: sub.id.clone(),
        name: sub.name_zh.clone(),
        hint: sub.hint.clone(),
        max: sub.max.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_shows_its_bands_in_its_own_step() {
        let view = sheet_view(&crate::shipped::bid_sheet().unwrap());
        assert_eq!((view.total.as_str(), view.step.as_str()), ("100", "0.5"));
        let good = &view.criteria[1].bands[1];
        assert_eq!((good.from.as_str(), good.middle.as_str(), good.to.as_str()), ("19", "21", "22"));
        assert_eq!(good.marks, ["19", "20", "21", "22"]);
        assert_eq!(view.tie_breakers, ["技术路线可行性", "经费预算合理性"]);
    }
}
