//! The outline as a tree: the writer below knows flat bookmarks only, sorted by name.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use crate::layout::{Bookmark, Pages};

/// A text as PDF wants it, UTF-16 with a byte order mark.
pub(super) fn utf16(text: &str) -> Object {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, lopdf::StringFormat::Hexadecimal)
}

/// Adds the outline; nothing when there are no headings.
pub(super) fn add(document: &mut Document, pages: &Pages, page_ids: &[ObjectId]) -> Option<ObjectId> {
    let marks = &pages.bookmarks;
    if marks.is_empty() {
        return None;
    }
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = marks.iter().map(|_| document.new_object_id()).collect();
    let parents: Vec<Option<usize>> =
        (0..marks.len()).map(|i| (0..i).rev().find(|j| marks[*j].level < marks[i].level)).collect();
    let kids = |parent: Option<usize>| -> Vec<usize> {
        (0..marks.len()).filter(|i| parents[*i] == parent).collect()
    };
    for (i, mark) in marks.iter().enumerate() {
        let siblings = kids(parents[i]);
        let place = siblings.iter().position(|s| *s == i).unwrap_or(0);
        let mut entry = destination(mark, pages, page_ids);
        entry.set("Parent", parents[i].map_or(root, |p| ids[p]));
        if let Some(before) = place.checked_sub(1).and_then(|p| siblings.get(p)) {
            entry.set("Prev", ids[*before]);
        }
        if let Some(after) = siblings.get(place + 1) {
            entry.set("Next", ids[*after]);
        }
        let below = kids(Some(i));
        if let (Some(first), Some(last)) = (below.first(), below.last()) {
            entry.set("First", ids[*first]);
            entry.set("Last", ids[*last]);
            // Negative: closed, so that forty items do not fill the pane.
            let count = i64::try_from(below.len()).unwrap_or(0);
            entry.set("Count", if mark.level == 0 { count } else { -count });
        }
        document.set_object(ids[i], entry);
    }
    let top = kids(None);
    let open: usize = top.len()
        + top.iter().map(|t| if marks[*t].level == 0 { kids(Some(*t)).len() } else { 0 }).sum::<usize>();
    let (first, last) = (top.first()?, top.last()?);
    let count = i64::try_from(open).unwrap_or(0);
    document.set_object(
        root,
        dictionary! { "Type" => "Outlines", "First" => ids[*first], "Last" => ids[*last], "Count" => count },
    );
    Some(root)
}

fn destination(mark: &Bookmark, pages: &Pages, page_ids: &[ObjectId]) -> Dictionary {
    let mut entry = dictionary! { "Title" => utf16(&mark.text) };
    if let (Some(id), Some(page)) = (page_ids.get(mark.page), pages.pages.get(mark.page)) {
        let top = Object::Real(page.height - mark.y + 8.0);
        let target = vec![Object::Reference(*id), "XYZ".into(), Object::Null, top, Object::Null];
        entry.set("Dest", target);
    }
    entry
}
