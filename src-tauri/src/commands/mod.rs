//! One short adapter per use case. Each runs beside the window's own thread: key derivation takes a second or two, and a
//! stick may be slow.

use app::api::Problem;

/// Declares adapters: what the window sends, what it gets, and the use case that is called. `shell` is the window's state.
macro_rules! adapters {
    ($(fn $name:ident($shell:ident $(, $arg:ident: $type:ty)*) -> $value:ty $body:block)+) => {$(
        #[tauri::command]
        #[allow(clippy::too_many_arguments, reason = "a form sends its fields one by one")]
        pub(crate) async fn $name(
            shell: tauri::State<'_, std::sync::Arc<app::shell::Shell>>,
            $($arg: $type,)*
        ) -> $crate::commands::Answer<$value> {
            let $shell = shell.inner().clone();
            $crate::commands::beside(move || $body).await
        }
    )+};
}

pub(crate) mod approval;
pub(crate) mod books;
pub(crate) mod course;
pub(crate) mod demands;
pub(crate) mod desk;
pub(crate) mod fees;
pub(crate) mod intake;
pub(crate) mod ledger;
pub(crate) mod overview;
pub(crate) mod paper;
pub(crate) mod plan;
pub(crate) mod projects;
pub(crate) mod results;
pub(crate) mod safe;
pub(crate) mod session;
pub(crate) mod shared;
pub(crate) mod vault;

/// What a command gives: its value, or a refusal with its words.
type Answer<T> = Result<T, Vec<Problem>>;

/// Runs a use case beside the window's thread.
async fn beside<T: Send + 'static>(work: impl FnOnce() -> Answer<T> + Send + 'static) -> Answer<T> {
    match tauri::async_runtime::spawn_blocking(work).await {
        Ok(answer) => answer,
        Err(fault) => Err(vec![Problem::internal(&fault.to_string())]),
    }
}

/// Bytes as they are, not as a list of numbers.
fn raw(bytes: Vec<u8>) -> tauri::ipc::Response {
    tauri::ipc::Response::new(bytes)
}
