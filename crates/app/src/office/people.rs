//! The register of experts: entered and changed by hand, with the history of reviews; and apart from it their identity
//! and bank numbers, which only fees need: masked, shown on purpose and then journalled, in no list, purged on their own.

use domain::relations::{self, Relations};
use domain::session::Stage;
use domain::{Code, Expert};
use serde_json::json;
use vault::Reader;

use super::bid_form::some;
use super::units::propose_anew;
use super::{Office, panel, prepare::recusals};
use crate::access::{Act, reason};
use crate::api::books::{ExpertForm, ExpertView, IdentityCount, IdentityForm, IdentityMask, Review};
use crate::book_records::{IdentityRecord, OldExpert};
use crate::records::{ExpertRecord, SessionRecord};
use crate::refusal::{Refusal, Result};
use crate::views::count;

/// Digits of a number that stay visible: of an identity number its region, of both the last four.
const REGION: usize = 3;
const TAIL: usize = 4;
/// Digits of a bank account.
const ACCOUNT: std::ops::RangeInclusive<usize> = 8..=32;

impl Office {
    /// An expert with the history of reviews, and whether numbers are kept.
    ///
    /// # Errors
    /// `record.not_found`.
    pub fn expert_view(&self, no: &str) -> Result<ExpertView> {
        self.access.read(|r| {
            let ExpertRecord(expert) = r.get(no)?.ok_or_else(|| Refusal::not_found(no))?;
            let identity: Option<IdentityRecord> = r.get(no)?;
            Ok(ExpertView {
                form: form(expert),
                reviews: reviews(r, no)?,
                identity: identity.map(|i| mask(&i)),
            })
        })
    }

    /// Enters an expert or changes one; `new` says which. A panel that was chosen keeps what it knew of its members.
    ///
    /// # Errors
    /// `missing_value`, `import.exists` for a number that is taken, `record.not_found`, `value_unreadable` for relations.
    pub fn save_expert(&mut self, typed: &ExpertForm, new: bool) -> Result<ExpertView> {
        let needed = |text: &str, field: &str| {
            some(text).ok_or_else(|| Refusal::of(Code::MissingValue).with("field", field))
        };
        let expert = Expert {
            no: needed(&typed.no, "no")?,
            name: needed(&typed.name, "expert_name")?,
            category: typed.category.into(),
            unit: needed(&typed.unit, "unit")?,
            title: some(&typed.title),
            specialty: some(&typed.specialty),
            phone: some(&typed.phone),
            relations: relations([&typed.past_units, &typed.colleagues, &typed.teachers])?,
        };
        let no = expert.no.clone();
        let act = Act::new(if new { "expert.add" } else { "expert.change" }, no.clone());
        self.access.record(act, |w| {
            match (w.get::<ExpertRecord>(&no)?.is_some(), new) {
                (true, true) => {
                    return Err(Refusal::of(Code::ImportExists)
                        .with("what", "专家")
                        .with("what_en", "expert")
                        .with("number", no.clone()));
                }
                (false, false) => return Err(Refusal::not_found(no.clone())),
                _ => w.put(&ExpertRecord(expert))?,
            }
            // What the register knows of somebody on an open panel may be a ground.
            propose_anew(w)
        })?;
        self.expert_view(&no)
    }

    /// Keeps an expert's numbers apart from the register. A blank field takes that number away.
    ///
    /// # Errors
    /// `record.not_found`; `identity.invalid` when a number cannot be one.
    pub fn set_identity(&mut self, no: &str, typed: &IdentityForm) -> Result<ExpertView> {
        let record = identity(no, some(&typed.id_card), some(&typed.bank_account), some(&typed.bank))?;
        let kept =
            [&record.id_card, &record.bank_account, &record.bank].iter().filter(|v| v.is_some()).count();
        let act = Act::new("identity.set", no).with(json!({ "kept": kept }));
        self.access.record(act, |w| {
            w.get::<ExpertRecord>(no)?.ok_or_else(|| Refusal::not_found(no))?;
            if kept == 0 {
                w.delete(&record)?
            } else {
                w.put(&record)?
            }
            Ok(())
        })?;
        self.expert_view(no)
    }

    /// An expert's numbers in full: asked for with a purpose, which the journal keeps with the name of who asked.
    ///
    /// # Errors
    /// `record.not_found` when none is kept; `reason.missing`.
    pub fn show_identity(&mut self, no: &str, purpose: &str) -> Result<IdentityForm> {
        let purpose = reason("查看证件和银行账号", purpose)?;
        let act = Act::new("identity.show", no).because(purpose);
        self.access.record(act, |w| {
            let kept: IdentityRecord = w.get(no)?.ok_or_else(|| Refusal::not_found(no))?;
            let text = |value: Option<String>| value.unwrap_or_default();
            Ok(IdentityForm {
                id_card: text(kept.id_card),
                bank_account: text(kept.bank_account),
                bank: text(kept.bank),
            })
        })
    }

    /// Purges the numbers of one expert, or of all. Backups made before still hold them.
    ///
    /// # Errors
    /// `reason.missing`; `record.not_found` when none is kept.
    pub fn purge_identity(&mut self, no: Option<&str>, why: &str) -> Result<IdentityCount> {
        let why = reason("清除证件和银行账号", why)?;
        let subject = no.unwrap_or("*").to_owned();
        self.access.record(Act::new("identity.purge", subject).because(why), |w| {
            let all: Vec<IdentityRecord> = w.list()?;
            let gone: Vec<&IdentityRecord> =
                all.iter().filter(|i| no.is_none_or(|no| i.expert_no == no)).collect();
            if gone.is_empty() {
                return Err(Refusal::not_found(no.unwrap_or("证件和银行账号")));
            }
            for identity in &gone {
                w.delete(*identity)?;
            }
            Ok(IdentityCount { kept: count(all.len() - gone.len()) })
        })
    }

    /// Of how many experts numbers are kept.
    ///
    /// # Errors
    /// The vault's own.
    pub fn identity_count(&self) -> Result<IdentityCount> {
        self.access.read(|r| Ok(IdentityCount { kept: count(r.count::<IdentityRecord>()?) }))
    }

    /// Takes identity numbers out of the register of a vault that an earlier build made. Done once, when it is opened.
    pub(super) fn part_identities(&mut self) -> Result<()> {
        let old: Vec<OldExpert> = self.access.read(|r| Ok(r.list()?))?;
        let old: Vec<OldExpert> = old.into_iter().filter(|e| e.id_card.is_some()).collect();
        if old.is_empty() {
            return Ok(());
        }
        self.access.vault.backup("identities")?;
        let act = Act::new("identity.part", "专家库").with(json!({ "experts": old.len() }));
        self.access.record(act, |w| {
            for OldExpert { no, id_card } in old {
                let expert: ExpertRecord = w.get(&no)?.ok_or_else(|| Refusal::not_found(no.clone()))?;
                w.put(&expert)?;
                w.put(&salted(&no, id_card, None, None)?)?;
            }
            Ok(())
        })
    }
}

fn form(expert: Expert) -> ExpertForm {
    ExpertForm {
        no: expert.no,
        name: expert.name,
        category: expert.category.into(),
        unit: expert.unit,
        title: expert.title.unwrap_or_default(),
        specialty: expert.specialty.unwrap_or_default(),
        phone: expert.phone.unwrap_or_default(),
        past_units: expert.relations.past_text(),
        colleagues: expert.relations.colleagues_text(),
        teachers: expert.relations.teachers_text(),
    }
}

/// Relations as they are typed: past employers, people worked with, teachers and students; each parted by lines or ；.
///
/// # Errors
/// `value_unreadable` with the line.
pub(super) fn relations<T: AsRef<str>>(typed: [T; 3]) -> Result<Relations> {
    let [past, colleagues, teachers] = &typed;
    let unreadable = |field: &str| {
        let field = field.to_owned();
        move |line: String| {
            Refusal::of(Code::ValueUnreadable)
                .with("field", field)
                .with("value", line)
                .with("reason", "，应为逗号隔开的单位（姓名）、单位和时间")
                .with("reason_en", ", expected as unit or name, unit, time, parted by commas")
        }
    };
    Ok(Relations {
        past_units: relations::past_units(past.as_ref()).map_err(unreadable("曾任职单位"))?,
        colleagues: relations::acquaintances(colleagues.as_ref(), true).map_err(unreadable("合作者"))?,
        teachers: relations::acquaintances(teachers.as_ref(), false).map_err(unreadable("导师和学生"))?,
    })
}

/// The sessions on whose panel somebody sat, newest first.
fn reviews(r: &Reader<'_>, no: &str) -> Result<Vec<Review>> {
    let mut sessions: Vec<SessionRecord> = r.list()?;
    sessions.sort_by(|a, b| b.0.date.cmp(&a.0.date).then_with(|| b.0.no.cmp(&a.0.no)));
    let mut reviews = Vec::new();
    for SessionRecord(session) in sessions {
        if !panel(r, &session)?.iter().any(|m| m.expert_no == no) {
            continue;
        }
        let recused = recusals(r, &session)?.iter().filter(|x| x.expert_no == no && x.in_force()).count();
        reviews.push(Review {
            bids: count(session.bids.len()),
            recused: count(recused),
            closed: session.stage == Stage::Closed,
            date: session.date.to_string(),
            session_no: session.no,
            title: session.title,
        });
    }
    Ok(reviews)
}

/// What is shown of a number: a stretch at its beginning and its last four.
fn masked(number: &str, head: usize) -> String {
    let length = number.chars().count();
    let shown = |i: usize| length > head + TAIL && (i < head || i >= length - TAIL);
    number.chars().enumerate().map(|(i, c)| if shown(i) { c } else { '*' }).collect()
}

fn mask(identity: &IdentityRecord) -> IdentityMask {
    IdentityMask {
        id_card: identity.id_card.as_deref().map(|n| masked(n, REGION)),
        bank_account: identity.bank_account.as_deref().map(|n| masked(n, 0)),
        bank: identity.bank.clone(),
    }
}

/// `identity.invalid`, which does not repeat the number.
fn invalid(field: &str, reason: (&str, &str)) -> Refusal {
    Refusal::of(Code::IdentityInvalid)
        .with("field", field)
        .with("reason", reason.0)
        .with("reason_en", reason.1)
}

/// Numbers that can be such numbers.
pub(super) fn identity(
    no: &str,
    id_card: Option<String>,
    bank_account: Option<String>,
    bank: Option<String>,
) -> Result<IdentityRecord> {
    let digits =
        |text: String| -> String { text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect() };
    let id_card = id_card.map(|n| digits(n).to_uppercase());
    if id_card.as_deref().is_some_and(|n| !workbook::values::ident::id_card_is_valid(n)) {
        return Err(invalid(
            "id_card",
            ("不是18位，或者校验码不符", "not 18 characters, or its check digit fails"),
        ));
    }
    let bank_account = bank_account.map(digits);
    let is_account = |n: &str| ACCOUNT.contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit());
    if bank_account.as_deref().is_some_and(|n| !is_account(n)) {
        return Err(invalid("bank_account", ("应为8至32位数字", "8 to 32 digits are expected")));
    }
    salted(no, id_card, bank_account, bank)
}

/// Sixteen random bytes, hex: what is digested with them cannot be guessed from the digest.
pub(super) fn salt() -> Result<String> {
    let mut salt = [0u8; 16];
    getrandom::fill(&mut salt).map_err(Refusal::internal)?;
    Ok(hex::encode(salt))
}

/// A record with a salt of its own.
pub(super) fn salted(
    no: &str,
    id_card: Option<String>,
    bank_account: Option<String>,
    bank: Option<String>,
) -> Result<IdentityRecord> {
    Ok(IdentityRecord { expert_no: no.to_owned(), id_card, bank_account, bank, salt: salt()? })
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn a_number_is_masked_but_for_its_ends_and_a_short_one_whole() {
        assert_eq!(masked("140105199003071234", 3), "140***********1234");
        assert_eq!(masked("6222020200112233445", 0), "***************3445");
        assert_eq!(masked("1234", 0), "****");
    }
}
