//! The closed list of everything a check or a refusal can say.
//!
//! One list, so that a code without words fails a test (`app::messages`) instead of reaching a clerk. Cell findings
//! keep the short names that intake has used from its first form; everything else is named `area.matter.what`.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)+) => {
        /// A stable code of a finding or a refusal. Codes are never renamed, only added.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// Every code there is, in the order of the list.
            pub const ALL: &'static [Code] = &[$(Code::$name,)+];

            /// The code as it is printed, stored and sent.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)+ }
            }
        }
    };
}

mod list;

pub use list::Code;

/// Spellings of earlier builds, for which two codes said the same thing: a journal may hold them.
const FORMER: [(&str, Code); 14] = [
    ("bid.agreement.missing", Code::AgreementMissing),
    ("bid.solver_is_sponsor", Code::SolverIsSponsor),
    ("bid.race_unconfirmed", Code::RaceUnconfirmed),
    ("youth.below", Code::YouthLow),
    ("cap_absolute", Code::CapLimit),
    ("funds_sum_mismatch", Code::PartsMismatch),
    ("line_sum_mismatch", Code::PartsMismatch),
    ("youth_over_total", Code::CountImpossible),
    ("cell_error", Code::FormulaError),
    ("hidden_read", Code::HiddenSheet),
    ("reference_conflict", Code::ChallengeNoConflict),
    ("unit_missing", Code::AmountUnparsable),
    ("amount_unclear", Code::AmountUnparsable),
    ("paper.not_pdf", Code::PaperFormat),
];

impl Code {
    /// The code with this text, if there is one; the text may be a spelling of an earlier build.
    #[must_use]
    pub fn parse(text: &str) -> Option<Code> {
        let now = Code::ALL.iter().copied().find(|c| c.as_str() == text);
        now.or_else(|| FORMER.iter().find(|(former, _)| *former == text).map(|(_, code)| *code))
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        Code::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("unknown code {text}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_own_text_and_reads_back() {
        let mut seen = std::collections::BTreeSet::new();
        for code in Code::ALL {
            assert!(seen.insert(code.as_str()), "{code} twice");
            assert_eq!(Code::parse(code.as_str()), Some(*code));
        }
    }

    #[test]
    fn what_an_earlier_build_wrote_is_read_as_the_code_of_today_and_written_as_it() {
        for (former, code) in FORMER {
            assert!(Code::ALL.iter().all(|c| c.as_str() != former), "{former} is a code of today");
            let stored = format!(r#"{{"code":"{former}","severity":"error","params":[["unit","甲"]]}}"#);
            let finding: crate::Finding = serde_json::from_str(&stored).unwrap();
            assert_eq!(finding.code, code);
            assert!(serde_json::to_string(&finding).unwrap().contains(code.as_str()));
        }
        assert_eq!(Code::parse("no_such_code"), None);
    }
}
