//! A calculation as lines that can be shown and printed: what − what = what, each amount with its name.

use super::blank;
use crate::money::Fen;
use crate::project::EndFigures;

/// A named amount of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// In Chinese.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
    /// How much.
    pub amount: Fen,
}

/// How amounts make the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The first less the others, as it comes out.
    Less,
    /// The first less the others, not below nothing.
    LessNotBelow,
    /// The smallest of them, not below nothing.
    Least,
    /// The first as it stands.
    Whole,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What is reckoned.
    pub result: Named,
    /// From what.
    pub of: Vec<Named>,
    /// How.
    pub how: How,
    /// A further word in Chinese and English; empty where there is none.
    pub note: (&'static str, &'static str),
}

/// `(zh, en)` with its amount.
pub(crate) const fn named((zh, en): (&'static str, &'static str), amount: Fen) -> Named {
    Named { zh, en, amount }
}

impl Line {
    /// What its amounts give, reckoned anew; nothing where they do not fit.
    #[must_use]
    pub fn reckoned(&self) -> Option<Fen> {
        let (first, others) = self.of.split_first()?;
        let less = || others.iter().try_fold(first.amount, |left, n| left.checked_sub(n.amount));
        match self.how {
            How::Whole => Some(first.amount),
            How::Less => less(),
            How::LessNotBelow => less().map(|left| left.max(Fen::ZERO)),
            How::Least => self.of.iter().map(|n| n.amount).min().map(|least| least.max(Fen::ZERO)),
        }
    }

    /// The line in Chinese: 停拨：批准1500.00万元－已拨450.00万元＝1050.00万元.
    #[must_use]
    pub fn zh(&self) -> String {
        let each: Vec<String> = self.of.iter().map(|n| format!("{}{}万元", n.zh, n.amount.wan())).collect();
        let formula = match self.how {
            How::Least => format!("{}，取较小者", each.join("、")),
            _ => each.join("－"),
        };
        let zero = if self.at_zero() { "，小于零，按零计" } else { "" };
        let note = if blank(self.note.0) { String::new() } else { format!("（{}）", self.note.0) };
        format!("{}：{formula}{zero}＝{}万元{note}", self.result.zh, self.result.amount.wan())
    }

    /// The line in English.
    #[must_use]
    pub fn en(&self) -> String {
        let each: Vec<String> = self.of.iter().map(|n| format!("{} {}", n.en, n.amount.wan())).collect();
        let formula = match self.how {
            How::Least => format!("the smaller of {}", each.join(" and ")),
            _ => each.join(" − "),
        };
        let zero = if self.at_zero() { ", below zero, taken as zero" } else { "" };
        let note = if blank(self.note.1) { String::new() } else { format!(" ({})", self.note.1) };
        format!("{}: {formula}{zero} = {} 万元{note}", self.result.en, self.result.amount.wan())
    }

    /// Whether it came out below nothing.
    fn at_zero(&self) -> bool {
        let Some((first, others)) = self.of.split_first() else { return false };
        match self.how {
            How::LessNotBelow => {
                let left = others.iter().try_fold(first.amount, |left, n| left.checked_sub(n.amount));
                left.is_some_and(|left| left < Fen::ZERO)
            }
            How::Least => self.of.iter().any(|n| n.amount < Fen::ZERO),
            How::Less | How::Whole => false,
        }
    }
}

/// How stop and recovery follow when a project ends (四（七）4, rules 25–27).
#[must_use]
pub fn of_end(figures: &EndFigures) -> Vec<Line> {
    let (approved, paid) = (("批准", "approved"), ("已拨", "paid"));
    let stop = Line {
        result: named(("停拨", "stop"), figures.stop),
        of: vec![named(approved, figures.approved), named(paid, figures.paid)],
        how: How::Less,
        note: ("", ""),
    };
    let recovered = named(("收回", "recover"), figures.recover);
    let recover = match figures.spent {
        None => Line {
            result: recovered,
            of: vec![named(("全部已拨", "all that was paid"), figures.paid)],
            how: How::Whole,
            note: ("查实弄虚作假，不扣已支出", "proved fraud: what was spent takes nothing off"),
        },
        Some(spent) => Line {
            result: recovered,
            of: vec![named(paid, figures.paid), named(("已支出", "spent"), spent)],
            how: How::LessNotBelow,
            note: ("", ""),
        },
    };
    vec![stop, recover]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::conclusion::Conclusion;
    use crate::project::figures_of;

    fn lines(paid: i64, spent: i64, said: Conclusion) -> Vec<Line> {
        let wan = |n: i64| Fen(n * 1_000_000);
        let sums = (wan(1500), Some(wan(paid)), Some(wan(spent)));
        of_end(&figures_of("P", sums, said).unwrap().unwrap())
    }

    #[test]
    fn the_calculation_is_shown_as_what_less_what_is_what_四_七_4() {
        let shown = lines(450, 310, Conclusion::TerminateObjective);
        let zh: Vec<String> = shown.iter().map(Line::zh).collect();
        assert_eq!(
            zh,
            [
                "停拨：批准1500.00万元－已拨450.00万元＝1050.00万元",
                "收回：已拨450.00万元－已支出310.00万元＝140.00万元"
            ]
        );
        assert_eq!(shown[1].en(), "recover: paid 450.00 − spent 310.00 = 140.00 万元");
        let over = lines(450, 451, Conclusion::TerminateFault);
        assert_eq!(over[1].zh(), "收回：已拨450.00万元－已支出451.00万元，小于零，按零计＝0.00万元");
        let all = lines(450, 310, Conclusion::RecoverAll);
        assert_eq!(all[1].zh(), "收回：全部已拨450.00万元＝450.00万元（查实弄虚作假，不扣已支出）");
    }

    proptest! {
        #[test]
        fn every_line_gives_what_it_says_when_it_is_reckoned_anew(
            approved in 0i64..3_000_000_000, paid in 0i64..3_000_000_000, spent in 0i64..4_000_000_000
        ) {
            let paid = paid.min(approved);
            for said in [Conclusion::TerminateObjective, Conclusion::TerminateFault, Conclusion::RecoverAll] {
                let sums = (Fen(approved), Some(Fen(paid)), Some(Fen(spent)));
                let figures = figures_of("P", sums, said).unwrap().unwrap();
                for line in of_end(&figures) {
                    prop_assert_eq!(line.reckoned(), Some(line.result.amount));
                }
            }
        }
    }
}
