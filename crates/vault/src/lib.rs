//! The encrypted vault: keys, migrations, stores, hash-chained journal, backup.
