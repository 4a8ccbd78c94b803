//! A typed model per official form, laid out and written as PDF.
