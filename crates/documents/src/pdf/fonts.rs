//! Embedding: of each face only the glyphs that the document uses.

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{FontId, FontMetrics, FontType, ParsedFont, PdfDocument, PdfFont, PdfFontMetricsStub};
use subsetter::GlyphRemapper;

use crate::error::DocumentError;
use crate::fonts::{Fonts, Role};
use crate::layout::{Item, Pages};

/// The embedded faces.
pub(super) type Handles = BTreeMap<Role, FontId>;

/// Embeds the faces that the pages use.
pub(super) fn embed(
    pages: &Pages,
    fonts: &Fonts,
    document: &mut PdfDocument,
) -> Result<Handles, DocumentError> {
    let mut used: BTreeMap<Role, BTreeSet<(char, u16)>> = BTreeMap::new();
    for item in pages.pages.iter().flat_map(|p| &p.items) {
        if let Item::Text(run) = item {
            used.entry(run.role).or_default().extend(run.glyphs.iter().map(|g| (g.ch, g.id)));
        }
    }
    let mut handles = Handles::new();
    for (number, (role, glyphs)) in used.iter().enumerate() {
        let id = FontId(format!("F{number}"));
        let tag = char::from(b'A' + u8::try_from(number).unwrap_or(0));
        document.resources.fonts.map.insert(id.clone(), PdfFont::new(subset(fonts, *role, glyphs, tag)?));
        handles.insert(*role, id);
    }
    Ok(handles)
}

fn subset(
    fonts: &Fonts,
    role: Role,
    glyphs: &BTreeSet<(char, u16)>,
    tag: char,
) -> Result<ParsedFont, DocumentError> {
    let face = fonts.face(role)?;
    let mut mapper = GlyphRemapper::new();
    let (mut numbers, mut widths) = (BTreeMap::new(), BTreeMap::new());
    for (ch, glyph) in glyphs {
        let new = mapper.remap(*glyph);
        numbers.insert(u32::from(*ch), new);
        widths.insert(new, face.glyph_hor_advance(ttf_parser::GlyphId(*glyph)).unwrap_or(0));
    }
    let bytes = subsetter::subset(role.data(), 0, &mapper)
        .map_err(|e| DocumentError::Failed(format!("subset of {}: {e}", role.post_script())))?;
    let is_cff = bytes.starts_with(b"OTTO");
    let em = face.units_per_em();
    let bounds = face.global_bounding_box();
    let name = format!("{tag}{tag}LZAA+{}", role.post_script());
    let metrics = FontMetrics { ascent: face.ascender(), descent: face.descender() };
    let mut font = ParsedFont::with_glyph_data(bytes, 0, Some(name), numbers, widths, em, metrics);
    font.pdf_font_metrics = PdfFontMetricsStub {
        units_per_em: em,
        x_min: bounds.x_min,
        y_min: bounds.y_min,
        x_max: bounds.x_max,
        y_max: bounds.y_max,
        caret_slope_rise: 1,
        caret_slope_run: 0,
        us_weight_class: face.weight().to_number(),
    };
    if is_cff {
        font.font_type = FontType::OpenTypeCFF(());
    }
    Ok(font)
}
