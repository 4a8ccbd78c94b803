//! The programme at a glance, and what was achieved.

use std::path::Path;

use app::api::documents::SavedDocument;
use app::api::overview::{AchievementForm, OverviewPaper, OverviewView};
use tauri::ipc::Response;

use super::raw;

adapters! {
    fn overview_view(shell) -> OverviewView { shell.office(|office| office.overview_view()) }

    fn achievement_add(shell, form: AchievementForm) -> OverviewView {
        shell.office(|office| office.add_achievement(&form))
    }

    fn achievement_remove(shell, id: String, reason: String) -> OverviewView {
        shell.office(|office| office.remove_achievement(&id, &reason))
    }

    fn overview_preview(shell, year: i32, paper: OverviewPaper) -> Response {
        shell.office(|office| office.preview_overview(year, paper)).map(raw)
    }

    fn overview_save(shell, year: i32, paper: OverviewPaper, path: String) -> SavedDocument {
        shell.office(|office| office.save_overview_paper(year, paper, Path::new(&path)))
    }

    fn overview_picture(shell, path: String, svg: String) -> String {
        shell.office(|office| office.save_picture(Path::new(&path), &svg))
    }
}
