//! What is stopped and recovered when a project ends (policy 四（七）4, rules 25–27): exact, with the sums it follows from.

use serde::{Deserialize, Serialize};

use super::Project;
use crate::code::Code;
use crate::conclusion::Conclusion;
use crate::finding::Finding;
use crate::money::Fen;

/// What follows from the end of a project, with the sums it follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EndFigures {
    /// 批准财政资金
    pub approved: Fen,
    /// 已拨
    pub paid: Fen,
    /// 已支出; where everything is recovered it takes nothing off.
    pub spent: Option<Fen>,
    /// 停拨 = 批准 − 已拨
    pub stop: Fen,
    /// 收回 = max(0, 已拨 − 已支出); of proved fraud, everything paid.
    pub recover: Fen,
}

impl EndFigures {
    /// How stop and recovery follow, in the words of the form.
    #[must_use]
    pub fn trace(&self) -> [String; 2] {
        let (approved, paid) = (self.approved.wan(), self.paid.wan());
        let recover = self.recover.wan();
        let stop = format!("停拨：批准{approved}万元－已拨{paid}万元＝{}万元", self.stop.wan());
        let how = match self.spent {
            None => format!("收回：全部已拨{paid}万元，不扣已支出＝{recover}万元"),
            Some(spent) if spent > self.paid => {
                format!("收回：已拨{paid}万元－已支出{}万元，小于零，按零计＝{recover}万元", spent.wan())
            }
            Some(spent) => format!("收回：已拨{paid}万元－已支出{}万元＝{recover}万元", spent.wan()),
        };
        [stop, how]
    }
}

/// What is stopped and recovered under a conclusion; nothing where the project goes on.
///
/// # Errors
/// `project.lacks` where what was paid, or spent, is not recorded; `project.money` where it is more than was approved.
pub fn end_figures(project: &Project, said: Conclusion) -> Result<Option<EndFigures>, Finding> {
    figures_of(&project.no, (project.approved, project.paid, project.spent), said)
}

/// The same of sums: approved, paid and spent.
///
/// # Errors
/// Those of [`end_figures`].
pub fn figures_of(
    no: &str,
    (approved, paid, spent): (Fen, Option<Fen>, Option<Fen>),
    said: Conclusion,
) -> Result<Option<EndFigures>, Finding> {
    if !said.ends() {
        return Ok(None);
    }
    let lacks = |zh: &str, en: &str| {
        let finding = Finding::error(Code::ProjectLacks).with("project", no);
        finding.with("lacks", zh).with("lacks_en", en).with("article", "四（七）4")
    };
    let paid = paid.ok_or_else(|| lacks("已拨财政资金", "what was paid"))?;
    let stop = approved.checked_sub(paid).filter(|stop| stop.0 >= 0);
    let stop = stop.ok_or_else(|| {
        let finding = Finding::error(Code::ProjectMoney).with("project", no);
        finding.with("issue", "已拨超过批准").with("issue_en", "more was paid than approved")
    })?;
    let (spent, recover) = if said == Conclusion::RecoverAll {
        (None, paid)
    } else {
        let spent = spent.ok_or_else(|| lacks("已支出财政资金", "what was spent"))?;
        (Some(spent), paid.checked_sub(spent).unwrap_or_default().max(Fen::ZERO))
    };
    Ok(Some(EndFigures { approved, paid, spent, stop, recover }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{project, wan};
    use super::*;
    use Conclusion::{Extend, RecoverAll, TerminateFault, TerminateObjective};

    fn of(paid: Option<Fen>, spent: Option<Fen>) -> Project {
        Project { approved: wan(1500), paid, spent, ..project("P-2026-005") }
    }

    #[test]
    fn what_was_not_paid_is_stopped_and_what_was_paid_and_not_spent_is_recovered_四_七_4() {
        let figures = end_figures(&of(Some(wan(450)), Some(wan(310))), TerminateObjective).unwrap().unwrap();
        assert_eq!((figures.stop, figures.recover), (wan(1050), wan(140)));
        assert_eq!(
            figures.trace(),
            [
                "停拨：批准1500.00万元－已拨450.00万元＝1050.00万元",
                "收回：已拨450.00万元－已支出310.00万元＝140.00万元"
            ]
        );
        let over = end_figures(&of(Some(wan(450)), Some(wan(451))), TerminateFault).unwrap().unwrap();
        assert_eq!(over.recover, Fen::ZERO);
        assert!(over.trace()[1].contains("按零计"));
        let all = end_figures(&of(Some(wan(450)), None), RecoverAll).unwrap().unwrap();
        assert_eq!((all.stop, all.recover, all.spent), (wan(1050), wan(450), None));
        assert_eq!(end_figures(&of(None, None), Extend).unwrap(), None, "the project goes on");
    }

    #[test]
    fn what_nobody_recorded_is_asked_for_and_never_taken_for_nought() {
        let code = |paid, spent, said| end_figures(&of(paid, spent), said).unwrap_err().code;
        assert_eq!(code(None, Some(wan(1)), TerminateObjective), Code::ProjectLacks);
        assert_eq!(code(Some(wan(1)), None, TerminateFault), Code::ProjectLacks);
        assert_eq!(code(Some(wan(1501)), Some(wan(1)), TerminateFault), Code::ProjectMoney);
    }

    proptest! {
        #[test]
        fn stop_and_paid_are_what_was_approved_and_no_more_is_recovered_than_was_paid(
            approved in 0i64..=2_000_000_000, paid in 0i64..=2_000_000_000, spent in 0i64..=3_000_000_000
        ) {
            let paid = paid.min(approved);
            let of = Project {
                approved: Fen(approved), paid: Some(Fen(paid)), spent: Some(Fen(spent)), ..project("P")
            };
            let least = end_figures(&of, TerminateObjective).unwrap().unwrap();
            let all = end_figures(&of, RecoverAll).unwrap().unwrap();
            prop_assert_eq!(least.stop.0 + least.paid.0, approved);
            prop_assert_eq!(least.recover.0, (paid - spent).max(0));
            prop_assert!(least.recover <= all.recover);
            prop_assert_eq!(all.recover.0, paid);
        }
    }
}
