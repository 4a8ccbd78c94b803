//! Scored parts (分项): where the office switches them on, an expert scores each part of a criterion, and the criterion's mark
//! is their exact sum. A criterion of which a part is missing has no mark: it is 缺, never what was given so far.

use ranking::Mark;

use crate::code::Code;
use crate::desk::Sheet;
use crate::finding::Finding;
use crate::panel::Category;
use crate::sheet::{Criterion, ScoreSheet, Sub};

impl Criterion {
    /// A part by its id.
    #[must_use]
    pub fn sub(&self, id: &str) -> Option<&Sub> {
        self.subs.iter().find(|s| s.id == id)
    }

    /// A part as messages and papers name it: 技术路线可行性：原理和工艺依据.
    #[must_use]
    pub fn sub_name(&self, sub: &Sub) -> String {
        format!("{}：{}", self.name_zh, sub.name_zh)
    }
}

impl ScoreSheet {
    /// The parts of a criterion that are scored; none where the criterion is scored itself and its parts are hints.
    #[must_use]
    pub fn scored_subs<'a>(&self, criterion: &'a Criterion) -> &'a [Sub] {
        if self.sheet.score_subs { &criterion.subs } else { &[] }
    }

    /// What cannot be of the scored parts of a criterion, in the words of the file.
    pub(crate) fn wrong_sub(&self, criterion: &Criterion) -> Option<&'static str> {
        let step = self.sheet.step;
        let subs = self.scored_subs(criterion);
        subs.iter().enumerate().find_map(|(at, sub)| {
            let named = subs.iter().take(at).any(|other| other.id == sub.id);
            let off = sub.max <= Mark::ZERO || !sub.max.is_multiple_of(step);
            match () {
                () if sub.id.is_empty() || named => Some("scored parts want an id each"),
                () if off => Some("maximum of a scored part off the step"),
                () => None,
            }
        })
    }

    /// Takes a mark of a part by an expert of a kind, or says why not.
    ///
    /// # Errors
    /// `record.not_found` for a part that is not there or not scored, `score.not_yours`, `score.over_max`.
    pub fn accept_sub(
        &self,
        (criterion, sub): (&str, &str),
        category: Category,
        mark: Mark,
    ) -> Result<(), Finding> {
        let missing = || Finding::error(Code::NotFound).with("what", format!("{criterion}/{sub}"));
        let of = self.criterion(criterion).ok_or_else(missing)?;
        let part = self.scored_subs(of).iter().find(|s| s.id == sub).ok_or_else(missing)?;
        if !of.raters.contains(&category) {
            return Err(Finding::error(Code::ScoreNotYours)
                .with("criterion", of.name_zh.clone())
                .with("category", category.zh()));
        }
        if mark < Mark::ZERO || mark > part.max || !mark.is_multiple_of(self.sheet.step) {
            return Err(Finding::error(Code::ScoreOverMax)
                .with("criterion", of.sub_name(part))
                .with("max", part.max.to_string())
                .with("value", mark.to_string())
                .with("step", self.sheet.step.to_string()));
        }
        Ok(())
    }
}

impl Sheet {
    /// The mark of a part.
    #[must_use]
    pub fn sub_mark(&self, criterion: &str, sub: &str) -> Option<Mark> {
        self.subs.get(criterion)?.get(sub).copied()
    }

    /// The sum of the scored parts of a criterion: nothing while one is missing.
    #[must_use]
    pub fn sub_sum(&self, criterion: &str, subs: &[Sub]) -> Option<Mark> {
        if subs.is_empty() {
            return None;
        }
        let mut marks = subs.iter().map(|s| self.sub_mark(criterion, &s.id));
        marks.try_fold(Mark::ZERO, |sum, mark| sum.checked_add(mark?))
    }

    /// What was given so far of a criterion of which a part is missing; nothing where none is given, or all are.
    #[must_use]
    pub fn sub_sum_so_far(&self, criterion: &str) -> Option<Mark> {
        if self.marks.contains_key(criterion) {
            return None;
        }
        let mut given = self.subs.get(criterion)?.values();
        given.try_fold(Mark::ZERO, |sum, mark| sum.checked_add(*mark))
    }

    /// Gives a part a mark, or takes it back; the criterion's mark follows.
    pub(crate) fn put_sub(&mut self, of: &Criterion, sub: &str, mark: Option<Mark>) {
        let marks = self.subs.entry(of.id.clone()).or_default();
        match mark {
            Some(mark) => marks.insert(sub.to_owned(), mark),
            None => marks.remove(sub),
        };
        if marks.is_empty() {
            self.subs.remove(&of.id);
        }
        match self.sub_sum(&of.id, &of.subs) {
            Some(sum) => self.marks.insert(of.id.clone(), sum),
            None => self.marks.remove(&of.id),
        };
    }

    /// Whether a criterion has its mark, given as the sheet asks for it: whole, or as the sum of its parts. A mark that was
    /// given otherwise under earlier rules is missing under these.
    #[must_use]
    pub fn mark_stands(&self, sheet: &ScoreSheet, criterion: &Criterion) -> bool {
        let mark = self.marks.get(&criterion.id).copied();
        match sheet.scored_subs(criterion) {
            [] => mark.is_some() && !self.subs.contains_key(&criterion.id),
            subs => mark.is_some() && mark == self.sub_sum(&criterion.id, subs),
        }
    }

    /// The names of the scored parts of a criterion without a mark, where some have one.
    #[must_use]
    pub fn subs_open<'a>(&self, sheet: &ScoreSheet, criterion: &'a Criterion) -> Vec<&'a str> {
        let open = |s: &&Sub| self.sub_mark(&criterion.id, &s.id).is_none();
        match self.subs.get(&criterion.id) {
            None => Vec::new(),
            Some(_) => {
                let subs = sheet.scored_subs(criterion).iter();
                subs.filter(open).map(|s| s.name_zh.as_str()).collect()
            }
        }
    }

    /// Whether the marks of parts are those the sheet asks for, and each criterion's mark is their sum. A sheet that was
    /// signed elsewhere is held against it: what does not add up was not made by the program.
    ///
    /// # Errors
    /// What [`ScoreSheet::accept_sub`] says of a part, `score.subs_sum`.
    pub fn check_subs(&self, sheet: &ScoreSheet, category: Category, bid_no: &str) -> Result<(), Finding> {
        for (criterion, marks) in &self.subs {
            for (sub, mark) in marks {
                sheet.accept_sub((criterion, sub), category, *mark)?;
            }
        }
        for criterion in &sheet.criteria {
            let subs = sheet.scored_subs(criterion);
            let (mark, sum) = (self.marks.get(&criterion.id).copied(), self.sub_sum(&criterion.id, subs));
            if !subs.is_empty() && mark != sum {
                let text = |mark: Option<Mark>| mark.map_or_else(|| "—".to_owned(), |m| m.to_string());
                return Err(Finding::error(Code::ScoreSubsSum)
                    .with("bid_no", bid_no)
                    .with("criterion", criterion.name_zh.clone())
                    .with("mark", text(mark))
                    .with("sum", text(sum)));
            }
        }
        Ok(())
    }
}

/// The shipped bid sheet with its parts scored.
#[cfg(test)]
pub(crate) fn shipped_scored() -> ScoreSheet {
    let mut sheet = crate::sheet::shipped();
    sheet.sheet.score_subs = true;
    for criterion in &mut sheet.criteria {
        for (at, sub) in criterion.subs.iter_mut().enumerate() {
            sub.id = format!("s{}", at + 1);
        }
    }
    sheet.check().unwrap();
    sheet
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::desk::Edit;
    use crate::digest;
    use crate::item::Item;
    use crate::sheet::shipped;

    fn item() -> Item {
        Item::Bid(crate::tests::bid("JB-001"))
    }

    fn sub(criterion: &str, sub: &str, mark: Option<&str>) -> Edit {
        let mark = mark.map(|m| m.parse().unwrap());
        Edit::Sub { criterion: criterion.to_owned(), sub: sub.to_owned(), mark }
    }

    fn code(own: &mut Sheet, edit: Edit, category: Category) -> Result<(), Code> {
        own.apply(edit, &shipped_scored(), category, &item()).map_err(|f| f.code)
    }

    #[test]
    fn the_mark_is_the_exact_sum_once_every_part_has_one_and_is_missing_before() {
        let mut own = Sheet::default();
        for (id, mark) in [("s1", "9.5"), ("s2", "7")] {
            code(&mut own, sub("route", id, Some(mark)), Category::Technical).unwrap();
            assert_eq!(own.marks.get("route"), None, "缺, not what was given so far");
        }
        assert_eq!(own.sub_sum_so_far("route"), "16.5".parse().ok());
        assert_eq!(own.subs_open(&shipped_scored(), &shipped_scored().criteria[1]), ["难点识别和替代方案"]);
        code(&mut own, sub("route", "s3", Some("0")), Category::Technical).unwrap();
        assert_eq!(
            own.marks.get("route").map(Mark::to_string).as_deref(),
            Some("16.5"),
            "a nought is a mark"
        );
        assert_eq!(own.sub_sum_so_far("route"), None);
        code(&mut own, sub("route", "s1", None), Category::Technical).unwrap();
        assert_eq!(own.marks.get("route"), None);
        let back = Edit::Mark { criterion: "route".to_owned(), mark: None };
        code(&mut own, back, Category::Technical).unwrap();
        assert_eq!(own, Sheet::default(), "taken back whole");
    }

    #[test]
    fn a_criterion_whose_parts_are_scored_takes_no_mark_and_a_part_only_what_is_in_it() {
        let mut own = Sheet::default();
        let mark = Edit::Mark { criterion: "route".to_owned(), mark: "20".parse().ok() };
        assert_eq!(code(&mut own, mark.clone(), Category::Technical), Err(Code::ScoreBySubs));
        for (edit, category, wrong) in [
            (sub("route", "s1", Some("10.5")), Category::Technical, Code::ScoreOverMax),
            (sub("route", "s1", Some("9.25")), Category::Technical, Code::ScoreOverMax),
            (sub("route", "s1", Some("-0.5")), Category::Technical, Code::ScoreOverMax),
            (sub("route", "s9", Some("1")), Category::Technical, Code::NotFound),
            (sub("gone", "s1", Some("1")), Category::Technical, Code::NotFound),
            (sub("route", "s1", Some("1")), Category::Finance, Code::ScoreNotYours),
        ] {
            assert_eq!(code(&mut own, edit, category), Err(wrong));
        }
        assert_eq!(own, Sheet::default(), "what is refused changes nothing");
        let hints = shipped();
        let refused = own.apply(sub("route", "s1", Some("1")), &hints, Category::Technical, &item());
        assert_eq!(refused.map_err(|f| f.code), Err(Code::NotFound), "parts that are hints are not scored");
        assert!(own.apply(mark, &hints, Category::Technical, &item()).is_ok());
    }

    #[test]
    fn a_mark_that_is_not_the_sum_of_its_parts_is_found_whoever_signed_it() {
        let sheet = shipped_scored();
        let mut own = Sheet::default();
        for (id, mark) in [("s1", "9.5"), ("s2", "7"), ("s3", "6")] {
            code(&mut own, sub("route", id, Some(mark)), Category::Technical).unwrap();
        }
        let check = |own: &Sheet| own.check_subs(&sheet, Category::Technical, "JB-001").map_err(|f| f.code);
        assert_eq!(check(&own), Ok(()));
        let mut raised = own.clone();
        raised.marks.insert("route".to_owned(), "23".parse().unwrap());
        assert_eq!(check(&raised), Err(Code::ScoreSubsSum));
        let mut bare = own.clone();
        bare.subs.clear();
        assert_eq!(check(&bare), Err(Code::ScoreSubsSum), "a mark without its parts");
        let mut lost = own.clone();
        lost.marks.clear();
        assert_eq!(check(&lost), Err(Code::ScoreSubsSum), "parts without their mark");
        let mut over = own.clone();
        over.subs.get_mut("route").unwrap().insert("s1".to_owned(), "11".parse().unwrap());
        assert_eq!(check(&over), Err(Code::ScoreOverMax));
        let under = own.check_subs(&shipped(), Category::Technical, "JB-001");
        assert_eq!(under.map_err(|f| f.code), Err(Code::NotFound), "rules that score no parts");
    }

    #[test]
    fn a_mark_that_was_given_otherwise_under_earlier_rules_is_missing_under_these() {
        let (parts, whole) = (shipped_scored(), shipped());
        let mut own = Sheet::default();
        let mark = || Edit::Mark { criterion: "route".to_owned(), mark: "20".parse().ok() };
        own.apply(mark(), &whole, Category::Technical, &item()).unwrap();
        assert!(own.mark_stands(&whole, &whole.criteria[1]) && !own.mark_stands(&parts, &parts.criteria[1]));
        for (id, mark) in [("s1", "9"), ("s2", "7"), ("s3", "4")] {
            code(&mut own, sub("route", id, Some(mark)), Category::Technical).unwrap();
        }
        assert!(own.mark_stands(&parts, &parts.criteria[1]) && !own.mark_stands(&whole, &whole.criteria[1]));
        own.apply(mark(), &whole, Category::Technical, &item()).unwrap();
        assert!(own.mark_stands(&whole, &whole.criteria[1]), "given again, whole");
        assert_eq!(own.check_subs(&whole, Category::Technical, "JB-001"), Ok(()));
    }

    #[test]
    fn a_sheet_without_scored_parts_keeps_its_bytes_and_one_with_them_wants_ids_and_maxima_on_the_step() {
        let text = String::from_utf8(digest::canonical(&shipped()).unwrap()).unwrap();
        assert!(!text.contains("\"hint\":") && !text.contains(r#""id":"","max""#), "{text}");
        let own = String::from_utf8(digest::canonical(&Sheet::default()).unwrap()).unwrap();
        assert!(!own.contains("subs"), "{own}");
        let changed = |change: fn(&mut ScoreSheet)| {
            let mut sheet = shipped_scored();
            change(&mut sheet);
            sheet.check().map_err(|f| f.code)
        };
        assert_eq!(changed(|_| ()), Ok(()));
        assert_eq!(changed(|s| s.criteria[0].subs[1].id.clear()), Err(Code::SheetInvalid));
        assert_eq!(changed(|s| s.criteria[0].subs[1].id = "s1".to_owned()), Err(Code::SheetInvalid));
        let off = |s: &mut ScoreSheet| {
            s.criteria[0].subs[0].max = "9.75".parse().unwrap();
            s.criteria[0].subs[1].max = "10.25".parse().unwrap();
        };
        assert_eq!(changed(off), Err(Code::SheetInvalid));
        assert_eq!(
            changed(|s| s.criteria[0].subs.clear()),
            Ok(()),
            "a criterion without parts is scored as ever"
        );
    }

    proptest! {
        #[test]
        fn the_mark_of_a_criterion_is_always_the_sum_of_its_parts_or_missing(
            edits in prop::collection::vec((0usize..6, 0usize..4, prop::option::of(0i64..60)), 0..60),
        ) {
            let sheet = shipped_scored();
            let mut own = Sheet::default();
            for (criterion, part, halves) in edits {
                let criterion = &sheet.criteria[criterion];
                let edit = Edit::Sub {
                    criterion: criterion.id.clone(),
                    sub: format!("s{}", part + 1),
                    mark: halves.map(|n| Mark::from_millionths(n * 500_000)),
                };
                let before = own.clone();
                if own.apply(edit, &sheet, Category::Technical, &item()).is_err() {
                    prop_assert_eq!(&own, &before);
                }
                prop_assert_eq!(own.check_subs(&sheet, Category::Technical, "JB-001"), Ok(()));
                for criterion in &sheet.criteria {
                    let given = own.subs.get(&criterion.id).map_or(0, std::collections::BTreeMap::len);
                    prop_assert_eq!(own.marks.contains_key(&criterion.id), given == criterion.subs.len());
                    if let Some(mark) = own.marks.get(&criterion.id) {
                        prop_assert_eq!(sheet.accept(&criterion.id, Category::Technical, *mark), Ok(()));
                    }
                }
            }
        }
    }
}
