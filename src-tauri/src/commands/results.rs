//! Results and papers of a meeting.

use std::path::Path;

use app::api::board::TaskMade;
use app::api::collective::PanelForm;
use app::api::desk::SheetVersions;
use app::api::documents::{DocumentsView, SavedDocument};
use app::api::envelope::EnvelopeForm;
use app::api::insight::InsightView;
use app::api::results::{DecisionView, ExplainView, ResultsView, TieForm, WhatIf};
use app::whole;
use tauri::ipc::Response;

use super::raw;

adapters! {
    fn results_view(shell, no: String, what_if: WhatIf) -> ResultsView {
        shell.office(|office| office.results_view(&no, &what_if))
    }

    fn explain_view(shell, no: String, bid: String) -> ExplainView {
        shell.office(|office| office.explain_view(&no, &bid))
    }

    fn insight_view(shell, no: String, cutoff: Option<String>) -> InsightView {
        // The panels drawn anew are computed when the vault is free again.
        shell.office(|office| office.insight_totals(&no, cutoff)).map(app::Totals::insight)
    }

    fn sheet_versions(shell, no: String, bid: String, expert: String) -> SheetVersions {
        shell.office(|office| office.sheet_versions(&no, &bid, &expert))
    }

    fn deviations_ask(shell, no: String, folder: String) -> Vec<TaskMade> {
        shell.office(|office| office.ask_deviations(&no, whole(&folder)?))
    }

    fn deviation_on_paper(shell, no: String, expert: String, bid: String, criterion: Option<String>, stands: bool, reason: String) -> () {
        shell.office(|office| {
            office.deviation_said_on_paper(&no, (&expert, &bid, criterion.as_deref()), stands, &reason)
        })
    }

    fn tie_settle(shell, no: String, tie: TieForm) -> () {
        shell.office(|office| office.settle_tie_typed(&no, tie))
    }

    fn envelope_set(shell, no: String, form: EnvelopeForm) -> () {
        shell.office(|office| office.set_envelope_typed(&no, &form))
    }

    fn panel_record(shell, no: String, form: PanelForm) -> () {
        shell.office(|office| office.record_panel_typed(&no, form))
    }

    fn decide(shell, no: String, decisions: Vec<DecisionView>) -> () {
        shell.office(|office| office.decide_typed(&no, decisions))
    }

    fn documents_view(shell, no: String) -> DocumentsView {
        shell.office(|office| office.documents_view(&no))
    }

    fn document_preview(shell, no: String, id: String) -> Response {
        shell.office(|office| office.preview(&no, &id)).map(raw)
    }

    fn document_save(shell, no: String, id: String, path: String) -> SavedDocument {
        shell.office(|office| office.save_document(&no, &id, Path::new(&path)))
    }

    fn documents_save(shell, no: String, folder: String) -> Vec<SavedDocument> {
        shell.working(|work| shell.office(|office| office.save_documents(&no, Path::new(&folder), work)))
    }
}
