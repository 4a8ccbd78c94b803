//! A sender's own .xlsx with notes (批注) at its cells. Only what the notes need is written anew: the comments, their
//! drawing, the relations of the sheet, the list of kinds and one line of the sheet. Every other part is copied as it is
//! packed, so that formats, formulas, pictures and macros stay the sender's.

mod comments;
mod drawing;
mod splice;

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::ReadError;
use super::package::Package;
use super::xlsx;
use crate::error::Hazard;
use splice::{before_end, prefix};

/// A note to put at a cell.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Note {
    /// Name of the sheet.
    pub sheet: String,
    /// Row, from 1.
    pub row: u32,
    /// Column, from 1.
    pub column: u32,
    /// Its text.
    pub text: String,
    /// Whether it must be acted upon; such notes have a colour of their own.
    pub grave: bool,
}

/// A workbook with its notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotated {
    /// The file.
    pub bytes: Vec<u8>,
    /// Whether it holds macros: Excel opens such a file under the name `.xlsm` alone.
    pub macros: bool,
}

/// Who is said to have written the notes.
const AUTHOR: &str = "论证台";
const TYPES: &str = "[Content_Types].xml";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const COMMENTS_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const DRAWING_TYPE: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";

/// Puts notes at the cells of an .xlsx; the sender's own comments stay, and a note at the same cell follows them. Nothing
/// for a file of another format (or a strict, encrypted or damaged one), for a note on a sheet that is not there, and
/// where there are no notes.
#[must_use]
pub fn annotate(bytes: &[u8], notes: &[Note]) -> Option<Annotated> {
    if notes.is_empty() {
        return None;
    }
    put(bytes, notes).ok()
}

/// The parts that are written anew, by their stored names.
#[derive(Default)]
struct Changed {
    parts: BTreeMap<String, String>,
    /// New parts with their kinds.
    kinds: Vec<(String, &'static str)>,
}

impl Changed {
    /// A part that is not there yet: a name that no part has, and its kind.
    fn add(&mut self, package: &Package<'_>, stem: &str, end: &str, kind: &'static str) -> String {
        let taken = |name: &str| package.find(name).is_some() || self.parts.contains_key(name);
        let mut name = format!("{stem}1{end}");
        for n in 2..=u32::MAX {
            if !taken(&name) {
                break;
            }
            name = format!("{stem}{n}{end}");
        }
        self.parts.insert(name.clone(), String::new());
        self.kinds.push((name.clone(), kind));
        name
    }
}

fn put(bytes: &[u8], notes: &[Note]) -> Result<Annotated, ReadError> {
    let mut package = Package::open(bytes)?;
    let workbook = xlsx::workbook_part(&mut package)?.ok_or(Hazard::PartDamaged)?;
    let folder = xlsx::folder_of(&workbook);
    let relations = xlsx::relations(&mut package, &workbook)?;
    let (entries, _) = xlsx::entries(package.xml(&workbook)?)?;
    let mut changed = Changed::default();
    let mut placed = 0;
    for entry in entries {
        let mine: Vec<&Note> = notes.iter().filter(|n| n.sheet == entry.name).collect();
        let Some(relation) = relations.get(&entry.relation).filter(|_| !mine.is_empty()) else { continue };
        let stored = package.find(&xlsx::resolve(&folder, &relation.target)).ok_or(Hazard::PartDamaged)?;
        on_sheet(&mut package, &stored, &mine, &mut changed)?;
        placed += mine.len();
    }
    if placed != notes.len() {
        return Err(Hazard::PartDamaged.into());
    }
    let stored = package.find(TYPES).ok_or(Hazard::PartDamaged)?;
    let types = text(&mut package, &stored)?;
    let macros = types.contains("macroEnabled");
    let with = kinds(&types, &changed.kinds).ok_or(Hazard::PartDamaged)?;
    changed.parts.insert(stored, with);
    Ok(Annotated { bytes: packed(&mut package, changed.parts)?, macros })
}

/// A part as text.
fn text(package: &mut Package<'_>, stored: &str) -> Result<String, ReadError> {
    let mut bytes = Vec::new();
    package.part(stored)?.read_to_end(&mut bytes).map_err(|_| Hazard::PartDamaged)?;
    Ok(String::from_utf8(bytes).map_err(|_| Hazard::PartDamaged)?)
}

/// Puts the notes of one sheet.
fn on_sheet(
    package: &mut Package<'_>,
    sheet: &str,
    notes: &[&Note],
    changed: &mut Changed,
) -> Result<(), ReadError> {
    let damaged = || ReadError::from(Hazard::PartDamaged);
    let page = text(package, sheet)?;
    // In the strict form there are no drawings of this kind.
    if page.get(..4096).unwrap_or(&page).contains("purl.oclc.org") {
        return Err(damaged());
    }
    let folder = xlsx::folder_of(sheet);
    let path = xlsx::relations_path(sheet);
    let stored = package.find(&path);
    let (mut links, known) = match &stored {
        Some(stored) => (text(package, stored)?, xlsx::read_relations(package.xml(stored)?)?),
        None => (NO_RELATIONS.to_owned(), BTreeMap::new()),
    };
    let own = |id: &str| xlsx::resolve(&folder, known.get(id).map_or("", |r| r.target.as_str()));
    let free = |n: &str| (0..).map(|i| format!("rIdNote{n}{i}")).find(|id| !known.contains_key(id));

    let theirs = known.values().find(|r| r.kind.ends_with("/comments"));
    let comments = match theirs.and_then(|r| package.find(&xlsx::resolve(&folder, &r.target))) {
        Some(comments) => {
            let old = text(package, &comments)?;
            let (new, places) = comments::with(&old, notes).ok_or_else(damaged)?;
            changed.parts.insert(comments, new);
            places
        }
        None => {
            let name = changed.add(package, "xl/comments", ".xml", COMMENTS_TYPE);
            let (new, places) = comments::with(comments::EMPTY, notes).ok_or_else(damaged)?;
            let id = free("C").ok_or_else(damaged)?;
            links = before_end(&links, &link(&links, &id, "comments", &name)).ok_or_else(damaged)?;
            changed.parts.insert(name, new);
            places
        }
    };

    let (at, drawn) = splice::legacy_drawing(&page).ok_or_else(damaged)?;
    match drawn.map(|id| package.find(&own(&id)).ok_or_else(damaged)).transpose()? {
        Some(drawing) => {
            let new = drawing::with(&text(package, &drawing)?, &comments).ok_or_else(damaged)?;
            changed.parts.insert(drawing, new);
        }
        None => {
            let name = changed.add(package, "xl/drawings/vmlDrawing", ".vml", DRAWING_TYPE);
            let id = free("D").ok_or_else(damaged)?;
            links = before_end(&links, &link(&links, &id, "vmlDrawing", &name)).ok_or_else(damaged)?;
            let element = format!("<{}legacyDrawing xmlns:r=\"{OFFICE}\" r:id=\"{id}\"/>", prefix(&page));
            let (before, after) = page.split_at_checked(at).ok_or_else(damaged)?;
            changed.parts.insert(sheet.to_owned(), format!("{before}{element}{after}"));
            changed.parts.insert(name, drawing::with(drawing::EMPTY, &comments).ok_or_else(damaged)?);
        }
    }
    changed.parts.insert(stored.unwrap_or(path), links);
    Ok(())
}

const NO_RELATIONS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    "\n",
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>"#
);

/// A relation to a part, in the words of the list it goes into.
fn link(list: &str, id: &str, kind: &str, part: &str) -> String {
    let prefix = prefix(list);
    format!(r#"<{prefix}Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="/{part}"/>"#)
}

/// The list of kinds with the new parts in it.
fn kinds(types: &str, new: &[(String, &'static str)]) -> Option<String> {
    let prefix = prefix(types);
    let each = new
        .iter()
        .map(|(part, kind)| format!(r#"<{prefix}Override PartName="/{part}" ContentType="{kind}"/>"#));
    before_end(types, &each.collect::<String>())
}

/// The container with its changed parts in their places and the new ones behind.
fn packed(package: &mut Package<'_>, mut parts: BTreeMap<String, String>) -> Result<Vec<u8>, ReadError> {
    let damaged = |_| ReadError::from(Hazard::ContainerDamaged);
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let archive = package.archive();
    let write = |out: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, part: &str| {
        out.start_file(name, options).map_err(damaged)?;
        out.write_all(part.as_bytes()).map_err(|_| ReadError::from(Hazard::ContainerDamaged))
    };
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).map_err(damaged)?;
        let name = file.name().map_err(|_| Hazard::ContainerDamaged)?.into_owned();
        match parts.remove(&name) {
            Some(part) => write(&mut out, &name, &part)?,
            None => out.raw_copy_file(file).map_err(damaged)?,
        }
    }
    for (name, part) in parts {
        write(&mut out, &name, &part)?;
    }
    Ok(out.finish().map_err(damaged)?.into_inner())
}
