//! Filling a template: nodes and data to text with marks.

use serde_json::Value;

use super::format::format;
use super::front::{Fields, Kind, Template};
use super::parse::Node;
use crate::error::DocumentError;
use crate::marks;

/// Standing sentences may hold others, but not without end.
const DEEPEST: usize = 8;

/// The text of the document.
pub(crate) fn expand(template: &Template, data: &Value) -> Result<String, DocumentError> {
    let mut out = String::new();
    let mut filler = Filler { template, out: &mut out };
    let scope = Scope { fields: &template.fields, data, outer: None };
    filler.nodes(&template.nodes, &scope, 0)?;
    Ok(out)
}

/// An item of a list, or the form, and what lies outside of it.
struct Scope<'s> {
    fields: &'s Fields,
    data: &'s Value,
    outer: Option<&'s Scope<'s>>,
}

/// What a name stands for.
enum Found<'s> {
    Value(&'s Kind, &'s Value),
    List(&'s Fields, &'s [Value]),
}

struct Filler<'t, 'o> {
    template: &'t Template,
    out: &'o mut String,
}

impl<'t> Filler<'t, '_> {
    fn nodes(&mut self, nodes: &'t [Node], scope: &Scope<'_>, depth: usize) -> Result<(), DocumentError> {
        for node in nodes {
            match node {
                Node::Text(text) => self.text(text),
                Node::Value(name, line) => self.value(name, *line, scope, depth)?,
                Node::Each(name, body, line) => match self.find(name, *line, scope)? {
                    Found::List(fields, items) => {
                        for item in items {
                            self.nodes(body, &Scope { fields, data: item, outer: Some(scope) }, depth)?;
                        }
                    }
                    Found::Value(..) => return Err(self.template.fail(*line, "type", name)),
                },
                Node::If(name, first, other, line) => {
                    let nodes = if self.holds(name, *line, scope)? { first } else { other };
                    self.nodes(nodes, scope, depth)?;
                }
            }
        }
        Ok(())
    }

    /// Words of the template. A value that ends its sentence itself gets no second full stop; where the sentence goes on
    /// behind it, or ends there, the value's own mark gives way.
    fn text(&mut self, text: &str) {
        let last = if self.out.ends_with(marks::EDGE) {
            self.out.trim_end_matches(marks::EDGE).chars().last()
        } else {
            None
        };
        match (last, text.chars().next()) {
            (Some('。' | '！' | '？'), Some('。')) => {
                self.out.push_str(text.strip_prefix('。').unwrap_or(text));
                return;
            }
            (Some('。' | '；' | '，'), Some('；' | '，' | '、' | '）' | '”' | '」'))
            | (Some('；' | '，'), Some('。')) => {
                let bare = self.out.trim_end_matches(marks::EDGE).trim_end_matches(['。', '；', '，']).len();
                self.out.truncate(bare);
                self.out.push(marks::EDGE);
            }
            _ => {}
        }
        self.out.push_str(text);
    }

    /// A flag that is set, or a text or list that is not empty. What nobody recorded does not hold.
    fn holds(&self, name: &str, line: usize, scope: &Scope<'_>) -> Result<bool, DocumentError> {
        Ok(match self.find(name, line, scope)? {
            Found::List(_, items) => !items.is_empty(),
            Found::Value(_, Value::Bool(flag)) => *flag,
            Found::Value(_, Value::String(text)) => !text.trim().is_empty(),
            Found::Value(_, value) => !value.is_null(),
        })
    }

    fn value(
        &mut self,
        name: &str,
        line: usize,
        scope: &Scope<'_>,
        depth: usize,
    ) -> Result<(), DocumentError> {
        if let Some(nodes) = self.template.standing.get(name) {
            if depth >= DEEPEST {
                return Err(self.template.fail(line, "depth", name));
            }
            return self.nodes(nodes, scope, depth + 1);
        }
        let Found::Value(kind, value) = self.find(name, line, scope)? else {
            return Err(self.template.fail(line, "type", name));
        };
        let bad = || DocumentError::Value {
            name: name.to_owned(),
            kind: kind.name.clone(),
            value: value.as_str().map_or_else(|| value.to_string(), str::to_owned),
        };
        if let Some(c) = value
            .as_str()
            .and_then(|t| t.chars().find(|c| marks::is_private(*c) || c.is_control() && *c != '\n'))
        {
            return Err(DocumentError::MissingGlyph { character: c, place: name.to_owned() });
        }
        let text = format(kind, value).ok_or_else(bad)?;
        if !text.is_empty() {
            self.out.push(marks::EDGE);
            self.out.push_str(&marks::shield(&text));
            self.out.push(marks::EDGE);
        }
        Ok(())
    }

    /// Looks a name up in the item, then outside. It must be declared in the template and be there in the data.
    fn find<'s>(&self, name: &str, line: usize, scope: &'s Scope<'_>) -> Result<Found<'s>, DocumentError>
    where
        't: 's,
    {
        let unknown = || self.template.fail(line, "unknown_value", name);
        let mut at = Some(scope);
        while let Some(here) = at {
            if let Some(fields) = here.fields.lists.get(name) {
                return match here.data.get(name) {
                    Some(Value::Array(items)) => Ok(Found::List(fields, items)),
                    Some(Value::Null) => Ok(Found::List(fields, &[])),
                    Some(_) => Err(self.template.fail(line, "type", name)),
                    None => Err(unknown()),
                };
            }
            if let Some(kind) = here.fields.kinds.get(name) {
                if matches!(kind.name.as_str(), "sig" | "blank") {
                    return Ok(Found::Value(kind, &Value::Null));
                }
                let key = kind.of.as_deref().unwrap_or(name);
                return here.data.get(key).map(|v| Found::Value(kind, v)).ok_or_else(unknown);
            }
            at = here.outer;
        }
        Err(unknown())
    }
}
