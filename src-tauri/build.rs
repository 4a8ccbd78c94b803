//! Reads the window's configuration. The pages are embedded from `ui/dist`; before they are built a bare page stands in,
//! so that checks of the Rust side need no Node.

use std::fs;
use std::path::Path;

/// Every command of the window; `capabilities/main.json` allows them one by one.
const COMMANDS: &[&str] =
    &["app_facts", "vault_create", "vault_open", "vault_peek", "vault_home", "vault_lock"];

fn main() {
    let dist = Path::new("../ui/dist");
    let page = dist.join("index.html");
    if !page.exists() {
        let written = fs::create_dir_all(dist)
            .and_then(|()| fs::write(&page, "<!doctype html><title>论证台</title><p>make ui</p>"));
        if let Err(e) = written {
            println!("cargo:warning=ui/dist: {e}");
        }
    }
    // Named here, a command needs a permission of its own; unnamed ones would be open to every page.
    let commands = tauri_build::AppManifest::new().commands(COMMANDS);
    if let Err(e) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands)) {
        println!("cargo:warning={e:#}");
        std::process::exit(1);
    }
}
