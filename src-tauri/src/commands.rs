//! One short adapter per use case. Key derivation takes a second or two, so it runs beside the window's own thread.

use std::sync::Arc;

use app::SecretString;
use app::api::{AppFacts, HomeFacts, Problem, Role, VaultCard};
use app::shell::Shell;
use tauri::State;

/// What a command gives: its value, or a refusal with its words.
type Answer<T> = Result<T, Box<Problem>>;

/// Runs a use case beside the window's thread.
async fn beside<T: Send + 'static>(work: impl FnOnce() -> Answer<T> + Send + 'static) -> Answer<T> {
    match tauri::async_runtime::spawn_blocking(work).await {
        Ok(answer) => answer,
        Err(fault) => Err(Box::new(Problem::internal(&fault.to_string()))),
    }
}

#[tauri::command]
pub(crate) fn app_facts() -> AppFacts {
    Shell::facts()
}

#[tauri::command]
pub(crate) async fn vault_peek(folder: String) -> Answer<VaultCard> {
    beside(move || Shell::peek(&folder)).await
}

#[tauri::command]
pub(crate) async fn vault_create(
    shell: State<'_, Arc<Shell>>,
    folder: String,
    role: Role,
    owner: String,
    passphrase: String,
) -> Answer<HomeFacts> {
    let (shell, passphrase) = (shell.inner().clone(), SecretString::from(passphrase));
    beside(move || shell.create(&folder, role, &owner, &passphrase)).await
}

#[tauri::command]
pub(crate) async fn vault_open(
    shell: State<'_, Arc<Shell>>,
    folder: String,
    passphrase: String,
) -> Answer<HomeFacts> {
    let (shell, passphrase) = (shell.inner().clone(), SecretString::from(passphrase));
    beside(move || shell.open(&folder, &passphrase)).await
}

#[tauri::command]
pub(crate) async fn vault_home(shell: State<'_, Arc<Shell>>) -> Answer<HomeFacts> {
    let shell = shell.inner().clone();
    beside(move || shell.home()).await
}

#[tauri::command]
pub(crate) async fn vault_lock(shell: State<'_, Arc<Shell>>) -> Answer<()> {
    let shell = shell.inner().clone();
    beside(move || shell.lock()).await
}
