//! Ceilings that keep a hostile file from exhausting the machine. A real list is a thousand times smaller.

/// Longest time that a reader's process may take, in seconds.
pub const SECONDS: u64 = 30;
/// Most memory that a reader's process may ask for, in bytes: with the program itself it stays under 1 GiB.
pub const MEMORY_BYTES: u64 = 896 * 1024 * 1024;
/// Largest file, in bytes.
pub const FILE_BYTES: u64 = 64 * 1024 * 1024;
/// Largest unpacked size of one part of a container, in bytes.
pub const PART_BYTES: u64 = 128 * 1024 * 1024;
/// Largest unpacked size of all parts that are read, in bytes.
pub const UNPACKED_BYTES: u64 = 256 * 1024 * 1024;
/// A part that is larger than this must not be packed more than [`RATIO`] times.
pub const RATIO_FROM: u64 = 16 * 1024 * 1024;
/// Most times that a part may be packed.
pub const RATIO: u64 = 500;
/// Most cells that hold something, over all sheets.
pub const CELLS: usize = 2_000_000;
/// Most text of all cells together, in bytes; a shared text counts wherever it stands.
pub const TEXT_BYTES: usize = 128 * 1024 * 1024;
/// Most data rows, over all tables.
pub const ROWS: usize = 200_000;
/// Most findings; a list with more is not the list it is taken for.
pub const FINDINGS: usize = 200_000;
/// Longest text of a cell, in characters; Excel's own limit.
pub const TEXT_CHARS: usize = 32_767;
/// Most entries of a container.
pub const PARTS: usize = 10_000;
/// Most sheets of a workbook.
pub const SHEETS: usize = 1_000;
/// Most cell formats of a workbook; Excel's own limit.
pub const STYLES: usize = 65_536;
/// Most merged ranges of a sheet, and most rows that they may cover together.
pub const MERGED_ROWS: usize = 500_000;
/// A merge taller than this is not part of a list.
pub const MERGE_HEIGHT: u32 = 10_000;
/// Most labels of a header; a row with more cells is none.
pub const LABELS: usize = 512;
/// Most tables of a workbook.
pub const TABLES: usize = 1_000;
