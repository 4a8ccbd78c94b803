//! Scores from paper.

use app::api::paper::{PaperForm, PaperView};
use app::whole;

adapters! {
    fn paper_view(shell, no: String) -> PaperView { shell.office(|office| office.paper_view(&no)) }

    fn paper_find(shell, no: String, code: String) -> PaperForm {
        shell.office(|office| {
            let (expert, bid) = office.paper_by_code(&no, &code)?;
            office.paper_form(&no, (&expert, &bid))
        })
    }

    fn paper_form(shell, no: String, expert: String, bid: String) -> PaperForm {
        shell.office(|office| office.paper_form(&no, (&expert, &bid)))
    }

    fn paper_start(shell, no: String, expert: String, bid: String, by: String, reason: Option<String>) -> PaperForm {
        shell.office(|office| {
            office.paper_start(&no, (&expert, &bid), &by, reason.as_deref())?;
            office.paper_form(&no, (&expert, &bid))
        })
    }

    fn paper_type(shell, no: String, expert: String, bid: String, field: String, text: String) -> () {
        shell.office(|office| office.paper_type(&no, (&expert, &bid), &field, &text))
    }

    fn paper_done(shell, no: String, expert: String, bid: String) -> PaperForm {
        shell.office(|office| {
            office.paper_done(&no, (&expert, &bid))?;
            office.paper_form(&no, (&expert, &bid))
        })
    }

    fn paper_look(
        shell, no: String, expert: String, bid: String, field: String, text: String, by: String
    ) -> PaperForm {
        shell.office(|office| {
            office.paper_look(&no, (&expert, &bid), &field, &text, &by)?;
            office.paper_form(&no, (&expert, &bid))
        })
    }

    fn paper_discard(shell, no: String, expert: String, bid: String, reason: String) -> () {
        shell.office(|office| office.paper_discard(&no, (&expert, &bid), &reason))
    }

    fn paper_count(shell, no: String, expert: String, bid: String, scan: Option<String>) -> () {
        shell.office(|office| {
            let scan = scan.as_deref().map(whole).transpose()?;
            office.paper_count(&no, (&expert, &bid), scan)
        })
    }

    fn paper_close(shell, no: String, expert: String, missing: Vec<(String, String)>) -> () {
        shell.office(|office| office.paper_close(&no, &expert, &missing))
    }

    fn paper_settle(shell, no: String, expert: String, bid: String, paper: bool, reason: String) -> () {
        shell.office(|office| office.paper_settle(&no, (&expert, &bid), paper, &reason))
    }
}
