//! Zip containers: .xlsx and .ods.

use super::{Fate, Hostile, fixture, hostile, package, unsafe_file};

const RELATIONS: &str = "<Relationships><Relationship Id='r1' Type='http://x/officeDocument' Target='xl/workbook.xml'/></Relationships>";
const WORKBOOK: &str = "<workbook><sheets><sheet name='表' sheetId='1' id='r1'/></sheets></workbook>";
const WORKBOOK_RELATIONS: &str = "<Relationships><Relationship Id='r1' Type='http://x/worksheet' Target='worksheets/sheet1.xml'/>\
     <Relationship Id='r2' Type='http://x/sharedStrings' Target='sharedStrings.xml'/>\
     <Relationship Id='r3' Type='http://x/styles' Target='styles.xml'/></Relationships>";

/// A workbook around one sheet and its shared strings.
pub fn around(sheet: &str, strings: &str) -> Vec<u8> {
    package(&[
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", WORKBOOK_RELATIONS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
    ])
}

fn rows(rows: &str) -> String {
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
}

fn one(cell: &str) -> Vec<u8> {
    around(&rows(&format!("<row r='1'>{cell}</row>")), "<sst><si><t>甲</t></si></sst>")
}

pub fn xlsx() -> Vec<Hostile> {
    let whole = fixture("golden.xlsx");
    let spaces = |megabytes: usize| rows(&" ".repeat(megabytes << 20));
    let mut all = vec![
        hostile("zip_bomb.xlsx", around(&spaces(130), "<sst/>"), unsafe_file("unpacks_too_large")),
        hostile("zip_ratio.xlsx", around(&spaces(40), "<sst/>"), unsafe_file("unpacks_too_large")),
        hostile(
            "zip_lying_size.xlsx",
            lying_size(around(&spaces(130), "<sst/>")),
            unsafe_file("part_damaged"),
        ),
        hostile("zip_cut.xlsx", whole[..whole.len() / 2].to_vec(), unsafe_file("container_damaged")),
        hostile(
            "zip_none.xlsx",
            b"PK\x03\x04 and then nothing of the kind".to_vec(),
            unsafe_file("container_damaged"),
        ),
        hostile("many_parts.xlsx", many_parts(), unsafe_file("too_many_parts")),
        hostile("last_corner.xlsx", last_corner(), Fate::Reads(1)),
        hostile("outside.xlsx", one("<c r='XFE1'><v>1</v></c>"), unsafe_file("part_damaged")),
        hostile(
            "overflow.xlsx",
            one("<c r='AAAAAAAAAAAA99999999999999999'><v>1</v></c>"),
            unsafe_file("part_damaged"),
        ),
        hostile("no_string.xlsx", one("<c r='A1' t='s'><v>99999999999</v></c>"), unsafe_file("part_damaged")),
        hostile(
            "cut_sheet.xlsx",
            around("<worksheet><sheetData><row r='1'><c r='A1'><v>1", "<sst/>"),
            unsafe_file("part_damaged"),
        ),
        hostile(
            "huge_number.xlsx",
            one("<c r='A1'><v>1e999</v></c><c r='B1'><v>NaN</v></c>"),
            Fate::Reads(2),
        ),
        hostile("outside_package.xlsx", outside_package(), unsafe_file("part_damaged")),
    ];
    all.extend(xlsx_repeated());
    all
}

fn xlsx_repeated() -> Vec<Hostile> {
    let nested = format!("{}{}", "<a>".repeat(300_000), "</a>".repeat(300_000));
    let cells: String = (0..2_100_000).map(|i| format!("<c><v>{i}</v></c>")).collect();
    let many: String = cells
        .split_inclusive("</c>")
        .collect::<Vec<_>>()
        .chunks(1000)
        .map(|row| format!("<row>{}</row>", row.concat()))
        .collect();
    let long = format!("<sst><si><t>{}</t></si></sst>", "长".repeat(32_767));
    let echo: String = (0..3000).map(|i| format!("<row r='{}'><c t='s'><v>0</v></c></row>", i + 1)).collect();
    let longer = format!("<sst><si><t>{}</t></si></sst>", "长".repeat(32_768));
    let merges = "<mergeCell ref='A1:B9000'/>".repeat(200);
    let laughs = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;'>]><sst><si><t>甲&b;&b;</t></si></sst>";
    let counts = "<sst count='9999999999' uniqueCount='9999999999'><si><t>甲</t></si></sst>";
    let named = rows("<row r='1'><c r='A1' t='s'><v>0</v></c></row>");
    vec![
        hostile("deep_nesting.xlsx", around(&rows(&nested), "<sst/>"), Fate::Reads(0)),
        hostile("many_cells.xlsx", around(&rows(&many), "<sst/>"), unsafe_file("too_many_cells")),
        hostile("echoed_text.xlsx", around(&rows(&echo), &long), unsafe_file("unpacks_too_large")),
        hostile("long_text.xlsx", around(&named, &longer), unsafe_file("text_too_long")),
        hostile("entity_expansion.xlsx", around(&named, laughs), Fate::Reads(1)),
        hostile("lying_counts.xlsx", around(&named, counts), Fate::Reads(1)),
        hostile(
            "many_merges.xlsx",
            around(
                &format!("<worksheet><sheetData/><mergeCells>{merges}</mergeCells></worksheet>"),
                "<sst/>",
            ),
            unsafe_file("too_many_parts"),
        ),
        hostile(
            "long_tag.xlsx",
            one(&format!("<c r='{}", "A".repeat(12 << 20))),
            unsafe_file("part_damaged"),
        ),
    ]
}

fn last_corner() -> Vec<u8> {
    let sheet = "<worksheet><dimension ref='A1:XFD1048576'/><sheetData><row r='1048576'><c r='XFD1048576'><v>1</v></c></row></sheetData>\
         <mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells></worksheet>";
    around(sheet, "<sst/>")
}

fn many_parts() -> Vec<u8> {
    let names: Vec<String> = (0..10_001).map(|i| format!("xl/{i}")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b""[..])).collect();
    package(&parts)
}

/// A sheet whose relation leads out of the container.
fn outside_package() -> Vec<u8> {
    let relations = WORKBOOK_RELATIONS.replace("worksheets/sheet1.xml", "../../../../../etc/passwd");
    package(&[("xl/workbook.xml", WORKBOOK.as_bytes()), ("xl/_rels/workbook.xml.rels", relations.as_bytes())])
}

/// A container that says of every part that it unpacks to a thousand bytes.
fn lying_size(mut bytes: Vec<u8>) -> Vec<u8> {
    for (magic, size_at) in [(b"PK\x01\x02", 24), (b"PK\x03\x04", 22)] {
        let places: Vec<usize> = (0..bytes.len() - 4).filter(|at| &bytes[*at..*at + 4] == magic).collect();
        for at in places {
            bytes[at + size_at..at + size_at + 4].copy_from_slice(&1000_u32.to_le_bytes());
        }
    }
    bytes
}

fn content(table: &str) -> Vec<u8> {
    let content =
        format!("<document-content><body><spreadsheet>{table}</spreadsheet></body></document-content>");
    package(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ])
}

pub fn ods() -> Vec<Hostile> {
    let table = |rows: &str| content(&format!("<table name='表'>{rows}</table>"));
    let row = |repeated: &str, cell: &str| {
        table(&format!("<table-row number-rows-repeated='{repeated}'>{cell}</table-row>"))
    };
    let full = |repeated: &str| {
        format!(
            "<table-cell value-type='float' value='1' number-columns-repeated='{repeated}'><p>1</p></table-cell>"
        )
    };
    let empty = "<table-cell number-columns-repeated='16384'/>";
    let locked = package(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest><file-entry><encryption-data/></file-entry></manifest>"),
        ("content.xml", b"\x01\x02 no XML"),
    ]);
    let deep = format!("{}<p>甲</p>", "<table><table-row><table-cell>".repeat(20_000));
    let laughs = "<!DOCTYPE x [<!ENTITY a '&a;&a;'>]>";
    vec![
        hostile("repeated_full.ods", row("1048576", &full("16384")), unsafe_file("too_many_cells")),
        hostile("repeated_empty.ods", row("1048576", empty), Fate::Reads(0)),
        hostile("repeated_beyond.ods", row("4294967295", &full("1")), unsafe_file("too_many_rows")),
        hostile("repeated_wide.ods", row("1", &full("4294967295")), unsafe_file("too_many_cells")),
        hostile("repeated_nonsense.ods", row("99999999999999999999", &full("-1")), Fate::Reads(1)),
        hostile("repeated_hidden.ods", hidden_rows(), Fate::Reads(1)),
        hostile("deep_tables.ods", table(&deep), unsafe_file("part_damaged")),
        hostile("entity_loop.ods", content(&format!("{laughs}<table name='表'/>")), Fate::Reads(0)),
        hostile("locked.ods", locked, Fate::Refused("book.password", "")),
    ]
}

/// Every row of a sheet hidden, by a table that says so a thousand times.
fn hidden_rows() -> Vec<u8> {
    let hidden = "<table-row number-rows-repeated='1048576' visibility='collapse'><table-cell/></table-row>"
        .repeat(1000);
    content(&format!(
        "<table name='表'><table-row><table-cell><p>甲</p></table-cell></table-row>{hidden}</table>"
    ))
}
