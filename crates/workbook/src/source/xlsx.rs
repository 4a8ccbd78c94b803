//! An xlsx: the list of sheets, the shared strings and the styles, then each sheet as a stream of cells.
//!
//! The parts are read here rather than through a library: what a file declares about its size (a used range up to
//! XFD1048576, a count of strings, an index of a shared formula) must never decide how much memory is asked for.

use std::collections::HashMap;
use std::io::BufRead;
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::ReadError;
use super::package::{Package, attribute, entity, flag};
use super::sheet_xml::{self, Context};
use super::styles;
use crate::error::Hazard;
use crate::grid::Sheet;
use crate::limits;

/// Reads all worksheets.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    let mut package = Package::open(bytes)?;
    let Some(workbook) = workbook_part(&mut package)? else {
        return Err(ReadError::Format(what_else(&package)));
    };
    let folder = workbook.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let relations = relations(&mut package, &workbook)?;
    let (entries, is_1904) = entries(package.xml(&workbook)?)?;
    let by_kind =
        |kind: &str| relations.values().find(|r| r.kind.ends_with(kind)).map(|r| resolve(&folder, &r.target));
    let strings = match by_kind("/sharedStrings").and_then(|name| package.find(&name)) {
        Some(stored) => shared_strings(package.xml(&stored)?)?,
        None => Vec::new(),
    };
    let formats = match by_kind("/styles").and_then(|name| package.find(&name)) {
        Some(stored) => styles::read(package.xml(&stored)?)?,
        None => Vec::new(),
    };
    let mut context = Context { strings: &strings, formats: &formats, is_1904, cells: 0, text_bytes: 0 };
    let mut sheets = Vec::new();
    for entry in entries {
        let Some(relation) = relations.get(&entry.relation).filter(|r| r.kind.ends_with("/worksheet")) else {
            continue;
        };
        let stored = package.find(&resolve(&folder, &relation.target)).ok_or(Hazard::PartDamaged)?;
        let mut sheet = sheet_xml::read(package.xml(&stored)?, &entry.name, &mut context)?;
        sheet.hidden = entry.hidden;
        sheet.dates_from_1904 = is_1904;
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// The stored name of the main part, from the container's own relations or at its usual place.
fn workbook_part(package: &mut Package<'_>) -> Result<Option<String>, ReadError> {
    if let Some(stored) = package.find("_rels/.rels") {
        let relations = read_relations(package.xml(&stored)?)?;
        let target =
            relations.values().find(|r| r.kind.ends_with("/officeDocument")).map(|r| resolve("", &r.target));
        if let Some(stored) =
            target.filter(|t| t.to_lowercase().ends_with("workbook.xml")).and_then(|t| package.find(&t))
        {
            return Ok(Some(stored));
        }
    }
    Ok(package.find("xl/workbook.xml"))
}

/// What a zip container without a workbook part is.
fn what_else(package: &Package<'_>) -> &'static str {
    for (part, name) in [
        ("xl/workbook.bin", "xlsb"),
        ("word/document.xml", "docx"),
        ("ppt/presentation.xml", "pptx"),
        ("content.xml", "ods"),
    ] {
        if package.find(part).is_some() {
            return name;
        }
    }
    "zip"
}

/// One relation of a part.
struct Relation {
    kind: String,
    target: String,
}

fn relations(package: &mut Package<'_>, workbook: &str) -> Result<HashMap<String, Relation>, ReadError> {
    let (folder, name) = workbook.rsplit_once('/').unwrap_or(("", workbook));
    let path =
        if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
    let stored = package.find(&path).ok_or(Hazard::PartDamaged)?;
    read_relations(package.xml(&stored)?)
}

fn read_relations<R: BufRead>(mut reader: Reader<R>) -> Result<HashMap<String, Relation>, ReadError> {
    let mut relations = HashMap::new();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer)? {
            Event::Start(e) if e.local_name().as_ref() == "Relationship" => {
                let (id, kind, target) =
                    (attribute(&e, "Id")?, attribute(&e, "Type")?, attribute(&e, "Target")?);
                if let (Some(id), Some(kind), Some(target)) = (id, kind, target) {
                    relations.insert(id, Relation { kind, target });
                }
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
        if relations.len() > limits::PARTS {
            return Err(Hazard::TooManyParts.into());
        }
    }
}

/// A target relative to a folder, or absolute when it begins with a slash.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|s| !s.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            name => path.push(name),
        }
    }
    path.join("/")
}

/// One sheet as the workbook part lists it.
struct Entry {
    name: String,
    hidden: bool,
    relation: String,
}

/// The sheets and whether dates count from 1904.
fn entries<R: BufRead>(mut reader: Reader<R>) -> Result<(Vec<Entry>, bool), ReadError> {
    let mut entries = Vec::new();
    let mut is_1904 = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer)? {
            Event::Start(e) => match e.local_name().as_ref() {
                "workbookPr" => is_1904 = flag(&e, "date1904")?,
                "sheet" => {
                    let name = attribute(&e, "name")?.unwrap_or_default();
                    let hidden = attribute(&e, "state")?.is_some_and(|s| s != "visible");
                    if let Some(relation) = attribute(&e, "id")? {
                        entries.push(Entry { name, hidden, relation });
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok((entries, is_1904)),
            _ => {}
        }
        if entries.len() > limits::SHEETS {
            return Err(Hazard::TooManyParts.into());
        }
    }
}

/// The shared strings: rich text joined, phonetic guides left out.
fn shared_strings<R: BufRead>(mut reader: Reader<R>) -> Result<Vec<Arc<str>>, ReadError> {
    let mut strings: Vec<Arc<str>> = Vec::new();
    let mut text = sheet_xml::TextCollector::default();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer)? {
            Event::Start(e) => match e.local_name().as_ref() {
                "si" => text.begin(),
                name => text.open(name),
            },
            Event::End(e) => match e.local_name().as_ref() {
                "si" => {
                    strings.push(text.take().into());
                    if strings.len() > limits::CELLS {
                        return Err(Hazard::TooManyCells.into());
                    }
                }
                name => text.close(name),
            },
            Event::Text(t) => text.push(&t.xml10_content())?,
            Event::CData(t) => text.push(&t.xml10_content())?,
            Event::GeneralRef(r) => text.push_char(entity(&r))?,
            Event::Eof => return Ok(strings),
            _ => {}
        }
    }
}
