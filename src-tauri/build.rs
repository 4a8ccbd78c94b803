//! Reads the window's configuration. The pages are embedded from `ui/dist`; before they are built a bare page stands in,
//! so that checks of the Rust side need no Node.

use std::fs;
use std::path::Path;

/// The window's capability: which of its own commands it may call. It is the one list of them; the isolation page, the
/// handler and the pages' own calls are held to it by a test.
const CAPABILITY: &str = "capabilities/main.json";

/// `allow-vault-open` → `vault_open`, for the window's own commands; those of plugins are theirs.
fn commands() -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let file: serde_json::Value = serde_json::from_str(&fs::read_to_string(CAPABILITY)?)?;
    let permissions = file["permissions"].as_array().cloned().unwrap_or_default();
    let own = permissions.iter().filter_map(|p| p.as_str()?.strip_prefix("allow-"));
    Ok(own.map(|name| name.replace('-', "_")).collect())
}

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
    println!("cargo:rerun-if-changed={CAPABILITY}");
    if let Err(e) = build() {
        println!("cargo:warning={e:#}");
        std::process::exit(1);
    }
}

/// Named in the manifest, a command needs a permission of its own; unnamed ones would be open to every page.
fn build() -> Result<(), Box<dyn std::error::Error>> {
    // The build ends after this call, and the manifest wants names that live as long.
    let names: Vec<&'static str> = commands()?.into_iter().map(|name| &*name.leak()).collect();
    let manifest = tauri_build::AppManifest::new().commands(names.leak());
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}
