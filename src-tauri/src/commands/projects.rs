//! The book of projects, and what bureau and sponsor settle of an acceptance.

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

    fn session_joint(shell, no: String, form: Option<JointForm>) -> SetupView {
        shell.office(|office| office.set_joint_typed(&no, form))
    }
}
