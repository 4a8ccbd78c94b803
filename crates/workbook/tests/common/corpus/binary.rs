//! Binary workbooks: .xls with and without its container, and .xlsb.

use super::super::xlsb::{self as records, join, words};
use super::{Fate, Hostile, fixture, hostile, unsafe_file};

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).expect("short");
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

fn shorts(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

fn bof(kind: u16) -> Vec<u8> {
    record(0x0809, &shorts(&[0x0600, kind, 0, 0, 0, 0, 0, 0]))
}

/// A stream of one workbook: its globals, so many sheets, each the same records.
fn stream(globals: &[u8], sheets: usize, sheet: &[u8]) -> Vec<u8> {
    let entry = |at: usize| {
        let at = u32::try_from(at).expect("small");
        record(0x0085, &[&at.to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat())
    };
    let head = bof(5).len() + globals.len() + sheets * entry(0).len() + 4;
    let entries: Vec<u8> = (0..sheets).flat_map(|_| entry(head)).collect();
    join(&[bof(5), globals.to_vec(), entries, record(0x000A, &[]), bof(0x10), sheet.to_vec()])
}

fn number(row: u16, column: u16) -> Vec<u8> {
    record(0x0203, &[shorts(&[row, column, 0]), 1_f64.to_le_bytes().to_vec()].concat())
}

pub fn xls() -> Vec<Hostile> {
    let end = record(0x000A, &[]);
    let sheet = |records: &[u8]| stream(&[], 1, &[records, &end].concat());
    let row: Vec<u8> = (0..250).flat_map(|c| number(1, c)).collect();
    let many = [row.repeat(40), end.clone()].concat();
    let sst = |data: &[u8]| record(0x00FC, data);
    let with_sst = |table: Vec<u8>| {
        stream(&table, 1, &[record(0x00FD, &shorts(&[0, 0, 0, 0, 0])), end.clone()].concat())
    };
    let text = [words(&[u32::MAX, u32::MAX]), vec![1, 0, 0, b'A']].concat();
    let long = [words(&[1, 1]), vec![0xFF, 0xFF, 0, b'A']].concat();
    let phonetic = [words(&[1, 1]), vec![1, 0, 4, 0xFF, 0xFF, 0xFF, 0x7F, b'A']].concat();
    let continued = [sst(&text), record(0x003C, &[]).repeat(500_000)].concat();
    let mut lying = sheet(&number(0, 0));
    let at = lying.len() - end.len() - 16;
    lying[at..at + 2].copy_from_slice(&0xFFFF_u16.to_le_bytes());
    vec![
        hostile("last_corner.xls", sheet(&number(0xFFFF, 0x3FFF)), Fate::Reads(1)),
        hostile("outside.xls", sheet(&number(0, 0xFFFF)), unsafe_file("part_damaged")),
        hostile(
            "lying_dimensions.xls",
            sheet(&[record(0x0200, &[0xFF; 14]), number(0, 0)].concat()),
            Fate::Reads(1),
        ),
        hostile("lying_length.xls", lying, unsafe_file("part_damaged")),
        hostile("lying_table.xls", with_sst(sst(&text)), Fate::Reads(1)),
        hostile("lying_text.xls", with_sst(sst(&long)), unsafe_file("part_damaged")),
        hostile("lying_phonetic.xls", with_sst(sst(&phonetic)), unsafe_file("part_damaged")),
        hostile("many_continued.xls", with_sst(continued), Fate::Reads(1)),
        hostile(
            "no_such_text.xls",
            stream(&[], 1, &record(0x00FD, &[0xFF; 10])),
            unsafe_file("part_damaged"),
        ),
        hostile("no_end.xls", stream(&[], 1, &number(0, 0)), unsafe_file("part_damaged")),
        hostile("one_sheet_900_times.xls", stream(&[], 900, &many), unsafe_file("too_many_cells")),
        hostile("many_sheets.xls", stream(&[], 1001, &end), unsafe_file("too_many_parts")),
        hostile("nested_without_end.xls", sheet(&bof(0x20).repeat(50_000)), unsafe_file("part_damaged")),
        hostile("lying_merges.xls", sheet(&record(0x00E5, &[0xFF; 200])), unsafe_file("part_damaged")),
        hostile("short_records.xls", sheet(&record(0x0203, &[0, 0])), unsafe_file("part_damaged")),
        hostile(
            "short_pass.xls",
            stream(&record(0x002F, &[1, 0, 1, 0, 1, 0, 7]), 1, &end),
            unsafe_file("part_damaged"),
        ),
    ]
}

/// An OLE container of one stream, with what is to be written over it.
fn container(stream: &[u8], over: &[(usize, u32)]) -> Vec<u8> {
    let mut stream = stream.to_vec();
    stream.resize(stream.len().max(4096).next_multiple_of(512), 0);
    let sectors = u32::try_from(stream.len() / 512).expect("small");
    assert!(sectors < 120, "one sector of the table is enough");
    let mut table = vec![0xFFFF_FFFD, 0xFFFF_FFFE];
    table.extend((0..sectors).map(|i| if i + 1 == sectors { 0xFFFF_FFFE } else { i + 3 }));
    table.resize(128, u32::MAX);
    let entry = |name: &str, kind: u8, child: u32, start: u32, size: u32| {
        let mut name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = if name.is_empty() { 0 } else { u16::try_from(name.len() + 2).expect("short") };
        name.resize(64, 0);
        let links = words(&[u32::MAX, u32::MAX, child]);
        [name, length.to_le_bytes().to_vec(), vec![kind, 1], links, vec![0; 36], words(&[start, size, 0])]
            .concat()
    };
    let size = u32::try_from(stream.len()).expect("small");
    let directory = [
        entry("Root Entry", 5, 1, 0xFFFF_FFFE, 0),
        entry("Workbook", 2, u32::MAX, 2, size),
        entry("", 0, u32::MAX, 0, 0),
        entry("", 0, u32::MAX, 0, 0),
    ]
    .concat();
    let head = [
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(),
        vec![0; 16],
        shorts(&[0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0]),
        words(&[0, 1, 1, 0, 4096, 0xFFFF_FFFE, 0, 0xFFFF_FFFE, 0, 0]),
        words(&[u32::MAX; 108]),
    ];
    let mut bytes = join(&[head.concat(), words(&table), directory, stream]);
    for (at, value) in over {
        bytes[*at..*at + 4].copy_from_slice(&value.to_le_bytes());
    }
    bytes
}

pub fn containers() -> Vec<Hostile> {
    let end = record(0x000A, &[]);
    let plain = stream(&[], 1, &[number(0, 0), end].concat());
    let (table, directory) = (512, 1024);
    let entry = directory + 128;
    let golden = fixture("golden.xls");
    let damaged = unsafe_file("container_damaged");
    vec![
        hostile("container.xls", container(&plain, &[]), Fate::Reads(1)),
        hostile("chain_loop.xls", container(&plain, &[(table + 4 * 3, 2)]), damaged),
        hostile("chain_outside.xls", container(&plain, &[(table + 4 * 3, 4000)]), damaged),
        hostile("chain_of_the_table.xls", container(&plain, &[(table, 0), (table + 4, 1)]), damaged),
        hostile("directory_loop.xls", container(&plain, &[(entry + 68, 1)]), damaged),
        hostile(
            "stream_of_4_gigabytes.xls",
            container(&plain, &[(entry + 120, u32::MAX)]),
            unsafe_file("file_too_large"),
        ),
        hostile(
            "tables_without_end.xls",
            container(&plain, &[(44, u32::MAX), (72, u32::MAX)]),
            Fate::Reads(1),
        ),
        hostile("cut_container.xls", golden[..golden.len() / 2].to_vec(), damaged),
        hostile("cut_head.xls", golden[..100].to_vec(), damaged),
        hostile("slow_password.xlsx", slow_password(), Fate::Refused("book.password", "")),
    ]
}

/// An encrypted package that wants ten times the work for its password.
fn slow_password() -> Vec<u8> {
    let mut bytes = fixture("secret_agile.xlsx");
    let spin = b"spinCount=\"100000\"";
    let at = bytes.windows(spin.len()).position(|w| w == spin).expect("a spin count");
    bytes[at..at + spin.len()].copy_from_slice(b"spinCount=\"999999\"");
    bytes
}

pub fn xlsb() -> Vec<Hostile> {
    let book =
        |rows: &[u8]| records::book(records::sheet(&[], rows, &[]), records::sheet(&[], &[], &[]), &["甲"]);
    let row = records::row(0, false);
    let in_row = |cell: &[u8]| book(&[&row[..], cell].concat());
    let text = |length: u32| records::cell(6, 0, 0, &[words(&[length]), vec![b'A', 0]].concat());
    let golden = records::golden();
    let corner =
        [records::row(0x000F_FFFF, false), records::cell(5, 0x3FFF, 0, &1_f64.to_le_bytes())].concat();
    let cut = records::book(
        join(&[records::record(0x0081, &[]), row.clone()]),
        records::sheet(&[], &[], &[]),
        &["甲"],
    );
    vec![
        hostile("last_corner.xlsb", book(&corner), Fate::Reads(1)),
        hostile(
            "row_outside.xlsb",
            book(&[records::row(u32::MAX, false), records::cell(4, 0, 0, &[1])].concat()),
            unsafe_file("part_damaged"),
        ),
        hostile(
            "column_outside.xlsb",
            in_row(&records::cell(4, u32::MAX, 0, &[1])),
            unsafe_file("part_damaged"),
        ),
        hostile(
            "no_such_text.xlsb",
            in_row(&records::cell(7, 0, 0, &words(&[u32::MAX]))),
            unsafe_file("part_damaged"),
        ),
        hostile("lying_text.xlsb", in_row(&text(u32::MAX)), unsafe_file("text_too_long")),
        hostile("lying_text_2.xlsb", in_row(&text(30_000)), unsafe_file("part_damaged")),
        hostile("lying_length.xlsb", in_row(&[0x06, 0xFF, 0xFF, 0xFF, 0x7F, 0]), unsafe_file("part_damaged")),
        hostile("short_record.xlsb", in_row(&records::record(5, &[0; 9])), unsafe_file("part_damaged")),
        hostile("cut_sheet.xlsb", cut, unsafe_file("part_damaged")),
        hostile("cut_package.xlsb", golden[..golden.len() - 100].to_vec(), unsafe_file("container_damaged")),
    ]
}
