//! Layout: blocks of text and tables to pages. Nothing here knows PDF or the forms.

mod boxes;
pub(crate) mod chars;
pub(crate) mod display;
mod flow;
mod footer;
mod lines;
mod shape;
mod sheet;
mod strip;
mod table;
mod tail;
mod title;

pub(crate) use display::{Bookmark, Item, Page, Pages, Run};
pub(crate) use flow::{Align, Block, CellAlign, Column, Group, PageSetup, TableBlock, lay_out};
pub(crate) use footer::FooterText;
pub(crate) use sheet::{MM, named_size};
pub(crate) use tail::Tail;
