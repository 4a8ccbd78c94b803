//! Kinds of packs, roles of parties, and which role may send which kind.

use serde::{Deserialize, Serialize};

/// What a pack is for. The number is the one in the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PackKind {
    /// Secretariat to expert: what this expert reviews.
    Task,
    /// Expert to secretariat: pledge, sheets, opinions, lock.
    Score,
    /// A change of something sent before: re-scored sheets by an expert, a changed task by the secretariat.
    Revision,
    /// Secretariat to expert: the result, for signing.
    Result,
    /// Secretariat to the office's archive key and, if wanted, a supervisor's: all signed events of a session.
    Archive,
}

impl PackKind {
    /// Every kind.
    pub const ALL: [PackKind; 5] = [Self::Task, Self::Score, Self::Revision, Self::Result, Self::Archive];

    /// The number in the header.
    #[must_use]
    pub const fn number(self) -> u64 {
        match self {
            Self::Task => 1,
            Self::Score => 2,
            Self::Revision => 3,
            Self::Result => 4,
            Self::Archive => 5,
        }
    }

    /// The kind with this number.
    #[must_use]
    pub fn from_number(number: u64) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.number() == number)
    }
}

impl std::fmt::Display for PackKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Task => "task",
            Self::Score => "score",
            Self::Revision => "revision",
            Self::Result => "result",
            Self::Archive => "archive",
        })
    }
}

/// In which role a party takes part in a meeting. The number is the one in certificates and manifests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyRole {
    /// Runs the meeting and issues the certificates.
    Secretariat,
    /// Scores.
    Expert,
    /// Watches and verifies; sends nothing.
    Supervisor,
}

impl PartyRole {
    /// Every role.
    pub const ALL: [PartyRole; 3] = [Self::Secretariat, Self::Expert, Self::Supervisor];

    /// The number in certificates and manifests.
    #[must_use]
    pub const fn number(self) -> u64 {
        match self {
            Self::Secretariat => 1,
            Self::Expert => 2,
            Self::Supervisor => 3,
        }
    }

    /// The role with this number.
    #[must_use]
    pub fn from_number(number: u64) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.number() == number)
    }

    /// The kinds of packs this role may send.
    #[must_use]
    pub const fn may_send(self) -> &'static [PackKind] {
        match self {
            Self::Secretariat => &[PackKind::Task, PackKind::Revision, PackKind::Result, PackKind::Archive],
            Self::Expert => &[PackKind::Score, PackKind::Revision],
            Self::Supervisor => &[],
        }
    }
}

impl std::fmt::Display for PartyRole {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Secretariat => "secretariat",
            Self::Expert => "expert",
            Self::Supervisor => "supervisor",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_back_and_no_number_means_two_things() {
        for kind in PackKind::ALL {
            assert_eq!(PackKind::from_number(kind.number()), Some(kind));
        }
        for role in PartyRole::ALL {
            assert_eq!(PartyRole::from_number(role.number()), Some(role));
        }
        assert_eq!(PackKind::from_number(0), None);
        assert_eq!(PartyRole::from_number(9), None);
    }

    #[test]
    fn scores_come_from_experts_only_and_a_supervisor_sends_nothing() {
        let senders =
            |kind| PartyRole::ALL.into_iter().filter(|r| r.may_send().contains(&kind)).collect::<Vec<_>>();
        assert_eq!(senders(PackKind::Score), [PartyRole::Expert]);
        assert_eq!(senders(PackKind::Task), [PartyRole::Secretariat]);
        assert_eq!(senders(PackKind::Archive), [PartyRole::Secretariat]);
        assert!(PartyRole::Supervisor.may_send().is_empty());
    }
}
