//! Decisions on the panels' lists, publicity, objections, the announcement, and the calendars that periods are counted by.

use std::path::Path;

use app::api::approval::{
    AnnouncementForm, ApprovalPaper, ApprovalView, ApprovalsView, CalendarYear, ObjectionForm, ObjectionStep,
    PostingForm, RulingForm,
};
use app::api::documents::SavedDocument;
use tauri::ipc::Response;

use super::raw;

adapters! {
    fn approvals_view(shell) -> ApprovalsView { shell.office(|office| office.approvals_view()) }

    fn approval_view(shell, no: String) -> ApprovalView { shell.office(|office| office.approval_view(&no)) }

    fn approval_open(shell, sessions: Vec<String>) -> ApprovalView {
        shell.office(|office| {
            let no = office.open_approval(&sessions)?;
            office.approval_view(&no)
        })
    }

    fn approval_rule(shell, no: String, form: RulingForm) -> ApprovalView {
        shell.office(|office| office.rule_approval_typed(&no, &form))
    }

    fn approval_post(shell, no: String, form: PostingForm) -> ApprovalView {
        shell.office(|office| office.post_approval_typed(&no, &form))
    }

    fn approval_prove(shell, no: String, path: String) -> ApprovalView {
        shell.office(|office| {
            office.prove_posting(&no, Path::new(&path))?;
            office.approval_view(&no)
        })
    }

    fn approval_take_down(shell, no: String, on: String, reason: String) -> ApprovalView {
        shell.office(|office| office.take_down_posting_typed(&no, &on, &reason))
    }

    fn approval_announce(shell, no: String, form: AnnouncementForm) -> ApprovalView {
        shell.office(|office| office.announce_approval_typed(&no, &form))
    }

    fn objection_take(shell, no: String, form: ObjectionForm) -> ApprovalView {
        shell.office(|office| office.take_objection_typed(&no, &form))
    }

    fn objection_step(shell, no: String, objection: String, step: ObjectionStep) -> ApprovalView {
        shell.office(|office| office.handle_objection_typed(&no, &objection, &step))
    }

    fn approval_preview(shell, no: String, paper: ApprovalPaper) -> Response {
        shell.office(|office| office.preview_approval(&no, &paper)).map(raw)
    }

    fn approval_save(shell, no: String, paper: ApprovalPaper, path: String) -> SavedDocument {
        shell.office(|office| office.save_approval_paper(&no, &paper, Path::new(&path)))
    }

    fn calendar_years(shell) -> Vec<CalendarYear> { shell.office(|office| office.calendar_years()) }

    fn calendar_load(shell, path: String, notice: String) -> Vec<CalendarYear> {
        shell.office(|office| office.load_calendar(Path::new(&path), &notice))
    }
}
