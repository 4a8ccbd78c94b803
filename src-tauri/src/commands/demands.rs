//! Demands, their selection and the challenge list.

use std::path::Path;

use app::api::challenge_list::{
    BatchForm, Deciding, ListDecisionForm, ListPaper, ListsView, PublicationForm,
};
use app::api::demands::{
    DatedNote, DemandAct, DemandForm, DemandView, DemandWord, DemandsView, NoteView, ReviewForm,
    SelectionView,
};
use app::api::documents::SavedDocument;
use tauri::ipc::Response;

use super::raw;

adapters! {
    fn demand_list(shell) -> DemandsView { shell.office(|office| office.demands_view()) }

    fn demand_view(shell, no: String) -> DemandView { shell.office(|office| office.demand_view(&no)) }

    fn demand_save(shell, form: DemandForm, new: bool) -> DemandView {
        shell.office(|office| office.save_demand_typed(form, new))
    }

    fn demand_note(shell, no: String, note: NoteView) -> DemandView {
        shell.office(|office| office.note_demand_typed(&no, note))
    }

    fn demand_move(shell, numbers: Vec<String>, act: DemandAct, reason: String) -> () {
        shell.office(|office| office.move_demands_typed(&numbers, act, &reason))
    }

    fn import_undo(shell, id: String) -> () { shell.office(|office| office.undo_import(&id)) }

    fn selection_view(shell) -> SelectionView { shell.office(|office| office.selection_view()) }

    fn review_open(shell, form: ReviewForm) -> () { shell.office(|office| office.open_review_typed(form)) }

    fn demand_conclude(shell, no: String, word: DemandWord) -> () {
        shell.office(|office| office.conclude_demand_typed(&no, word))
    }

    fn demand_revised(shell, no: String, made: DatedNote) -> () {
        shell.office(|office| office.revise_demand_typed(&no, &made))
    }

    fn demand_provincial(shell, numbers: Vec<String>, reported: Option<DatedNote>) -> () {
        shell.office(|office| office.report_demands_typed(&numbers, reported))
    }

    fn lists_view(shell) -> ListsView { shell.office(|office| office.lists_view()) }

    fn batch_make(shell, form: BatchForm) -> () { shell.office(|office| office.make_batch_typed(form)) }

    fn batch_list(shell, name: String, demands: Vec<String>) -> () {
        shell.office(|office| office.set_list(&name, &demands))
    }

    fn batch_number(shell, name: String, prefix: String) -> () {
        shell.office(|office| office.number_list(&name, &prefix))
    }

    fn challenge_number(shell, name: String, demand: String, number: String) -> () {
        shell.office(|office| office.set_challenge_no(&name, &demand, &number))
    }

    fn batch_decide(shell, name: String, which: Deciding, form: ListDecisionForm) -> () {
        shell.office(|office| office.decide_list_typed(&name, which, form))
    }

    fn batch_correct(shell, name: String, which: Deciding, form: ListDecisionForm, reason: String) -> () {
        shell.office(|office| office.correct_list_typed(&name, which, form, &reason))
    }

    fn batch_publish(shell, name: String, form: PublicationForm) -> () {
        shell.office(|office| office.publish_list_typed(&name, &form))
    }

    fn list_preview(shell, name: String, paper: ListPaper) -> Response {
        shell.office(|office| office.preview_list(&name, paper)).map(raw)
    }

    fn list_save(shell, name: String, paper: ListPaper, path: String) -> SavedDocument {
        shell.office(|office| office.save_list(&name, paper, Path::new(&path)))
    }
}
