//! The web engine under the pages, where Linux lets us tell it what an office's laptop needs: less memory, and a window
//! that comes back when the engine's own process ends.

use std::sync::Arc;

use app::shell::Shell;
use tauri::{Manager, WebviewWindow};
use webkit2gtk::{
    CacheModel, HardwareAccelerationPolicy, SettingsExt, WebContextExt, WebProcessTerminationReason,
    WebViewExt,
};

/// Where the pages begin anew after their process ended; the first page reads the mark and says what happened.
const AGAIN: &str = "tauri://localhost/#stopped";

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
