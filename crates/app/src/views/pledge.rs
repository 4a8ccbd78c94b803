//! The pledge as it is read at the desk: the standing text of the shipped form, without what only paper has blanks for.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::refusal::{Refusal, Result};

const FORM: &str = include_str!("../../../../assets/templates/expert-pledge.md");

/// What of the form's head is needed here.
#[derive(Deserialize)]
struct Head {
    standing: BTreeMap<String, String>,
}

/// The paragraphs of the pledge, from its opening up to what is filled in by hand.
pub(crate) fn paragraphs(session_title: &str) -> Result<Vec<String>> {
    let broken = || Refusal::internal("the shipped pledge");
    let (head, body) = FORM.strip_prefix("+++").and_then(|rest| rest.split_once("+++")).ok_or_else(broken)?;
    let head: Head = toml::from_str(head).map_err(Refusal::internal)?;
    let text = |line: &str| {
        let (number, name) = line.split_once("{{")?;
        let text = head.standing.get(name.strip_suffix("}}")?)?;
        Some(format!("{number}{}", filled(text, session_title)))
    };
    let lines = body.lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(lines.skip_while(|l| !l.contains("{{st_opening}}")).map_while(text).collect())
}

/// A sentence with the session's title in it. The supervisor's office and telephone stand on the paper only.
fn filled(text: &str, session_title: &str) -> String {
    text.replace("{{session_title}}", session_title)
        .replace("或者{{supervision_office}}（电话{{supervision_phone}}）", "")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_pledge_is_read_whole_and_without_blanks() {
        let read = super::paragraphs("2026年第一批揭榜方案论证会").unwrap();
        assert_eq!(read.len(), 11);
        assert!(read[0].contains("2026年第一批揭榜方案论证会") && read[10].starts_with("10.个人信息"));
        assert!(read.iter().all(|p| !p.contains('{') && !p.contains("______")), "{read:#?}");
    }
}
