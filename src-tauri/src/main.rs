//! The window. It holds the pages, the dialogs and one adapter per use case; everything else is `app`'s.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod commands;
#[cfg(target_os = "linux")]
mod engine;
mod opened;
#[cfg(target_os = "linux")]
mod sleep;

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use app::recent::Recent;
use app::shell::Shell;
use tauri::Manager;

use crate::opened::Opened;

fn main() -> ExitCode {
    if let Some(code) = app::reader::serve() {
        return code;
    }
    #[cfg(target_os = "linux")]
    engine::begin_frugal();
    app::process::leave_no_image();
    if cfg!(target_os = "linux") && !has_display() {
        say("没有显示器，窗口打不开；命令行请用 lunzheng · no display: use the command line, lunzheng");
        return ExitCode::FAILURE;
    }
    let opened = Opened::default();
    opened.remember(std::env::args().collect(), "");
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, arguments, folder| {
            app.state::<Opened>().remember(arguments, &folder);
            if let Some(window) = app.get_webview_window("main") {
                // A window that cannot come to the front is still there.
                let _ = window.set_focus();
            }
        }))
        .plugin(tauri_plugin_dialog::init())
        .manage(opened)
        .setup(|app| {
            // Without a folder for data nothing is remembered; everything else works.
            app.manage(Arc::new(Shell::new(Recent::in_folder(app.path().app_data_dir().ok()))));
            #[cfg(target_os = "linux")]
            if let Some(window) = app.get_webview_window("main") {
                engine::tune(&window)?;
            }
            #[cfg(target_os = "linux")]
            sleep::watch(app.handle().clone());
            Ok(())
        })
        .invoke_handler(handler())
        .run(tauri::generate_context!());
    match built {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            say(&format!("窗口打不开 · the window cannot open: {e}"));
            ExitCode::FAILURE
        }
    }
}

/// The adapters that the window's pages call.
#[allow(clippy::too_many_lines, reason = "a list, one line a command")]
fn handler() -> impl Fn(tauri::ipc::Invoke) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        commands::vault::app_facts,
        commands::vault::journal_check,
        commands::vault::opened_pack,
        commands::vault::journal_page,
        commands::vault::paper_read,
        commands::vault::vault_create,
        commands::vault::vault_home,
        commands::vault::vault_lock,
        commands::vault::vault_open,
        commands::vault::vault_peek,
        commands::vault::vault_prove,
        commands::vault::vault_recent,
        commands::vault::verify_files,
        commands::vault::verify_paper,
        commands::vault::work_progress,
        commands::vault::work_stop,
        commands::safe::keys_view,
        commands::safe::user_add,
        commands::safe::user_remove,
        commands::safe::passphrase_change,
        commands::safe::recovery_write,
        commands::safe::vault_export,
        commands::safe::backups_view,
        commands::safe::backup_now,
        commands::safe::backup_to,
        commands::safe::restore_view,
        commands::safe::restore_do,
        commands::safe::vault_examine,
        commands::safe::vault_open_reading,
        commands::safe::restore_closed_view,
        commands::safe::restore_closed,
        commands::safe::stick_view,
        commands::safe::stick_bring_back,
        commands::safe::journal_export,
        commands::intake::bid_list,
        commands::intake::expert_list,
        commands::intake::intake_close,
        commands::intake::intake_correct,
        commands::intake::intake_drop,
        commands::intake::intake_import,
        commands::intake::intake_keep,
        commands::intake::intake_map,
        commands::intake::intake_open,
        commands::intake::intake_rows,
        commands::intake::intake_undo,
        commands::intake::intake_batch,
        commands::intake::intake_amend,
        commands::intake::intake_amend_all,
        commands::intake::intake_take_as,
        commands::intake::intake_unit,
        commands::intake::intake_forget,
        commands::intake::intake_send_back,
        commands::intake::office_home,
        commands::intake::paper_attach,
        commands::intake::paper_remove,
        commands::demands::demand_list,
        commands::demands::demand_view,
        commands::demands::demand_save,
        commands::demands::demand_note,
        commands::demands::demand_move,
        commands::demands::import_undo,
        commands::demands::selection_view,
        commands::demands::review_open,
        commands::demands::demand_conclude,
        commands::demands::demand_revised,
        commands::demands::demand_provincial,
        commands::demands::lists_view,
        commands::demands::batch_make,
        commands::demands::batch_list,
        commands::demands::batch_number,
        commands::demands::challenge_number,
        commands::demands::batch_correct,
        commands::demands::batch_decide,
        commands::demands::batch_publish,
        commands::demands::list_preview,
        commands::demands::list_save,
        commands::books::bid_view,
        commands::books::bid_check,
        commands::books::bid_save,
        commands::books::race_set,
        commands::books::youth_set,
        commands::books::units_view,
        commands::books::unit_save,
        commands::books::unit_merge,
        commands::books::unit_unmerge,
        commands::projects::projects_view,
        commands::projects::project_view,
        commands::projects::project_save,
        commands::projects::project_approve,
        commands::projects::history_form,
        commands::projects::history_look,
        commands::projects::history_take,
        commands::projects::session_joint,
        commands::approval::approvals_view,
        commands::approval::approval_view,
        commands::approval::approval_open,
        commands::approval::approval_rule,
        commands::approval::approval_post,
        commands::approval::approval_prove,
        commands::approval::approval_take_down,
        commands::approval::approval_announce,
        commands::approval::objection_take,
        commands::approval::objection_step,
        commands::approval::approval_preview,
        commands::approval::approval_save,
        commands::approval::calendar_years,
        commands::approval::calendar_load,
        commands::plan::plans_view,
        commands::plan::plan_view,
        commands::plan::plan_draft,
        commands::plan::plan_save,
        commands::plan::plan_approve,
        commands::plan::plan_issue,
        commands::course::course_view,
        commands::course::course_step,
        commands::plan::plan_preview,
        commands::plan::plan_save_paper,
        commands::course::course_preview,
        commands::course::course_save_paper,
        commands::plan::dues_view,
        commands::overview::overview_view,
        commands::overview::achievement_add,
        commands::overview::achievement_remove,
        commands::overview::overview_preview,
        commands::overview::overview_save,
        commands::overview::overview_picture,
        commands::books::units_import,
        commands::books::expert_view,
        commands::books::expert_save,
        commands::books::identity_set,
        commands::books::identity_show,
        commands::books::identity_purge,
        commands::books::identity_count,
        commands::fees::fee_rules,
        commands::fees::fee_rules_set,
        commands::fees::fees_view,
        commands::fees::fees_check,
        commands::fees::fees_save,
        commands::fees::fees_purge,
        commands::fees::fee_sheet_preview,
        commands::fees::fee_sheet_save,
        commands::fees::formal_check_preview,
        commands::fees::formal_check_save,
        commands::fees::formal_checks_save,
        commands::books::papers_look,
        commands::books::papers_attach,
        commands::books::book_export,
        commands::books::twice_view,
        commands::books::twice_passages,
        commands::books::twice_decide,
        commands::books::twice_incoming,
        commands::books::supported_import,
        commands::session::board_view,
        commands::session::card_write,
        commands::session::enrol,
        commands::session::excuse,
        commands::session::incident_record,
        commands::session::incident_withdraw,
        commands::session::amend_preview,
        commands::session::amend_draft,
        commands::session::amend_draft_save,
        commands::session::amend_draft_drop,
        commands::session::rules_amend,
        commands::session::bid_add,
        commands::session::draw_call,
        commands::session::draw_do,
        commands::session::draw_pool,
        commands::session::draw_prepare,
        commands::session::draw_set_aside,
        commands::session::draw_write,
        commands::session::facts_set,
        commands::session::gate_back,
        commands::session::gate_leave_out,
        commands::session::gate_record,
        commands::session::hearing_set,
        commands::session::pack_look,
        commands::session::pack_take,
        commands::session::packs_look,
        commands::session::recusal_decide,
        commands::session::recusal_declare,
        commands::session::request_read,
        commands::session::sheet_edit,
        commands::session::sheet_save,
        commands::session::sheet_reset,
        commands::session::sheet_take,
        commands::session::sheet_keep,
        commands::session::sheet_import,
        commands::session::method_set,
        commands::session::rules_freeze,
        commands::session::sm3_set,
        commands::session::session_open,
        commands::session::setup_bids,
        commands::session::setup_panel,
        commands::session::setup_view,
        commands::session::lack_pass,
        commands::session::bid_give_back,
        commands::session::sheet_return,
        commands::session::sheet_return_end,
        commands::paper::paper_view,
        commands::paper::paper_find,
        commands::paper::paper_form,
        commands::paper::paper_start,
        commands::paper::paper_type,
        commands::paper::paper_done,
        commands::paper::paper_look,
        commands::paper::paper_discard,
        commands::paper::paper_count,
        commands::paper::paper_close,
        commands::paper::paper_settle,
        commands::shared::shared_view,
        commands::shared::shared_begin,
        commands::shared::shared_clear,
        commands::shared::shared_turn,
        commands::shared::shared_code,
        commands::shared::shared_open,
        commands::shared::shared_back,
        commands::shared::shared_end,
        commands::session::tally,
        commands::session::tasks_write,
        commands::results::decide,
        commands::results::document_preview,
        commands::results::document_save,
        commands::results::documents_save,
        commands::results::documents_view,
        commands::results::explain_view,
        commands::results::insight_view,
        commands::results::results_view,
        commands::results::sheet_versions,
        commands::results::deviation_on_paper,
        commands::results::deviations_ask,
        commands::results::tie_settle,
        commands::results::envelope_set,
        commands::results::panel_record,
        commands::desk::card_pin,
        commands::desk::card_read,
        commands::desk::desk_bid,
        commands::desk::desk_edit,
        commands::desk::desk_home,
        commands::desk::desk_lock,
        commands::desk::desk_recuse,
        commands::desk::desk_view,
        commands::desk::desk_uphold,
        commands::desk::desk_reconsider,
        commands::desk::desk_versions,
        commands::desk::desk_sign_in,
        commands::desk::pledge,
        commands::desk::request_write,
        commands::desk::scores_write,
        commands::desk::task_take,
        commands::ledger::archive_write,
        commands::ledger::room_look,
        commands::ledger::room_take,
        commands::ledger::room_take_back,
        commands::ledger::rooms_view,
        commands::ledger::desk_clear,
        commands::ledger::desk_receipt,
        commands::ledger::fork_settle,
        commands::ledger::laptop_revoke,
        commands::ledger::ledger_view,
        commands::ledger::pack_undo,
        commands::ledger::receipt_take,
        commands::ledger::request_code,
        commands::ledger::results_write,
    ]
}

/// Whether there is a screen to open a window on.
fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|v| !v.is_empty()))
}

/// A line on standard error; when nobody listens there, the exit code still tells.
fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}
