//! A page of the display list as drawing operations.

use printpdf::{
    Color, FontId, Greyscale, Line, LinePoint, Mm, Op, PaintMode, PdfFontHandle, PdfPage, Point, Polygon,
    PolygonRing, Pt, TextItem, TextMatrix, WindingOrder,
};

use super::fonts::Handles;
use crate::fonts::Role;
use crate::layout::{Item, MM, Page, Run};

/// The page.
pub(super) fn page(page: &Page, handles: &Handles) -> PdfPage {
    let mut pen = Pen {
        ops: Vec::with_capacity(page.items.len() * 3),
        height: page.height,
        handles,
        text: None,
        width: None,
    };
    let black = Color::Greyscale(Greyscale::new(0.0, None));
    pen.ops.push(Op::SetOutlineColor { col: black.clone() });
    pen.ops.push(Op::SetFillColor { col: black });
    for item in &page.items {
        match item {
            Item::Text(run) => pen.run(run),
            Item::Rule { x1, y1, x2, y2, w } => pen.rule((*x1, *y1), (*x2, *y2), *w),
            Item::Fill(rects) => pen.fill(rects),
        }
    }
    pen.end_text();
    PdfPage::new(Mm(page.width / MM), Mm(page.height / MM), pen.ops)
}

struct Pen<'h> {
    ops: Vec<Op>,
    height: f32,
    handles: &'h Handles,
    /// Inside a text section: the face and size that are set, if any.
    text: Option<Option<(Role, f32)>>,
    /// The width of rules that is set.
    width: Option<f32>,
}

impl Pen<'_> {
    fn end_text(&mut self) {
        if self.text.take().is_some() {
            self.ops.push(Op::EndTextSection);
        }
    }

    fn run(&mut self, run: &Run) {
        let Some(font) = self.handles.get(&run.role) else {
            return;
        };
        if self.text.is_none() {
            self.ops.push(Op::StartTextSection);
            self.text = Some(None);
        }
        if self.text != Some(Some((run.role, run.size))) {
            let font = PdfFontHandle::External(FontId(font.0.clone()));
            self.ops.push(Op::SetFont { font, size: Pt(run.size) });
            self.text = Some(Some((run.role, run.size)));
        }
        self.ops
            .push(Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(run.x), Pt(self.height - run.y)) });
        let mut items = Vec::new();
        let mut text = String::new();
        for (n, glyph) in run.glyphs.iter().enumerate() {
            text.push(glyph.ch);
            if glyph.adjust != 0.0 && n + 1 < run.glyphs.len() {
                items.push(TextItem::Text(std::mem::take(&mut text)));
                items.push(TextItem::Offset(-glyph.adjust * 1000.0 / run.size));
            }
        }
        if !text.is_empty() {
            items.push(TextItem::Text(text));
        }
        self.ops.push(Op::ShowText { items });
    }

    fn point(&self, x: f32, y: f32) -> LinePoint {
        LinePoint { p: Point { x: Pt(x), y: Pt(self.height - y) }, bezier: false }
    }

    fn rule(&mut self, from: (f32, f32), to: (f32, f32), width: f32) {
        self.end_text();
        if self.width != Some(width) {
            self.ops.push(Op::SetOutlineThickness { pt: Pt(width) });
            self.width = Some(width);
        }
        let points = vec![self.point(from.0, from.1), self.point(to.0, to.1)];
        self.ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
    }

    fn fill(&mut self, rects: &[[f32; 4]]) {
        self.end_text();
        let rings = rects
            .iter()
            .map(|[x, y, w, h]| PolygonRing {
                points: vec![
                    self.point(*x, *y),
                    self.point(x + w, *y),
                    self.point(x + w, y + h),
                    self.point(*x, y + h),
                ],
            })
            .collect();
        let polygon = Polygon { rings, mode: PaintMode::Fill, winding_order: WindingOrder::NonZero };
        self.ops.push(Op::DrawPolygon { polygon });
    }
}
