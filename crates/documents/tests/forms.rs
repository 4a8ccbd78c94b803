//! Every form, printed with invented data: its words, its file, and what the file says of itself.

#![allow(clippy::unwrap_used, clippy::panic)]

mod samples;

use documents::model::{PanelOpinionBid, PanelOpinionProject};
use documents::{DocumentError, Fonts, Form, Options, Variant, read_digest, render, reproduce, text_pages};
use domain::Code;
use samples::Of;

fn forms() -> Vec<(&'static str, Form)> {
    let mut forms = vec![
        ("minutes-bid", samples::minutes_bid(3, Variant::Named)),
        ("minutes-bid-blind", samples::minutes_bid(3, Variant::Blind)),
        ("minutes-bid-empty", samples::empty_minutes()),
        ("minutes-milestone", samples::minutes_project(Of::Milestone, Variant::Named)),
        ("minutes-milestone-blind", samples::minutes_project(Of::Milestone, Variant::Blind)),
        ("minutes-acceptance", samples::minutes_project(Of::Acceptance, Variant::Named)),
        ("minutes-termination", samples::minutes_project(Of::Termination, Variant::Named)),
        ("opinion-milestone", samples::panel_opinion_project(Of::Milestone, Variant::Named)),
        ("opinion-acceptance", samples::panel_opinion_project(Of::Acceptance, Variant::Named)),
        ("opinion-acceptance-blind", samples::panel_opinion_project(Of::Acceptance, Variant::Blind)),
        ("opinion-termination", samples::panel_opinion_project(Of::Termination, Variant::Named)),
        ("check-list-termination", samples::check_list()),
        ("recommendation-list", samples::recommendation_list(12, Variant::Named)),
        ("recommendation-list-redacted", samples::recommendation_list(12, Variant::Redacted)),
        ("parallel-summary", samples::parallel_summary(true)),
        ("parallel-summary-unlike", samples::parallel_summary(false)),
        ("score-summary", samples::score_summary(13, Variant::Named)),
        ("score-summary-blind", samples::score_summary(13, Variant::Blind)),
        ("recusal-record", samples::recusal_record(Variant::Named)),
        ("recusal-record-blind", samples::recusal_record(Variant::Blind)),
        ("draw-record", samples::draw_record(true)),
        ("draw-record-aside", samples::draw_record(false)),
        ("expert-score-sheet", samples::expert_score_sheet(Variant::Named)),
        ("expert-score-sheet-typed", samples::typed_score_sheet()),
        ("expert-score-sheet-blind", samples::expert_score_sheet(Variant::Blind)),
        ("paper-score-sheet", samples::paper_score_sheet(false, Variant::Named)),
        ("paper-score-sheet-finance", samples::paper_score_sheet(true, Variant::Named)),
        ("paper-score-sheet-blind", samples::paper_score_sheet(false, Variant::Blind)),
        ("budget-review", samples::budget_review(Variant::Named)),
        ("budget-review-blind", samples::budget_review(Variant::Blind)),
        ("panel-opinion-bid", samples::panel_opinion_bid(Variant::Named)),
        ("panel-opinion-bid-blind", samples::panel_opinion_bid(Variant::Blind)),
        ("budget-review-beyond", samples::budget_beyond()),
        ("budget-review-without-funds", samples::budget_without_funds()),
        ("panel-opinion-bid-beyond", samples::other_opinion("beyond")),
        ("panel-opinion-bid-unfunded", samples::other_opinion("unfunded")),
        ("panel-opinion-bid-vetoed", samples::other_opinion("vetoed")),
        ("sign-in-sheet", samples::sign_in_sheet()),
        ("expert-pledge", samples::expert_pledge()),
        ("meeting-card", samples::meeting_card(true, Variant::Named)),
        ("meeting-card-blind", samples::meeting_card(true, Variant::Blind)),
        ("meeting-card-before", samples::meeting_card(false, Variant::Named)),
        ("challenge-list", samples::challenge_list(3, Variant::Named)),
        ("challenge-list-blind", samples::challenge_list(3, Variant::Blind)),
        ("challenge-list-redacted", samples::challenge_list(3, Variant::Redacted)),
        ("challenge-list-draft", samples::draft_list()),
        ("recovery-sheet", samples::recovery_sheet()),
    ];
    forms.extend(samples::selection_forms());
    forms.extend(samples::running_forms());
    forms
}

fn print(form: &Form) -> documents::Rendered {
    render(form, &Fonts::embedded(), &Options::default()).unwrap()
}

fn text(form: &Form) -> String {
    let pages = text_pages(form, &Fonts::embedded(), &Options::default()).unwrap();
    pages.iter().map(|lines| lines.join("\n")).collect::<Vec<_>>().join("\n=== page ===\n")
}

/// The digest depends on every byte of the template; the words do not.
fn without_digest(text: &str, digest: [u8; 32]) -> String {
    let hex: String = digest.iter().map(|b| format!("{b:02x}")).collect();
    let groups: Vec<&str> = (0..16).map(|n| &hex[4 * n..4 * n + 4]).collect();
    text.replace(&groups.join(" "), "<digest>").replace(&groups[..3].join(" "), "<short>")
}

#[test]
fn every_form_prints_the_words_that_were_agreed() {
    for (name, form) in forms().into_iter().chain(samples::of_parts()) {
        let digest = print(&form).digest;
        insta::assert_snapshot!(name, without_digest(&text(&form), digest));
    }
}

#[test]
fn a_meeting_card_is_one_page_also_with_a_long_title_and_long_names() {
    for enrolled in [true, false] {
        let Form::MeetingCard(mut card) = samples::meeting_card(enrolled, Variant::Named) else {
            panic!("a meeting card")
        };
        assert_eq!(print(&Form::MeetingCard(card.clone())).pages, 1);
        card.common.session_title = Some("2026年度第一批重点领域“揭榜挂帅”项目揭榜方案专家论证会".to_owned());
        card.compared_by = card.compared_by.map(|_| "钱示例、章示明、郝示例".to_owned());
        card.holder_name = Some("欧阳示例".to_owned());
        assert_eq!(print(&Form::MeetingCard(card)).pages, 1, "enrolled: {enrolled}");
    }
}

#[test]
fn a_paper_score_sheet_is_one_leaf_also_with_long_names() {
    for finance in [false, true] {
        let Form::PaperScoreSheet(mut sheet) = samples::paper_score_sheet(finance, Variant::Named) else {
            panic!("a paper sheet")
        };
        // Both sides of one sheet of paper.
        assert!(print(&Form::PaperScoreSheet(sheet.clone())).pages <= 2);
        sheet.common.session_title =
            Some("2026年度第一批重点领域“揭榜挂帅”项目揭榜方案专家论证会".to_owned());
        sheet.item_title =
            "高强韧宽幅极薄带材连续轧制与在线检测一体化成套工艺及装备关键技术研究与产业化".to_owned();
        assert!(print(&Form::PaperScoreSheet(sheet)).pages <= 2, "finance: {finance}");
    }
}

#[test]
fn a_paper_sheet_of_scored_parts_is_two_leaves_at_most() {
    // A box for each of seventeen parts does not go on one leaf beside questions, amounts and words.
    let [(_, paper), _] = samples::of_parts();
    assert!(print(&paper).pages <= 4);
}

#[test]
fn two_runs_give_the_same_bytes_and_the_file_reads_back() {
    for (name, form) in forms() {
        let (first, second) = (print(&form), print(&form));
        assert!(first == second, "{name}");
        let carried = read_digest(&first.pdf).unwrap();
        assert_eq!(carried.digest, first.digest, "{name}");
        assert_eq!(carried.form_id, form.id());
        assert_eq!(carried.session_no, form.common().session_no);
        assert_eq!(carried.journal_head, form.common().journal_head);
        assert_eq!(carried.rule_digest, form.common().rule_digest);
        assert_eq!(carried.canonical.is_some(), form.common().variant == Variant::Named, "{name}");
    }
}

#[test]
fn the_data_in_the_file_print_the_same_file_again() {
    let rendered = print(&samples::minutes_bid(2, Variant::Named));
    let canonical = read_digest(&rendered.pdf).unwrap().canonical.unwrap();
    let again = reproduce(&canonical, &Fonts::embedded(), &Options::default()).unwrap();
    assert!(again == rendered);
}

#[test]
fn sm3_stands_beside_sha_256_where_the_office_asks_for_it_and_is_read_back_with_it() {
    let Form::SignInSheet(mut form) = samples::sign_in_sheet() else { panic!("another form") };
    form.common.sm3 = true;
    let form = Form::SignInSheet(form);
    let rendered = print(&form);
    let canonical = read_digest(&rendered.pdf).unwrap().canonical.unwrap();
    assert!(String::from_utf8_lossy(&canonical).contains(r#""sm3":true"#));
    let pages = text_pages(&form, &Fonts::embedded(), &Options::default()).unwrap();
    let shown: String = pages.into_iter().flatten().collect();
    let sm3 = shown.split("数据摘要（SM3）：").nth(1).unwrap();
    assert!(sm3.starts_with(|c: char| c.is_ascii_hexdigit()));
    let plain = print(&samples::sign_in_sheet());
    assert!(plain.digest != rendered.digest, "that it is asked for is part of the data");
    assert!(reproduce(&canonical, &Fonts::embedded(), &Options::default()).unwrap() == rendered);
}

#[test]
fn bound_sheets_stand_under_one_digest_that_each_of_their_pages_shows_and_print_again() {
    let sheets = vec![samples::expert_score_sheet(Variant::Named); 3];
    let (fonts, options) = (Fonts::embedded(), Options::default());
    let bound = documents::render_bound(&sheets, &fonts, &options).unwrap();
    assert_eq!(bound.pages, 3 * print(&sheets[0]).pages);
    assert_eq!(documents::digest_bound(&sheets, &options).unwrap(), bound.digest);
    assert_eq!(documents::digest(&sheets[0], &options).unwrap(), print(&sheets[0]).digest);
    let carried = read_digest(&bound.pdf).unwrap();
    assert_eq!((carried.digest, carried.form_id.as_str()), (bound.digest, "expert-score-sheet"));
    let again = reproduce(&carried.canonical.unwrap(), &fonts, &options).unwrap();
    assert!(again == bound);
    let mixed = [samples::expert_score_sheet(Variant::Named), samples::budget_review(Variant::Named)];
    for wrong in [&mixed[..], &[]] {
        let refused = documents::render_bound(wrong, &fonts, &options);
        assert_eq!(refused.map_err(|e| e.code()), Err(Code::DocFailed));
    }
}

#[test]
fn a_blind_or_public_copy_holds_no_name_that_it_must_not_show() {
    for form in [
        samples::minutes_bid(3, Variant::Blind),
        samples::score_summary(3, Variant::Blind),
        samples::recusal_record(Variant::Blind),
        samples::budget_review(Variant::Blind),
        samples::panel_opinion_bid(Variant::Blind),
        samples::recommendation_list(3, Variant::Redacted),
    ] {
        let words = text(&form);
        let pdf = print(&form).pdf;
        for name in samples::NAMES {
            assert!(!words.contains(name), "{} shows {name}", form.id());
            assert!(!pdf.windows(name.len()).any(|w| w == name.as_bytes()), "{} holds {name}", form.id());
        }
    }
}

#[test]
fn what_is_there_twice_is_told_with_who_and_why_and_a_blind_copy_names_no_project() {
    let project = "《示例大学合金板材成形》";
    let of = |variant| text(&samples::minutes_bid(1, variant)).replace([' ', '\n'], "");
    let (named, blind) = (of(Variant::Named), of(Variant::Blind));
    assert!(named.contains(project) && named.contains("两份任务书的考核指标"), "{named}");
    assert!(blind.contains("经查重认定：BT2026-004") && !blind.contains("两份任务书"), "{blind}");
    assert!(!blind.contains("合金板材成形》"), "{blind}");
    assert!(!text(&samples::empty_minutes()).contains("查重"), "nothing when there is none");
}

#[test]
fn a_gate_prints_its_time_or_why_it_was_left_out_and_a_blank_where_nobody_recorded_it() {
    let of = |variant| text(&samples::minutes_bid(1, variant)).replace([' ', '\n'], "");
    let (named, blind) = (of(Variant::Named), of(Variant::Blind));
    let late = samples::NAMES[6];
    for said in [
        format!("签到：2026年1月20日8时52分，到会专家6名，其中手签6名；{late}于9时40分到会。"),
        "纪律与承诺：未进行，理由：会前一日已由".to_owned(),
        "推举组长：9时45分（补记），组长".to_owned(),
        "汇报与质询：11时20分，汇报和质询的时间：".to_owned(),
        "末位专家锁定：14时59分。秘书锁定、汇总：15时01分。".to_owned(),
        "同意，退回到推举组长重新进行。".to_owned(),
        "拒绝在本纪要上签字，理由：".to_owned(),
    ] {
        assert!(named.contains(&said), "{said}: {named}");
    }
    assert!(named.contains("合议复议：|。"), "nobody recorded it, a rule stands there: {named}");
    assert!(blind.contains("专家07于9时40分到会。") && blind.contains("纪律与承诺：未进行。"), "{blind}");
    assert!(!text(&samples::empty_minutes()).contains("各环节登记"));
}

#[test]
fn an_open_ballot_on_a_tie_names_who_picked_what_and_a_blind_copy_has_codes_and_no_reason() {
    let of = |variant| text(&samples::minutes_bid(1, variant)).replace([' ', '\n'], "");
    let (named, blind) = (of(Variant::Named), of(Variant::Blind));
    let picks = format!("（BT2026-006：{}、", samples::NAMES[0]);
    let whole = "确定先后，理由：前者应用单位已落实中试场地；主持人：孙示例；计票人：钱示例；见证人：孙示例、钱示例。";
    assert!(named.contains(&picks) && named.contains(whole), "{named}");
    assert!(blind.contains("（BT2026-006：专家01、"), "{blind}");
    assert!(blind.contains("；BT2026-009：专家06、专家07）确定先后。"), "{blind}");
    assert!(
        !blind.contains("中试场地") && !blind.contains("见证人：") && !blind.contains("计票人："),
        "{blind}"
    );
}

#[test]
fn amended_rules_and_what_went_wrong_are_told_each_with_its_time_and_a_blind_copy_names_nobody() {
    let of = |variant| text(&samples::minutes_bid(1, variant)).replace([' ', '\n'], "");
    let (named, blind) = (of(Variant::Named), of(Variant::Blind));
    let (chair, second, fourth) = (samples::NAMES[0], samples::NAMES[1], samples::NAMES[3]);
    for said in [
        format!(
            "因邮寄的方案开会当天上午送达，经{chair}同意，补充BT2026-009号方案，排在其他方案之后。修订后为第2版"
        ),
        format!("由候补专家{fourth}替换欧示例；已签的2份评分表留存，不计入。修订后为第3版"),
        "修订评分表：“创新性”由20分改为15分，增加指标“数据安全”（5分）；修订时已收到评分表3份".to_owned(),
        format!("全部按修订后的评分表核对或者重评后重新签署（{second}：BT2026-001、BT2026-002；"),
        "评分表没有改变的修订，不影响修订之前签署的评分。".to_owned(),
        "（四）会中情况".to_owned(),
        format!("评审电脑故障（{second}）：开机后黑屏。处理：换用备用电脑，重新登记。见证人：孙示例。"),
        "断电。处理：来电后核对日志，继续评分。".to_owned(),
    ] {
        assert!(named.contains(&said), "{said}: {named}");
    }
    assert!(blind.contains("经专家组组长同意，由候补的专家04替换原专家01；"), "{blind}");
    assert!(blind.contains("重新签署（专家02：BT2026-001、BT2026-002；专家03：BT2026-001）"), "{blind}");
    assert!(!named.contains("上述修订没有改变评分表和计分方法"));
    assert!(blind.contains("评审电脑故障（专家02）。") && blind.contains("断电。"), "{blind}");
    for hidden in ["欧示例", "邮寄的方案", "开机后黑屏", "备用电脑"] {
        assert!(!blind.contains(hidden), "{hidden}: {blind}");
    }
    let empty = text(&samples::empty_minutes());
    assert!(!empty.contains("修订") && !empty.contains("会中情况"), "nothing where nothing happened");
}

/// The summary with so many raters.
fn summary_of(raters: usize) -> documents::model::ScoreSummary {
    let Form::ScoreSummary(mut summary) = samples::score_summary(4, Variant::Named) else { panic!() };
    let (rater, cell) = (summary.raters[0].clone(), summary.items[0].scores[0].clone());
    summary.raters.resize(raters, rater);
    for item in &mut summary.items {
        item.scores.resize(raters, cell.clone());
    }
    summary
}

#[test]
fn a_summary_of_more_than_eight_experts_goes_on_in_a_second_table_and_no_head_is_broken() {
    let eight = text(&Form::ScoreSummary(summary_of(8)));
    assert!(!eight.contains("续表一"), "{eight}");
    for raters in [9, 15] {
        let words = text(&Form::ScoreSummary(summary_of(raters)));
        assert_eq!(words.matches("续表一").count(), 1, "{raters}");
        assert_eq!(words.matches("（技术）").count(), words.matches("（技").count(), "{words}");
    }
    assert_eq!(eight.matches("（技术）").count(), eight.matches("（技").count(), "{eight}");
}

#[test]
fn a_time_that_belongs_to_nothing_or_that_nobody_recorded_leaves_its_cell_empty() {
    let row = |when: Option<&str>| {
        let mut summary = summary_of(7);
        summary.events.truncate(1);
        summary.events[0].when = when.map(str::to_owned);
        summary.events[0].who = samples::some("");
        let words = text(&Form::ScoreSummary(summary));
        words.lines().find(|line| line.contains("偏离复核")).unwrap().to_owned()
    };
    assert!(row(Some("15时30分")).ends_with("15时30分"));
    // What nobody recorded is filled in by hand: the cell is the blank.
    for row in [row(Some("")), row(None)] {
        assert!(!row.contains('时') && !row.contains('分'), "{row}");
    }
}

#[test]
fn what_one_criterion_drops_stands_under_its_mean_with_how_many_scores_were_valid_and_counted() {
    let words = text(&samples::score_summary(1, Variant::Named));
    assert!(words.contains("20.50（6→4）") && words.contains("↑22 ↓15.5"), "{words}");
    let joined = words.replace('\n', "");
    assert!(joined.contains("“6→4”表示有效票6份、去高去低后计入4份"), "{joined}");
}

#[test]
fn the_last_experts_lock_and_the_secretariats_are_two_facts_with_two_names_in_summary_and_minutes() {
    let summary = text(&samples::score_summary(1, Variant::Named)).replace('\n', "");
    assert!(summary.contains("末位专家锁定：2026年1月20日14时59分"), "{summary}");
    assert!(summary.contains("秘书锁定、汇总：2026年1月20日15时01分"), "{summary}");
    let minutes = text(&samples::minutes_bid(1, Variant::Named)).replace('\n', "");
    assert!(minutes.contains("末位专家锁定：14时59分。秘书锁定、汇总：15时01分。"), "{minutes}");
}

#[test]
fn an_item_goes_by_its_own_number_and_the_number_of_its_challenge_stands_under_its_name() {
    for form in [samples::minutes_bid(2, Variant::Named), samples::recommendation_list(2, Variant::Named)] {
        let words = text(&form);
        assert!(words.contains("方案编号") && words.contains("榜单编号"), "{words}");
        assert!(words.contains("BT2026-001 | 2026-01-01"), "one row maps one to the other: {words}");
    }
    let minutes = text(&samples::minutes_bid(2, Variant::Named)).replace('\n', "");
    assert!(
        minutes.contains("（一）BT2026-001　") && minutes.contains("榜单编号：2026-01-01；"),
        "{minutes}"
    );
    let paper = text(&samples::paper_score_sheet(false, Variant::Named));
    assert!(paper.contains("方案编号：BT2026-001"), "{paper}");
}

#[test]
fn lists_of_bids_beside_the_list_end_as_sentences_do() {
    let words = text(&samples::recommendation_list(3, Variant::Named)).replace('\n', "");
    assert!(words.contains("中试条件未落实。") && words.contains("其他市级政策支持。"), "{words}");
    assert!(!words.contains("；。") && !words.contains("。；") && !words.contains("支持；"), "{words}");
}

#[test]
fn a_value_that_ends_its_sentence_gives_its_mark_up_where_the_sentence_goes_on() {
    let Form::MinutesBid(mut minutes) = samples::minutes_bid(1, Variant::Named) else { panic!() };
    minutes.recusals[0].ground = samples::some("近三年共有专利。");
    minutes.vetoes[0].question = "是否弄虚作假；".to_owned();
    minutes.ties[0].reason = samples::some("已落实场地；");
    minutes.ties[0].held_by = samples::some("");
    minutes.ties[0].counted_by = samples::some("");
    minutes.ties[0].witnesses = samples::some("");
    let words = text(&Form::MinutesBid(minutes)).replace('\n', "");
    for said in ["近三年共有专利；回避", "“是否弄虚作假”：", "理由：已落实场地。"]
    {
        assert!(words.contains(said), "{said}: {words}");
    }
}

#[test]
fn the_first_page_of_an_attendance_sheet_is_filled_before_the_second_begins() {
    let Form::SignInSheet(whole) = samples::sign_in_sheet() else { panic!() };
    for experts in 3..16 {
        for staff in [0, 1, 3] {
            let mut sheet = whole.clone();
            let plain = |n: usize| documents::model::SignInExpert {
                unit: samples::some("示例大学"),
                post: samples::some("教授"),
                name: "吴示例".to_owned(),
                substitute: false,
                ..whole.experts[n % 7].clone()
            };
            sheet.experts = (0..experts).map(plain).collect();
            sheet.staff.truncate(staff);
            sheet.spare = vec![1, 2];
            let form = Form::SignInSheet(sheet);
            let pages = text_pages(&form, &Fonts::embedded(), &Options::default()).unwrap();
            let (first, many) = (pages[0].join("\n"), format!("{experts} experts, {staff} of the staff"));
            let rows = first.matches("吴示例 | ").count();
            assert_eq!(rows, experts.min(11), "{many}: {first}");
            // Up to five leave room for the head of the staff's table and two rows.
            assert_eq!(first.contains("会议职责"), experts <= 5 || rows == 6 && staff == 1, "{many}");
        }
    }
}

#[test]
fn an_alternate_is_marked_under_the_name_on_the_attendance_sheet() {
    let words = text(&samples::sign_in_sheet());
    assert_eq!(words.matches("（替补）").count(), 1, "{words}");
}

#[test]
fn where_nothing_is_scored_no_form_speaks_of_scores() {
    let words = text(&samples::check_list()).replace('\n', "");
    let words = words.replace("评审规则", "").replace("评分表/专家01", "");
    for word in ["评分", "得分", "分值"] {
        assert!(!words.contains(word), "{word}: {words}");
    }
    let Form::RecusalRecord(mut record) = samples::recusal_record(Variant::Named) else { panic!() };
    record.unscored = true;
    let words = text(&Form::RecusalRecord(record)).replace('\n', "");
    assert!(words.contains("质询、表决和合议") && !words.contains("评分和合议"), "{words}");
    let Form::MinutesProject(mut minutes) = samples::minutes_project(Of::Termination, Variant::Named) else {
        panic!()
    };
    minutes.shared_experts = samples::some(samples::NAMES[0]);
    minutes.incidents.clear();
    let words = text(&Form::MinutesProject(minutes)).replace('\n', "");
    let words = words.replace("评审规则", "");
    for word in ["评分", "得分", "有效票", "零分", "分值"] {
        assert!(!words.contains(word), "{word}: {words}");
    }
}

#[test]
fn equal_scores_are_explained_only_where_it_is_true_and_by_the_step_that_decided() {
    let mut summary = summary_of(7);
    let plain = text(&Form::ScoreSummary(summary.clone())).replace('\n', "");
    assert!(!plain.contains("精确值有别") && !plain.contains("本次会议，"), "{plain}");
    summary.exact_pairs_text = samples::some("2026-01-01与2026-01-02");
    summary.tie_steps_text = samples::some("2026-01-03与2026-01-04得分相同，依技术路线可行性得分确定先后");
    let said = text(&Form::ScoreSummary(summary)).replace('\n', "");
    assert!(said.contains("2026-01-01与2026-01-02表列得分相同而名次不同，系精确值有别。"), "{said}");
    assert!(said.contains("依技术路线可行性得分确定先后。"), "{said}");
}

#[test]
fn what_nobody_recorded_is_not_asserted() {
    let words = text(&samples::empty_minutes());
    for claim in
        ["宣读了会议纪律", "签署承诺书", "没有需要回避", "没有保留意见", "未作改动", "不得查看", "未提出质询"]
    {
        assert!(!words.contains(claim), "{claim}");
    }
}

#[test]
fn a_text_that_ends_its_sentence_itself_gets_no_second_full_stop() {
    let Form::PanelOpinionBid(mut opinion) = samples::panel_opinion_bid(Variant::Named) else { panic!() };
    opinion.vote_text = samples::some("7人参加，7票赞成。");
    opinion.recused_text = samples::some("一人回避！");
    let words = text(&Form::PanelOpinionBid(opinion)).replace('\n', "");
    assert!(words.contains("7票赞成。一人回避！") && !words.contains("回避！。"), "{words}");
}

#[test]
fn the_closing_sentence_of_an_opinion_is_the_recorded_one_or_a_line_to_be_written_on() {
    let Form::PanelOpinionBid(recorded) = samples::panel_opinion_bid(Variant::Named) else { panic!() };
    let silent = PanelOpinionBid { closing: None, ..recorded.clone() };
    let words = |opinion: PanelOpinionBid| text(&Form::PanelOpinionBid(opinion)).replace('\n', "");
    assert!(words(recorded).contains("综合以上意见，专家组认为该方案总体可行，须按要求修改。"));
    let words = words(silent);
    assert!(words.contains("综合以上意见，") && !words.contains("综合以上意见，专家组认为"), "{words}");
    assert!(words.contains("结论：修改后同意，按下列要求修改"), "the conclusion itself is recorded: {words}");
    for of in [Of::Milestone, Of::Acceptance, Of::Termination] {
        let Form::PanelOpinionProject(opinion) = samples::panel_opinion_project(of, Variant::Named) else {
            panic!()
        };
        let silent = PanelOpinionProject { closing: None, ..opinion };
        let words = text(&Form::PanelOpinionProject(silent)).replace('\n', "");
        assert!(words.contains("综合以上意见，"), "{words}");
        for claim in ["资料真实", "资料齐全", "尽职实施", "专家组认为"] {
            assert!(!words.contains(claim), "{claim}: {words}");
        }
    }
}

#[test]
fn a_presentation_of_which_one_part_is_on_record_is_told_as_that_part() {
    let Form::PanelOpinionBid(both) = samples::panel_opinion_bid(Variant::Named) else { panic!() };
    let words = |reported: bool, questioned: bool| {
        let opinion = PanelOpinionBid { talked: false, reported, questioned, ..both.clone() };
        text(&Form::PanelOpinionBid(opinion)).replace('\n', "")
    };
    let reported = words(true, false);
    assert!(reported.contains("专家组听取了汇报，经独立打分") && !reported.contains("质询"), "{reported}");
    let asked = words(false, true);
    assert!(asked.contains("专家组进行了质询，经独立打分") && !asked.contains("听取了汇报"), "{asked}");
    let neither = words(false, false);
    assert!(!neither.contains("听取了汇报") && !neither.contains("质询"), "{neither}");
}

#[test]
fn a_list_prints_why_a_bid_stands_apart_and_no_help_for_those_who_fill_it() {
    let words = text(&samples::recommendation_list(2, Variant::Named)).replace('\n', "");
    assert!(words.contains("中试条件未落实") && words.contains("理由：同一内容已获其他市级政策支持"));
    assert!(!words.contains("可填") && !words.contains("赛马栏标"), "no race is on it: {words}");
}

#[test]
fn rare_characters_of_names_are_printed() {
    let words = text(&samples::minutes_bid(1, Variant::Named));
    for name in ["张㛃", "李䶮", "史𠅤华", "王喆"] {
        assert!(words.contains(name), "{name}");
    }
    assert!(words.replace('\n', "").replace(" | ", "").contains("古丽娜孜·阿不都克里木"));
}

#[test]
fn a_character_no_font_has_stops_the_document_and_is_named() {
    let Form::MinutesBid(mut minutes) = samples::minutes_bid(1, Variant::Named) else { panic!() };
    minutes.host_name = samples::some("赵\u{30EDE}");
    let error =
        render(&Form::MinutesBid(minutes.clone()), &Fonts::embedded(), &Options::default()).unwrap_err();
    assert_eq!(error.code(), Code::DocMissingGlyph);
    assert_eq!(error.params()[1].1, "U+30EDE");
    assert!(error.params()[2].1.contains('赵'));
    // A private character could forge a mark of the layout.
    minutes.host_name = samples::some("赵\u{E001}");
    let error = render(&Form::MinutesBid(minutes), &Fonts::embedded(), &Options::default()).unwrap_err();
    assert_eq!(error.code(), Code::DocMissingGlyph);
}

#[test]
fn a_public_list_shows_no_mobile_number_and_a_blind_one_no_enterprise() {
    let public = samples::challenge_list(2, Variant::Redacted);
    let blind = samples::challenge_list(2, Variant::Blind);
    for (form, hidden) in [
        (&public, &["13800000002", "X-001", "省级专项"][..]),
        (&blind, &["示例特钢", "韩示例", "0351-0000002"][..]),
    ] {
        let words = text(form);
        let pdf = print(form).pdf;
        for hidden in hidden {
            assert!(!words.contains(hidden), "shows {hidden}");
            assert!(!pdf.windows(hidden.len()).any(|w| w == hidden.as_bytes()), "holds {hidden}");
        }
    }
    assert!(text(&public).contains("0351-0000002") && text(&public).contains("示例特钢"));
}

#[test]
fn a_list_that_nobody_approved_does_not_say_that_somebody_did() {
    let words = text(&samples::draft_list());
    assert!(!words.contains("研究并报") && !words.contains("审定，"), "{words}");
}

#[test]
fn a_variant_that_is_not_made_is_refused() {
    let form = samples::recusal_record(Variant::Redacted);
    let error = render(&form, &Fonts::embedded(), &Options::default()).unwrap_err();
    assert!(matches!(error, DocumentError::Variant { .. }));
}

#[test]
fn a_value_cannot_pose_as_syntax() {
    let Form::MinutesBid(mut minutes) = samples::minutes_bid(1, Variant::Named) else { panic!() };
    minutes.host_name = samples::some("# 甲|乙 {{chair_name}} <!-- page --> <br>");
    minutes.bids[0].feasibility_text = samples::some("第一段。\n## 不是标题");
    let words = text(&Form::MinutesBid(minutes));
    assert!(words.contains("甲|乙") && words.contains("## 不是标题"), "{words}");
    assert!(words.replace('\n', "").contains("{{chair_name}}"));
}

#[test]
fn a_template_that_names_an_unknown_value_is_refused_with_its_line() {
    let form = samples::score_summary(2, Variant::Named);
    let source = documents::default_template(&form);
    let changed = format!("{source}\n{{{{nobody_knows}}}}\n");
    let error = render(&form, &Fonts::embedded(), &Options { template: Some(changed.clone()) }).unwrap_err();
    assert_eq!(error.code(), Code::DocTemplate);
    let DocumentError::Template { line, reason, name, .. } = error else { panic!() };
    assert_eq!((reason, name.as_str()), ("unknown_value", "nobody_knows"));
    assert_eq!(changed.lines().nth(line - 1), Some("{{nobody_knows}}"));
    assert!(documents::check_template(source, &form).is_ok());
}

#[test]
fn a_changed_template_changes_the_digest() {
    let form = samples::score_summary(2, Variant::Named);
    let changed =
        documents::default_template(&form).replace("结论由专家组合议形成", "结论由专家组集体合议形成");
    let other = render(&form, &Fonts::embedded(), &Options { template: Some(changed) }).unwrap();
    assert_ne!(other.digest, print(&form).digest);
}

/// Replaces the only place where `from` stands in the file.
fn tampered(pdf: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = pdf.windows(from.len()).position(|w| w == from).unwrap();
    let mut changed = pdf.to_vec();
    changed[at..at + to.len()].copy_from_slice(to);
    changed
}

#[test]
fn a_changed_attachment_or_digest_is_noticed() {
    let rendered = print(&samples::recommendation_list(12, Variant::Named));
    // The total in the attached data, the digest in the keywords (UTF-16, hexadecimal).
    let data = tampered(&rendered.pdf, br#""total_fiscal":9862500000"#, br#""total_fiscal":9962500000"#);
    assert_eq!(read_digest(&data).unwrap_err().code(), Code::DocDigest);
    let hex: String = rendered.digest.iter().map(|b| format!("{b:02x}")).collect();
    let as_keyword = |text: &str| text.bytes().map(|b| format!("00{b:02X}")).collect::<String>().into_bytes();
    let other = if hex.starts_with('0') { "1" } else { "0" }.to_owned() + &hex[1..];
    let keyword = tampered(&rendered.pdf, &as_keyword(&hex), &as_keyword(&other));
    assert_eq!(read_digest(&keyword).unwrap_err().code(), Code::DocDigest);
}

#[test]
fn pages_of_another_document_do_not_pass_under_a_changed_keyword() {
    // A blind copy carries no data: its pages still show their own digest.
    let mine = print(&samples::score_summary(3, Variant::Blind));
    let other = print(&samples::score_summary(4, Variant::Blind));
    let hex = |d: [u8; 32]| d.iter().map(|b| format!("{b:02x}")).collect::<String>();
    let as_keyword = |text: &str| text.bytes().map(|b| format!("00{b:02X}")).collect::<String>().into_bytes();
    let forged = tampered(&mine.pdf, &as_keyword(&hex(mine.digest)), &as_keyword(&hex(other.digest)));
    assert_eq!(read_digest(&forged).unwrap_err().code(), Code::DocDigest);
}

#[test]
fn every_digit_of_the_digest_in_the_file_counts_even_without_the_data() {
    let mine = print(&samples::recusal_record(Variant::Blind));
    let hex: String = mine.digest.iter().map(|b| format!("{b:02x}")).collect();
    let as_keyword = |text: &str| text.bytes().map(|b| format!("00{b:02X}")).collect::<String>().into_bytes();
    for at in 0..64 {
        let mut other = hex.clone();
        other.replace_range(at..=at, if &hex[at..=at] == "a" { "b" } else { "a" });
        let forged = tampered(&mine.pdf, &as_keyword(&hex), &as_keyword(&other));
        assert_eq!(read_digest(&forged).unwrap_err().code(), Code::DocDigest, "digit {at}");
    }
}

#[test]
fn an_archive_copy_without_its_data_is_noticed() {
    let pdf = print(&samples::sign_in_sheet()).pdf;
    let stripped = tampered(&pdf, b"/AF[", b"/XF[");
    assert_eq!(read_digest(&stripped).unwrap_err().code(), Code::DocDigest);
}

#[test]
fn flipped_bytes_never_panic_and_never_give_another_digest() {
    let rendered = print(&samples::recusal_record(Variant::Blind));
    let mut seed = 1u64;
    for _ in 0..300 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = usize::try_from(seed >> 33).unwrap() % rendered.pdf.len();
        let mut changed = rendered.pdf.clone();
        changed[at] ^= 1 << (seed >> 61);
        if let Ok(carried) = read_digest(&changed) {
            assert_eq!(carried.digest, rendered.digest);
        }
    }
}

#[test]
fn what_is_no_document_of_ours_is_refused_without_a_panic() {
    let pdf = print(&samples::sign_in_sheet()).pdf;
    for bytes in [&b""[..], b"%PDF-1.7", b"PK\x03\x04", &pdf[..pdf.len() / 2], &pdf[..200]] {
        assert!(read_digest(bytes).is_err());
    }
}

#[test]
fn more_raters_than_fit_continue_in_another_table() {
    let Form::ScoreSummary(mut summary) = samples::score_summary(2, Variant::Named) else { panic!() };
    let (raters, extra) = (summary.raters.clone(), summary.items[0].scores.clone());
    summary.raters.extend(raters);
    for item in &mut summary.items {
        item.scores.extend(extra.clone());
    }
    let words = text(&Form::ScoreSummary(summary));
    assert_eq!(words.matches("续表一").count(), 1);
    assert_eq!(words.matches("85.95").count(), 2, "score in the last part of table one, and in table two");
}

#[test]
fn a_row_taller_than_a_third_of_a_page_is_cut_and_loses_nothing() {
    let Form::RecommendationList(mut list) = samples::recommendation_list(3, Variant::Named) else {
        panic!()
    };
    let long: String = (1..=120).map(|n| format!("备注{n}；")).collect();
    list.rows[1].remark = Some(long);
    let words = text(&Form::RecommendationList(list));
    assert!(words.matches("=== page ===").count() >= 2);
    assert!(words.matches("榜单编号").count() >= 2);
    let joined = words.replace('\n', "");
    assert!(joined.contains("120"));
}

/// The words of a form, without line ends.
fn words(form: &Form) -> String {
    let pages = text_pages(form, &Fonts::embedded(), &Options::default()).unwrap();
    pages.concat().concat().chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn a_refused_or_unfunded_bid_is_proposed_no_money_and_a_capped_one_says_what_nobody_cut() {
    let vetoed = words(&samples::other_opinion("vetoed"));
    assert!(vetoed.contains("不提出资金建议") && !vetoed.contains("财政资金1470.00万元"), "{vetoed}");
    assert!(vetoed.contains("移交核查") && vetoed.contains("理由：揭榜协议不齐备"), "{vetoed}");
    let unfunded = words(&samples::other_opinion("unfunded"));
    assert!(unfunded.contains("不安排财政资金") && !unfunded.contains("财政资金1470.00万元"), "{unfunded}");
    let beyond = words(&samples::other_opinion("beyond"));
    assert!(beyond.contains("财政资金1470.00万元") && beyond.contains("多9.00万元"), "{beyond}");
    let review = words(&samples::budget_without_funds());
    assert!(review.contains("结论为不同意，不安排财政资金"), "{review}");
    let review = words(&samples::budget_beyond());
    assert!(
        review.contains("合计1500.00") && review.contains("多9.00万元") && review.contains("中位数"),
        "{review}"
    );
}
