//! The marks of a template: text, values, lists, conditions.

/// A piece of a template.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    /// Text as it stands.
    Text(String),
    /// A value or a standing sentence, and the line it stands in.
    Value(String, usize),
    /// `{{#each list}}`.
    Each(String, Vec<Node>, usize),
    /// `{{#if flag}}` with what follows `{{else}}`.
    If(String, Vec<Node>, Vec<Node>, usize),
}

/// Why a template cannot be read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ParseError {
    /// Line from 1.
    pub(crate) line: usize,
    pub(crate) reason: &'static str,
    pub(crate) name: String,
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Text(String),
    Tag(String, usize),
}

/// Reads the body of a template.
pub(crate) fn parse(source: &str) -> Result<Vec<Node>, ParseError> {
    let mut stack = Stack { open: Vec::new(), done: Vec::new() };
    for token in tokens(source)? {
        match token {
            Token::Text(text) => stack.push(Node::Text(text)),
            Token::Tag(tag, line) => stack.tag(&tag, line)?,
        }
    }
    match stack.open.pop() {
        Some(open) => Err(ParseError { line: open.line, reason: "unclosed", name: open.name }),
        None => Ok(stack.done),
    }
}

fn tokens(source: &str) -> Result<Vec<Token>, ParseError> {
    let mut tokens = Vec::new();
    for (index, line) in source.split_inclusive('\n').enumerate() {
        let number = index + 1;
        let mut rest = if is_control_line(line) { line.trim() } else { line };
        while let Some(start) = rest.find("{{") {
            if start > 0 {
                tokens.push(Token::Text(rest[..start].to_owned()));
            }
            let Some(length) = rest[start..].find("}}") else {
                return Err(ParseError {
                    line: number,
                    reason: "tag",
                    name: rest[start..].trim().to_owned(),
                });
            };
            tokens.push(Token::Tag(rest[start + 2..start + length].trim().to_owned(), number));
            rest = &rest[start + length + 2..];
        }
        if !rest.is_empty() {
            tokens.push(Token::Text(rest.to_owned()));
        }
    }
    Ok(tokens)
}

/// A line of control marks alone leaves no line behind.
fn is_control_line(line: &str) -> bool {
    let mut rest = line.trim();
    if rest.is_empty() {
        return false;
    }
    while let Some(inner) = rest.strip_prefix("{{") {
        let Some(end) = inner.find("}}") else { return false };
        let tag = inner[..end].trim();
        if !(tag.starts_with(['#', '/']) || tag == "else") {
            return false;
        }
        rest = inner[end + 2..].trim_start();
    }
    rest.is_empty()
}

struct Open {
    name: String,
    line: usize,
    is_if: bool,
    first: Vec<Node>,
    other: Option<Vec<Node>>,
}

struct Stack {
    open: Vec<Open>,
    done: Vec<Node>,
}

impl Stack {
    fn push(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(Open { other: Some(nodes), .. } | Open { first: nodes, .. }) => nodes.push(node),
            None => self.done.push(node),
        }
    }

    fn tag(&mut self, tag: &str, line: usize) -> Result<(), ParseError> {
        let error = |reason: &'static str| ParseError { line, reason, name: tag.to_owned() };
        if let Some(name) = tag.strip_prefix("#each ").or_else(|| tag.strip_prefix("#if ")) {
            let name = name.trim().to_owned();
            self.open.push(Open {
                name,
                line,
                is_if: tag.starts_with("#if"),
                first: Vec::new(),
                other: None,
            });
        } else if tag == "else" {
            match self.open.last_mut() {
                Some(open) if open.is_if && open.other.is_none() => open.other = Some(Vec::new()),
                _ => return Err(error("unopened")),
            }
        } else if tag == "/each" || tag == "/if" {
            let open =
                self.open.pop().filter(|o| o.is_if == (tag == "/if")).ok_or_else(|| error("unopened"))?;
            let node = if open.is_if {
                Node::If(open.name, open.first, open.other.unwrap_or_default(), open.line)
            } else {
                Node::Each(open.name, open.first, open.line)
            };
            self.push(node);
        } else if !tag.is_empty() && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
            self.push(Node::Value(tag.to_owned(), line));
        } else {
            return Err(error("tag"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_conditions_nest_and_their_own_lines_vanish() {
        let nodes = parse("甲\n{{#each bids}}\n{{#if a}}{{b}}{{else}}无{{/if}}\n{{/each}}\n乙").unwrap();
        assert_eq!(nodes.len(), 3);
        let Node::Each(name, body, 2) = &nodes[1] else { panic!("{nodes:?}") };
        assert_eq!(name, "bids");
        assert_eq!(body.len(), 2);
        assert_eq!(nodes[2], Node::Text("乙".to_owned()));
    }

    #[test]
    fn what_is_not_closed_or_not_opened_is_refused_with_its_line() {
        let cases = [
            ("甲\n{{#if a}}乙", 2, "unclosed"),
            ("{{/each}}", 1, "unopened"),
            ("{{#each a}}{{/if}}", 1, "unopened"),
            ("{{else}}", 1, "unopened"),
            ("甲{{a", 1, "tag"),
            ("{{a b}}", 1, "tag"),
        ];
        for (source, line, reason) in cases {
            let error = parse(source).unwrap_err();
            assert_eq!((error.line, error.reason), (line, reason), "{source}");
        }
    }
}
