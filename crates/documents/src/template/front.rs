//! The front block of a template, and the words all pages share.

use std::collections::BTreeMap;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::parse::{self, Node};
use crate::error::DocumentError;
use crate::fonts::Role;
use crate::layout::{MM, PageSetup, named_size};

/// `assets/templates/page.toml`.
const PAGE: &str = include_str!("../../../../assets/templates/page.toml");

/// What all forms share.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PageWords {
    pub(crate) common: BTreeMap<String, String>,
    pub(crate) words: Words,
}

/// The words at the foot of pages and documents.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    pub(crate) named: String,
    pub(crate) blind: String,
    pub(crate) redacted: String,
    pub(crate) footer: String,
    pub(crate) none: String,
    pub(crate) digest: String,
    pub(crate) sm3: String,
    pub(crate) journal: String,
    pub(crate) rules: String,
    pub(crate) printed: String,
    pub(crate) standin: String,
    pub(crate) original_kept: String,
}

impl PageWords {
    pub(crate) fn load() -> Result<Self, DocumentError> {
        toml::from_str(PAGE).map_err(|e| DocumentError::Template {
            template: "page.toml".to_owned(),
            line: 0,
            reason: "front",
            name: e.message().to_owned(),
        })
    }
}

/// The front block as it stands in the file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Front {
    pub(crate) id: String,
    pub(crate) version: u32,
    pub(crate) title: String,
    /// At which step of the meeting it is printed; for readers.
    #[serde(rename = "stage")]
    _stage: String,
    /// Articles of the policy that ask for it; for readers.
    #[serde(rename = "article")]
    _article: Vec<String>,
    /// Who signs; for readers.
    #[serde(rename = "signs")]
    _signs: Vec<String>,
    paper: Paper,
    pub(crate) variants: BTreeMap<String, VariantRule>,
    #[serde(default)]
    pub(crate) tables: BTreeMap<String, TableSpec>,
    #[serde(default)]
    pub(crate) standing: BTreeMap<String, String>,
    values: toml::Table,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Paper {
    orientation: String,
    body: String,
    #[serde(default)]
    row_height_mm: f32,
    #[serde(default)]
    compact: bool,
}

/// What a variant hides: `path`, or `path=other` where another value of the same record is shown in its place.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VariantRule {
    pub(crate) hides: Vec<String>,
}

/// A table of the front block.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TableSpec {
    pub(crate) size: String,
    /// Field, heading, width in characters, alignment (`l`, `c`, `r`, `d`).
    pub(crate) cols: Vec<(String, String, f32, String)>,
    /// Label, then the fields of the columns under it.
    #[serde(default)]
    pub(crate) groups: Vec<Vec<String>>,
    pub(crate) repeat: Option<Repeat>,
}

/// A column that stands for several: one per rater, one per criterion.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Repeat {
    pub(crate) field: String,
    /// Width of each, in characters.
    pub(crate) width: f32,
    /// With more of them the table is continued below.
    pub(crate) up_to: usize,
    /// What stands above the continued table (续表).
    pub(crate) continued: String,
}

/// The types of the values of a form or of the items of a list.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fields {
    pub(crate) kinds: BTreeMap<String, Kind>,
    pub(crate) lists: BTreeMap<String, Fields>,
}

/// The type of a value: `wan`, `upper of total`, `blank 8`, `enum(是|否)`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Kind {
    pub(crate) name: String,
    /// Another value that it prints.
    pub(crate) of: Option<String>,
    /// Width of the blank in em.
    pub(crate) width: Option<usize>,
    /// The words of an enum.
    pub(crate) words: Vec<String>,
}

impl Kind {
    fn parse(text: &str) -> Option<Kind> {
        const KNOWN: [&str; 18] = [
            "text", "para", "date", "time", "datetime", "int", "dec2", "wan", "yuan", "upper", "pct", "rate",
            "bool", "box", "check", "digest", "digest64", "sig",
        ];
        if let Some(words) = text.strip_prefix("enum(").and_then(|t| t.strip_suffix(')')) {
            let words = words.split('|').map(str::to_owned).collect();
            return Some(Kind { name: "enum".to_owned(), of: None, width: None, words });
        }
        let mut parts = text.split_whitespace();
        let name = parts.next()?.to_owned();
        if !(KNOWN.contains(&name.as_str()) || name == "blank") {
            return None;
        }
        let mut kind = Kind { name, of: None, width: None, words: Vec::new() };
        while let Some(part) = parts.next() {
            if part == "of" {
                kind.of = Some(parts.next()?.to_owned());
            } else {
                kind.width = Some(part.parse().ok()?);
            }
        }
        Some(kind)
    }
}

/// A template, read and checked.
#[derive(Debug, Clone)]
pub(crate) struct Template {
    pub(crate) front: Front,
    pub(crate) fields: Fields,
    pub(crate) nodes: Vec<Node>,
    /// Standing sentences, parsed.
    pub(crate) standing: BTreeMap<String, Vec<Node>>,
    /// Lines of the file before the body, for messages.
    pub(crate) offset: usize,
    /// SHA-256 over the shared words and the template, as hex.
    pub(crate) digest: String,
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// [`DocumentError::Template`] with the line.
    pub(crate) fn read(id: &str, source: &str, words: &PageWords) -> Result<Template, DocumentError> {
        let source = source.replace("\r\n", "\n");
        let fail = |line: usize, reason: &'static str, name: &str| DocumentError::Template {
            template: id.to_owned(),
            line,
            reason,
            name: name.to_owned(),
        };
        let inner = source.strip_prefix("+++\n").ok_or_else(|| fail(1, "front", "+++"))?;
        let (front_text, body) = inner.split_once("\n+++\n").ok_or_else(|| fail(1, "front", "+++"))?;
        let front: Front = toml::from_str(front_text).map_err(|e| {
            let line =
                e.span().map_or(0, |s| front_text[..s.start.min(front_text.len())].matches('\n').count() + 2);
            fail(line, "front", e.message())
        })?;
        let mut fields = fields_of(&front.values).map_err(|name| fail(0, "type", &name))?;
        for (name, kind) in &words.common {
            let kind = Kind::parse(kind).ok_or_else(|| fail(0, "type", kind))?;
            fields.kinds.entry(name.clone()).or_insert(kind);
        }
        let offset = front_text.matches('\n').count() + 3;
        let nodes = parse::parse(body).map_err(|e| fail(e.line + offset, e.reason, &e.name))?;
        let mut standing = BTreeMap::new();
        for (name, text) in &front.standing {
            let nodes = parse::parse(text).map_err(|e| fail(0, e.reason, name))?;
            standing.insert(name.clone(), nodes);
        }
        let mut hash = Sha256::new();
        for part in [PAGE.as_bytes(), source.as_bytes()] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        Ok(Template { front, fields, nodes, standing, offset, digest: hex::encode(hash.finalize()) })
    }

    /// An error about this template. `line` counts from 1 in the body, 0 is the file.
    pub(crate) fn fail(&self, line: usize, reason: &'static str, name: &str) -> DocumentError {
        let line = if line == 0 { 0 } else { line + self.offset };
        DocumentError::Template { template: self.front.id.clone(), line, reason, name: name.to_owned() }
    }

    /// Paper and body type.
    pub(crate) fn setup(&self) -> Result<PageSetup, DocumentError> {
        let paper = &self.front.paper;
        let cut = paper.body.char_indices().nth(2).map_or(paper.body.len(), |(i, _)| i);
        let (size, face) = paper.body.split_at(cut);
        let role = match face {
            "仿宋" => Role::Fang,
            "宋体" => Role::Song,
            "楷体" => Role::Kai,
            "黑体" => Role::Hei,
            _ => return Err(self.fail(0, "front", &paper.body)),
        };
        let size = named_size(size).ok_or_else(|| self.fail(0, "front", &paper.body))?;
        let landscape = match paper.orientation.as_str() {
            "portrait" => false,
            "landscape" => true,
            other => return Err(self.fail(0, "front", other)),
        };
        Ok(PageSetup { compact: paper.compact, landscape, role, size })
    }

    /// The least height of a row, in pt.
    pub(crate) fn row_height(&self) -> f32 {
        self.front.paper.row_height_mm * MM
    }
}

fn fields_of(table: &toml::Table) -> Result<Fields, String> {
    let mut fields = Fields::default();
    for (name, value) in table {
        match value {
            toml::Value::String(text) => {
                let kind = Kind::parse(text).ok_or_else(|| format!("{name} = {text}"))?;
                fields.kinds.insert(name.clone(), kind);
            }
            toml::Value::Table(inner) => {
                fields.lists.insert(name.clone(), fields_of(inner)?);
            }
            other => return Err(format!("{name} = {other}")),
        }
    }
    Ok(fields)
}
