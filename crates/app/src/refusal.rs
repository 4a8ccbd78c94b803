//! One kind of refusal for every use case: findings, each with its code, place and parameters. Whatever a lower room
//! refuses arrives here, so that every surface prints it in the same way.

use domain::{Code, Finding};

use crate::api::Problem;

/// Why a use case did not do what it was asked; nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal(pub Vec<Finding>);

/// What a use case returns.
pub type Result<T> = std::result::Result<T, Refusal>;

impl Refusal {
    /// A refusal with one code and no place.
    #[must_use]
    pub fn of(code: Code) -> Refusal {
        Refusal(vec![Finding::error(code)])
    }

    /// Adds a parameter to the last finding.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Refusal {
        if let Some(last) = self.0.pop() {
            self.0.push(last.with(name, value));
        }
        self
    }

    /// A fault of the program: something that cannot happen did.
    pub(crate) fn internal(reason: impl std::fmt::Display) -> Refusal {
        Refusal::of(Code::Internal).with("reason", reason.to_string())
    }

    /// No such record.
    pub(crate) fn not_found(what: impl Into<String>) -> Refusal {
        Refusal::of(Code::NotFound).with("what", what)
    }

    /// Names the file, for refusals of packs and workbooks that do not know it.
    #[must_use]
    pub fn in_file(mut self, file: &str) -> Refusal {
        for finding in &mut self.0 {
            if !finding.params.iter().any(|(name, _)| name == "file") {
                finding.params.push(("file".to_owned(), file.to_owned()));
            }
            name_the_path(finding);
        }
        self
    }

    /// Puts names, or else short fingerprints, in the place of a pack's recipients: 64 hex digits say nothing to anybody.
    #[must_use]
    pub(crate) fn naming_recipients(mut self, name: impl Fn(&str) -> Option<String>) -> Refusal {
        let shown = |id: &str| name(id).unwrap_or_else(|| format!("{}…", id.get(..8).unwrap_or(id)));
        let of_pack = self.0.iter_mut().filter(|f| f.code == Code::PackWrongRecipient);
        for (_, value) in of_pack.flat_map(|f| &mut f.params).filter(|(param, _)| param == "recipient") {
            *value = value.split(", ").map(shown).collect::<Vec<_>>().join("、");
        }
        self
    }

    /// Says a general code of a lower room in the words of what was being done.
    #[must_use]
    pub(crate) fn instead(mut self, general: Code, of_this: Code) -> Refusal {
        self.0.iter_mut().filter(|f| f.code == general).for_each(|f| f.code = of_this);
        self
    }

    /// The code of the first finding.
    #[must_use]
    pub fn code(&self) -> Code {
        self.0.first().map_or(Code::Internal, |f| f.code)
    }

    /// With its words, for a surface.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        self.0.iter().map(Problem::of).collect()
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (i, finding) in self.0.iter().enumerate() {
            let separator = if i == 0 { "" } else { "; " };
            write!(f, "{separator}{}", finding.code)?;
            for (name, value) in &finding.params {
                write!(f, " {name}={value}")?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for Refusal {}

impl From<Finding> for Refusal {
    fn from(finding: Finding) -> Refusal {
        Refusal(vec![finding])
    }
}

impl From<Vec<Finding>> for Refusal {
    fn from(findings: Vec<Finding>) -> Refusal {
        Refusal(findings)
    }
}

impl From<serde_json::Error> for Refusal {
    fn from(error: serde_json::Error) -> Refusal {
        Refusal::internal(error)
    }
}

/// A refusal of the system names a path; a room that knows only a file's name names that.
fn name_the_path(finding: &mut Finding) {
    let has = |name: &str| finding.params.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone());
    let of_system = matches!(finding.code, Code::Io | Code::IoNotFound | Code::IoTooShort);
    if let (true, None, Some(file)) = (of_system, has("path"), has("file")) {
        finding.params.push(("path".to_owned(), file));
    }
}

/// From an error of a lower room that names its code and parameters.
macro_rules! from_room {
    ($($error:ty),+) => {$(
        impl From<$error> for Refusal {
            fn from(error: $error) -> Refusal {
                let mut finding = Finding::error(error.code());
                finding.params = error.params();
                name_the_path(&mut finding);
                Refusal(vec![finding])
            }
        }
    )+};
}

from_room!(vault::VaultError, packs::PackError, workbook::WorkbookError, documents::DocumentError);
