//! The course of a project.

use std::path::Path;

use app::api::course::{CoursePaper, CourseView};
use app::api::course_steps::CourseStep;
use app::api::documents::SavedDocument;
use tauri::ipc::Response;

use super::raw;

adapters! {
    fn course_view(shell, no: String) -> CourseView { shell.office(|office| office.course_view(&no)) }

    fn course_step(shell, no: String, step: CourseStep) -> CourseView {
        shell.office(|office| office.take_course_step(&no, &step))
    }

    fn course_preview(shell, no: String, paper: CoursePaper) -> Response {
        shell.office(|office| office.preview_course(&no, &paper)).map(raw)
    }

    fn course_save_paper(shell, no: String, paper: CoursePaper, path: String) -> SavedDocument {
        shell.office(|office| office.save_course_paper(&no, &paper, Path::new(&path)))
    }
}
