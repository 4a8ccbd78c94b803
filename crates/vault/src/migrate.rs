//! Numbered, checksummed migrations: append-only, all or nothing. A database that was migrated further than this program
//! knows is refused; so is one whose recorded checksum is not that of the released file.

use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest as _, Sha256};

use crate::error::VaultError;

/// A released migration: its number is its place in the list, from 1.
pub(crate) struct Migration {
    /// Name of its file.
    pub(crate) name: &'static str,
    /// Its statements.
    pub(crate) sql: &'static str,
}

/// Migrations of `vault.db`.
pub(crate) const VAULT: &[Migration] = &[
    Migration { name: "0001_tables", sql: include_str!("../migrations/vault/0001_tables.sql") },
    Migration { name: "0002_books", sql: include_str!("../migrations/vault/0002_books.sql") },
    Migration { name: "0003_lists", sql: include_str!("../migrations/vault/0003_lists.sql") },
    Migration { name: "0004_projects", sql: include_str!("../migrations/vault/0004_projects.sql") },
    Migration { name: "0005_chain", sql: include_str!("../migrations/vault/0005_chain.sql") },
    Migration { name: "0006_plan", sql: include_str!("../migrations/vault/0006_plan.sql") },
    Migration { name: "0007_achievement", sql: include_str!("../migrations/vault/0007_achievement.sql") },
    Migration { name: "0008_fees", sql: include_str!("../migrations/vault/0008_fees.sql") },
];

/// Migrations of `papers.db`.
pub(crate) const PAPERS: &[Migration] = &[
    Migration { name: "0001_chunks", sql: include_str!("../migrations/papers/0001_chunks.sql") },
    Migration { name: "0002_small_keys", sql: include_str!("../migrations/papers/0002_small_keys.sql") },
];

/// Refuses a database that is not up to date, without changing it.
pub(crate) fn up_to_date(db: &Connection, migrations: &[Migration]) -> Result<(), VaultError> {
    let done = done(db)?;
    let known = u32::try_from(migrations.len()).unwrap_or(u32::MAX);
    match done.cmp(&known) {
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Greater => Err(VaultError::Newer { theirs: done, ours: known }),
        std::cmp::Ordering::Less => Err(VaultError::ReadOnly),
    }
}

/// Whether there is something to do, in a database that was used before.
pub(crate) fn is_behind(db: &Connection, migrations: &[Migration]) -> Result<bool, VaultError> {
    let done = done(db)?;
    Ok(done > 0 && usize::try_from(done).unwrap_or(usize::MAX) < migrations.len())
}

/// How many migrations were applied; none in a new database.
fn done(db: &Connection) -> Result<u32, VaultError> {
    let made: bool =
        db.query_row("SELECT count(*) > 0 FROM sqlite_schema WHERE name = 'migration'", [], |r| r.get(0))?;
    if !made {
        return Ok(0);
    }
    Ok(db.query_row("SELECT coalesce(max(number), 0) FROM migration", [], |r| r.get(0))?)
}

/// Brings a database up to date in one transaction.
pub(crate) fn migrate(db: &mut Connection, migrations: &[Migration]) -> Result<(), VaultError> {
    let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    tx.execute_batch(
        "CREATE TABLE IF NOT EXISTS migration (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL) STRICT",
    )?;
    let done: u32 = tx.query_row("SELECT coalesce(max(number), 0) FROM migration", [], |r| r.get(0))?;
    let known = u32::try_from(migrations.len()).unwrap_or(u32::MAX);
    if done > known {
        return Err(VaultError::Newer { theirs: done, ours: known });
    }
    for (number, migration) in (1u32..).zip(migrations) {
        let checksum = hex::encode(Sha256::digest(migration.sql));
        let recorded: Option<String> = tx
            .query_row("SELECT checksum FROM migration WHERE number = ?1", [number], |r| r.get(0))
            .optional()?;
        match recorded {
            Some(recorded) if recorded == checksum => {}
            Some(_) => {
                return Err(VaultError::Damaged(format!("migration {} was changed", migration.name)));
            }
            None if number <= done => {
                return Err(VaultError::Damaged(format!("migration {} is missing", migration.name)));
            }
            None => {
                tx.execute_batch(migration.sql)?;
                tx.execute("INSERT INTO migration VALUES (?1, ?2, ?3)", (number, migration.name, checksum))?;
            }
        }
    }
    Ok(tx.commit()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Table;

    #[test]
    fn released_migrations_are_never_edited() {
        let checksums: Vec<String> =
            VAULT.iter().chain(PAPERS).map(|m| hex::encode(Sha256::digest(m.sql))).collect();
        insta::assert_json_snapshot!(checksums);
    }

    #[test]
    fn every_table_of_the_list_is_made_and_a_second_run_changes_nothing() {
        let mut db = Connection::open_in_memory().unwrap();
        migrate(&mut db, VAULT).unwrap();
        migrate(&mut db, VAULT).unwrap();
        for table in Table::ALL {
            let count: u32 =
                db.query_row(&format!("SELECT count(*) FROM {}", table.sql()), [], |r| r.get(0)).unwrap();
            assert_eq!(count, 0);
        }
    }

    #[test]
    fn a_newer_database_and_a_changed_migration_are_refused() {
        let mut db = Connection::open_in_memory().unwrap();
        migrate(&mut db, VAULT).unwrap();
        db.execute("UPDATE migration SET checksum = 'x'", []).unwrap();
        assert!(matches!(migrate(&mut db, VAULT), Err(VaultError::Damaged(_))));
        db.execute("INSERT INTO migration VALUES (99, 'future', 'x')", []).unwrap();
        assert!(matches!(migrate(&mut db, VAULT), Err(VaultError::Newer { theirs: 99, .. })));
    }

    #[test]
    fn a_migration_that_fails_leaves_nothing_behind() {
        let mut db = Connection::open_in_memory().unwrap();
        let broken = [Migration { name: "1", sql: "CREATE TABLE a (x); CREATE TABLE a (x);" }];
        assert!(migrate(&mut db, &broken).is_err());
        let tables: u32 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0)).unwrap();
        assert_eq!(tables, 0);
    }
}
