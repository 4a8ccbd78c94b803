//! The arithmetic that decides: aggregate, order, ties, trace. Pure and exact.
