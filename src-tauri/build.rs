//! Reads the window's configuration. The pages are embedded from `ui/dist`; before they are built a bare page stands in,
//! so that checks of the Rust side need no Node.

use std::fs;
use std::path::Path;

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
    tauri_build::build();
}
