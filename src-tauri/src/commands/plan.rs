//! Funding plans, and what is due over the whole chain.

use std::path::Path;

use app::api::documents::SavedDocument;
use app::api::due::DuesView;
use app::api::plan::{ActForm, IssueForm, PlanForm, PlanPaper, PlanView, PlansView};
use tauri::ipc::Response;

use super::raw;

adapters! {
    fn plans_view(shell) -> PlansView { shell.office(|office| office.plans_view()) }

    fn plan_view(shell, no: String) -> PlanView { shell.office(|office| office.plan_view(&no)) }

    fn plan_draft(shell, decision_no: String) -> PlanView {
        shell.office(|office| office.plan_draft(&decision_no))
    }

    fn plan_save(shell, form: PlanForm, new: bool) -> PlanView {
        shell.office(|office| office.save_plan_typed(&form, new))
    }

    fn plan_approve(shell, no: String, act: ActForm) -> PlanView {
        shell.office(|office| office.approve_plan_typed(&no, &act))
    }

    fn plan_issue(shell, no: String, issue: IssueForm) -> PlanView {
        shell.office(|office| office.issue_plan_typed(&no, &issue))
    }

    fn plan_preview(shell, no: String, paper: PlanPaper) -> Response {
        shell.office(|office| office.preview_plan(&no, paper)).map(raw)
    }

    fn plan_save_paper(shell, no: String, paper: PlanPaper, path: String) -> SavedDocument {
        shell.office(|office| office.save_plan_paper(&no, paper, Path::new(&path)))
    }

    fn dues_view(shell) -> DuesView { shell.office(|office| office.dues_view()) }
}
