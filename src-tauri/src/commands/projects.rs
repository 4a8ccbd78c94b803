//! The book of projects, and what bureau and sponsor settle of an acceptance.

use std::path::Path;

use app::api::history::HistoryView;
use app::api::projects::{JointForm, ProjectForm, ProjectView, ProjectsView};
use app::api::session::SetupView;

adapters! {
    fn projects_view(shell) -> ProjectsView { shell.office(|office| office.projects_view()) }

    fn project_view(shell, no: String) -> ProjectView { shell.office(|office| office.project_view(&no)) }

    fn project_save(shell, form: ProjectForm, new: bool, reason: String) -> ProjectView {
        shell.office(|office| office.save_project(form, new, &reason))
    }

    fn project_approve(shell, session: String, bid: String, no: String, grant: String) -> ProjectView {
        shell.office(|office| office.approve_project(&session, &bid, &no, &grant))
    }

    fn history_form(shell, path: String) -> String {
        shell.office(|office| office.write_history_form(Path::new(&path)))
    }

    fn history_look(shell, path: String) -> HistoryView {
        shell.office(|office| office.look_at_history(Path::new(&path)))
    }

    fn history_take(shell, path: String, digest: String, reason: String) -> ProjectsView {
        shell.office(|office| office.take_history(Path::new(&path), &digest, &reason))
    }

    fn session_joint(shell, no: String, form: Option<JointForm>) -> SetupView {
        shell.office(|office| office.set_joint_typed(&no, form))
    }
}
