//! What can go wrong when a form is printed or a printed form is read back.

use domain::Code;

/// A refusal of this crate. [`DocumentError::code`] and [`DocumentError::params`] are what a message is made of;
/// `Display` is for logs.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// No font has a character; nothing was written.
    #[error("no font has {character:?} (U+{:04X}) in {place:?}", u32::from(*.character))]
    MissingGlyph {
        /// The character.
        character: char,
        /// The words around it.
        place: String,
    },
    /// A template is not well formed, or names a value that the form does not have.
    #[error("template {template}, line {line}: {reason} {name:?}")]
    Template {
        /// Identifier of the template (`minutes-bid`).
        template: String,
        /// Line in the template file, from 1; 0 when it is about the file as a whole.
        line: usize,
        /// What is wrong, a stable word: `unknown_value`, `unclosed`, `unopened`, `front`, `tag`, `table`, `type`, `depth`.
        reason: &'static str,
        /// The name or the text it is about.
        name: String,
    },
    /// A value of the form is not what the template prints there.
    #[error("value {name} is no {kind}: {value:?}")]
    Value {
        /// Name of the value.
        name: String,
        /// The type that the template declares.
        kind: String,
        /// What was given.
        value: String,
    },
    /// The form is not made in this variant.
    #[error("{form} is not made in the variant {variant}")]
    Variant {
        /// Identifier of the form.
        form: String,
        /// The variant asked for.
        variant: String,
    },
    /// The bytes are no PDF that this crate wrote.
    #[error("no digest of ours: {0}")]
    NotOurs(String),
    /// The PDF and the data it carries do not belong together.
    #[error("digest does not hold: {0}")]
    Digest(String),
    /// The document could not be made or read.
    #[error("{0}")]
    Failed(String),
}

impl DocumentError {
    /// The code under which the message is found.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            DocumentError::MissingGlyph { .. } => Code::DocMissingGlyph,
            DocumentError::Template { .. } | DocumentError::Value { .. } => Code::DocTemplate,
            DocumentError::NotOurs(_) | DocumentError::Digest(_) => Code::DocDigest,
            DocumentError::Variant { .. } | DocumentError::Failed(_) => Code::DocFailed,
        }
    }

    /// Named parameters of the message.
    #[must_use]
    pub fn params(&self) -> Vec<(String, String)> {
        let named =
            |pairs: &[(&str, String)]| pairs.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect();
        match self {
            DocumentError::MissingGlyph { character, place } => named(&[
                ("character", character.to_string()),
                ("code_point", format!("U+{:04X}", u32::from(*character))),
                ("place", place.clone()),
            ]),
            DocumentError::Template { template, line, reason, name } => named(&[
                ("template", template.clone()),
                ("line", line.to_string()),
                ("reason", (*reason).to_owned()),
                ("name", name.clone()),
            ]),
            DocumentError::Value { name, kind, value } => named(&[
                ("template", name.clone()),
                ("reason", format!("“{value}”不是{kind}")),
                ("reason_en", format!("“{value}” is no {kind}")),
                ("name", name.clone()),
                ("kind", kind.clone()),
                ("value", value.clone()),
            ]),
            DocumentError::Variant { form, variant } => named(&[
                ("reason", format!("{form}没有“{variant}”这种版本")),
                ("reason_en", format!("{form} is not made in the variant {variant}")),
                ("form", form.clone()),
                ("variant", variant.clone()),
            ]),
            DocumentError::NotOurs(reason)
            | DocumentError::Digest(reason)
            | DocumentError::Failed(reason) => named(&[("reason", reason.clone())]),
        }
    }
}
