//! What the writer below cannot say: outline, language, dates, digests, the attached data.

use chrono::NaiveDateTime;
use lopdf::{Document, Object, Stream, StringFormat, dictionary};
use printpdf::{PdfDocument, PdfSaveOptions};

use super::outline::{self, utf16};
use super::{ATTACHMENT, Meta};
use crate::error::DocumentError;
use crate::layout::Pages;

/// Completes the document and writes it.
pub(super) fn finish(
    document: &PdfDocument,
    pages: &Pages,
    meta: &Meta<'_>,
) -> Result<Vec<u8>, DocumentError> {
    let failed = |e: lopdf::Error| DocumentError::Failed(e.to_string());
    let mut warnings = Vec::new();
    let mut file = document.to_lopdf_document(&PdfSaveOptions::default(), &mut warnings);
    let page_ids: Vec<_> = file.get_pages().into_values().collect();
    let outline = outline::add(&mut file, pages, &page_ids);
    let info = file.add_object(info(meta));
    let metadata = file.add_object(
        Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, xmp(meta).into_bytes())
            .with_compression(false),
    );
    let attachment = meta.canonical.map(|data| attach(&mut file, data, meta.as_of));
    let catalog = file.catalog_mut().map_err(failed)?;
    catalog.set("Lang", Object::string_literal("zh-CN"));
    catalog.set("PageLayout", "OneColumn");
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("Metadata", metadata);
    for leftover in [b"OutputIntents".as_slice(), b"MarkInfo"] {
        catalog.remove(leftover);
    }
    if let Some(root) = outline {
        catalog.set("Outlines", root);
        catalog.set("PageMode", "UseOutlines");
    }
    if let Some(spec) = attachment {
        let names = vec![Object::string_literal(ATTACHMENT), spec.into()];
        catalog.set("Names", dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } });
        catalog.set("AF", vec![Object::Reference(spec)]);
    }
    let id = Object::String(hex::decode(&meta.digest[..32]).unwrap_or_default(), StringFormat::Hexadecimal);
    file.trailer.set("Info", info);
    file.trailer.set("ID", vec![id.clone(), id]);
    file.version = "1.7".to_owned();
    file.prune_objects();
    file.compress();
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).map_err(|e| DocumentError::Failed(e.to_string()))?;
    Ok(bytes)
}

/// A civil time of the office, as PDF writes it. China has one zone.
fn pdf_date(at: NaiveDateTime) -> Object {
    Object::string_literal(format!("D:{}+08'00'", at.format("%Y%m%d%H%M%S")))
}

fn info(meta: &Meta<'_>) -> lopdf::Dictionary {
    dictionary! {
        "Title" => utf16(meta.title),
        "Creator" => Object::string_literal("Lunzheng"),
        "Producer" => Object::string_literal("Lunzheng documents"),
        "Keywords" => utf16(&keywords(meta)),
        "CreationDate" => pdf_date(meta.as_of),
        "ModDate" => pdf_date(meta.as_of),
    }
}

/// The digests by name, for whoever reads the file without its attachment. No value holds a blank or a comma but the
/// session's number, which therefore comes last.
pub(super) fn keywords(meta: &Meta<'_>) -> String {
    let mut words = vec![
        format!("lunzheng-digest:{}", meta.digest),
        format!("lunzheng-form:{}", meta.form),
        format!("lunzheng-variant:{}", meta.variant),
    ];
    if let Some(head) = meta.journal_head {
        words.push(format!("lunzheng-journal:{head}"));
    }
    if let Some(rules) = meta.rule_digest {
        words.push(format!("lunzheng-rules:{rules}"));
    }
    words.push(format!("lunzheng-session:{}", meta.session_no));
    words.join(", ")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn xmp(meta: &Meta<'_>) -> String {
    let at = meta.as_of.format("%Y-%m-%dT%H:%M:%S+08:00");
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title>\
         <dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>\
         <pdf:Keywords>{}</pdf:Keywords><xmp:CreateDate>{at}</xmp:CreateDate><xmp:ModifyDate>{at}</xmp:ModifyDate>\
         </rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>",
        escape(meta.title),
        escape(&keywords(meta)),
    )
}

/// Attaches the canonical data. They are stored as they are, so that reading them back never inflates anything.
fn attach(file: &mut Document, data: &[u8], at: NaiveDateTime) -> lopdf::ObjectId {
    let size = i64::try_from(data.len()).unwrap_or(i64::MAX);
    let parameters = dictionary! { "Size" => size, "ModDate" => pdf_date(at) };
    let stream =
        dictionary! { "Type" => "EmbeddedFile", "Subtype" => "application/json", "Params" => parameters };
    let stored = file.add_object(Stream::new(stream, data.to_vec()).with_compression(false));
    file.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => Object::string_literal(ATTACHMENT),
        "UF" => utf16(ATTACHMENT),
        "AFRelationship" => "Data",
        "EF" => dictionary! { "F" => stored, "UF" => stored },
    })
}
