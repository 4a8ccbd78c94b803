//! From a form to a PDF.

use serde_json::{Value, json};

use crate::canonical;
use crate::error::DocumentError;
use crate::fonts::Fonts;
use crate::layout::{Bookmark, FooterText, Pages, Tail, lay_out};
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
    write(prepare(form, fonts, options)?, form, fonts)
}

/// Prints several sheets of one form as one file (合订): each has its own page numbers and the whole digest at its end,
/// and all stand under one digest, so that a sheet taken out is still known.
///
/// # Errors
/// As [`render`]; [`DocumentError::Failed`] for no sheets, or for sheets of different forms, copies or meetings.
pub fn render_bound(forms: &[Form], fonts: &Fonts, options: &Options) -> Result<Rendered, DocumentError> {
    let (press, canonical) = bound(forms, options)?;
    let digest = canonical::digest_of(&canonical);
    let mut prepared = Prepared { pages: Pages::default(), canonical, digest, title: String::new() };
    for form in forms {
        let whole = Whole::of(form, &prepared.canonical, digest);
        let (pages, title) = press.lay_out(form, press.data(form)?, &whole, fonts)?;
        let first = prepared.pages.pages.len();
        // The outline names the sheets, all of which have the same headings.
        prepared.pages.bookmarks.extend(pages.bookmarks.into_iter().take(1).map(|mark| Bookmark {
            text: form.common().doc_no.clone(),
            page: mark.page + first,
            ..mark
        }));
        prepared.pages.pages.extend(pages.pages);
        prepared.title = title;
    }
    let form = forms.first().ok_or_else(no_sheets)?;
    write(prepared, form, fonts)
}

/// The digest that a form would be printed with; nothing is laid out.
///
/// # Errors
/// [`DocumentError`]: a template that does not fit the form, a variant that is not made.
pub fn digest(form: &Form, options: &Options) -> Result<[u8; 32], DocumentError> {
    let press = Press::of(form, options)?;
    Ok(canonical::digest_of(&press.canonical("data", press.data(form)?)?))
}

/// The digest that bound sheets would be printed with; nothing is laid out.
///
/// # Errors
/// As [`digest`], and for sheets that cannot be bound.
pub fn digest_bound(forms: &[Form], options: &Options) -> Result<[u8; 32], DocumentError> {
    Ok(canonical::digest_of(&bound(forms, options)?.1))
}

/// Writes prepared pages as a file.
fn write(prepared: Prepared, form: &Form, fonts: &Fonts) -> Result<Rendered, DocumentError> {
    let common = form.common();
    let meta = Meta {
        title: &prepared.title,
        form: form.id(),
        variant: common.variant.as_str(),
        digest: &hex::encode(prepared.digest),
        journal_head: common.journal_head.as_deref(),
        rule_digest: common.rule_digest.as_deref(),
        session_no: &common.session_no,
        as_of: common.as_of,
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
    let form = |data: &Value| -> Result<Form, DocumentError> {
        serde_json::from_value(json!({ "form": value["form"], "data": data }))
            .map_err(|e| DocumentError::Digest(e.to_string()))
    };
    let rendered = match value["sheets"].as_array() {
        Some(sheets) => {
            let forms: Vec<Form> = sheets.iter().map(form).collect::<Result<_, _>>()?;
            render_bound(&forms, fonts, options)?
        }
        None => render(&form(&value["data"])?, fonts, options)?,
    };
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
    let press = Press::of(form, options)?;
    let data = press.data(form)?;
    let canonical = press.canonical("data", data.clone())?;
    let digest = canonical::digest_of(&canonical);
    let (pages, title) = press.lay_out(form, data, &Whole::of(form, &canonical, digest), fonts)?;
    Ok(Prepared { pages, canonical, digest, title })
}

/// The template of a form with the words of the page, read once for all sheets of the form.
struct Press {
    words: PageWords,
    template: Template,
}

impl Press {
    fn of(form: &Form, options: &Options) -> Result<Press, DocumentError> {
        let words = PageWords::load()?;
        let source = options.template.as_deref().unwrap_or(form.template());
        let template = Template::read(form.id(), source, &words)?;
        if template.front.id != form.id() {
            return Err(template.fail(0, "front", &template.front.id));
        }
        Ok(Press { words, template })
    }

    /// The data of a form without what its copy must not show.
    fn data(&self, form: &Form) -> Result<Value, DocumentError> {
        let mut data = form.data()?;
        template::hide(&self.template, form.common().variant.as_str(), &mut data)?;
        Ok(data)
    }

    /// Canonical bytes of one form's `data`, or of the `sheets` of a bound file.
    fn canonical(&self, name: &str, data: Value) -> Result<Vec<u8>, DocumentError> {
        let front = &self.template.front;
        let mut value = json!({
            "form": front.id,
            "template": { "id": front.id, "version": front.version, "digest": self.template.digest },
        });
        value[name] = data;
        canonical::bytes(&value)
    }

    /// Fills the template and sets it on pages, which show `whole`.
    fn lay_out(
        &self,
        form: &Form,
        mut data: Value,
        whole: &Whole,
        fonts: &Fonts,
    ) -> Result<(Pages, String), DocumentError> {
        set_flags(&mut data, form.common().variant.as_str());
        let Filled { setup, blocks, title } = template::fill(&self.template, &data, &self.words)?;
        let (tail, footer) = page_ends(form, &self.template, &self.words, whole)?;
        Ok((lay_out(fonts, setup, &blocks, &tail, &footer)?, title))
    }
}

/// The digests of a whole document, as hex.
struct Whole {
    sha256: String,
    /// Where the office asks for it.
    sm3: Option<String>,
}

impl Whole {
    fn of(form: &Form, canonical: &[u8], digest: [u8; 32]) -> Whole {
        let sm3 = form.common().sm3.then(|| hex::encode(canonical::sm3_of(canonical)));
        Whole { sha256: hex::encode(digest), sm3 }
    }
}

fn no_sheets() -> DocumentError {
    DocumentError::Failed("no sheets to bind".to_owned())
}

/// The canonical bytes of sheets that can be bound: of one form, one copy, one meeting, made at one time.
fn bound(forms: &[Form], options: &Options) -> Result<(Press, Vec<u8>), DocumentError> {
    let first = forms.first().ok_or_else(no_sheets)?;
    let press = Press::of(first, options)?;
    let of = |form: &Form| {
        let common = form.common();
        let heads = (common.journal_head.clone(), common.rule_digest.clone());
        (form.id(), common.variant, common.session_no.clone(), common.as_of, heads)
    };
    if forms.iter().any(|form| of(form) != of(first)) {
        return Err(DocumentError::Failed("sheets of different forms, copies or meetings".to_owned()));
    }
    let sheets: Vec<Value> = forms.iter().map(|form| press.data(form)).collect::<Result<_, _>>()?;
    let canonical = press.canonical("sheets", Value::Array(sheets))?;
    Ok((press, canonical))
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
    whole: &Whole,
) -> Result<(Tail, FooterText), DocumentError> {
    let common = form.common();
    let digest = whole.sha256.as_str();
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
    if let Some(sm3) = &whole.sm3 {
        lines.push(words.sm3.replace("{sm3}", &digest_groups(sm3)));
    }
    if let Some(head) = &common.journal_head {
        lines.push(words.journal.replace("{journal}", &digest_groups(head)));
    }
    if let Some(rules) = &common.rule_digest {
        lines.push(words.rules.replace("{rules}", &digest_groups(rules)));
    }
    let version = format!("{}/{}", template.front.id, template.front.version);
    lines.push(words.printed.replace("{as_of}", &zh_date_time(common.as_of)).replace("{template}", &version));
    if common.variant == crate::Variant::Named {
        lines.push(words.standin.clone());
    }
    // Capitals only: a QR code needs fewer dots for them.
    let journal = common.journal_head.as_deref().unwrap_or("-");
    let qr = format!("LUNZHENG:1:{}:{digest}:{journal}", form.id()).to_ascii_uppercase();
    Ok((Tail { lines, qr }, FooterText { small }))
}
