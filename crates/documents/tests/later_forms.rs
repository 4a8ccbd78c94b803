//! Forms around a session, of a selection and of running projects: what they must not show, must not say, and must add up.

#![allow(clippy::unwrap_used, clippy::panic)]

mod samples;

use documents::model::{
    AcceptanceResult, Contract, ExtensionReply, FeeSheet, FormalCheck, FundingNotice, FundingPlan,
    LaptopReceipt, MeetingRules, MilestoneAssessment, ObjectionForm, ObjectionReply, PaymentOpinion,
    PublicityNotice, RectificationNotice, Request, TerminationDecision, WinnerAnnouncement,
};
use documents::{DocumentError, Fonts, Form, Options, Variant, render, text_pages};

fn text(form: &Form) -> String {
    let pages = text_pages(form, &Fonts::embedded(), &Options::default()).unwrap();
    pages.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// The words without the ends of lines and the edges of columns.
fn words(form: &Form) -> String {
    text(form).replace(['\n', ' '], "").replace('|', "")
}

/// Everything a file holds: its bytes, and each of its streams and strings unpacked.
fn contents(form: &Form) -> Vec<Vec<u8>> {
    let pdf = render(form, &Fonts::embedded(), &Options::default()).unwrap().pdf;
    let document = lopdf::Document::load_mem(&pdf).unwrap();
    let mut all = vec![pdf];
    for object in document.objects.values().chain(document.trailer.iter().map(|(_, value)| value)) {
        unpack(object, &mut all);
    }
    all
}

fn unpack(object: &lopdf::Object, all: &mut Vec<Vec<u8>>) {
    use lopdf::Object::{Array, Dictionary, Stream, String};
    match object {
        String(bytes, _) => all.push(bytes.clone()),
        Array(items) => items.iter().for_each(|item| unpack(item, all)),
        Dictionary(entries) => entries.iter().for_each(|(_, value)| unpack(value, all)),
        Stream(stream) => {
            stream.dict.iter().for_each(|(_, value)| unpack(value, all));
            all.push(stream.decompressed_content().unwrap_or_else(|_| stream.content.clone()));
        }
        _ => {}
    }
}

/// Whether a file holds a text, in any way in which a PDF writes one.
fn holds(contents: &[Vec<u8>], text: &str) -> bool {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let hex = |upper: bool| -> Vec<u8> {
        wide.iter()
            .map(|b| if upper { format!("{b:02X}") } else { format!("{b:02x}") })
            .collect::<String>()
            .into()
    };
    [text.as_bytes().to_vec(), hex(true), hex(false), wide.clone()]
        .iter()
        .any(|needle| contents.iter().any(|part| part.windows(needle.len()).any(|w| w == needle)))
}

/// An archive copy, the copy for others, and what that one must not hold.
type Hidden = (Form, Form, &'static [&'static str]);

fn assert_hidden(cases: &[Hidden]) {
    for (named, copy, hidden) in cases {
        let (whole, shown) = (words(named), words(copy));
        let (archive, public) = (contents(named), contents(copy));
        for text in *hidden {
            assert!(whole.contains(*text) || holds(&archive, text), "{} never shows {text}", named.id());
            assert!(!shown.contains(*text), "{} shows {text}", copy.id());
            assert!(!holds(&public, text), "{} holds {text}", copy.id());
        }
        // The search finds what is there: the data of the archive copy, the number of either.
        assert!(holds(&archive, "\"doc_no\"") && !holds(&public, "\"doc_no\""), "{}", copy.id());
        assert!(holds(&public, &copy.common().session_no), "{}", copy.id());
    }
}

#[test]
fn what_a_copy_of_the_selection_hides_is_neither_on_its_pages_nor_anywhere_in_its_file() {
    let publicity = samples::publicity_notice;
    let objection = samples::objection_form;
    assert_hidden(&[
        (
            publicity(Variant::Named),
            publicity(Variant::Redacted),
            &["85.95", "1470.00", "修改稿已复核", "局务会议2026年2月6日审定", "春节放假和调休"],
        ),
        (
            samples::winner_announcement(Variant::Named),
            samples::winner_announcement(Variant::Redacted),
            &["揭榜方书面放弃", "Y2026-001", "反映揭榜方不具备"],
        ),
        (
            samples::funding_plan(false, Variant::Named),
            samples::funding_plan(false, Variant::Redacted),
            &["户名和账号另附", "就高核减后", "钱示例", "赵示例"],
        ),
        (
            objection(Variant::Named),
            objection(Variant::Blind),
            &["许示例", "示例检测中心", "138****0003", "未留存证件号码", "当面递交", "平台使用合同"],
        ),
        (
            objection(Variant::Named),
            objection(Variant::Redacted),
            &["许示例", "示例检测中心", "赵示例、孙示例", "约请双方到会说明", "钱示例"],
        ),
    ]);
}

#[test]
fn what_a_copy_of_a_project_hides_is_neither_on_its_pages_nor_anywhere_in_its_file() {
    assert_hidden(&[
        (
            samples::payment_opinion(true, Variant::Named),
            samples::payment_opinion(true, Variant::Redacted),
            &["04050123456789001", "示例银行太原分行", "主要负责人依次审签"],
        ),
        (
            samples::acceptance_result(true, Variant::Named),
            samples::acceptance_result(true, Variant::Redacted),
            &["末次拨付441.00万元"],
        ),
        (
            samples::termination_decision(Variant::Named),
            samples::termination_decision(Variant::Redacted),
            &["国库账户信息另附", "均书面表示无异议"],
        ),
        (
            samples::milestone_assessment(Variant::Named),
            samples::milestone_assessment(Variant::Blind),
            &[samples::NAMES[4], samples::NAMES[0], samples::NAMES[5]],
        ),
        (
            samples::contract(Variant::Named),
            samples::contract(Variant::Redacted),
            &[
                "04050123456789001",
                "褚示例",
                "0351-0000002",
                "建立控制模型",
                "有资质的第三方检测",
                "已有专利3件",
                "按7比3分配",
                "节点一通过后",
            ],
        ),
    ]);
}

#[test]
fn a_form_is_refused_in_a_copy_that_must_not_be_made() {
    let common = |variant| samples::of_batch("试", variant);
    for variant in [Variant::Blind, Variant::Redacted] {
        let forms = [
            Form::FeeSheet(FeeSheet { common: common(variant), ..FeeSheet::default() }),
            Form::ObjectionReply(ObjectionReply { common: common(variant), ..ObjectionReply::default() }),
            Form::Request(Request { common: common(variant), ..Request::default() }),
            Form::FormalCheck(FormalCheck { common: common(variant), ..FormalCheck::default() }),
        ];
        for form in forms {
            let refused = render(&form, &Fonts::embedded(), &Options::default());
            assert!(matches!(refused, Err(DocumentError::Variant { .. })), "{}", form.id());
        }
    }
}

/// Each form before anybody recorded anything.
fn bare() -> Vec<Form> {
    macro_rules! bare {
        ($($name:ident)+) => {
            vec![$(Form::$name($name { common: samples::of_batch("空表", Variant::Named), ..$name::default() }),)+]
        };
    }
    bare!(MeetingRules FeeSheet FormalCheck LaptopReceipt PublicityNotice ObjectionForm ObjectionReply
        WinnerAnnouncement FundingPlan FundingNotice Request Contract MilestoneAssessment RectificationNotice
        PaymentOpinion ExtensionReply AcceptanceResult TerminationDecision)
}

#[test]
fn an_empty_form_is_printed_to_be_filled_by_hand_and_asserts_nothing() {
    let claims = [
        "经本人单独同意",
        "遮盖了",
        "符合形式要求",
        "需要补正",
        "已全部核收",
        "尚有数据包未核收",
        "专家论证和会议审定",
        "次日起计算",
        "当日起计算",
        "赛马的项目",
        "受理，",
        "不予受理",
        "未收到有效异议",
        "均已依规办结",
        "不再列入名单",
        "经专家论证",
        "经需求征集",
        "资料齐全，受理",
        "资料不齐",
        "已经各方签字盖章",
        "考核通过，考核资料",
        "已通过结题验收",
        "均为出题企业",
        "已列入经审定",
        "同意延期",
        "不同意延期",
        "共同作出",
        "停止后续拨付。可以",
        "告知拟作决定的事实",
        "经查实存在",
        "不再拨付",
        "拟确定0",
        "共0项",
        "由乙方自行确定实行赛马",
        "本项目不实行赛马",
    ];
    for form in bare() {
        let words = words(&form);
        for claim in claims {
            assert!(!words.contains(claim), "{} says {claim}", form.id());
        }
        assert!(!words.contains("{{"), "{}", form.id());
    }
}

#[test]
fn fees_print_exact_sums_in_figures_and_words_and_say_when_numbers_are_masked() {
    let sheet = samples::fees(true);
    let whole = words(&Form::FeeSheet(sheet.clone()));
    for said in
        ["税后合计：9900.00元（人民币玖仟玖佰元整）", "代扣税额合计：1025.02元", "税前合计：10925.02元"]
    {
        assert!(whole.contains(said), "{said}: {whole}");
    }
    assert!(whole.contains("经本人单独同意后采集") && !whole.contains("遮盖"), "{whole}");
    let number = sheet.rows[1].id_no.clone().unwrap();
    let form = Form::FeeSheet(sheet.masked());
    let masked = words(&form);
    assert!(masked.contains("140***********") && masked.contains("遮盖了身份证件号码"), "{masked}");
    // The archive copy carries its data: those are masked too.
    assert!(!holds(&contents(&form), &number) && whole.contains(&number));
}

#[test]
fn a_sum_with_an_unknown_part_is_a_blank() {
    let partly = words(&Form::FeeSheet(samples::fees(false)));
    assert!(partly.contains("税后合计：9900.00元"), "{partly}");
    assert!(!partly.contains("税前合计：1") && !partly.contains("代扣税额合计：1"), "{partly}");
}

#[test]
fn the_plan_of_the_example_adds_up_to_what_the_request_says() {
    let Form::FundingPlan(plan) = samples::funding_plan(true, Variant::Named) else { panic!("a plan") };
    let sums = [plan.total_rd, plan.total_fiscal, plan.total_first].map(|sum| sum.unwrap().wan());
    assert_eq!(sums, ["33650.00", "9862.50", "3025.25"]);
    let shown = words(&Form::FundingPlan(plan));
    assert!(shown.contains("9862.50万元（人民币玖仟捌佰陆拾贰万伍仟元整）"), "{shown}");
    assert!(
        shown.contains("（送审稿）") && !shown.contains("审定情况") && !shown.contains("并财教"),
        "{shown}"
    );
}

/// Where the digests at the end of a form begin on its last page.
fn end_on_last_page(form: &Form) -> usize {
    let pages = text_pages(form, &Fonts::embedded(), &Options::default()).unwrap();
    pages.last().unwrap().iter().position(|line| line.starts_with("数据摘要（SHA-256）")).unwrap()
}

#[test]
fn no_page_holds_the_end_of_a_form_alone() {
    for (name, form) in samples::selection_forms()
        .into_iter()
        .chain(samples::running_forms())
        .chain(samples::programme_forms())
    {
        assert!(end_on_last_page(&form) >= 3, "{name}");
    }
}

#[test]
fn at_no_length_of_a_list_are_signatures_and_digests_alone_on_the_last_page() {
    let whole = samples::fees(true);
    for rows in 1..24 {
        let all = whole.rows.iter().cycle().take(rows).cloned().collect();
        let fees = Form::FeeSheet(FeeSheet { rows: all, ..whole.clone() });
        // At least the sum, who signs, and the rows they sign.
        assert!(end_on_last_page(&fees) >= 8, "{rows} fees");
        let Form::RectificationNotice(notice) = samples::rectification_notice() else { panic!("a notice") };
        let items = notice.items.iter().cycle().take(rows).cloned().collect();
        let letter = Form::RectificationNotice(RectificationNotice { items, ..notice });
        // Two lines of text, the office, the day, the receipt.
        assert!(end_on_last_page(&letter) >= 5, "{rows} things to mend");
    }
}

#[test]
fn a_decision_to_end_says_until_when_money_comes_back_and_nothing_of_it_where_none_does() {
    let Form::TerminationDecision(of) = samples::termination_decision(Variant::Named) else { panic!() };
    let shown = |of: TerminationDecision| words(&Form::TerminationDecision(of));
    let until = TerminationDecision { return_by: "2026-12-31".parse().ok(), ..of.clone() };
    assert!(shown(until).contains("于2026年12月31日前退回。"));
    assert!(shown(of.clone()).contains("自收到本决定书之日起30日内退回。"));
    let none = TerminationDecision { recover_amount: Some(domain::Fen(0)), nothing_back: true, ..of };
    let none = shown(none);
    assert!(none.contains("收回0.00万元（人民币零元整）。已购") && !none.contains("内退回"), "{none}");
}
