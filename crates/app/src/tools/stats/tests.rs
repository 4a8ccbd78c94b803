use serde_json::Value;

use super::super::scores::Columns;
use super::*;

fn report(csv: &str) -> StatsReport {
    stats(csv.as_bytes(), "s.csv", &Columns::default(), RankRule::Trimmed, None).unwrap()
}

fn json(csv: &str, cut: Option<Cut>) -> Value {
    serde_json::to_value(stats(csv.as_bytes(), "s.csv", &Columns::default(), RankRule::Trimmed, cut).unwrap())
        .unwrap()
}

/// Six bids and five experts; 专家5 gives six points less than the others, one cell is recused and one empty.
const PANEL: &str = "项目,专家1,专家2,专家3,专家4,专家5\n\
    甲,90,91,89.5,90,84\n乙,85,回避,86,84.5,79\n丙,80,82,81,80.5,75\n丁,78,77,79,,72\n戊,70,72,71,70.5,64\n己,88,87,88.5,87,82\n";

#[test]
fn the_published_figures_come_out_under_their_names() {
    let found =
        json("target,J1,J2,J3,J4\n1,9,2,5,8\n2,6,1,3,2\n3,8,4,6,8\n4,7,1,2,6\n5,10,5,6,9\n6,6,2,4,7\n", None);
    let near =
        |value: &Value, want: f64| assert!((value.as_f64().unwrap() - want).abs() < 5e-5, "{value} {want}");
    near(&found["icc"]["forms"]["ICC(2,1)"]["value"], 0.2898);
    near(&found["icc"]["forms"]["ICC(2,1)"]["low"], 0.0188);
    near(&found["icc"]["forms"]["ICC(3,k)"]["high"], 0.9859);
    near(&found["kendall"]["w"], 0.8870);
    near(&found["alpha"]["interval"]["value"], 0.1473);
    near(&found["alpha"]["interval"]["as_in_irr"], 0.1226);
    assert_eq!(found["kind"], "scores");
}

#[test]
fn a_strict_expert_is_told_apart_and_calibration_takes_the_level_out() {
    let found = report(PANEL);
    let levels = found.severity.unwrap();
    let strict: Vec<&str> =
        levels.experts.iter().filter(|e| e.level == "strict").map(|e| e.expert.as_str()).collect();
    assert_eq!(strict, ["专家5"]);
    let said = found.readings.iter().find(|r| r.figure == "severity").unwrap();
    assert!(said.zh.contains("明显偏严的有专家5（-") && said.remedy_zh.contains("仅供参考"), "{}", said.zh);
    assert_eq!((found.scores, found.missing), (28, 2));
}

#[test]
fn ranks_stand_side_by_side() {
    let csv = "item,a,b,c,d,e\nX,90,90,90,90,10\nY,80,80,80,80,80\nZ,0.1,0.2,0.3,0.2,0.2\nV,1,1,1,1,1\nW,2,2,2,2,2\n";
    let found = report(csv);
    let x = found.ranks.iter().find(|r| r.item == "X").unwrap();
    assert_eq!((x.mean, x.median, x.trimmed), (Some(2), Some(1), Some(1)));
}

#[test]
fn the_cut_says_who_is_unsure_and_without_a_cut_it_is_silent() {
    let found = json(PANEL, Some(Cut::Places(2)));
    let cut = found["readings"].as_array().unwrap().iter().find(|r| r["figure"] == "cut").unwrap();
    assert!(cut["zh"].as_str().unwrap().contains("线内2项"), "{cut}");
    assert_eq!(found["stability"]["draws"], 2000);
    assert_eq!(found["cut"]["places"], 2);
    let line = json(PANEL, Some(Cut::Line("84.5".parse().unwrap())));
    assert_eq!(line["cut"]["line"], "84.5");
    let without = report(PANEL);
    assert!(without.silent.iter().any(|s| s.code == "stats.no_cut" && s.zh.contains("入围把握")));
    assert!(without.readings.iter().any(|r| r.code == "stats.places"));
}

#[test]
fn with_too_few_scores_every_figure_is_null_and_named_with_its_reason() {
    let found = json("item,a,b\nX,1,2\nY,3,4\n", None);
    for figure in ["icc", "kendall", "severity", "stability", "fleiss"] {
        assert!(found[figure].is_null(), "{figure}");
        let silent = found["silent"].as_array().unwrap();
        let why = silent.iter().find(|s| s["figure"] == figure).unwrap();
        assert!(
            !why["zh"].as_str().unwrap().contains('？') && !why["en"].as_str().unwrap().contains("{{"),
            "{why}"
        );
    }
    assert!(found["alpha"]["interval"].is_null());
    assert_eq!(found["spread"][0]["mean"], 1.5);
    assert!(found["readings"].as_array().unwrap().is_empty());
}

#[test]
fn an_expert_who_gave_nothing_is_named_and_in_no_figure() {
    let csv = "项目,专家1,专家2,专家3,专家4\nA,1,2,,3\nB,2,3,,3\nC,3,5,,4\nD,4,4,回避,5\nE,5,6,,7\n";
    let found = report(csv);
    assert_eq!(found.unheard, ["专家3"]);
    assert_eq!(found.icc.unwrap().items, 5);
    assert_eq!(found.severity.unwrap().experts.len(), 3);
}

#[test]
fn words_are_categories_and_a_number_among_them_is_refused_with_its_cell() {
    let csv = "rater1,rater2,rater3\n优,优,优\n良,良,优\n差,差,差\n优,优,良\n良,良,\n差,良,差\n";
    let found = report(csv);
    assert_eq!((found.kind, found.items, found.scores, found.missing), ("categories", 6, 17, 1));
    let fleiss = found.fleiss.unwrap();
    assert_eq!((fleiss.items, fleiss.left_out, fleiss.categories), (5, 1, 3));
    assert_eq!(found.counts[1].by.get("良"), Some(&2));
    assert!(
        found.icc.is_none() && found.silent.iter().any(|s| s.figure == "icc" && s.code == "stats.not_scores")
    );
    // names of items are not categories, the same words are
    assert_eq!(report("项目,甲,乙\nA,同意,不同意\nB,同意,同意\n").experts, ["甲", "乙"]);
    assert_eq!(report("甲,乙,丙\n同意,不同意,同意\n不同意,同意,同意\n").experts, ["甲", "乙", "丙"]);
    let refused =
        stats("项目,甲,乙\nA,90,优\n".as_bytes(), "s.csv", &Columns::default(), RankRule::Mean, None)
            .unwrap_err();
    assert!(refused.code() == Code::InputUnreadable && refused.to_string().contains("place=C2"), "{refused}");
}

#[test]
fn a_cut_that_is_none_is_refused_at_its_option() {
    for (places, line, place) in
        [(Some(0), None, "--places"), (None, Some("八十"), "--line"), (None, Some("-1"), "--line")]
    {
        assert!(cut(places, line).unwrap_err().to_string().contains(&format!("place={place}")));
    }
}
