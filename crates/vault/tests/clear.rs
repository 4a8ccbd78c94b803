//! Forgetting: what nothing names is gone from the databases, from their logs and from the backups.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::collections::BTreeSet;

use chrono::DateTime;
use secrecy::SecretString;
use vault::{Kdf, Role, Vault};

#[test]
fn papers_that_are_not_kept_go_with_their_chunks_and_with_every_backup() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("a.lunzheng");
    let secret = SecretString::from("一句足够长的测试口令");
    let vault =
        Vault::create(&folder, Role::Expert, "王示例", &secret, Kdf::FLOOR, DateTime::UNIX_EPOCH).unwrap();
    let mut papers = vault.papers().unwrap();
    // Both share their first chunk: what is kept must not lose it.
    let shared = vec![7u8; 300_000];
    let [mut kept, mut gone] = [shared.clone(), shared];
    kept.extend([1; 200_000]);
    gone.extend((0..4_000_000u32).map(|n| n.to_le_bytes()[(n % 3) as usize]));
    let kept_id = papers.put(&mut kept.as_slice()).unwrap();
    let gone_id = papers.put(&mut gone.as_slice()).unwrap();
    drop(papers);
    vault.backup("import").unwrap();
    let size = || std::fs::metadata(folder.join("papers.db")).unwrap().len();
    assert_eq!(vault.forget(&BTreeSet::from([kept_id, gone_id])).unwrap(), 0);
    let before = size();
    assert_eq!(vault.forget(&BTreeSet::from([kept_id])).unwrap(), 1);
    let papers = vault.papers().unwrap();
    assert_eq!(papers.size(gone_id).unwrap(), None);
    let mut again = Vec::new();
    papers.get(kept_id, &mut again).unwrap().unwrap();
    assert_eq!(again, kept);
    assert!(size() + 3_000_000 < before, "{} of {before} bytes are left", size());
    assert_eq!(std::fs::read_dir(folder.join("backups")).unwrap().count(), 0);
    assert!(vault.check().is_ok());
}
