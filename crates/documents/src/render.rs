//! From a form to a PDF.

use serde_json::{Value, json};

use crate::canonical;
use crate::error::DocumentError;
use crate::fonts::Fonts;
use crate::layout::{FooterText, Pages, Tail, lay_out};
use crate::model::Form;
use crate::pdf::{self, Meta};
use crate::template::{self, Filled, PageWords, Template, digest_groups, zh_date_time};

/// What may differ from the default.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// An office's own template in place of the default one of the form.
    pub template: Option<String>,
}

/// A printed form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The file.
    pub pdf: Vec<u8>,
    /// Digest of the canonical data.
    pub digest: [u8; 32],
    /// How many pages.
    pub pages: usize,
}

/// Everything about a document before it is written.
struct Prepared {
    pages: Pages,
    canonical: Vec<u8>,
    digest: [u8; 32],
    title: String,
}

/// Prints a form.
///
/// # Errors
/// [`DocumentError`]: a character that no font has, a template that does not fit the form, a variant that is not made.
pub fn render(form: &Form, fonts: &Fonts, options: &Options) -> Result<Rendered, DocumentError> {
    let prepared = prepare(form, fonts, options)?;
    let common = form.common();
    let meta = Meta {
        title: &prepared.title,
        form: form.id(),
        variant: common.variant.as_str(),
        digest: &hex::encode(prepared.digest),
        journal_head: common.journal_head.as_deref(),
        rule_digest: common.rule_digest.as_deref(),
        session_no: &common.session_no,
        printed_at: common.printed_at,
        // Only the archive copy carries its data: a blind or public file must hold no more than its pages show.
        canonical: (common.variant == crate::Variant::Named).then_some(prepared.canonical.as_slice()),
    };
    let pdf = pdf::write(&prepared.pages, fonts, &meta)?;
    Ok(Rendered { pdf, digest: prepared.digest, pages: prepared.pages.pages.len() })
}

/// Prints the document again from the canonical data it carries; the same program gives the same bytes.
///
/// # Errors
/// As [`render`]; [`DocumentError::Digest`] when the data are not those of a form, or were printed by another template.
pub fn reproduce(canonical: &[u8], fonts: &Fonts, options: &Options) -> Result<Rendered, DocumentError> {
    let value: Value = serde_json::from_slice(canonical).map_err(|e| DocumentError::Digest(e.to_string()))?;
    let form: Form = serde_json::from_value(json!({ "form": value["form"], "data": value["data"] }))
        .map_err(|e| DocumentError::Digest(e.to_string()))?;
    let rendered = render(&form, fonts, options)?;
    if rendered.digest == canonical::digest_of(canonical) {
        Ok(rendered)
    } else {
        Err(DocumentError::Digest("printed by another template or another version".to_owned()))
    }
}

/// The text of each page, line by line, without writing a file: for previews and tests.
///
/// # Errors
/// As [`render`].
pub fn text_pages(form: &Form, fonts: &Fonts, options: &Options) -> Result<Vec<Vec<String>>, DocumentError> {
    Ok(prepare(form, fonts, options)?.pages.lines())
}

/// The default template of a form, for an office that wants to change it.
#[must_use]
pub fn default_template(form: &Form) -> &'static str {
    form.template()
}

/// Whether a changed template can print a form; returns its digest as hex.
///
/// # Errors
/// [`DocumentError`] as [`render`] would give it, with the line.
pub fn check_template(source: &str, example: &Form) -> Result<String, DocumentError> {
    let words = PageWords::load()?;
    let template = Template::read(example.id(), source, &words)?;
    let data = flagged(example)?;
    template::fill(&template, &data, &words)?;
    Ok(template.digest)
}

fn prepare(form: &Form, fonts: &Fonts, options: &Options) -> Result<Prepared, DocumentError> {
    let words = PageWords::load()?;
    let source = options.template.as_deref().unwrap_or(form.template());
    let template = Template::read(form.id(), source, &words)?;
    if template.front.id != form.id() {
        return Err(template.fail(0, "front", &template.front.id));
    }
    let variant = form.common().variant.as_str();
    let mut data = form.data()?;
    template::hide(&template, variant, &mut data)?;
    let canonical = canonical::bytes(&json!({
        "form": form.id(),
        "template": { "id": template.front.id, "version": template.front.version, "digest": template.digest },
        "data": data,
    }))?;
    let digest = canonical::digest_of(&canonical);
    set_flags(&mut data, variant);
    let Filled { setup, blocks, title } = template::fill(&template, &data, &words)?;
    let (tail, footer) = page_ends(form, &template, &words, &hex::encode(digest))?;
    let pages = lay_out(fonts, setup, &blocks, &tail, &footer)?;
    Ok(Prepared { pages, canonical, digest, title })
}

fn flagged(form: &Form) -> Result<Value, DocumentError> {
    let mut data = form.data()?;
    set_flags(&mut data, form.common().variant.as_str());
    Ok(data)
}

/// Adds the flags that follow from the variant; they are no data of their own.
fn set_flags(data: &mut Value, variant: &str) {
    if let Value::Object(map) = data {
        for flag in ["named", "blind", "redacted"] {
            map.insert(format!("is_{flag}"), Value::Bool(variant == flag));
        }
    }
}

/// The foot of the pages, and the end of the document with the whole digests and a QR code.
fn page_ends(
    form: &Form,
    template: &Template,
    words: &PageWords,
    digest: &str,
) -> Result<(Tail, FooterText), DocumentError> {
    let common = form.common();
    let words = &words.words;
    let variant = match common.variant {
        crate::Variant::Named => &words.named,
        crate::Variant::Blind => &words.blind,
        crate::Variant::Redacted => &words.redacted,
    };
    let heads = [("journal_head", &common.journal_head), ("rule_digest", &common.rule_digest)];
    for (name, value) in heads {
        if value.as_ref().is_some_and(|v| v.len() != 64 || !v.bytes().all(|b| b.is_ascii_hexdigit())) {
            return Err(DocumentError::Value {
                name: name.to_owned(),
                kind: "digest".to_owned(),
                value: value.clone().unwrap_or_default(),
            });
        }
    }
    let short = |hex: Option<&String>| hex.map_or(words.none.clone(), |h| digest_groups(&h[..12]));
    let small = words
        .footer
        .replace("{doc_no}", &common.doc_no)
        .replace("{variant}", variant)
        .replace("{digest}", &digest_groups(&digest[..12]))
        .replace("{journal}", &short(common.journal_head.as_ref()))
        .replace("{policy}", &common.policy_version);
    let mut lines = vec![words.digest.replace("{digest}", &digest_groups(digest))];
    if let Some(head) = &common.journal_head {
        lines.push(words.journal.replace("{journal}", &digest_groups(head)));
    }
    if let Some(rules) = &common.rule_digest {
        lines.push(words.rules.replace("{rules}", &digest_groups(rules)));
    }
    let version = format!("{}/{}", template.front.id, template.front.version);
    lines.push(
        words
            .printed
            .replace("{printed_at}", &zh_date_time(common.printed_at))
            .replace("{template}", &version),
    );
    if common.variant == crate::Variant::Named {
        lines.push(words.standin.clone());
    }
    // Capitals only: a QR code needs fewer dots for them.
    let journal = common.journal_head.as_deref().unwrap_or("-");
    let qr = format!("LUNZHENG:1:{}:{digest}:{journal}", form.id()).to_ascii_uppercase();
    Ok((Tail { lines, qr }, FooterText { small }))
}
