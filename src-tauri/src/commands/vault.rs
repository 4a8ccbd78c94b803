//! The vault itself, its journal, and long work.

use app::SecretString;
use app::api::documents::{FileCheck, JournalCheck, JournalPage, Progress, TypedGroup};
use app::api::{AppFacts, HomeFacts, Role, VaultCard};
use app::shell::Shell;
use app::verify::PrintedNumber;
use tauri::ipc::Response;

use super::raw;

#[tauri::command]
pub(crate) fn app_facts() -> AppFacts {
    Shell::facts()
}

/// Asked many times while other work runs: it must not wait for it.
#[tauri::command]
pub(crate) fn work_progress(shell: tauri::State<'_, std::sync::Arc<Shell>>) -> Option<Progress> {
    shell.work().progress()
}

#[tauri::command]
pub(crate) fn work_stop(shell: tauri::State<'_, std::sync::Arc<Shell>>) {
    shell.work().stop();
}

#[tauri::command]
pub(crate) fn opened_pack(opened: tauri::State<'_, crate::opened::Opened>) -> Option<String> {
    opened.take()
}

adapters! {
    fn vault_peek(_shell, folder: String) -> VaultCard { Shell::peek(&folder) }

    fn vault_recent(shell) -> Vec<String> { Ok(shell.recent()) }

    fn vault_create(shell, folder: String, role: Role, owner: String, passphrase: String) -> HomeFacts {
        shell.create(&folder, role, &owner, &SecretString::from(passphrase))
    }

    fn vault_open(shell, folder: String, passphrase: String) -> HomeFacts {
        shell.open(&folder, &SecretString::from(passphrase))
    }

    fn vault_home(shell) -> HomeFacts { shell.home() }

    fn vault_lock(shell) -> () { shell.lock() }

    fn vault_prove(shell, passphrase: String) -> () { shell.prove(&SecretString::from(passphrase)) }

    fn paper_read(shell, id: String) -> Response { shell.paper(&id).map(raw) }

    fn journal_page(shell, before: Option<u32>, count: u32) -> JournalPage {
        shell.vault(|vault| app::journal::page(vault, before, count))
    }

    fn journal_check(shell) -> JournalCheck { shell.vault(app::journal::check) }

    fn verify_files(shell, paths: Vec<String>) -> Vec<FileCheck> {
        shell.vault(|vault| app::verify::files(&paths, vault))
    }

    fn verify_paper(shell, path: String, number: PrintedNumber, groups: Vec<TypedGroup>) -> FileCheck {
        shell.vault(|vault| app::verify::file_and_paper(&path, number, &groups, vault))
    }
}
