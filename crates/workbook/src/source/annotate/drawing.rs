//! The drawing behind comments: Excel shows a comment only where a shape for it stands in an old drawing (VML).

use std::fmt::Write as _;

use super::comments::Place;
use crate::grid::{LAST_COLUMN, LAST_ROW};

/// A drawing without shapes.
pub(super) const EMPTY: &str = concat!(
    r#"<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" "#,
    r#"xmlns:x="urn:schemas-microsoft-com:office:excel">"#,
    r#"<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>"#
);

/// The kind of shape that a comment has.
const KIND: &str = concat!(
    r#"<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">"#,
    r#"<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>"#
);

/// The drawing with a shape for each place. Such drawings need not be XML (Excel writes `<br>` into them), so that they
/// are taken as text.
pub(super) fn with(drawing: &str, places: &[Place]) -> Option<String> {
    if places.is_empty() {
        return Some(drawing.to_owned());
    }
    let end = drawing.rfind("</xml>")?;
    let (before, after) = drawing.split_at_checked(end)?;
    let mut out = before.to_owned();
    if !drawing.contains(r#"id="_x0000_t202""#) {
        out.push_str(KIND);
    }
    let from = last_shape(drawing) + 1;
    for (id, place) in (from..).zip(places) {
        shape(&mut out, id, place)?;
    }
    out.push_str(after);
    Some(out)
}

/// The highest number of a shape so far; they begin at 1024.
fn last_shape(drawing: &str) -> u32 {
    let numbers = drawing.split("_x0000_s").skip(1).filter_map(|rest| {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).take(9).collect();
        digits.parse::<u32>().ok()
    });
    numbers.max().unwrap_or(0).max(1024)
}

fn shape(out: &mut String, id: u32, place: &Place) -> Option<()> {
    let (row, column) = (place.row - 1, place.column - 1);
    // Beside the cell, and to its left where the sheet ends.
    let left = (column + 1).min(LAST_COLUMN - 5);
    let top = row.saturating_sub(1);
    let bottom = (top + place.lines.clamp(4, 24)).min(LAST_ROW - 1);
    let fill = if place.grave { "#ffdcd6" } else { "#ffffe1" };
    write!(
        out,
        concat!(
            r##"<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;"##,
            r#"width:220pt;height:90pt;z-index:1;visibility:hidden" fillcolor="{fill}" o:insetmode="auto">"#,
            r#"<v:fill color2="{fill}"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>"#,
            r#"<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>"#,
            r#"<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>"#,
            r#"<x:Anchor>{left}, 15, {top}, 2, {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"#,
            r#"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"#
        ),
        id = id,
        fill = fill,
        left = left,
        right = left + 4,
        top = top,
        bottom = bottom,
        row = row,
        column = column,
    )
    .ok()
}
