//! Text: pages of HTML under the name of a workbook, and files with separators.

use super::{Fate, Hostile, hostile, unsafe_file};

pub fn html() -> Vec<Hostile> {
    let page = |body: &str| format!("<html>{body}").into_bytes();
    let attributes: String = (0..5_000).map(|i| format!(" a{i}=1")).collect();
    vec![
        hostile("never_closed.xls", page(&"<table><tr><td>甲".repeat(20)), Fate::Reads(20)),
        hostile(
            "rows_never_closed.xls",
            page(&format!("<table>{}", "<tr><td>甲<td>乙".repeat(20_000))),
            Fate::Reads(40_000),
        ),
        hostile("deep_tables.xls", page(&"<table><tr><td>".repeat(20_000)), unsafe_file("part_damaged")),
        hostile(
            "deep_elements.xls",
            page(&format!("<table><tr><td>{}甲", "<b>".repeat(500_000))),
            Fate::Reads(1),
        ),
        hostile(
            "wide_spans.xls",
            page("<table><tr><td colspan=999999999 rowspan=999999999>甲<td>乙"),
            Fate::Reads(2),
        ),
        hostile(
            "many_spans.xls",
            page(&format!("<table>{}", "<tr><td colspan=9999>甲<td rowspan=9999>乙".repeat(1000))),
            unsafe_file("too_many_parts"),
        ),
        hostile(
            "open_tag.xls",
            page(&format!("<table><tr><td>甲<td a='{}", "x".repeat(8 << 20))),
            Fate::Reads(1),
        ),
        hostile(
            "open_script.xls",
            page(&format!("<table><tr><td>甲<script>{}", "<td>".repeat(1 << 20))),
            Fate::Reads(1),
        ),
        hostile(
            "open_remark.xls",
            page(&format!("<table><tr><td>甲<!--{}", "<td>".repeat(1 << 20))),
            Fate::Reads(1),
        ),
        hostile("many_attributes.xls", page(&format!("<table><tr><td{attributes}>甲")), Fate::Reads(1)),
        hostile(
            "long_text.xls",
            page(&format!("<table><tr><td>{}", "长".repeat(40_000))),
            unsafe_file("text_too_long"),
        ),
        hostile(
            "entities.xls",
            page(&format!(
                "<table><tr><td>{}",
                "&CounterClockwiseContourIntegral;&#x10FFFF;&#999999999999;".repeat(5000)
            )),
            Fate::Reads(1),
        ),
    ]
}

pub fn csv() -> Vec<Hostile> {
    let line = |megabytes: usize| "长长长，".as_bytes().repeat(megabytes << 20 >> 3);
    let wide = format!("{}1\n", ",".repeat(20_000));
    let tall = format!("{}1,2\n", "\n".repeat(1_100_000));
    vec![
        hostile("line_of_100_megabytes.csv", line(100), unsafe_file("file_too_large")),
        hostile("line_of_30_megabytes.csv", b"x".repeat(30 << 20), unsafe_file("text_too_long")),
        hostile(
            "open_quote.csv",
            [&b"a,b\n\""[..], &b"c,\n".repeat(1 << 20)].concat(),
            unsafe_file("text_too_long"),
        ),
        hostile("unclosed_quote.csv", b"a,b\n\"c,d\n".to_vec(), unsafe_file("quote_not_closed")),
        hostile("zeros.csv", b"a,b\n\0\0,1\n".to_vec(), unsafe_file("not_text")),
        hostile("too_wide.csv", wide.into_bytes(), unsafe_file("too_many_cells")),
        hostile("too_tall.csv", tall.into_bytes(), unsafe_file("too_many_cells")),
        hostile(
            "many_cells.csv",
            "1,2,3,4,5,6,7,8\n".repeat(300_000).into_bytes(),
            unsafe_file("too_many_cells"),
        ),
        hostile("noise.csv", noise(1 << 20), Fate::Refused("book.format", "unknown")),
    ]
}

/// Bytes without a pattern, the same each time.
fn noise(count: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    (0..count).map(|_| next() | 0x80).collect()
}
