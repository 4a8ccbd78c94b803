//! Excel in, as typed rows with findings by cell, and out, with live formulas.
