//! The programs have nothing with which they could reach a network: no crate for it, no call of the standard library, no
//! right of the window. That a whole meeting opens no internet socket is seen by `tests/offline.sh`.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, PackageId};

/// Crates that exist to talk over a network, or to do it for others. A name ending in `*` stands for all that begin so.
const BANNED: &[&str] = &[
    "actix*",
    "arti*",
    "async-h1",
    "async-std",
    "attohttpc",
    "axum*",
    "curl",
    "curl-sys",
    "dns-lookup",
    "ftp",
    "grpcio",
    "h2",
    "h3",
    "hickory*",
    "hyper*",
    "if-addrs",
    "isahc",
    "jsonrpsee*",
    "lettre",
    "libp2p*",
    "libssh*",
    "mdns*",
    "mio",
    "native-tls",
    "paho-mqtt",
    "quinn*",
    "rumqttc",
    "russh*",
    "reqwest*",
    "rouille",
    "rustls*",
    "sentry*",
    "smol",
    "smoltcp",
    "socket2",
    "ssh2",
    "surf",
    "suppaftp",
    "tauri-plugin-http",
    "tauri-plugin-opener",
    "tauri-plugin-shell",
    "tauri-plugin-updater",
    "tauri-plugin-upload",
    "tauri-plugin-websocket",
    "tiny_http",
    "tokio-native-tls",
    "tokio-rustls",
    "tokio-tungstenite",
    "tonic*",
    "trust-dns*",
    "tungstenite",
    "ureq*",
    "warp",
    "webrtc*",
    "websocket*",
    "zmq",
];

fn is_banned(name: &str) -> bool {
    BANNED.iter().any(|ban| match ban.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => *ban == name,
    })
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// What the window's toolkit brings along: tokio's event loop, which Tauri runs its commands on and through which the
/// single-instance plugin hears of a second start on the session's message bus. Allowed below tokio in the window alone;
/// the command line and the use cases have neither.
const BELOW_TOKIO_IN_THE_WINDOW: [&str; 2] = ["mio", "socket2"];

/// Every crate that is built into a program of this name, with the crates that use it; tests and build scripts aside.
fn built_into(metadata: &Metadata, program: &str) -> BTreeMap<String, BTreeSet<String>> {
    let resolve = metadata.resolve.as_ref().unwrap();
    let nodes: BTreeMap<&PackageId, _> = resolve.nodes.iter().map(|n| (&n.id, n)).collect();
    let names: BTreeMap<&PackageId, &str> =
        metadata.packages.iter().map(|p| (&p.id, p.name.as_str())).collect();
    let mut open: Vec<&PackageId> =
        metadata.packages.iter().filter(|p| p.name.as_str() == program).map(|p| &p.id).collect();
    let mut seen: BTreeMap<&PackageId, BTreeSet<String>> = BTreeMap::new();
    for id in &open {
        seen.entry(id).or_default();
    }
    while let Some(id) = open.pop() {
        let normal =
            |d: &&cargo_metadata::NodeDep| d.dep_kinds.iter().any(|k| k.kind == DependencyKind::Normal);
        for used in nodes[id].deps.iter().filter(normal) {
            if !seen.contains_key(&used.pkg) {
                open.push(&used.pkg);
            }
            seen.entry(&used.pkg).or_default().insert(names[id].to_owned());
        }
    }
    seen.into_iter().map(|(id, users)| (names[id].to_owned(), users)).collect()
}

#[test]
fn no_program_has_a_crate_that_could_reach_a_network() {
    let linux = vec!["--filter-platform".to_owned(), "x86_64-unknown-linux-gnu".to_owned()];
    let metadata = MetadataCommand::new().other_options(linux).exec().unwrap();
    for program in ["cli", "shell"] {
        let crates = built_into(&metadata, program);
        assert!(crates.len() > 100, "{program} has only {} crates: nothing was looked at", crates.len());
        let tokio = BTreeSet::from(["tokio".to_owned()]);
        let excused = |name: &str, users: &BTreeSet<String>| {
            program == "shell" && BELOW_TOKIO_IN_THE_WINDOW.contains(&name) && users.is_subset(&tokio)
        };
        let found: Vec<_> =
            crates.iter().filter(|(name, users)| is_banned(name) && !excused(name, users)).collect();
        assert!(found.is_empty(), "{program} has {found:?}");
    }
}

#[test]
fn the_ban_finds_what_it_is_for() {
    for name in ["reqwest", "hyper-util", "rustls-webpki", "tauri-plugin-updater", "mio"] {
        assert!(is_banned(name), "{name}");
    }
    for name in ["tauri", "age", "http", "url", "tokio"] {
        assert!(!is_banned(name), "{name}");
    }
}

/// The sources of a folder and of the folders in it.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

#[test]
fn no_source_of_the_house_opens_a_socket() {
    let crates = std::fs::read_dir(root().join("crates")).unwrap().map(|e| e.unwrap().path().join("src"));
    let mut looked = 0;
    for path in crates.chain([root().join("src-tauri/src")]).flat_map(|f| sources(&f)) {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        looked += 1;
        for word in ["std::net", "TcpStream", "TcpListener", "UdpSocket", "UnixStream", "tokio::net"] {
            assert!(!text.contains(word), "{} has {word}", path.display());
        }
    }
    assert!(looked > 200, "{looked} sources");
}

#[test]
fn the_pages_have_no_way_out_either() {
    let bundle = sources(&root().join("ui/src"));
    for path in bundle.iter().filter(|p| p.extension().is_some_and(|e| e == "ts" || e == "tsx")) {
        let text = std::fs::read_to_string(path).unwrap();
        for word in [
            "fetch(\"http",
            "XMLHttpRequest",
            "new WebSocket",
            "EventSource(",
            "sendBeacon",
            "RTCPeerConnection",
        ] {
            assert!(!text.contains(word), "{} has {word}", path.display());
        }
    }
}

/// A JSON file of the window.
fn json(file: &str) -> serde_json::Value {
    serde_json::from_str(&std::fs::read_to_string(root().join(file)).unwrap()).unwrap()
}

#[test]
fn the_windows_policy_lets_nothing_in_but_its_own_pages_and_nothing_out_at_all() {
    let config = json("src-tauri/tauri.conf.json");
    let csp = config["app"]["security"]["csp"].as_object().unwrap();
    let of = |directive: &str| csp[directive].as_str().unwrap();
    assert_eq!(of("default-src"), "'self'");
    assert_eq!(of("script-src"), "'self'", "no inline script, no eval, no wasm");
    assert_eq!(of("connect-src"), "ipc: http://ipc.localhost", "the window's own calls and no other");
    for closed in ["object-src", "base-uri", "form-action"] {
        assert_eq!(of(closed), "'none'");
    }
    let all: String = csp.values().filter_map(|v| v.as_str()).collect::<Vec<_>>().join(" ");
    for word in ["unsafe-eval", "wasm-unsafe-eval", "https:", "http:", "ws:", "wss:", "*"] {
        let found = all.split_whitespace().any(|w| w.trim_matches('\'') == word);
        assert!(!found, "{word} in {all}");
    }
    let capability = json("src-tauri/capabilities/main.json");
    assert!(capability.get("remote").is_none(), "no page from elsewhere may call anything");
    for permission in capability["permissions"].as_array().unwrap() {
        let name = permission.as_str().unwrap();
        let own = name.starts_with("allow-");
        let given = [
            "dialog:allow-open",
            "dialog:allow-save",
            "core:event:allow-listen",
            "core:event:allow-unlisten",
            // Closing asks first where something is not saved; the answer closes the window itself.
            "core:window:allow-destroy",
        ];
        assert!(own || given.contains(&name), "{name}");
    }
    assert_eq!(config["app"]["security"]["pattern"]["use"], "isolation");
    assert_eq!(config["app"]["withGlobalTauri"], false);
}
