//! The course of a project.

use app::api::course::CourseView;
use app::api::course_steps::CourseStep;

adapters! {
    fn course_view(shell, no: String) -> CourseView { shell.office(|office| office.course_view(&no)) }

    fn course_step(shell, no: String, step: CourseStep) -> CourseView {
        shell.office(|office| office.take_course_step(&no, &step))
    }
}
