//! Veto questions (否决事项) as the sheets that count answer them: who said what, for the panel to confirm. A machine vetoes
//! nothing.

use serde::{Deserialize, Serialize};

use crate::desk::Sheet;
use crate::rules::FrozenRules;
use crate::sheet::VetoLimit;

/// One expert's answer that vetoes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VetoWord {
    /// Position of the expert on the panel.
    pub member: usize,
    /// The ground.
    pub reason: String,
}

/// A veto question to which somebody gave the answer that vetoes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Veto {
    /// Id of the question.
    pub gate: String,
    /// The question.
    pub question: String,
    /// The answer that vetoes: 是 or 否.
    pub veto_on: String,
    /// What follows when the panel confirms it.
    pub effect: String,
    /// What conclusion is allowed then.
    pub limit: VetoLimit,
    /// Who gave it, in the order of the panel.
    pub words: Vec<VetoWord>,
    /// How many experts answered the question.
    pub answered: usize,
}

/// The vetoes on one item, in the order of the sheet. `sheet` gives a member's sheet that counts, by number; nothing of one
/// who is recused.
#[must_use]
pub fn vetoes<'a>(rules: &FrozenRules, sheet: impl Fn(&str) -> Option<&'a Sheet>) -> Vec<Veto> {
    let sheets: Vec<Option<&Sheet>> = rules.panel.iter().map(|m| sheet(&m.expert_no)).collect();
    let gates = rules.sheet.gates.iter().filter(|_| rules.asks_gates);
    gates
        .filter_map(|gate| {
            let answers: Vec<_> = sheets
                .iter()
                .enumerate()
                .filter_map(|(member, own)| Some((member, own.as_ref()?.gates.get(&gate.id)?)))
                .collect();
            let words: Vec<VetoWord> = answers
                .iter()
                .filter(|(_, answer)| gate.vetoes(answer))
                .map(|(member, answer)| VetoWord { member: *member, reason: answer.reason.clone() })
                .collect();
            (!words.is_empty()).then(|| Veto {
                gate: gate.id.clone(),
                question: gate.question.clone(),
                veto_on: gate.veto_on.clone(),
                effect: gate.effect.clone(),
                limit: gate.limit(),
                words,
                answered: answers.len(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::GateAnswer;
    use crate::tally::tests::rules;

    fn says(gate: &str, yes: bool) -> Sheet {
        let answer = GateAnswer { yes, reason: "见附件第3页".to_owned() };
        Sheet { gates: [(gate.to_owned(), answer)].into(), ..Sheet::default() }
    }

    #[test]
    fn a_veto_is_told_with_who_gave_it_and_by_the_answer_that_the_question_names() {
        let rules = FrozenRules { asks_gates: true, ..rules(&["a"]) };
        let (fraud, clean) = (says("fraud", true), says("fraud", false));
        let unsigned = says("agreement", false);
        let found = vetoes(&rules, |no| match no {
            "Z0" => Some(&fraud),
            "Z1" => Some(&clean),
            "Z4" => Some(&unsigned),
            _ => None,
        });
        let told: Vec<_> = found.iter().map(|v| (v.gate.as_str(), v.words[0].member, v.answered)).collect();
        assert_eq!(told, [("agreement", 4, 1), ("fraud", 0, 2)]);
        let before = FrozenRules { asks_gates: false, ..rules };
        assert_eq!(vetoes(&before, |_| Some(&fraud)), [], "rules of before the question was asked");
    }
}
