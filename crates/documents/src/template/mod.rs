//! Templates: Markdown with a TOML block in front, filled with the values of a form.
//!
//! | mark | meaning |
//! |---|---|
//! | `{{name}}` | a value; its type in the front block says how it prints; one that nobody recorded is a ruled blank |
//! | `{{st_name}}` | a standing sentence, which may hold marks itself |
//! | `{{#each list}} … {{/each}}` | once per item; names are looked up in the item, then outside |
//! | `{{#if flag}} … {{else}} … {{/if}}` | a flag, or "this text or list is not empty"; what is not recorded is no |
//! | `# ` `## ` `### ` | title, 一、, （一） |
//! | `> ` | small print |
//! | `<br>` | a wanted end of line |
//! | `<!-- page -->` `<!-- landscape -->` `<!-- /landscape -->` | a new page, a turned section |
//! | `<!-- qr -->` | before a value alone: a QR code of it |
//! | `<!-- qr right -->` | before a value, a wide blank and words: a small code at the right, the words beside it |
//! | `<!-- mark -->` `<!-- centre -->` `<!-- right -->` `<!-- left -->` | before a paragraph or a heading: how it stands |

mod blocks;
mod expand;
mod format;
mod front;
mod hide;
mod parse;
mod tables;

use serde_json::Value;

use crate::error::DocumentError;
use crate::layout::{Block, PageSetup};
use crate::marks;

pub(crate) use format::{digest_groups, zh_date_time};
pub(crate) use front::{PageWords, Template};

/// The blocks of a form, and its paper.
#[derive(Debug)]
pub(crate) struct Filled {
    pub(crate) setup: PageSetup,
    pub(crate) blocks: Vec<Block>,
    /// The title, without marks.
    pub(crate) title: String,
}

/// Fills a template with the data of a form (an object, as `serde_json` writes the model).
pub(crate) fn fill(template: &Template, data: &Value, words: &PageWords) -> Result<Filled, DocumentError> {
    let text = expand::expand(template, data)?;
    let variant = data.get("variant").and_then(Value::as_str).unwrap_or_default();
    let mut blocks = blocks::parse(template, &text, &hide::columns(template, variant))?;
    if variant != "named" {
        for block in &mut blocks {
            match block {
                Block::Paragraph(text, _) => *text = without_signatures(text, &words.words.original_kept),
                Block::Table(table) => {
                    for cell in table.rows.iter_mut().flatten() {
                        *cell = without_signatures(cell, &words.words.original_kept);
                    }
                }
                _ => {}
            }
        }
    }
    let title = blocks
        .iter()
        .find_map(|b| if let Block::Title(t) = b { Some(t.as_str()) } else { None })
        .unwrap_or(&template.front.title)
        .chars()
        .filter(|c| !marks::is_private(*c))
        .collect();
    Ok(Filled { setup: template.setup()?, blocks, title })
}

/// Only the archive copy is signed; the others say where the signed paper is, once for each line of places.
fn without_signatures(text: &str, instead: &str) -> String {
    let mut parts = text.split(marks::SIGN);
    let mut out = parts.next().unwrap_or_default().to_owned();
    let mut between = None;
    for part in parts {
        if between.is_none_or(|b: &str| b.contains(|c| !matches!(c, marks::EDGE | '　'))) {
            out.push_str(instead);
        }
        out.push_str(part.trim_start_matches([marks::EDGE]));
        between = Some(part);
    }
    out.trim_end_matches(['　', marks::EDGE]).to_owned()
}

/// Takes away from the data what a variant must not show.
pub(crate) fn hide(template: &Template, variant: &str, data: &mut Value) -> Result<(), DocumentError> {
    hide::apply(template, variant, data)
}
