//! The window. It holds the pages, the dialogs and one adapter per use case; everything else is `app`'s.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod commands;

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use app::shell::Shell;
use tauri::Manager;

fn main() -> ExitCode {
    if cfg!(target_os = "linux") && !has_display() {
        say("没有显示器，窗口打不开；命令行请用 lunzheng · no display: use the command line, lunzheng");
        return ExitCode::FAILURE;
    }
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| {
            if let Some(window) = app.get_webview_window("main") {
                // A window that cannot come to the front is still there.
                let _ = window.set_focus();
            }
        }))
        .plugin(tauri_plugin_dialog::init())
        .manage(Arc::new(Shell::new()))
        .invoke_handler(tauri::generate_handler![
            commands::app_facts,
            commands::vault_create,
            commands::vault_open,
            commands::vault_peek,
            commands::vault_home,
            commands::vault_lock,
        ])
        .run(tauri::generate_context!());
    match built {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            say(&format!("窗口打不开 · the window cannot open: {e}"));
            ExitCode::FAILURE
        }
    }
}

/// Whether there is a screen to open a window on.
fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|v| !v.is_empty()))
}

/// A line on standard error; when nobody listens there, the exit code still tells.
fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}
