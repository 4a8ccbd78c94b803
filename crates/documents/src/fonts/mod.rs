//! The five faces of the printed forms, embedded and parsed once, when first needed.

use std::sync::OnceLock;

use ttf_parser::Face;

use crate::error::DocumentError;

/// What a text is set in. Each role has one face; Song stands in where that face lacks a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// 宋体: tables, small print, footers, and names that the other faces cannot write.
    Song,
    /// 小标宋 (stand-in): titles.
    Title,
    /// 黑体: first-level headings, heads of tables.
    Hei,
    /// 楷体: second-level headings.
    Kai,
    /// 仿宋: body text.
    Fang,
}

impl Role {
    /// Every role, in the order of the faces.
    pub const ALL: [Role; 5] = [Role::Song, Role::Title, Role::Hei, Role::Kai, Role::Fang];

    const fn index(self) -> usize {
        match self {
            Role::Song => 0,
            Role::Title => 1,
            Role::Hei => 2,
            Role::Kai => 3,
            Role::Fang => 4,
        }
    }

    /// The PostScript name under which the face is embedded.
    pub(crate) const fn post_script(self) -> &'static str {
        match self {
            Role::Song => "NotoSerifSC-Regular",
            Role::Title => "NotoSerifSC-Bold",
            Role::Hei => "NotoSansSC-Bold",
            Role::Kai => "LunzhengKai-Regular",
            Role::Fang => "FandolFang-Regular",
        }
    }

    /// The font file.
    pub(crate) const fn data(self) -> &'static [u8] {
        match self {
            Role::Song => include_bytes!("../../../../assets/fonts/song.otf"),
            Role::Title => include_bytes!("../../../../assets/fonts/title.ttf"),
            Role::Hei => include_bytes!("../../../../assets/fonts/hei.ttf"),
            Role::Kai => include_bytes!("../../../../assets/fonts/kai.ttf"),
            Role::Fang => include_bytes!("../../../../assets/fonts/fang.otf"),
        }
    }
}

/// A glyph of a face: its number there, and its advance in em.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct FaceGlyph {
    pub(crate) id: u16,
    pub(crate) advance: f32,
}

/// The fonts. Cheap to make; a face is parsed when the first text asks for it. Share one value between documents.
#[derive(Default)]
pub struct Fonts {
    faces: [OnceLock<Option<Face<'static>>>; 5],
}

impl Fonts {
    /// The fonts that come with the program.
    #[must_use]
    pub fn embedded() -> Self {
        Self::default()
    }

    /// The parsed face of a role.
    pub(crate) fn face(&self, role: Role) -> Result<&Face<'static>, DocumentError> {
        self.faces[role.index()]
            .get_or_init(|| Face::parse(role.data(), 0).ok())
            .as_ref()
            .ok_or_else(|| DocumentError::Failed(format!("font {} cannot be read", role.post_script())))
    }

    /// The glyph of a character in the face of a role, or nothing when the face lacks it.
    pub(crate) fn glyph(&self, role: Role, c: char) -> Result<Option<FaceGlyph>, DocumentError> {
        let face = self.face(role)?;
        let em = f32::from(face.units_per_em());
        Ok(face.glyph_index(c).map(|id| FaceGlyph {
            id: id.0,
            advance: f32::from(face.glyph_hor_advance(id).unwrap_or(0)) / em,
        }))
    }

    /// Whether some face can print the character.
    ///
    /// # Errors
    /// [`DocumentError::Failed`] when the embedded font cannot be read.
    pub fn can_print(&self, c: char) -> Result<bool, DocumentError> {
        Ok(self.glyph(Role::Song, c)?.is_some())
    }
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Fonts")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_is_read_and_song_has_the_rare_characters_of_names() {
        let fonts = Fonts::embedded();
        for role in Role::ALL {
            assert!(fonts.glyph(role, '中').unwrap().is_some(), "{role:?}");
        }
        for c in "张㛃李䶮古丽娜孜·阿不都克里木史𠅤华喆堃昇旻镕璟瑄".chars() {
            assert!(fonts.can_print(c).unwrap(), "{c}");
        }
        assert!(fonts.glyph(Role::Fang, '喆').unwrap().is_none());
    }
}
