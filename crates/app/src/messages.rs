//! The words of every code, in Chinese and English, from the tables in `messages/`. The window and the command line
//! print these; a code without words, or with different parameters in both languages, fails a test here.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use domain::{Code, Finding};
use serde::Deserialize;
use workbook::Kind;

/// The words of one code: `{{name}}` stands for a parameter.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// What was found, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
    /// The next act, in Chinese.
    pub remedy_zh: String,
    /// The next act, in English.
    pub remedy_en: String,
}

const TABLES: [&str; 12] = [
    include_str!("../messages/amend.toml"),
    include_str!("../messages/books.toml"),
    include_str!("../messages/chain.toml"),
    include_str!("../messages/intake.toml"),
    include_str!("../messages/session.toml"),
    include_str!("../messages/draw.toml"),
    include_str!("../messages/demands.toml"),
    include_str!("../messages/projects.toml"),
    include_str!("../messages/machine.toml"),
    include_str!("../messages/parallel.toml"),
    include_str!("../messages/shared.toml"),
    include_str!("../messages/stats.toml"),
];

static CATALOGUE: LazyLock<BTreeMap<String, Words>> = LazyLock::new(|| {
    TABLES.iter().filter_map(|text| toml::from_str::<BTreeMap<String, Words>>(text).ok()).flatten().collect()
});

/// A token or a sentence in both languages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Term {
    pub(crate) zh: String,
    pub(crate) en: String,
}

static TERMS: LazyLock<BTreeMap<String, Term>> =
    LazyLock::new(|| toml::from_str(include_str!("../messages/terms.toml")).unwrap_or_default());

/// The fields of each kind of list, with the office's word for each, as they are offered for a column.
static FIELDS: LazyLock<BTreeMap<Kind, BTreeMap<&'static str, String>>> = LazyLock::new(|| {
    Kind::KNOWN.into_iter().map(|kind| (kind, workbook::fields(kind).into_iter().collect())).collect()
});

/// How a cell should read, by the code of what is wrong with it: what a sender is asked for.
static EXPECTED: LazyLock<BTreeMap<String, Term>> =
    LazyLock::new(|| toml::from_str(include_str!("../messages/expected.toml")).unwrap_or_default());

/// What acts are called, by their names in the journal with underscores for dots.
static ACTS: LazyLock<BTreeMap<String, Term>> =
    LazyLock::new(|| toml::from_str(include_str!("../messages/acts.toml")).unwrap_or_default());

/// An act of the journal in words; one of a later build, which has none here, as it is.
pub(crate) fn act(action: &str) -> Term {
    let own = || Term { zh: action.to_owned(), en: action.to_owned() };
    ACTS.get(&action.replace('.', "_")).cloned().unwrap_or_else(own)
}

/// Reasons of the system and the libraries, in Chinese.
static REASONS: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| toml::from_str(include_str!("../messages/reasons.toml")).unwrap_or_default());

/// Parameters whose values may be tokens of a lower room: names of fields, reasons, formats.
const TOKENS: [&str; 8] = ["field", "fields", "missing", "reason", "found", "what", "figure", "band"];

/// The English of a token; the token itself where the table has none.
pub(crate) fn term_en(token: &str) -> String {
    TERMS.get(token).map_or_else(|| token.to_owned(), |t| t.en.clone())
}

/// The Chinese of a token; the token itself where the table has none.
pub(crate) fn term_zh(token: &str) -> String {
    TERMS.get(token).map_or_else(|| token.to_owned(), |t| t.zh.clone())
}

/// A token, or several behind each other, in words; anything else as it is.
/// `list` is the kind of list that fields are of: they are called as in the choice of columns.
fn in_words(name: &str, value: &str, list: Option<Kind>, english: bool) -> String {
    if !TOKENS.contains(&name) {
        return value.to_owned();
    }
    let names_fields = !english && matches!(name, "field" | "fields" | "missing");
    let of_list = list.filter(|_| names_fields).and_then(|kind| FIELDS.get(&kind));
    let word = |token: &str| {
        let own = of_list.and_then(|fields| fields.get(token)).cloned();
        own.or_else(|| TERMS.get(token).map(|t| if english { t.en.clone() } else { t.zh.clone() }))
    };
    let words: Option<Vec<String>> = value.split('、').map(word).collect();
    match words {
        Some(words) => words.join(if english { ", " } else { "、" }),
        None if name == "reason" && !english => in_chinese(value),
        None => value.to_owned(),
    }
}

/// A reason that somebody's program gave in English, in Chinese with the English in brackets.
fn in_chinese(reason: &str) -> String {
    let chinese = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    if reason.trim().is_empty() || reason.chars().any(chinese) {
        return reason.to_owned();
    }
    let lower = reason.to_lowercase();
    let fits = |known: &str| {
        let known = known.to_lowercase();
        lower == known || (known.contains(' ') && lower.contains(&known))
    };
    let known = REASONS.iter().filter(|(known, _)| fits(known)).max_by_key(|(known, _)| known.len());
    let zh = known.map_or("原因只有技术说明", |(_, zh)| zh.as_str());
    format!("{zh}（技术信息：{reason}）")
}

/// The words of a code with its parameters filled in. A parameter that was not given shows as `？`, since a message
/// with a hole is better than none; English falls back to the Chinese value where no `name_en` was given.
#[must_use]
pub fn words(code: Code, params: &[(String, String)]) -> Words {
    let raw = CATALOGUE.get(code.as_str()).cloned().unwrap_or_else(|| Words {
        zh: code.to_string(),
        en: code.to_string(),
        remedy_zh: String::new(),
        remedy_en: String::new(),
    });
    Words {
        zh: fill(&raw.zh, params, false),
        en: fill(&raw.en, params, true),
        remedy_zh: fill(&raw.remedy_zh, params, false),
        remedy_en: fill(&raw.remedy_en, params, true),
    }
}

/// What a sender is asked for where a code was found; nothing for a code that is not about a cell.
pub(crate) fn expected(code: Code, params: &[(String, String)]) -> Option<Term> {
    let Term { zh, en } = EXPECTED.get(code.as_str())?;
    Some(Term { zh: fill(zh, params, false), en: fill(en, params, true) })
}

/// Several findings in one Chinese text for a printed page: their own sentences, then the reason why the meeting went on. One
/// reason that was given for several is said to be that, so that it reads as the reason of none of them alone.
#[must_use]
pub fn passed_over(findings: &[Finding], reason: &str) -> String {
    let (told, why) = (together(findings).zh, reason.trim().trim_end_matches('。'));
    match findings.len() {
        0 | 1 => format!("{told}；理由：{why}"),
        n => format!("{told}。以上{n}项为同一理由：{why}"),
    }
}

/// Several findings in one sentence without its end, in both languages; remedies are left out.
pub(crate) fn together(findings: &[Finding]) -> Words {
    let each: Vec<Words> = findings.iter().map(|f| words(f.code, &f.params)).collect();
    let join = |of: fn(&Words) -> &str, end: char, between: &str| {
        each.iter().map(|w| of(w).trim().trim_end_matches(end)).collect::<Vec<_>>().join(between)
    };
    Words {
        zh: join(|w| &w.zh, '。', "；"),
        en: join(|w| &w.en, '.', "; "),
        remedy_zh: String::new(),
        remedy_en: String::new(),
    }
}

/// Replaces each `{{name}}`. Values are taken as they are: a value that looks like a placeholder is not read again.
fn fill(text: &str, params: &[(String, String)], english: bool) -> String {
    let list = params.iter().find(|(key, _)| key == "list").and_then(|(_, kind)| Kind::parse(kind));
    let value = |name: &str| {
        let find = |n: &str| params.iter().find(|(key, _)| key == n).map(|(_, v)| v.as_str());
        let own = if english { find(&format!("{name}_en")) } else { None };
        own.or_else(|| find(name)).map_or_else(|| "？".to_owned(), |v| in_words(name, v, list, english))
    };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        match after.split_once("}}") {
            Some((name, tail)) => {
                out.push_str(&value(name.trim()));
                rest = tail;
            }
            None => {
                out.push_str("{{");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn parameters(text: &str) -> BTreeSet<String> {
        text.split("{{").skip(1).filter_map(|t| t.split_once("}}")).map(|(name, _)| name.to_owned()).collect()
    }

    #[test]
    fn every_code_has_words_in_both_languages_and_no_words_lack_a_code() {
        for table in TABLES {
            let table: BTreeMap<String, Words> = toml::from_str(table).unwrap();
            for code in table.keys() {
                assert!(Code::parse(code).is_some(), "words without a code: {code}");
            }
        }
        let missing: Vec<&str> =
            Code::ALL.iter().map(|c| c.as_str()).filter(|c| !CATALOGUE.contains_key(*c)).collect();
        assert!(missing.is_empty(), "codes without words: {missing:?}");
    }

    #[test]
    fn both_languages_use_the_same_parameters_and_nothing_is_empty() {
        for (code, words) in CATALOGUE.iter() {
            let zh: BTreeSet<String> =
                parameters(&words.zh).union(&parameters(&words.remedy_zh)).cloned().collect();
            let en: BTreeSet<String> =
                parameters(&words.en).union(&parameters(&words.remedy_en)).cloned().collect();
            assert_eq!(zh, en, "{code}");
            for text in [&words.zh, &words.en, &words.remedy_zh, &words.remedy_en] {
                assert!(!text.trim().is_empty(), "{code}");
            }
        }
    }

    #[test]
    fn every_finding_about_a_cell_says_what_a_sender_is_asked_for() {
        let mut open = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../workbook/src")];
        let mut names = BTreeSet::new();
        while let Some(path) = open.pop() {
            if path.is_dir() {
                open.extend(std::fs::read_dir(path).unwrap().map(|e| e.unwrap().path()));
                continue;
            }
            let text = std::fs::read_to_string(path).unwrap();
            for rest in text.split("Code::").skip(1) {
                names.insert(rest.chars().take_while(|c| c.is_alphanumeric()).collect::<String>());
            }
        }
        let of_cells = |code: &&Code| {
            names.contains(&format!("{code:?}"))
                && !code.as_str().contains('.')
                && !matches!(code, Code::Internal | Code::Io)
        };
        let codes: Vec<&Code> =
            Code::ALL.iter().filter(of_cells).filter(|c| **c != Code::FormulaCached).collect();
        assert!(codes.len() > 45, "{}", codes.len());
        for code in codes {
            let asked = EXPECTED.get(code.as_str()).unwrap_or_else(|| panic!("{code} asks for nothing"));
            let of = &CATALOGUE[code.as_str()];
            let known: BTreeSet<String> =
                [&of.zh, &of.remedy_zh].iter().flat_map(|t| parameters(t)).collect();
            assert!(parameters(&asked.zh).is_subset(&known), "{code}");
            assert_eq!(parameters(&asked.zh), parameters(&asked.en), "{code}");
        }
        assert!(EXPECTED.keys().all(|code| Code::parse(code).is_some()));
    }

    #[test]
    fn tokens_are_shown_in_words_of_the_language() {
        let params =
            [("missing".to_owned(), "solver、rd_total".to_owned()), ("sheet".to_owned(), "no".to_owned())];
        assert_eq!(fill("{{sheet}}：{{missing}}", &params, false), "no：揭榜方、研发投入总额");
        assert_eq!(fill("{{missing}}", &params, true), "solver, R&D input");
    }

    #[test]
    fn a_reason_in_english_is_said_in_chinese_with_the_english_in_brackets() {
        let said = |reason: &str| {
            words(
                Code::DocDigest,
                &[("file".to_owned(), "a.pdf".to_owned()), ("reason".to_owned(), reason.to_owned())],
            )
        };
        let zh = said("attachment cannot be read").zh;
        assert!(zh.contains("所附数据无法读取（技术信息：attachment cannot be read）"), "{zh}");
        assert!(said("attachment cannot be read").en.contains(": attachment cannot be read"));
        let of_page = said("HMAC verification failed for page 261").zh;
        assert!(of_page.contains("页面的校验不通过（技术信息：HMAC"), "{of_page}");
        assert!(said("something new").zh.contains("原因只有技术说明（技术信息：something new）"));
        assert!(said("摘要不符").zh.contains("：摘要不符。"));
    }

    #[test]
    fn a_field_is_called_as_in_the_choice_of_columns_of_its_list() {
        for kind in Kind::KNOWN {
            for (field, zh) in workbook::fields(kind) {
                let params =
                    [("missing", field), ("list", kind.as_str())].map(|(k, v)| (k.to_owned(), v.to_owned()));
                assert_eq!(fill("{{missing}}", &params, false), zh, "{kind:?} {field}");
            }
        }
        let of = |list: &str| {
            vec![("missing".to_owned(), "name".to_owned()), ("list".to_owned(), list.to_owned())]
        };
        assert_eq!(fill("{{missing}}", &of("person"), false), "人员姓名");
        assert_eq!(fill("{{missing}}", &of("other"), false), "名称");
        assert_eq!(fill("{{missing}}", &of("person"), true), "name");
    }

    #[test]
    fn parameters_are_filled_once_and_a_missing_one_shows() {
        let params = [
            ("a".to_owned(), "{{b}}".to_owned()),
            ("b".to_owned(), "乙".to_owned()),
            ("b_en".to_owned(), "B".to_owned()),
        ];
        assert_eq!(fill("{{a}}、{{b}}、{{c}} {{", &params, false), "{{b}}、乙、？ {{");
        assert_eq!(fill("{{b}}", &params, true), "B");
    }
}
