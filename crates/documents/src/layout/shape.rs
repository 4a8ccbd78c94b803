//! From text to glyphs: which face writes which run.

use std::collections::HashMap;

use super::chars;
use crate::error::DocumentError;
use crate::fonts::{FaceGlyph, Fonts, Role};
use crate::marks;

/// 22 mm, the least a signature needs.
const SIGN_WIDTH: f32 = 22.0 * super::MM;

/// A glyph on its way into a line. Marks that are drawn have no glyph number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Glyph {
    pub(crate) ch: char,
    pub(crate) role: Role,
    /// Glyph number; nothing for a drawn mark or an edge.
    pub(crate) id: Option<u16>,
    /// Advance in pt.
    pub(crate) advance: f32,
    /// Added to the advance.
    pub(crate) adjust: f32,
}

/// Finds glyphs, remembering them for the length of one document.
pub(crate) struct Shaper<'f> {
    fonts: &'f Fonts,
    seen: HashMap<(Role, char), Option<FaceGlyph>>,
}

impl<'f> Shaper<'f> {
    pub(crate) fn new(fonts: &'f Fonts) -> Self {
        Self { fonts, seen: HashMap::new() }
    }

    /// The glyphs of a text. A run that the face cannot write whole is set in Song, so that a name does not mix faces.
    pub(crate) fn shape(&mut self, text: &str, role: Role, size: f32) -> Result<Vec<Glyph>, DocumentError> {
        let chars: Vec<char> = text.chars().map(chars::printed).collect();
        let mut glyphs = Vec::with_capacity(chars.len());
        let mut at = 0;
        while at < chars.len() {
            let mut end = at + 1;
            if chars::is_in_run(chars[at]) {
                while end < chars.len() && chars::is_in_run(chars[end]) {
                    end += 1;
                }
            }
            self.shape_run(&chars, at..end, (role, size), &mut glyphs)?;
            at = end;
        }
        Ok(glyphs)
    }

    fn shape_run(
        &mut self,
        chars: &[char],
        range: std::ops::Range<usize>,
        (role, size): (Role, f32),
        glyphs: &mut Vec<Glyph>,
    ) -> Result<(), DocumentError> {
        let run = &chars[range.clone()];
        if let [c] = run
            && (marks::is_drawn(*c) || matches!(*c, marks::EDGE | marks::BREAK))
        {
            glyphs.push(Glyph { ch: *c, role, id: None, advance: mark_width(*c, size), adjust: 0.0 });
            return Ok(());
        }
        let mut whole = true;
        for c in run {
            whole &= self.find(role, *c)?.is_some();
        }
        let role = if whole { role } else { Role::Song };
        for (offset, c) in run.iter().enumerate() {
            let found = self.find(role, *c)?.ok_or_else(|| DocumentError::MissingGlyph {
                character: *c,
                place: around(chars, range.start + offset),
            })?;
            glyphs.push(Glyph {
                ch: *c,
                role,
                id: Some(found.id),
                advance: found.advance * size,
                adjust: 0.0,
            });
        }
        Ok(())
    }

    fn find(&mut self, role: Role, c: char) -> Result<Option<FaceGlyph>, DocumentError> {
        if let Some(known) = self.seen.get(&(role, c)) {
            return Ok(*known);
        }
        let found = self.fonts.glyph(role, c)?;
        self.seen.insert((role, c), found);
        Ok(found)
    }
}

fn mark_width(mark: char, size: f32) -> f32 {
    match mark {
        marks::SIGN => SIGN_WIDTH.max(3.0 * size),
        marks::BLANK | marks::TICKED | marks::UNTICKED => size,
        _ => 0.0,
    }
}

/// The words around a place, for a message.
fn around(chars: &[char], at: usize) -> String {
    let (from, to) = (at.saturating_sub(8), (at + 9).min(chars.len()));
    chars[from..to].iter().filter(|c| !marks::is_private(**c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shaped(text: &str, role: Role) -> Result<Vec<Glyph>, DocumentError> {
        Shaper::new(&Fonts::embedded()).shape(text, role, 16.0)
    }

    #[test]
    fn a_name_the_body_face_lacks_is_set_whole_in_song() {
        let glyphs = shaped("专家：王喆、李四。", Role::Fang).unwrap();
        let song: String = glyphs.iter().filter(|g| g.role == Role::Song).map(|g| g.ch).collect();
        assert_eq!(song, "王喆");
    }

    #[test]
    fn the_edge_of_a_value_ends_the_run() {
        let text = format!("组长{0}王喆{0}主持会议", marks::EDGE);
        let song: String = shaped(&text, Role::Fang)
            .unwrap()
            .iter()
            .filter(|g| g.role == Role::Song)
            .map(|g| g.ch)
            .collect();
        assert_eq!(song, "王喆");
    }

    #[test]
    fn a_character_no_font_has_is_named_with_its_code_point_and_place() {
        let error = shaped("专家组成员\u{30EDE}某某", Role::Fang).unwrap_err();
        assert_eq!(error.code(), domain::Code::DocMissingGlyph);
        let params = error.params();
        assert_eq!(params[1], ("code_point".to_owned(), "U+30EDE".to_owned()));
        assert!(params[2].1.contains("专家组成员"));
    }

    #[test]
    fn radicals_that_look_like_characters_are_printed_as_those() {
        let text: String = shaped("⽤⼾⻓", Role::Song).unwrap().iter().map(|g| g.ch).collect();
        assert_eq!(text, "用户长");
    }
}
