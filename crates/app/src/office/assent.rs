//! The chair's assent, as it is asked for wherever the meeting goes back, returns sheets or amends its rules.

use domain::gates::Conduct;
use domain::session::Session;
use domain::{Code, Member};
use vault::Reader;

use super::{Office, panel, rules, session};
use crate::access::reason;
use crate::refusal::{Refusal, Result};

impl Office {
    /// The name of who assents, as typed: the chair's, where a chair is on record and there. `what` names the field. While
    /// nobody is, and where it is the chair who `leaves`, whoever leads the panel is named by hand.
    ///
    /// # Errors
    /// `reason.missing` without a name; `assent.not_chair` for somebody else's; `record.not_found`.
    pub(super) fn assent(
        &self,
        session_no: &str,
        (what, name): (&str, &str),
        leaves: Option<&str>,
    ) -> Result<String> {
        let name = reason(what, name)?;
        let chair = self.access.read(|r| chair_there(r, &session(r, session_no)?))?;
        let chair = chair.filter(|chair| leaves != Some(chair.expert_no.as_str()));
        match chair {
            Some(chair) if bare(&chair.name) != bare(&name) => {
                let refused = Refusal::of(Code::AssentNotChair).with("name", name);
                Err(refused.with("chair", chair.name))
            }
            Some(chair) => Ok(chair.name),
            None => Ok(name),
        }
    }
}

/// The chair, unless that member left the meeting or the panel.
fn chair_there(r: &Reader<'_>, session: &Session) -> Result<Option<Member>> {
    let conduct = Conduct::of(session);
    let Some(chair) = conduct.chair() else { return Ok(None) };
    if conduct.left().any(|(_, no, _)| no == chair) {
        return Ok(None);
    }
    let seated = match rules(r, session)? {
        Some(frozen) if frozen.rules.left.iter().any(|no| no == chair) => Vec::new(),
        Some(frozen) => frozen.rules.panel,
        None => panel(r, session)?,
    };
    Ok(seated.into_iter().find(|m| m.expert_no == chair))
}

/// A name without the spaces that typists put between its characters.
fn bare(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect()
}
