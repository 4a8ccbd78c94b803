//! What projects achieved, as it is recorded: the targets of the programme are counted from it (policy 二, rule 30).

use domain::Code;
use domain::chain::targets::{Achievement, AchievementKind};
use vault::Reader;

use super::Office;
use super::demands_typed::{day, needed};
use super::project_session::project_record;
use crate::access::{Act, reason};
use crate::api::overview::{AchievementForm, AchievementKind as KindView, OverviewView};
use crate::chain_records::AchievementRecord;
use crate::clock::local;
use crate::refusal::{Refusal, Result};

impl Office {
    /// Records something that a project achieved, as typed.
    ///
    /// # Errors
    /// `record.not_found` for an unknown project; `missing_value`, `value_unreadable`; `date_order` for a day to come;
    /// `import.exists` for what is recorded of the project already.
    pub fn add_achievement(&mut self, form: &AchievementForm) -> Result<OverviewView> {
        let achievement = Achievement {
            project_no: needed(&form.project_no, "项目编号")?,
            kind: form.kind.into(),
            name: needed(&form.name, "成果名称")?,
            on: day("取得日期", &form.on)?,
            evidence: form.evidence.trim().to_owned(),
        };
        let today = local(self.access.clock.now()).date();
        if let Some(finding) = achievement.to_come(today) {
            return Err(finding.into());
        }
        let act = Act::new("achievement.add", achievement.project_no.clone());
        self.access.record(act, |w| {
            project_record(w, &achievement.project_no)?;
            let known = of_project(w, &achievement.project_no)?;
            let same = |k: &&AchievementRecord| {
                k.achievement.kind == achievement.kind && k.achievement.name.trim() == achievement.name
            };
            if let Some(there) = known.iter().find(same) {
                return Err(Refusal::of(Code::ImportExists)
                    .with("what", "成果")
                    .with("what_en", "achievement")
                    .with("number", there.achievement.name.clone()));
            }
            let n = known.iter().map(|k| k.n).max().unwrap_or(0).saturating_add(1);
            w.put(&AchievementRecord { n, achievement: achievement.clone() })?;
            Ok(())
        })?;
        self.overview_view()
    }

    /// Takes something out that was recorded wrongly, with why; the journal keeps it.
    ///
    /// # Errors
    /// `record.not_found`, `reason.missing`.
    pub fn remove_achievement(&mut self, id: &str, why: &str) -> Result<OverviewView> {
        let act = Act::new("achievement.remove", id).because(reason("撤销登记的成果", why)?);
        self.access.record(act, |w| {
            let there: AchievementRecord = w.get(id)?.ok_or_else(|| Refusal::not_found(id))?;
            w.delete(&there)?;
            Ok(())
        })?;
        self.overview_view()
    }
}

/// What a project achieved, as recorded.
fn of_project(r: &Reader<'_>, project_no: &str) -> Result<Vec<AchievementRecord>> {
    Ok(r.list_prefix(&format!("{project_no}/"))?)
}

impl From<KindView> for AchievementKind {
    fn from(of: KindView) -> AchievementKind {
        match of {
            KindView::Technology => AchievementKind::Technology,
            KindView::Result => AchievementKind::Result,
            KindView::Product => AchievementKind::Product,
            KindView::Team => AchievementKind::Team,
            KindView::YoungTalent => AchievementKind::YoungTalent,
        }
    }
}

impl From<AchievementKind> for KindView {
    fn from(of: AchievementKind) -> KindView {
        match of {
            AchievementKind::Technology => KindView::Technology,
            AchievementKind::Result => KindView::Result,
            AchievementKind::Product => KindView::Product,
            AchievementKind::Team => KindView::Team,
            AchievementKind::YoungTalent => KindView::YoungTalent,
        }
    }
}
