//! Fees of experts: typed, computed, kept apart, printed masked or in full for a purpose, and forgotten.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use app::api::books::IdentityForm;
use app::api::documents::PaperState;
use app::api::fees::{FeeGrade, FeeRowForm, FeeRulesForm, FeesForm, FeesView, NumbersKept};
use app::api::gates::{GateForm, SignWay};
use app::{Office, Refusal};
use domain::Code;
use journeys::{Meeting, SESSION, words};

const ID_CARD: &str = "11010519491231002X";
const ACCOUNT: &str = "6222020200112233445";

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

fn rates(senior: &str, other: &str) -> FeeRulesForm {
    FeeRulesForm {
        senior: senior.to_owned(),
        other: other.to_owned(),
        eminent_percent: 50,
        half_percent: 60,
        third_percent: 50,
        keep_text: "发放完毕并归档满三个月".to_owned(),
        funding_source: "科技评审经费".to_owned(),
    }
}

fn row(expert_no: &str, grade: FeeGrade, days: &str, tax: &str) -> FeeRowForm {
    FeeRowForm {
        expert_no: expert_no.to_owned(),
        grade: Some(grade),
        days: days.to_owned(),
        tax: tax.to_owned(),
        consent: true,
    }
}

fn form(rows: Vec<FeeRowForm>) -> FeesForm {
    FeesForm { rows, paid_on: "2026-01-26".to_owned(), present_rules: false }
}

/// One senior expert for half a day, another one for a day.
fn two() -> FeesForm {
    form(vec![row("Z1", FeeGrade::Senior, "0.5", "80.00"), row("Z7", FeeGrade::Other, "1", "")])
}

/// A meeting whose office pays 1500 and 900 元, and has numbers of Z1.
fn meeting() -> Meeting {
    let mut meeting = Meeting::frozen();
    meeting.office.set_fee_rules(&rates("1500", "900")).unwrap();
    let numbers = IdentityForm {
        id_card: ID_CARD.to_owned(),
        bank_account: ACCOUNT.to_owned(),
        bank: "示例银行".to_owned(),
    };
    meeting.office.set_identity("Z1", &numbers).unwrap();
    meeting
}

fn has(view: &FeesView, code: &str) -> bool {
    view.problems.iter().any(|p| p.code == code)
}

/// Everything that the journal says, in one text.
fn journal(office: &Office) -> String {
    let last = office.vault().journal_head().unwrap().seq;
    let entries = office.vault().journal(1, u32::try_from(last).unwrap()).unwrap();
    entries.iter().map(|(entry, _)| format!("{entry:?}")).collect::<Vec<_>>().join("\n")
}

#[test]
fn nobody_is_paid_before_a_time_is_typed_and_then_exactly_what_the_office_pays() {
    let mut meeting = meeting();
    let view = meeting.office.fees_view(SESSION).unwrap();
    assert_eq!(view.rows.len(), meeting.experts.len(), "the panel, and nobody who works for the office");
    assert!(view.rows.iter().all(|r| r.form.days.is_empty() && r.net.is_none() && r.came.is_none()));
    assert_eq!((view.sums.people, view.kept_at), (0, None));
    assert_eq!(code(meeting.office.preview_fees(SESSION)), Code::NotFound);
    let head = meeting.office.vault().journal_head().unwrap();
    let typed = meeting.office.fees_checked(SESSION, &two()).unwrap();
    assert_eq!(meeting.office.vault().journal_head().unwrap(), head, "checked as it is typed, and not kept");
    let kept = meeting.office.save_fees(SESSION, &two()).unwrap();
    assert_eq!(kept.rows, typed.rows);
    let first = &kept.rows[0];
    let amounts = [&first.rate, &first.net, &first.gross].map(|a| a.clone().unwrap());
    assert_eq!(amounts, ["1500.00", "900.00", "980.00"], "half a day is 60 %");
    let last = &kept.rows[6];
    assert_eq!((last.net.as_deref(), &last.gross), (Some("900.00"), &None), "its tax is not known");
    let sums = &kept.sums;
    assert_eq!((sums.people, sums.net.as_deref()), (2, Some("1800.00")));
    assert_eq!(sums.net_words.as_deref(), Some("人民币壹仟捌佰元整"));
    assert_eq!((&sums.tax, &sums.gross), (&None, &None), "no sum knows what one row does not");
    assert!(kept.kept_at.is_some() && kept.kept_by.as_deref() == Some("钱示例"));
    let last = meeting.office.vault().journal_head().unwrap().seq;
    let (entry, _) = meeting.office.vault().journal(last, 1).unwrap().remove(0);
    assert_eq!((entry.action.as_str(), entry.changes.len()), ("fees.keep", 1));
    assert!(
        entry.changes[0].fields.is_empty() && !entry.details.contains("000"),
        "the journal keeps no amount"
    );
}

#[test]
fn what_cannot_be_read_is_told_at_its_expert_and_nothing_is_kept() {
    let mut meeting = meeting();
    let name = meeting.office.fees_view(SESSION).unwrap().rows[0].name.clone();
    for (days, tax) in
        [("一天", ""), ("0.3", ""), ("31", ""), ("1", "很多"), ("1", "0.001"), ("1", "1500.01")]
    {
        let typed = form(vec![row("Z1", FeeGrade::Senior, days, tax)]);
        let view = meeting.office.fees_checked(SESSION, &typed).unwrap();
        let problem = view.problems.iter().find(|p| p.severity == "error").unwrap();
        assert_eq!(problem.place.as_ref(), Some(&name), "{days} {tax}");
        assert_eq!(view.sums.net, None, "no sum of what cannot be read");
        assert_eq!(code(meeting.office.save_fees(SESSION, &typed)), Code::ValueUnreadable, "{days} {tax}");
    }
    let stranger = form(vec![row("Z99", FeeGrade::Senior, "1", "")]);
    assert_eq!(code(meeting.office.save_fees(SESSION, &stranger)), Code::NotFound);
    let never = FeesForm { paid_on: "下周".to_owned(), ..two() };
    assert_eq!(code(meeting.office.save_fees(SESSION, &never)), Code::ValueUnreadable);
    assert_eq!(meeting.office.fees_view(SESSION).unwrap().kept_at, None);
}

#[test]
fn rates_above_the_central_rules_are_told_and_what_was_recorded_keeps_its_own() {
    let mut meeting = meeting();
    meeting.office.save_fees(SESSION, &two()).unwrap();
    for absurd in [rates("-1", "900"), rates("1500.50", "900"), rates("1500", "很多")] {
        assert_eq!(code(meeting.office.set_fee_rules(&absurd)), Code::ValueUnreadable);
    }
    let set = meeting.office.set_fee_rules(&rates("2500", "900")).unwrap();
    assert_eq!(set.problems.iter().map(|p| p.code.as_str()).collect::<Vec<_>>(), ["fee.above"]);
    let view = meeting.office.fees_view(SESSION).unwrap();
    assert!(view.other_rules && view.rules.senior == "1500.00" && view.present.senior == "2500.00");
    assert_eq!(view.rows[0].net.as_deref(), Some("900.00"));
    let anew = FeesForm { present_rules: true, ..two() };
    let view = meeting.office.save_fees(SESSION, &anew).unwrap();
    assert_eq!(view.rows[0].net.as_deref(), Some("1500.00"), "60 % of 2500");
    assert!(!view.other_rules && has(&view, "fee.above"), "it is told and asks for nothing");
}

#[test]
fn who_never_signed_in_who_left_and_who_is_recused_is_told_beside_the_row() {
    let mut meeting = meeting();
    let came = |no: &&String| *no != "Z7";
    let members = meeting.experts.iter().filter(came).map(|no| (no.clone(), SignWay::Paper)).collect();
    meeting.office.record_gate_typed(SESSION, GateForm::SignIn { members }, None).unwrap();
    let left = GateForm::Left { expert_no: "Z2".to_owned(), reason: "家中有急事".to_owned() };
    meeting.office.record_gate_typed(SESSION, left, None).unwrap();
    let view = meeting.office.fees_checked(SESSION, &two()).unwrap();
    let of = |no: &str| view.rows.iter().find(|r| r.form.expert_no == no).unwrap();
    assert_eq!((of("Z1").came, of("Z7").came), (Some(true), Some(false)));
    assert!(of("Z2").left.is_some() && of("Z1").left.is_none());
    assert_eq!((of("Z1").numbers, of("Z7").numbers), (NumbersKept::Whole, NumbersKept::None));
    assert!(has(&view, "fee.not_signed_in") && has(&view, "fee.numbers_missing"));
    let only = form(vec![row("Z1", FeeGrade::Senior, "1", "0")]);
    assert_eq!(meeting.office.fees_checked(SESSION, &only).unwrap().problems, []);
}

#[test]
fn full_numbers_are_saved_for_a_purpose_alone_and_a_purge_leaves_blanks() {
    let mut meeting = meeting();
    meeting.office.save_fees(SESSION, &two()).unwrap();
    let (masked, full) = (meeting.path("遮盖.pdf"), meeting.path("完整.pdf"));
    meeting.office.save_fee_sheet(SESSION, None, &masked).unwrap();
    assert_eq!(std::fs::read(&masked).unwrap(), meeting.office.preview_fees(SESSION).unwrap());
    assert_eq!(code(meeting.office.save_fee_sheet(SESSION, Some(" "), &full)), Code::ReasonMissing);
    assert!(!full.exists());
    let before = meeting.office.vault().journal_head().unwrap();
    meeting.office.save_fee_sheet(SESSION, Some("送财务处发放"), &full).unwrap();
    let (entry, _) = meeting.office.vault().journal(before.seq + 1, 1).unwrap().remove(0);
    assert_eq!(
        (entry.action.as_str(), entry.reason.as_deref(), entry.actor.as_str()),
        ("fee_sheet.full", Some("送财务处发放"), "钱示例")
    );
    // Long numbers are broken in narrow columns.
    let text = |path: &std::path::Path| {
        let out = std::process::Command::new("pdftotext").arg(path).arg("-").output().unwrap();
        String::from_utf8(out.stdout).unwrap().split_whitespace().collect::<String>()
    };
    let whole = |bytes: &[u8], number: &str| {
        let canonical = documents::read_digest(bytes).unwrap().canonical.unwrap();
        String::from_utf8(canonical).unwrap().contains(number)
    };
    let (of_masked, of_full) = (text(&masked), text(&full));
    assert!(of_full.contains(ID_CARD) && of_full.contains("示例银行"), "{of_full}");
    assert!(of_full.contains("经本人单独同意后采集") && !of_full.contains("本件遮盖了"));
    assert!(of_masked.contains("本件遮盖了身份证件号码") && of_masked.contains("110***********002X"));
    assert!(words(&masked).contains("人民币壹仟捌佰元整"));
    assert!(whole(&std::fs::read(&full).unwrap(), ACCOUNT));
    for number in [ID_CARD, ACCOUNT] {
        assert!(!whole(&std::fs::read(&masked).unwrap(), number) && !of_masked.contains(number));
        assert!(!journal(&meeting.office).contains(number), "no number is in the journal");
    }
    meeting.office.purge_identity(None, "发放完毕满三个月").unwrap();
    meeting.office.save_fee_sheet(SESSION, Some("核对"), &full).unwrap();
    let after = std::fs::read(&full).unwrap();
    assert!(!whole(&after, ID_CARD) && !whole(&after, ACCOUNT), "purged numbers print as blanks");
    assert!(text(&full).contains("900.00"));
}

#[test]
fn the_sheet_is_in_no_set_of_the_meeting_and_voids_none_of_its_papers() {
    let mut meeting = meeting();
    for pack in meeting.scored() {
        meeting.take(&pack);
    }
    meeting.closed();
    let state = |office: &Office| {
        let view = office.documents_view(SESSION).unwrap();
        assert!(view.documents.iter().all(|d| !d.id.starts_with("fee")));
        view.documents.into_iter().find(|d| d.id == "verification-list").unwrap().state
    };
    assert_eq!(state(&meeting.office), PaperState::Saved);
    meeting.office.save_fees(SESSION, &two()).unwrap();
    let sheet = meeting.path("费.pdf");
    meeting.office.save_fee_sheet(SESSION, None, &sheet).unwrap();
    assert_eq!(state(&meeting.office), PaperState::Saved);
    assert_eq!(code(meeting.office.purge_fees(SESSION, "")), Code::ReasonMissing);
    let view = meeting.office.purge_fees(SESSION, "发放完毕满三个月").unwrap();
    assert_eq!((view.kept_at, view.sums.people), (None, 0));
    assert_eq!(code(meeting.office.save_fee_sheet(SESSION, None, &sheet)), Code::NotFound);
    assert_eq!(code(meeting.office.purge_fees(SESSION, "再清一次")), Code::NotFound);
}

#[test]
fn a_sheet_on_which_nobody_is_paid_is_not_made_and_an_unknown_grade_is_a_blank() {
    let mut meeting = meeting();
    meeting.office.save_fees(SESSION, &form(vec![row("Z1", FeeGrade::Senior, "", "")])).unwrap();
    assert_eq!(code(meeting.office.preview_fees(SESSION)), Code::MissingValue);
    let ungraded = FeeRowForm { grade: None, ..row("Z1", FeeGrade::Senior, "1", "") };
    let view = meeting.office.save_fees(SESSION, &form(vec![ungraded])).unwrap();
    assert_eq!((view.rows[0].net.as_ref(), view.sums.net.as_ref()), (None, None), "nothing is guessed");
    assert!(meeting.office.preview_fees(SESSION).unwrap().starts_with(b"%PDF-"));
}
