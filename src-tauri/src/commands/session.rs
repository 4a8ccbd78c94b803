//! Setting a session up and holding it.

use app::api::amend::{AmendDraftForm, AmendDraftView, AmendForm, AmendPreview, BidByHand};
use app::api::board::{BoardView, GateName, PackTaken, RequestRead, StagedPack, TaskMade};
use app::api::draw::{DrawCause, DrawForm, DrawPool};
use app::api::gates::GateForm;
use app::api::incident::IncidentForm;
use app::api::method::MethodForm;
use app::api::session::{FactsView, Ground, HearingView, RaisedBy, SessionCard, SessionDraft, SetupView};
use app::api::sheet::{SheetEdit, SheetForm};
use app::records::RecusalWord;
use app::{whole, whole_or_scanned};

adapters! {
    fn session_open(shell, draft: SessionDraft) -> SessionCard {
        shell.office(|office| office.open_session_typed(draft))
    }

    fn setup_view(shell, no: String) -> SetupView { shell.office(|office| office.setup_view(&no)) }

    fn setup_bids(shell, no: String, bids: Vec<String>) -> SetupView {
        shell.office(|office| office.choose_bids_typed(&no, &bids))
    }

    fn setup_panel(shell, no: String, panel: Vec<String>) -> SetupView {
        shell.office(|office| office.set_panel_typed(&no, &panel))
    }

    fn draw_pool(shell, no: String, plan: DrawForm) -> DrawPool {
        shell.office(|office| office.draw_pool(&no, plan))
    }

    fn draw_prepare(shell, no: String, plan: DrawForm, reason: Option<String>) -> SetupView {
        shell.office(|office| office.prepare_draw(&no, plan, reason.as_deref()))
    }

    fn draw_do(
        shell, no: String, words: String, said_by: Option<String>, witnesses: Option<String>
    ) -> SetupView {
        shell.office(|office| office.draw_panel(&no, &words, said_by, witnesses))
    }

    fn draw_set_aside(shell, no: String, reason: String) -> SetupView {
        shell.office(|office| office.set_draw_aside(&no, &reason))
    }

    fn draw_call(shell, no: String, expert: String, cause: DrawCause, reason: String) -> SetupView {
        shell.office(|office| office.call_alternate(&no, &expert, cause, &reason))
    }

    fn incident_record(shell, no: String, form: IncidentForm) -> () {
        shell.office(|office| office.record_incident(&no, form))
    }

    fn incident_withdraw(shell, no: String, number: u32, reason: String) -> () {
        shell.office(|office| office.withdraw_incident(&no, number, &reason))
    }

    fn amend_preview(shell, no: String, form: AmendForm) -> AmendPreview {
        shell.office(|office| office.amend_preview(&no, &form))
    }

    fn amend_draft(shell, no: String) -> AmendDraftView {
        shell.office(|office| office.amend_draft(&no))
    }

    fn amend_draft_save(shell, no: String, form: AmendDraftForm) -> AmendDraftView {
        shell.office(|office| office.save_amend_draft(&no, &form))
    }

    fn amend_draft_drop(shell, no: String) -> AmendDraftView {
        shell.office(|office| office.drop_amend_draft(&no))
    }

    fn rules_amend(shell, no: String, form: AmendForm) -> SetupView {
        shell.office(|office| office.amend(&no, &form))
    }

    fn bid_add(shell, no: String, bid: BidByHand) -> SetupView {
        shell.office(|office| {
            let batch = office.session(&no)?.batch;
            office.add_bid(&batch, &bid)?;
            office.setup_view(&no)
        })
    }

    fn draw_write(shell, no: String, number: u32, path: String) -> String {
        shell.office(|office| office.write_draw(&no, number, whole(&path)?))
    }

    fn recusal_declare(
        shell, no: String, expert: String, bid: String, ground: Ground, raised_by: RaisedBy, evidence: String
    ) -> SetupView {
        shell.office(|office| {
            office.declare_recusal(&no, &expert, &bid, ground.into(), raised_by.into(), &evidence)?;
            office.setup_view(&no)
        })
    }

    fn recusal_decide(
        shell, no: String, expert: String, bid: String, recused: bool, by: String, reason: String,
        witness: Option<String>
    ) -> SetupView {
        shell.office(|office| {
            office.settle_recusal(&no, &expert, &bid, RecusalWord { recused, by, witness, reason })?;
            office.setup_view(&no)
        })
    }

    fn facts_set(shell, no: String, facts: FactsView) -> () {
        shell.office(|office| office.set_facts_typed(&no, facts))
    }

    fn hearing_set(shell, no: String, hearing: HearingView) -> () {
        shell.office(|office| office.set_hearing_typed(&no, hearing))
    }

    fn sm3_set(shell, no: String, printed: bool) -> SetupView {
        shell.office(|office| office.set_sm3(&no, printed))
    }

    fn sheet_edit(shell, no: String) -> SheetEdit { shell.office(|office| office.sheet_edit(&no)) }

    fn sheet_save(shell, no: String, form: SheetForm) -> SheetEdit {
        shell.office(|office| office.save_sheet(&no, &form))
    }

    fn sheet_reset(shell, no: String) -> SheetEdit { shell.office(|office| office.reset_sheet(&no)) }

    fn sheet_take(shell, no: String, name: String) -> SheetEdit {
        shell.office(|office| office.take_sheet(&no, &name))
    }

    fn sheet_keep(shell, no: String, name: String) -> SheetEdit {
        shell.office(|office| office.keep_sheet(&no, &name))
    }

    fn sheet_import(shell, no: String, path: String) -> SheetEdit {
        shell.working(|work| shell.office(|office| office.import_sheet(&no, whole(&path)?, work)))
    }

    fn method_set(shell, no: String, form: MethodForm) -> SetupView {
        shell.office(|office| office.set_method(&no, &form))
    }

    fn rules_freeze(shell, no: String, reason: Option<String>) -> SetupView {
        shell.office(|office| office.freeze_typed(&no, reason.as_deref()))
    }

    fn board_view(shell, no: String) -> BoardView { shell.office(|office| office.board_view(&no)) }

    fn card_write(shell, no: String, path: String) -> String {
        shell.office(|office| office.write_card(&no, whole(&path)?))
    }

    fn request_read(shell, no: String, path: String) -> RequestRead {
        shell.office(|office| office.request_view(&no, whole_or_scanned(&path)?))
    }

    fn enrol(shell, no: String, expert: String, path: String, typed: String, compared_by: String) -> () {
        shell.office(|office| office.enrol_typed(&no, &expert, whole_or_scanned(&path)?, &typed, &compared_by))
    }

    fn tasks_write(shell, no: String, experts: Vec<String>, folder: String) -> Vec<TaskMade> {
        shell.working(|work| {
            shell.office(|office| office.issue_tasks(&no, &experts, whole(&folder)?, work))
        })
    }

    fn pack_look(shell, no: String, path: String) -> StagedPack {
        shell.office(|office| office.look(&no, whole(&path)?))
    }

    fn packs_look(shell, no: String, folder: String) -> Vec<StagedPack> {
        shell.working(|work| shell.office(|office| office.look_at_folder(&no, whole(&folder)?, work)))
    }

    fn pack_take(shell, no: String, path: String) -> PackTaken {
        shell.office(|office| office.take(&no, whole(&path)?))
    }

    fn excuse(shell, no: String, expert: String, reason: String) -> () {
        shell.office(|office| office.excuse(&no, &expert, &reason))
    }

    fn gate_record(shell, no: String, form: GateForm, skipping: Option<String>) -> () {
        shell.office(|office| office.record_gate_typed(&no, form, skipping.as_deref()))
    }

    fn gate_leave_out(shell, no: String, gate: GateName, reason: String) -> () {
        shell.office(|office| office.leave_out_gate(&no, gate.into(), &reason))
    }

    fn gate_back(shell, no: String, gate: GateName, reason: String, chair: String) -> () {
        shell.office(|office| office.go_back_typed(&no, gate.into(), &reason, &chair))
    }

    fn lack_pass(shell, no: String, expert: String, bid: Option<String>, reason: String) -> () {
        shell.office(|office| office.pass_over(&no, &expert, bid.as_deref(), &reason))
    }

    fn bid_give_back(shell, no: String, expert: String, bid: String, reason: String, chair: String) -> () {
        shell.office(|office| office.give_back(&no, &expert, &bid, &reason, &chair))
    }

    fn sheet_return(shell, no: String, expert: String, bid: String, reason: String, chair: String) -> () {
        shell.office(|office| office.return_sheet(&no, &expert, &bid, &reason, &chair))
    }

    fn sheet_return_end(shell, no: String, expert: String, bid: String, reason: String) -> () {
        shell.office(|office| office.end_return(&no, &expert, &bid, &reason))
    }

    fn tally(shell, no: String) -> () { shell.office(|office| office.tally(&no).map(|_| ())) }
}
