//! How long opening a vault takes after the key derivation, and how much of it is looking at every page:
//! `cargo run --release -p vault --example opening_figures -- FOLDER [BIDS SCORES PAPERS]`. The folder is made, and stays.
//! PAPERS is how many papers of 1 MiB lie in its second database: opening looks at its lists, a check at all of it.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "figures for people")]

use std::path::Path;
use std::time::Instant;

use chrono::DateTime;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use vault::{Entry, Journaled, Kdf, Record, Role, Table, Vault, VaultError, Writer};

/// A bid with what a list says of it, about 3 KiB.
#[derive(Serialize, Deserialize)]
struct Bid(String, String);

impl Record for Bid {
    const TABLE: Table = Table::Bid;
    fn id(&self) -> String {
        self.0.clone()
    }
}

/// A signed score, about 300 bytes.
#[derive(Serialize, Deserialize)]
struct Score(String, String);

impl Record for Score {
    const TABLE: Table = Table::Event;
    fn id(&self) -> String {
        self.0.clone()
    }
}

fn put<R: Record>(vault: &mut Vault, rows: impl Iterator<Item = R>) {
    let entry = Entry {
        actor: "钱示例".to_owned(),
        action: "figures".to_owned(),
        subject: String::new(),
        at: DateTime::UNIX_EPOCH,
        reason: None,
        details: serde_json::Value::Null,
    };
    let all = |w: &Writer<'_>| {
        for row in rows {
            w.put(&row)?;
        }
        Ok::<_, VaultError>(Journaled { value: (), entry })
    };
    vault.write(all).unwrap();
}

fn made(folder: &Path, secret: &SecretString, bids: u32, scores: u32, papers: u32) {
    let at = DateTime::UNIX_EPOCH;
    let mut vault = Vault::create(folder, Role::Secretariat, "钱示例", secret, Kdf::FLOOR, at).unwrap();
    put(&mut vault, (0..bids).map(|n| Bid(format!("2026/B{n:05}"), "一二三四".repeat(250))));
    for part in 0..scores.div_ceil(1000) {
        let rows = part * 1000..((part + 1) * 1000).min(scores);
        put(&mut vault, rows.map(|n| Score(format!("{:064x}", u64::from(n) * 0x9e37_79b9), "5".repeat(220))));
    }
    let mut store = vault.papers().unwrap();
    for n in 0..papers {
        let paper: Vec<u8> =
            (0..1u32 << 18).flat_map(|at| (at ^ n.wrapping_mul(0x9e37_79b9)).to_le_bytes()).collect();
        store.put(&mut paper.as_slice()).unwrap();
    }
    drop(store);
    vault.lock().unwrap();
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let folder = Path::new(args.first().map_or("opening.lunzheng", String::as_str)).to_owned();
    let number = |n: usize, or: u32| args.get(n).and_then(|a| a.parse().ok()).unwrap_or(or);
    let secret = SecretString::from("一句足够长的测试口令");
    if !folder.exists() {
        made(&folder, &secret, number(1, 5_000), number(2, 200_000), number(3, 0));
    }
    let unlocked = Vault::unlock(&folder, &secret).unwrap();
    let mut took: Vec<f64> = (0..11)
        .map(|_| {
            let begun = Instant::now();
            let vault = Vault::open_with(&folder, &unlocked).unwrap();
            let ms = begun.elapsed().as_secs_f64() * 1000.0;
            vault.lock().unwrap();
            ms
        })
        .collect();
    took.sort_by(f64::total_cmp);
    let mib = std::fs::metadata(folder.join("vault.db")).unwrap().len() >> 20;
    println!(
        "vault.db {mib} MiB; opened in {:.0} ms (median of 11, worst {:.0}); promised 1000",
        took[5], took[10]
    );
    let vault = Vault::open_with(&folder, &unlocked).unwrap();
    let begun = Instant::now();
    let (papers, broken) = vault.check_papers().unwrap();
    let mib = std::fs::metadata(folder.join("papers.db")).unwrap().len() >> 20;
    let seconds = begun.elapsed().as_secs_f64();
    println!("papers.db {mib} MiB, {papers} papers, {broken} broken: all of it looked at in {seconds:.1} s");
}
