//! Milestones, what is put right, inspections.

use super::*;

#[test]
fn a_milestone_is_judged_in_its_turn_and_each_word_leads_where_it_says_四_七_1() {
    let judge = |course: Course, milestone, said, on| course.judge(judged(milestone, said, on));
    let second = judge(running(), 2, Conclusion::MilestonePass, "2027-07-15").unwrap_err();
    assert_eq!(second.code, Code::ProjectNoMilestone);
    let other = judge(running(), 1, Conclusion::Approve, "2027-07-15").unwrap_err();
    assert_eq!(other.code, Code::ConclusionOtherKind);
    let passed = judge(running(), 1, Conclusion::MilestonePass, "2027-07-15").unwrap();
    assert_eq!((passed.passed(), passed.next_milestone()), (1, Some(2)));
    let failed = judge(running(), 1, Conclusion::MilestoneFail, "2027-07-15").unwrap();
    assert_eq!(failed.state(), ProjectState::Active(Work::Stalled));
    assert_eq!(failed.clone().go_on(day("2027-08-01"), "").unwrap_err().code, Code::ReasonMissing);
    let on = failed.go_on(day("2027-08-01"), "三方商定调整计划").unwrap();
    assert_eq!(on.state(), ProjectState::Active(Work::Running));
}

#[test]
fn what_is_put_right_has_its_day_and_is_judged_once_more_四_七_1() {
    let dayless = Judgement { until: None, ..judged(1, Conclusion::Rectify, "2027-07-15") };
    assert_eq!(running().judge(dayless).unwrap_err().code, Code::MissingValue);
    let rectify = running().judge(judged(1, Conclusion::Rectify, "2027-07-15")).unwrap();
    assert_eq!(rectify.remediation(), Some((1, day("2027-10-13"))));
    let again = rectify.clone().judge(judged(1, Conclusion::Rectify, "2027-10-01")).unwrap_err();
    assert_eq!(again.code, Code::ChainOutOfOrder, "once");
    let passed = rectify.judge(judged(1, Conclusion::MilestonePass, "2027-10-01")).unwrap();
    assert_eq!((passed.remediation(), passed.passed()), (None, 1));
}

#[test]
fn a_notice_says_what_is_to_be_put_right_and_an_indicator_that_decides_is_looked_at_四_七_1() {
    assert_eq!(codes(&running().notify(act("2027-07-20")).unwrap_err()), [Code::ProjectNoMilestone]);
    let mend = vec!["补测两批".to_owned()];
    let rectify = Judgement { mend, ..judged(1, Conclusion::Rectify, "2027-07-15") };
    let rectify = running().judge(rectify).unwrap();
    assert_eq!(codes(&rectify.clone().notify(act("2027-07-14")).unwrap_err()), [Code::ListDateOrder]);
    assert!(rectify.notify(act("2027-07-20")).unwrap().judgements[0].notice.is_some());

    let handed_in = running().submit(papers(Some(1), "2027-06-21")).unwrap();
    let found = |verdict: Option<Verdict>, said| {
        let indicator = "最小厚度".to_owned();
        let verdicts = verdict.map(|verdict| IndicatorVerdict { indicator, verdict }).into_iter().collect();
        let judgement = Judgement { verdicts, ..judged(1, said, "2027-07-15") };
        handed_in.keys_open(&judgement).map(|f| f.code)
    };
    let open = Some(Code::MilestoneKeyOpen);
    assert_eq!(found(Some(Verdict::Reached), Conclusion::MilestonePass), None);
    assert_eq!(found(Some(Verdict::Partly), Conclusion::MilestonePass), open);
    assert_eq!(found(None, Conclusion::MilestonePass), open, "nobody found anything");
    assert_eq!(found(Some(Verdict::Missed), Conclusion::Rectify), None);
}

#[test]
fn papers_are_all_four_with_the_audits_number_四_七_1() {
    let lacks = |change: fn(&mut Submission)| {
        let mut of = papers(Some(1), "2027-06-21");
        change(&mut of);
        of.lacks("P").map(|f| f.code)
    };
    assert_eq!(lacks(|_| ()), None);
    assert_eq!(lacks(|s| s.audit_no.clear()), Some(Code::PapersMissing));
    assert_eq!(lacks(|s| drop(s.reports.pop())), Some(Code::PapersMissing));
    let none = running().papers_missing(Some(1)).unwrap();
    assert!(none.params.iter().any(|(name, value)| name == "papers" && value.matches('、').count() == 3));
    assert_eq!(running().submit(papers(Some(3), "2027-06-21")).unwrap_err().code, Code::ProjectNoMilestone);
}

#[test]
fn an_unplanned_inspection_of_a_project_of_three_years_or_less_makes_a_human_look_四_七_2() {
    let visit = |planned, reason: &str| Inspection {
        on: day("2027-03-01"),
        by: "市科学技术局".to_owned(),
        what: "抽查专账".to_owned(),
        planned,
        reason: reason.to_owned(),
        result: String::new(),
    };
    let found = |course: &Course, i: Inspection| course.unplanned(&i, &shipped()).map(|f| f.code);
    assert_eq!(found(&running(), visit(false, "")), Some(Code::InspectionUnplanned), "exactly three years");
    assert_eq!(found(&running(), visit(true, "")), None);
    assert_eq!(found(&running(), visit(false, "收到举报")), None);
    let mut long = running();
    long.contract.as_mut().unwrap().end = day("2029-04-01");
    assert_eq!(found(&long, visit(false, "")), None);
    let nobody = Inspection { by: String::new(), ..visit(true, "") };
    assert_eq!(running().inspect(nobody).unwrap_err().code, Code::MissingValue);
    assert_eq!(running().inspect(visit(true, "")).unwrap().inspections.len(), 1);
}
