//! Sizes and times, printed: `cargo test --release -p packs --test packs -- --ignored --nocapture figures`.

use crate::fixture::{at_expert, events, expert, known, pack, read_task, secretariat, task};
use packs::{BlobEntry, BlobSink, BlobSource, Digest, Draft, Limits, Manifest};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::time::Instant;

/// Bytes of a blob that are never in memory as a whole.
struct Zeros(u64);

impl Read for Zeros {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let len = usize::try_from(self.0).unwrap_or(buf.len()).min(buf.len());
        buf[..len].fill(0);
        self.0 -= len as u64;
        Ok(len)
    }
}

struct Nowhere;

impl BlobSink for Nowhere {
    fn begin(&mut self, _: &BlobEntry) -> io::Result<()> {
        Ok(())
    }
    fn write(&mut self, _: &[u8]) -> io::Result<()> {
        Ok(())
    }
    fn end(&mut self, _: &BlobEntry) -> io::Result<()> {
        Ok(())
    }
}

/// The most memory this process ever had, in KiB; Linux only.
fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).unwrap_or("0");
    line.trim().trim_end_matches("kB").trim().parse().unwrap_or(0)
}

fn many_events(count: usize, body: usize) -> Vec<packs::SignedEvent> {
    let body = vec![0x41; body];
    events(&secretariat(), &vec![body.as_slice(); count])
}

#[test]
#[ignore = "prints figures"]
fn figures_of_a_large_blob() {
    const SIZE: u64 = 1 << 30;
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(Zeros(SIZE)).unwrap();
    let digest = Digest(*hasher.finalize().as_bytes());
    let source = BlobSource { name: "1 GiB".into(), digest, size: SIZE, reader: Box::new(Zeros(SIZE)) };
    let path = std::env::temp_dir().join(format!("packs-figures-{}.lzp", std::process::id()));
    let mut file = std::fs::File::options().read(true).write(true).create_new(true).open(&path).unwrap();
    let idle = peak_kib();
    let start = Instant::now();
    packs::write(&mut file, &secretariat(), Draft { blobs: vec![source], ..task() }).unwrap();
    file.flush().unwrap();
    let written = start.elapsed();
    let size = file.seek(SeekFrom::End(0)).unwrap();
    let start = Instant::now();
    let verified =
        packs::open(&mut file, &Limits::default()).unwrap().verify(&secretariat().public()).unwrap();
    let checked = start.elapsed();
    let start = Instant::now();
    let opened = verified.authorise(&at_expert()).unwrap().decrypt(&expert(), &known).unwrap();
    opened.copy_blobs(&mut Nowhere).unwrap();
    println!(
        "1 GiB: {} bytes over; write {written:?}, verify {checked:?}, decrypt {:?}",
        size - SIZE,
        start.elapsed()
    );
    println!("peak memory: {} KiB above idle", peak_kib() - idle);
    std::fs::remove_file(path).unwrap();
}

#[test]
#[ignore = "prints figures"]
fn figures_of_many_events() {
    for (count, body) in [(0, 0), (1, 200), (100, 400), (10_000, 400), (100_000, 400)] {
        let start = Instant::now();
        let events = many_events(count, body);
        let signed = start.elapsed();
        let start = Instant::now();
        let file = pack(&secretariat(), Draft { events, blobs: Vec::new(), ..task() });
        let written = start.elapsed();
        let start = Instant::now();
        let manifest: Manifest = read_task(&file).unwrap().into_contents().manifest;
        assert!(manifest.blobs.is_empty());
        let read = start.elapsed();
        println!(
            "{count} events of {body} bytes: {} bytes; sign {signed:?}, write {written:?}, read {read:?}",
            file.len()
        );
    }
}
