//! Writes a small .xlsb: no free program writes the format, so its records are put together here from [MS-XLSB].

// Helpers of tests may stop the test.
#![allow(clippy::expect_used, dead_code, unreachable_pub)]

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

/// A record: its kind, its length, its data.
pub fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let low = |n: u16| u8::try_from(n & 0x7F).expect("seven bits");
    if kind < 0x80 {
        out.push(low(kind));
    } else {
        out.extend([low(kind) | 0x80, low(kind >> 7)]);
    }
    let mut length = data.len();
    loop {
        let byte = u8::try_from(length & 0x7F).expect("seven bits");
        length >>= 7;
        out.push(if length > 0 { byte | 0x80 } else { byte });
        if length == 0 {
            break;
        }
    }
    out.extend(data);
    out
}

/// Words of four bytes.
pub fn words(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

/// A text with its length before it.
pub fn text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut out = words(&[u32::try_from(units.len()).expect("short")]);
    out.extend(units.iter().flat_map(|u| u.to_le_bytes()));
    out
}

pub fn join(parts: &[Vec<u8>]) -> Vec<u8> {
    parts.concat()
}

/// A cell: its column and format, then what its kind wants.
pub fn cell(kind: u16, column: u32, style: u32, value: &[u8]) -> Vec<u8> {
    record(kind, &[words(&[column, style]), value.to_vec()].concat())
}

/// A row from 0, hidden or not.
pub fn row(number: u32, hidden: bool) -> Vec<u8> {
    let mut data = words(&[number, 0]);
    data.extend([0x2C, 0x01, 0, if hidden { 0x10 } else { 0 }, 0]);
    data.extend(words(&[0]));
    record(0x0000, &data)
}

/// A formula's own part after its value: flags, an empty expression, nothing more.
fn formula() -> Vec<u8> {
    [vec![0, 0], words(&[0, 0])].concat()
}

pub fn package(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, contents) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("part");
        zip.write_all(contents).expect("contents");
    }
    zip.finish().expect("zip").into_inner()
}

fn relations(list: &[(&str, &str, &str)]) -> Vec<u8> {
    let one = |(id, kind, target): &(&str, &str, &str)| {
        format!("<Relationship Id=\"{id}\" Type=\"http://x/{kind}\" Target=\"{target}\"/>")
    };
    format!("<Relationships>{}</Relationships>", list.iter().map(one).collect::<String>()).into_bytes()
}

/// A workbook of two sheets, the second hidden, around their parts.
pub fn book(list: Vec<u8>, other: Vec<u8>, strings: &[&str]) -> Vec<u8> {
    let bundle = |state: u32, id: u32, relation: &str, name: &str| {
        record(0x009C, &join(&[words(&[state, id]), text(relation), text(name)]))
    };
    let workbook = join(&[
        record(0x0083, &[]),
        record(0x0099, &words(&[0, 0, 0])),
        record(0x008F, &[]),
        bundle(0, 1, "r1", "名单"),
        bundle(1, 2, "r2", "附表"),
        record(0x0090, &[]),
        record(0x009D, &words(&[0; 6])),
        record(0x0084, &[]),
    ]);
    let items: Vec<Vec<u8>> = strings.iter().map(|s| record(0x0013, &join(&[vec![0], text(s)]))).collect();
    let count = u32::try_from(strings.len()).expect("few");
    let table = join(&[record(0x009F, &words(&[count, count])), items.concat(), record(0x00A0, &[])]);
    let format = |id: u16| {
        let mut xf = vec![0u8; 16];
        xf[2..4].copy_from_slice(&id.to_le_bytes());
        record(0x002F, &xf)
    };
    let styles = join(&[
        record(0x0267, &words(&[1])),
        record(0x002C, &join(&[176u16.to_le_bytes().to_vec(), text("yyyy\"年\"m\"月\"d\"日\"")])),
        record(0x0268, &[]),
        record(0x0269, &words(&[3])),
        format(0),
        format(176),
        format(10),
        record(0x026A, &[]),
    ]);
    let comments = join(&[
        record(0x027B, &join(&[words(&[0, 3, 3, 2, 2]), vec![0; 16]])),
        record(0x027D, &join(&[vec![0], text("请核对金额")])),
        record(0x027C, &[]),
    ]);
    package(&[
        ("_rels/.rels", relations(&[("r1", "officeDocument", "xl/workbook.bin")])),
        ("xl/workbook.bin", workbook),
        (
            "xl/_rels/workbook.bin.rels",
            relations(&[
                ("r1", "worksheet", "worksheets/sheet1.bin"),
                ("r2", "worksheet", "worksheets/sheet2.bin"),
                ("r3", "sharedStrings", "sharedStrings.bin"),
                ("r4", "styles", "styles.bin"),
            ]),
        ),
        ("xl/worksheets/sheet1.bin", list),
        ("xl/worksheets/_rels/sheet1.bin.rels", relations(&[("r1", "comments", "../comments1.bin")])),
        ("xl/comments1.bin", comments),
        ("xl/worksheets/sheet2.bin", other),
        ("xl/sharedStrings.bin", table),
        ("xl/styles.bin", styles),
    ])
}

/// A sheet around its rows, with what comes before and after them.
pub fn sheet(before: &[u8], rows: &[u8], after: &[u8]) -> Vec<u8> {
    join(&[
        record(0x0081, &[]),
        record(0x0094, &words(&[0, 100, 0, 10])),
        before.to_vec(),
        record(0x0091, &[]),
        rows.to_vec(),
        record(0x0092, &[]),
        after.to_vec(),
        record(0x0082, &[]),
    ])
}

/// The texts of the golden list.
const STRINGS: [&str; 13] = [
    "附件 揭榜方案登记表",
    "方案编号",
    "揭榜方",
    "研发投入（万元）",
    "开始日期",
    "占比",
    "JB-1",
    "示例甲大学",
    "JB-2",
    "示例乙公司\n（联合体）",
    "JB-3",
    "示例丙院",
    "合计",
];

/// The golden list.
pub fn golden() -> Vec<u8> {
    let shared = |column: u32, index: u32| cell(7, column, 0, &words(&[index]));
    let double = |column: u32, style: u32, n: f64| cell(5, column, style, &n.to_le_bytes());
    let whole = |column: u32, style: u32, n: u32| cell(2, column, style, &words(&[(n << 2) | 2]));
    let columns = record(0x003C, &join(&[words(&[1, 1, 2304, 0]), vec![1, 0]]));
    let header = (0..5).map(|c| shared(c, c + 1)).collect::<Vec<_>>().concat();
    let rows = join(&[
        row(0, false),
        shared(0, 0),
        row(1, false),
        header,
        row(2, false),
        shared(0, 6),
        shared(1, 7),
        double(2, 0, 3386.7),
        whole(3, 1, 45352),
        double(4, 2, 0.3),
        row(3, true),
        shared(0, 8),
        shared(1, 9),
        whole(2, 0, 1200),
        whole(3, 1, 45170),
        double(4, 2, 0.125),
        row(4, false),
        shared(0, 10),
        shared(1, 11),
        double(2, 0, 0.1),
        whole(3, 1, 46022),
        whole(4, 2, 1),
        row(5, false),
        shared(0, 12),
        cell(8, 1, 0, &join(&[text("JB-1号"), formula()])),
        cell(9, 2, 0, &join(&[4586.8_f64.to_le_bytes().to_vec(), formula()])),
        cell(0x000B, 3, 0, &join(&[vec![0x07], formula()])),
        cell(4, 4, 0, &[1]),
    ]);
    let merge = |range: &[u32]| record(0x00B0, &words(range));
    let list =
        sheet(&join(&[record(0x0186, &[]), columns, record(0x0187, &[])]), &rows, &merge(&[0, 0, 0, 4]));
    let negative = (-5_i32 << 2).to_le_bytes();
    let other_rows = join(&[
        row(1, false),
        cell(6, 1, 0, &text("隐藏的")),
        cell(2, 2, 0, &[negative[0] | 2, negative[1], negative[2], negative[3]]),
        row(2, false),
        cell(6, 1, 0, &text("合并")),
    ]);
    book(list, sheet(&[], &other_rows, &merge(&[2, 3, 1, 2])), &STRINGS)
}
