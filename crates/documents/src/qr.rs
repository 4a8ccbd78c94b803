//! A two-dimensional code as a picture of its own, for a screen.

use std::fmt::Write as _;

use crate::error::DocumentError;

/// Modules of quiet around the code, as ISO/IEC 18004 asks for.
const QUIET: usize = 4;

/// Draws a text as a QR code with level M of correction: an SVG whose unit is a module.
///
/// # Errors
/// `Failed` for a text that no code holds.
pub fn qr_svg(text: &str) -> Result<String, DocumentError> {
    let code = qrcode::QrCode::with_error_correction_level(text.as_bytes(), qrcode::EcLevel::M)
        .map_err(|e| DocumentError::Failed(format!("qr: {e}")))?;
    let width = code.width();
    let side = width + 2 * QUIET;
    let mut path = String::new();
    for (row, line) in code.to_colors().chunks(width).enumerate() {
        let mut column = 0;
        for run in line.chunk_by(|a, b| a == b) {
            if run.first() == Some(&qrcode::Color::Dark) {
                let (x, y, length) = (column + QUIET, row + QUIET, run.len());
                // Writing into a string cannot fail.
                let _ = write!(path, "M{x} {y}h{length}v1h-{length}z");
            }
            column += run.len();
        }
    }
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}h-{side}z\"/><path d=\"{path}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_finders_and_quiet_around_it() {
        let svg = qr_svg("LZREQ:00FF").unwrap();
        // version 1: 21 modules and the quiet on both sides
        assert!(svg.contains("viewBox=\"0 0 29 29\""), "{svg}");
        for finder in ["M4 4h7v1h-7z", "M18 4h7v1h-7z", "M4 24h7v1h-7z"] {
            assert!(svg.contains(finder), "{finder} in {svg}");
        }
        assert!(!svg.contains("M0 4h1") && qr_svg(&"A".repeat(5000)).is_err());
    }
}
