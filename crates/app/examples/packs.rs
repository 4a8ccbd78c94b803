//! Measures 1 GB of papers out of a vault into a pack and out of a pack into a vault, beside the age crate alone and a plain
//! copy in the same run: `cargo run --release -p app --example packs [MIB] [FOLDER]`. Leaves nothing behind.

use std::error::Error;
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use packs::{
    Authority, BlobEntry, BlobSink, BlobSource, DeviceKeys, Digest, Draft, Hash32, JournalHead, Limits,
    MeetingId, PackKind, PartyRole, SchemaRange,
};
use vault::{Kdf, Papers, Role, Vault};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Bytes of one paper: ten of them are a round of bids.
const PAPER: u64 = 64 << 20;

/// Bytes that no compression helps: a generator's.
struct Noise {
    state: u64,
    left: u64,
}

impl Read for Noise {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let len = usize::try_from(self.left).unwrap_or(buf.len()).min(buf.len());
        for part in buf.get_mut(..len).unwrap_or_default().chunks_mut(8) {
            self.state ^= self.state << 13;
            self.state ^= self.state >> 7;
            self.state ^= self.state << 17;
            part.copy_from_slice(self.state.to_le_bytes().get(..part.len()).unwrap_or_default());
        }
        self.left -= len as u64;
        Ok(len)
    }
}

/// The memory of this process in KiB, and the most it ever had since `forget_peak`.
fn memory(which: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix(which)).unwrap_or("0");
    line.trim().trim_end_matches("kB").trim().parse().unwrap_or(0)
}

fn forget_peak() {
    // Linux only; elsewhere the peak is that of the whole run.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// Runs a step, and says how fast and how large it was.
fn step<T>(what: &str, bytes: u64, run: impl FnOnce() -> Outcome<T>) -> Outcome<(T, Duration)> {
    forget_peak();
    let idle = memory("VmRSS:");
    let start = Instant::now();
    let value = run()?;
    let took = start.elapsed();
    let peak = memory("VmHWM:").saturating_sub(idle);
    let speed = bytes as f64 / 1e6 / took.as_secs_f64();
    say(&format!("{what:<44}{took:>10.2?}{speed:>9.0} MB/s{:>8} MiB above idle", peak / 1024));
    Ok((value, took))
}

fn say(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}

struct Sink(Papers);

impl BlobSink for Sink {
    fn begin(&mut self, _: &BlobEntry) -> io::Result<()> {
        self.0.begin().map_err(io::Error::other)
    }
    fn write(&mut self, data: &[u8]) -> io::Result<()> {
        self.0.append(data).map_err(io::Error::other)
    }
    fn end(&mut self, _: &BlobEntry) -> io::Result<()> {
        self.0.finish().map(drop).map_err(io::Error::other)
    }
}

fn synced(out: BufWriter<File>) -> Outcome<()> {
    out.into_inner()?.sync_all()?;
    Ok(())
}

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let mib: u64 = arguments.next().map_or(Ok(1024), |a| a.parse())?;
    let place = arguments.next().map_or_else(std::env::temp_dir, Into::into);
    let folder = place.join(format!("lunzheng-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let measured = measure(&folder, mib << 20);
    std::fs::remove_dir_all(&folder)?;
    measured
}

fn measure(folder: &Path, total: u64) -> Outcome<()> {
    let passphrase = secrecy::SecretString::from("一句足够长的测量口令");
    let now = chrono::DateTime::UNIX_EPOCH;
    let make =
        |name: &str| Vault::create(&folder.join(name), Role::Secretariat, "甲", &passphrase, Kdf::FLOOR, now);
    let (from, to) = (make("from.lunzheng")?, make("to.lunzheng")?);
    let (office, expert) = (DeviceKeys::generate()?, DeviceKeys::generate()?);
    let path = folder.join("task.lzp");
    let mut papers = from.papers()?;
    let count = total.div_ceil(PAPER);
    let (stored, _) = step("papers into the vault (attaching)", total, || {
        let mut stored = Vec::new();
        for seed in 1..=count {
            let size = PAPER.min(total - (seed - 1) * PAPER);
            stored.push((papers.put(&mut Noise { state: seed, left: size })?, size));
        }
        Ok(stored)
    })?;
    let (_, out) = step("vault to pack, synced", total, || {
        let blobs = stored.iter().map(|(id, size)| BlobSource {
            name: "paper".to_owned(),
            digest: Digest(id.0),
            size: *size,
            reader: Box::new(papers.reader(*id)),
        });
        let mut file = BufWriter::new(File::create(&path)?);
        packs::write(&mut file, &office, draft(&expert, blobs.collect()))?;
        synced(file)
    })?;
    let (_, into) = step("pack to vault: verified, decrypted, stored", total, || {
        let headed = packs::open(File::open(&path)?, &Limits::default())?;
        let authority = Authority::of(MeetingId([1; 16]), expert.fingerprint(), PartyRole::Secretariat);
        let known = |_: &packs::Fingerprint| Some(office.public());
        let opened = headed.verify(&office.public())?.authorise(&authority)?.decrypt(&expert, &known)?;
        opened.copy_blobs(&mut Sink(to.papers()?))?;
        Ok(())
    })?;
    let plain = folder.join("plain");
    let (_, copy) = step("plain copy, synced", total, || {
        io::copy(&mut File::open(&path)?, &mut File::create(&plain)?)?;
        File::open(&plain)?.sync_all()?;
        Ok(())
    })?;
    let (seal, unseal) = age_alone(folder, &plain, total)?;
    let ratio = |a: Duration, b: Duration| a.as_secs_f64() / b.as_secs_f64();
    say(&format!("out: {:.2} times age alone, {:.2} times a plain copy", ratio(out, seal), ratio(out, copy)));
    say(&format!(
        "in:  {:.2} times age alone, {:.2} times a plain copy",
        ratio(into, unseal),
        ratio(into, copy)
    ));
    Ok(())
}

/// Seals and opens the same bytes with the age crate and nothing else.
fn age_alone(folder: &Path, plain: &Path, total: u64) -> Outcome<(Duration, Duration)> {
    let sealed = folder.join("age");
    let identity = age::x25519::Identity::generate();
    let (_, seal) = step("age alone: seal a file, synced", total, || {
        let recipient = identity.to_public();
        let encryptor = age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))?;
        let mut stream = encryptor.wrap_output(BufWriter::new(File::create(&sealed)?))?;
        io::copy(&mut File::open(plain)?, &mut stream)?;
        synced(stream.finish()?)
    })?;
    let (_, unseal) = step("age alone: open a file, synced", total, || {
        let decryptor = age::Decryptor::new(File::open(&sealed)?)?;
        let mut stream = decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity))?;
        let mut file = File::create(plain)?;
        io::copy(&mut stream, &mut file)?;
        file.sync_all()?;
        Ok(())
    })?;
    Ok((seal, unseal))
}

fn draft<'a>(expert: &DeviceKeys, blobs: Vec<BlobSource<'a>>) -> Draft<'a> {
    Draft {
        kind: PackKind::Task,
        meeting: MeetingId([1; 16]),
        sequence: 1,
        recipients: vec![expert.public()],
        role: PartyRole::Secretariat,
        at: chrono::DateTime::UNIX_EPOCH,
        certificate: None,
        certificates: Vec::new(),
        previous_pack: None,
        journal: JournalHead { seq: 1, head: Hash32([0; 32]) },
        schema: SchemaRange { oldest: 1, written: 1 },
        critical: Vec::new(),
        events: Vec::new(),
        blobs,
    }
}
