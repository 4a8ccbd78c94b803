//! What the papers of the chain carry at their head and foot: office, programme, policy, and the record they are made from.

use documents::{Common, Variant};

use super::stamp::Stamp;
use crate::clock::local;
use crate::refusal::Result;
use crate::shipped;

/// Of what a paper is made.
pub(super) struct Carried<'a> {
    /// 主管单位; nothing where no record names it.
    pub(super) office: Option<&'a str>,
    /// 批次
    pub(super) batch: Option<&'a str>,
    /// Number of the record: a batch, a decision, a plan, a project.
    pub(super) subject: &'a str,
    /// Which paper of it: 公示, 拨付意见/2.
    pub(super) name: &'a str,
    pub(super) variant: Variant,
}

impl Carried<'_> {
    /// Head and foot of the paper.
    ///
    /// # Errors
    /// Those of the shipped policy.
    pub(super) fn common(&self, stamp: &Stamp) -> Result<Common> {
        let policy = shipped::policy()?;
        Ok(Common {
            variant: self.variant,
            office_name: self.office.map(str::to_owned),
            programme_name: Some("双百攻关行动".to_owned()),
            policy_digest: Some(hex::encode(policy.digest()?)),
            policy_title: Some(policy.policy.title),
            policy_number: Some(policy.policy.number),
            policy_version: policy.policy.version,
            journal_head: Some(stamp.head.clone()),
            batch_name: self.batch.map(str::to_owned),
            session_no: self.subject.to_owned(),
            doc_no: format!("{}/{}", self.subject, self.name),
            as_of: local(stamp.at),
            // `sm3` is asked for where a meeting's rules are frozen; these papers have none.
            ..Common::default()
        })
    }
}
