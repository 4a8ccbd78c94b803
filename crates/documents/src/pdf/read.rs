//! Reading back what a printed form carries, and whether it holds together.

use lopdf::{Dictionary, Document, LoadOptions, Object};
use serde_json::Value;

use super::ATTACHMENT;
use crate::canonical;
use crate::error::DocumentError;
use crate::model::Variant;

/// Larger files are none of ours.
const LARGEST: usize = 64 << 20;
/// Of larger files of others the pages are not counted.
const LARGEST_COUNTED: usize = 16 << 20;
/// The most that one of their streams may inflate to while pages are counted.
const LARGEST_STREAM: usize = 4 << 20;
/// The most that the pages may inflate to.
const LARGEST_PAGE: usize = 16 << 20;

/// What a document says about itself, after the parts were compared with each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// Digest of the canonical data.
    pub digest: [u8; 32],
    /// Which form it is (`minutes-bid`).
    pub form_id: String,
    /// For whom the copy was made.
    pub variant: Variant,
    /// The canonical data, where the file carries them (archive copies).
    pub canonical: Option<Vec<u8>>,
    /// Journal head at the time of printing, 64 hex digits.
    pub journal_head: Option<String>,
    /// Digest of the session's rules, 64 hex digits.
    pub rule_digest: Option<String>,
    /// Number of the session.
    pub session_no: String,
    /// Digest of the same data under SM3, 64 hex digits, where the last page prints it.
    pub sm3: Option<String>,
}

/// Reads the digest of a PDF that this program wrote. The attached data must hash to it, the file's own words must agree
/// with the data, the short digest must stand on every page and the whole ones on the last.
///
/// This does not compare the words on the pages with the data: for an archive copy [`crate::reproduce`] prints the data
/// again, and the same program gives the same bytes. A blind or public copy carries no data; its form, variant and
/// session number are what the file says, and its digest is for comparing with the vault.
///
/// # Errors
/// [`DocumentError::NotOurs`] when it is no such file, [`DocumentError::Digest`] when its parts do not belong together.
pub fn read_digest(pdf: &[u8]) -> Result<Carried, DocumentError> {
    if pdf.len() > LARGEST || !pdf.starts_with(b"%PDF-") {
        return Err(DocumentError::NotOurs("no PDF, or too large".to_owned()));
    }
    let file = Document::load_mem(pdf).map_err(|e| DocumentError::NotOurs(e.to_string()))?;
    let mut carried = from_keywords(&keywords(&file)?)?;
    carried.canonical = attachment(&file)?;
    match &carried.canonical {
        Some(data) => compare(&carried, data)?,
        None if carried.variant == Variant::Named => {
            return Err(DocumentError::Digest("the archive copy has lost its data".to_owned()));
        }
        None => {}
    }
    carried.sm3 = sm3_shown(&carried);
    check_pages(&file, &carried, carried.sm3.as_deref())?;
    Ok(carried)
}

/// How many pages a PDF says it has; nothing for one that is encrypted, larger than this reads, or broken. It informs:
/// nothing rests on it.
#[must_use]
pub fn page_count(pdf: &[u8]) -> Option<u32> {
    if pdf.len() > LARGEST_COUNTED {
        return None;
    }
    let options = LoadOptions { max_decompressed_size: Some(LARGEST_STREAM), ..LoadOptions::default() };
    // The file is somebody else's: a fault of the reader on it is no fault of whoever attaches it.
    let read = std::panic::catch_unwind(|| Document::load_mem_with_options(pdf, options)).ok()?.ok()?;
    u32::try_from(read.get_pages().len()).ok().filter(|pages| *pages > 0)
}

fn keywords(file: &Document) -> Result<String, DocumentError> {
    let missing = || DocumentError::NotOurs("no keywords".to_owned());
    let info = file.trailer.get(b"Info").map_err(|_| missing())?;
    let info = resolve(file, info).and_then(|o| o.as_dict().ok()).ok_or_else(missing)?;
    let words = info.get(b"Keywords").ok().and_then(|o| resolve(file, o)).ok_or_else(missing)?;
    lopdf::decode_text_string(words).map_err(|_| missing())
}

fn resolve<'d>(file: &'d Document, object: &'d Object) -> Option<&'d Object> {
    file.dereference(object).ok().map(|(_, o)| o)
}

fn from_keywords(words: &str) -> Result<Carried, DocumentError> {
    let (head, session) = words
        .split_once("lunzheng-session:")
        .ok_or_else(|| DocumentError::NotOurs("no keyword of ours".to_owned()))?;
    let find = |name: &str| {
        head.split(", ")
            .find_map(|w| w.strip_prefix(name).and_then(|w| w.strip_prefix(':')))
            .map(str::to_owned)
    };
    let digest = find("lunzheng-digest")
        .and_then(|d| hex::decode(d).ok())
        .and_then(|d| <[u8; 32]>::try_from(d).ok())
        .ok_or_else(|| DocumentError::NotOurs("no digest".to_owned()))?;
    let form_id = find("lunzheng-form").ok_or_else(|| DocumentError::NotOurs("no form".to_owned()))?;
    let variant = match find("lunzheng-variant").as_deref() {
        Some("named") => Variant::Named,
        Some("blind") => Variant::Blind,
        Some("redacted") => Variant::Redacted,
        _ => return Err(DocumentError::NotOurs("no variant".to_owned())),
    };
    Ok(Carried {
        digest,
        form_id,
        variant,
        canonical: None,
        journal_head: find("lunzheng-journal"),
        rule_digest: find("lunzheng-rules"),
        session_no: session.to_owned(),
        sm3: None,
    })
}

/// The attached canonical data. Ours are stored plain; anything else is refused rather than inflated.
fn attachment(file: &Document) -> Result<Option<Vec<u8>>, DocumentError> {
    let catalog = file.catalog().map_err(|e| DocumentError::NotOurs(e.to_string()))?;
    let Ok(files) = catalog.get(b"AF") else {
        return Ok(None);
    };
    let bad = || DocumentError::Digest("attachment cannot be read".to_owned());
    let files = resolve(file, files).and_then(|o| o.as_array().ok()).ok_or_else(bad)?;
    for entry in files {
        let spec = resolve(file, entry).and_then(|o| o.as_dict().ok()).ok_or_else(bad)?;
        if spec.get(b"F").ok().and_then(|n| n.as_str().ok()) != Some(ATTACHMENT.as_bytes()) {
            continue;
        }
        return stored(file, spec).map(Some).ok_or_else(bad);
    }
    Ok(None)
}

fn stored(file: &Document, spec: &Dictionary) -> Option<Vec<u8>> {
    let embedded = resolve(file, spec.get(b"EF").ok()?)?.as_dict().ok()?;
    let stream = resolve(file, embedded.get(b"F").ok()?)?.as_stream().ok()?;
    (!stream.dict.has(b"Filter")).then(|| stream.content.clone())
}

/// Holds the attached data against the digest and against what the file says of itself.
fn compare(carried: &Carried, data: &[u8]) -> Result<(), DocumentError> {
    if canonical::digest_of(data) != carried.digest {
        return Err(DocumentError::Digest("attached data have another digest".to_owned()));
    }
    let value: Value = serde_json::from_slice(data).map_err(|e| DocumentError::Digest(e.to_string()))?;
    // Bound sheets agree in what is compared here: only such are bound.
    let data = value["sheets"].get(0).unwrap_or(&value["data"]);
    let text = |name: &str| data[name].as_str().map(str::to_owned);
    let agrees = value["form"].as_str() == Some(carried.form_id.as_str())
        && text("variant").as_deref() == Some(carried.variant.as_str())
        && text("session_no").as_ref() == Some(&carried.session_no)
        && text("journal_head") == carried.journal_head
        && text("rule_digest") == carried.rule_digest;
    if agrees {
        Ok(())
    } else {
        Err(DocumentError::Digest("keywords differ from the attached data".to_owned()))
    }
}

/// What stands beside SHA-256 on the last page where the office asked for it, as hex. A copy without its data only says so.
fn sm3_shown(carried: &Carried) -> Option<String> {
    let data = carried.canonical.as_deref()?;
    let value: Value = serde_json::from_slice(data).ok()?;
    let of = value["sheets"].get(0).unwrap_or(&value["data"]);
    (of["sm3"] == Value::Bool(true)).then(|| hex::encode(canonical::sm3_of(data)))
}

/// Every page shows the short digest, the last one the whole digests.
fn check_pages(file: &Document, carried: &Carried, sm3: Option<&str>) -> Result<(), DocumentError> {
    let digest = hex::encode(carried.digest);
    let numbers: Vec<u32> = file.get_pages().into_keys().collect();
    let last = *numbers.last().ok_or_else(|| DocumentError::NotOurs("no pages".to_owned()))?;
    for number in numbers {
        let text = file
            .extract_text_with_limit(&[number], LARGEST_PAGE)
            .map_err(|e| DocumentError::Digest(format!("page {number}: {e}")))?;
        // Groups of digits may stand on two lines.
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let mut shown = vec![&digest[..12]];
        if number == last {
            shown.push(&digest);
            shown.extend(sm3);
            shown.extend(carried.journal_head.as_deref());
            shown.extend(carried.rule_digest.as_deref());
        }
        if !shown.iter().all(|digits| text.contains(digits)) {
            return Err(DocumentError::Digest(format!("page {number} shows another digest")));
        }
    }
    Ok(())
}
