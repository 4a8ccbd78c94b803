//! Word from the system that it is about to sleep, where there is one to give it (login1 on Linux). The pages save and
//! lock; meanwhile the system is asked to wait, as long as it grants that (five seconds by default).

use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use app::shell::Shell;
use tauri::{AppHandle, Emitter, Manager};
use zbus::blocking::{Connection, Proxy};
use zbus::zvariant::OwnedFd;

/// What the pages listen for.
const SLEEP: &str = "sleep";
/// How long the pages may take before the machine sleeps.
const PATIENCE: Duration = Duration::from_secs(4);
const LOOK: Duration = Duration::from_millis(50);

/// Listens as long as the window is there. Without a system bus nobody tells: then the pages find out after waking.
pub(crate) fn watch(window: AppHandle) {
    thread::spawn(move || {
        // Nothing can be done about it, and nothing is wrong: not every system has a login1.
        let _ = listen(&window);
    });
}

fn listen(window: &AppHandle) -> zbus::Result<()> {
    let bus = Connection::system()?;
    let login = Proxy::new(
        &bus,
        "org.freedesktop.login1",
        "/org/freedesktop/login1",
        "org.freedesktop.login1.Manager",
    )?;
    let signals = login.receive_signal("PrepareForSleep")?;
    let mut delay = delay(&login);
    for signal in signals {
        if signal.body().deserialize::<bool>()? {
            // A window that is closing hears nothing, and locks on its own.
            let _ = window.emit(SLEEP, ());
            wait_until_locked(window);
            delay = None;
        } else if delay.is_none() {
            delay = self::delay(&login);
        }
    }
    Ok(())
}

/// Asks the system to wait for us; it waits until the answer is dropped. Nothing when it does not grant that.
fn delay(login: &Proxy<'_>) -> Option<OwnedFd> {
    login.call("Inhibit", &("sleep", "论证台 Lunzheng", "锁上保险库 · locks the vault", "delay")).ok()
}

fn wait_until_locked(window: &AppHandle) {
    let shell = Arc::clone(window.state::<Arc<Shell>>().inner());
    let until = Instant::now() + PATIENCE;
    while shell.is_open() && Instant::now() < until {
        thread::sleep(LOOK);
    }
}
