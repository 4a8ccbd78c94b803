//! Use cases: authorise, transact, journal; and the shapes and codes that every surface sees.
