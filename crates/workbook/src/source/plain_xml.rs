//! The short way through a sheet: cells and shared strings in the one form in which programs write nearly all of them are taken straight
//! from the text of the part. Whatever looks otherwise, a prefix, a comment, an attribute more, an entity that nobody knows, is
//! left where it stands, for the reader that knows all of XML.

use std::borrow::Cow;

/// Takes text apart from its beginning.
#[derive(Clone, Copy)]
struct Rest<'x>(&'x str);

impl<'x> Rest<'x> {
    /// Goes past `expected`, where the rest begins with it.
    fn past(&mut self, expected: &str) -> bool {
        match self.0.strip_prefix(expected) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }

    /// What stands before `end`, which is gone past; nothing where XML would read it as something else than itself.
    fn until(&mut self, end: u8) -> Option<&'x str> {
        let length = self.0.bytes().position(|b| b == end || matches!(b, b'\r' | b'<'))?;
        let (text, rest) = self.0.split_at_checked(length)?;
        (rest.as_bytes().first() == Some(&end)).then_some(())?;
        self.0 = rest.get(1..)?;
        Some(text)
    }

    /// The text before the next element, its entities resolved.
    fn text(&mut self) -> Option<Cow<'x, str>> {
        let text = self.until(b'<')?;
        if text.contains('&') { quick_xml::escape::unescape(text).ok() } else { Some(Cow::Borrowed(text)) }
    }

    /// The value of an attribute, after its opening quote. Line breaks, tabs and entities are not themselves there.
    fn attribute(&mut self) -> Option<&'x str> {
        let value = self.until(b'"')?;
        (!value.bytes().any(|b| b.is_ascii_control() || b == b'&')).then_some(value)
    }

    fn blank(&mut self) {
        self.0 = self.0.trim_ascii_start();
    }
}

/// A cell as its element says it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct PlainCell<'x> {
    /// `r`, its address.
    pub(super) place: Option<&'x str>,
    /// `s`, the number of its style.
    pub(super) style: Option<&'x str>,
    /// `t`, its type.
    pub(super) kind: Option<&'x str>,
    /// What stands in `v`.
    pub(super) value: Cow<'x, str>,
    /// What stands in `is`, in one run.
    pub(super) inline: Cow<'x, str>,
    /// How many bytes it is long.
    pub(super) length: usize,
}

/// The cell with which `xml` begins, blanks aside.
pub(super) fn cell(xml: &str) -> Option<PlainCell<'_>> {
    let mut rest = Rest(xml);
    rest.blank();
    if !rest.past("<c") {
        return None;
    }
    let mut cell = PlainCell::default();
    while let [b' ', name, b'=', b'"', ..] = rest.0.as_bytes() {
        let attribute = match name {
            b'r' => &mut cell.place,
            b's' => &mut cell.style,
            b't' => &mut cell.kind,
            _ => return None,
        };
        rest.0 = rest.0.get(4..)?;
        if attribute.replace(rest.attribute()?).is_some() {
            return None;
        }
    }
    if !rest.past("/>") {
        if !rest.past(">") {
            return None;
        }
        if rest.past("<v>") {
            cell.value = rest.text()?;
            if !rest.past("/v>") {
                return None;
            }
        } else if rest.past("<is>") {
            cell.inline = text(&mut rest)?;
            if !rest.past("</is>") {
                return None;
            }
        }
        if !rest.past("</c>") {
            return None;
        }
    }
    cell.length = xml.len() - rest.0.len();
    Some(cell)
}

/// The shared string with which `xml` begins, blanks aside, and how many bytes it is long.
pub(super) fn shared_string(xml: &str) -> Option<(Cow<'_, str>, usize)> {
    let mut rest = Rest(xml);
    rest.blank();
    if !rest.past("<si>") {
        return None;
    }
    let text = text(&mut rest)?;
    rest.past("</si>").then(|| (text, xml.len() - rest.0.len()))
}

/// The text of a `t`.
fn text<'x>(rest: &mut Rest<'x>) -> Option<Cow<'x, str>> {
    if !rest.past("<t>") && !rest.past("<t xml:space=\"preserve\">") {
        return None;
    }
    let text = rest.text()?;
    rest.past("/t>").then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_in_its_usual_form_is_taken_whole() {
        let xml = "\n <c r=\"B4\" s=\"2\" t=\"s\"><v>17</v></c><c r=\"C4\"/>";
        let got = cell(xml).unwrap();
        assert_eq!((got.place, got.style, got.kind, &*got.value), (Some("B4"), Some("2"), Some("s"), "17"));
        let next = cell(&xml[got.length..]).unwrap();
        assert_eq!((next.place, next.kind, &*next.value, next.length), (Some("C4"), None, "", 11));
        let inline = cell("<c t=\"inlineStr\"><is><t xml:space=\"preserve\"> 甲 </t></is></c>").unwrap();
        assert_eq!((inline.place, &*inline.inline), (None, " 甲 "));
        assert_eq!(shared_string("<si><t>甲</t></si><si>"), Some(("甲".into(), 19)));
        let entities = cell("<c><v>&#30002;&amp;&#x20;</v></c>").unwrap();
        assert_eq!(entities.value, "甲& ");
    }

    #[test]
    fn what_looks_otherwise_is_left_to_the_reader_of_xml() {
        for xml in [
            "<c r=\"A1\"><v>1&nbsp;2</v></c>",
            "<c r=\"A1\"><f>A2</f><v>1</v></c>",
            "<c r=\"A1\" cm=\"1\"><v>1</v></c>",
            "<c r='A1'><v>1</v></c>",
            "<c r=\"A1\" r=\"A2\"><v>1</v></c>",
            "<c r=\"A&#49;\"><v>1</v></c>",
            "<c r=\"A\n1\"><v>1</v></c>",
            "<c r=\"A1\"><v><![CDATA[1]]></v></c>",
            "<c r=\"A1\"><v>1<!-- --></v></c>",
            "<c r=\"A1\"><v>1\r\n2</v></c>",
            "<c r=\"A1\"><v>1</v><v>2</v></c>",
            "<c r=\"A1\"><is><r><t>甲</t></r></is></c>",
            "<c r=\"A1\"><v>1</v>",
            "<c r=\"A1\"><v>1",
            "<c r=\"A1",
            "<c",
            "",
            "<x:c r=\"A1\"><v>1</v></x:c>",
            "<col min=\"1\"/>",
            "<!-- <c r=\"A1\"/> -->",
        ] {
            assert_eq!(cell(xml), None, "{xml}");
        }
        for xml in
            ["<si/>", "<si><t/></si>", "<si><r><t>甲</t></r></si>", "<si><t>甲&a;</t></si>", "<si><t>甲"]
        {
            assert_eq!(shared_string(xml), None, "{xml}");
        }
    }
}
