//! The web engine under the pages, where Linux lets us tell it what an office's laptop needs: less memory, and a window
//! that comes back when the engine's own process ends.

use std::os::unix::process::CommandExt;
use std::process::Command;
use std::sync::Arc;

use app::shell::Shell;
use tauri::{Manager, WebviewWindow};
use webkit2gtk::{
    CacheModel, HardwareAccelerationPolicy, SettingsExt, WebContextExt, WebProcessTerminationReason,
    WebViewExt,
};

/// Where the pages begin anew after their process ended; the first page reads the mark and says what happened.
const AGAIN: &str = "tauri://localhost/#stopped";

/// What the engine and the allocator read when a process starts, and never again: the pages' heap is collected as on a
/// laptop that has 256 MB to give (the engine takes half the machine otherwise, and keeps what it once took), and freed
/// memory goes back at once, from two heaps instead of eight for each processor.
const FRUGAL: [(&str, &str); 3] =
    [("JSC_forceRAMSize", "268435456"), ("MALLOC_ARENA_MAX", "2"), ("MALLOC_TRIM_THRESHOLD_", "131072")];

/// Begins this very process anew with [`FRUGAL`] in its environment, unless it is there already. Whoever set one of them
/// has the last word. When it cannot begin anew it goes on as it is: it only needs more memory.
pub(crate) fn begin_frugal() {
    let missing: Vec<_> = FRUGAL.into_iter().filter(|(name, _)| std::env::var_os(name).is_none()).collect();
    if missing.is_empty() {
        return;
    }
    if let Ok(program) = std::env::current_exe() {
        let mut command = Command::new(program);
        command.args(std::env::args_os().skip(1)).envs(missing);
        // Comes back only with an error.
        drop(command.exec());
    }
}

/// Tells the engine of `window` how to work. Called once, before a vault can be open.
///
/// # Errors
/// The window is gone.
pub(crate) fn tune(window: &WebviewWindow) -> tauri::Result<()> {
    let shell = Arc::clone(window.state::<Arc<Shell>>().inner());
    window.with_webview(move |webview| {
        let view = webview.inner();
        if let Some(settings) = WebViewExt::settings(&view) {
            // Drawn by the processor: the pages have neither video nor 3D, and compositing on a machine without a good
            // driver costs 180 MB and leaves windows empty.
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
            settings.set_enable_page_cache(false);
            // What the pages never use is not there for a paper to use either.
            settings.set_enable_webgl(false);
            settings.set_enable_webaudio(false);
            settings.set_enable_media(false);
            settings.set_enable_html5_database(false);
        }
        if let Some(context) = view.context() {
            // Everything comes from the program itself: nothing is worth keeping a second time.
            context.set_cache_model(CacheModel::DocumentViewer);
        }
        view.connect_web_process_terminated(move |view, why| {
            if why == WebProcessTerminationReason::TerminatedByApi {
                return;
            }
            // Whoever sits there types the passphrase anew: the page that knew where one was is gone. What was said to be
            // saved is in the vault; what is under way there comes to its end before the vault is locked.
            let shell = Arc::clone(&shell);
            std::thread::spawn(move || shell.lock());
            view.load_uri(AGAIN);
        });
    })
}
