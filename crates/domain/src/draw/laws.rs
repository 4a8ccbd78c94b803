//! What holds for every draw.

use std::collections::BTreeSet;

use chrono::DateTime;
use proptest::prelude::*;

use super::*;
use crate::panel::{Category, Drawn, Member};

const MEETING: &str = "000102030405060708090a0b0c0d0e0f";

fn known(no: usize, category: Category, specialty: &str) -> Known {
    let candidate = Candidate {
        no: format!("ZJ{no:03}"),
        name: format!("示例{no}"),
        category,
        specialty: Some(specialty.to_owned()).filter(|s| !s.is_empty()),
        unit: "示例大学".to_owned(),
    };
    Known { candidate, on_panel: false, replaced: None, clashes: Vec::new(), in_year: 0, recent: Vec::new() }
}

fn quota(category: Category, specialty: &[&str], count: u32, alternates: u32) -> Quota {
    Quota { category, specialty: specialty.iter().map(|s| (*s).to_owned()).collect(), count, alternates }
}

fn plan(quotas: Vec<Quota>) -> DrawPlan {
    let limits = Limits { conflicts: true, most_in_year: None, rest: None };
    DrawPlan { quotas, limits, by_hand: Vec::new() }.canonical()
}

fn when() -> (DateTime<chrono::Utc>, String) {
    (DateTime::from_timestamp(1_768_869_000, 0).unwrap(), "钱示例".to_owned())
}

/// Six technical experts, three of them of machines, and two of management.
fn register() -> Vec<Known> {
    let technical = (1..=6).map(|n| known(n, Category::Technical, if n < 4 { "机械工程" } else { "材料" }));
    technical.chain((7..=8).map(|n| known(n, Category::Management, ""))).collect()
}

fn drawn(plan: DrawPlan, register: &[Known], words: &str) -> Draw {
    let pool = Pool::of(&plan, register);
    let (mut draw, seed) = Draw::prepare(MEETING, 1, None, when(), plan, pool, [7; 32]).unwrap();
    draw.outcome = Some(draw.result(&seed, words, when()).unwrap());
    draw
}

fn numbers(seats: &[Seat]) -> Vec<&str> {
    seats.iter().map(|seat| seat.expert_no.as_str()).collect()
}

#[test]
fn commitment_and_key_are_what_sha256sum_says_of_their_lines() {
    let (pool, seed) = ("ab".repeat(32), "07".repeat(32));
    // printf 'lunzheng/draw/1\n%s\n%s' $POOL $SEED | sha256sum
    assert_eq!(commitment(&pool, &seed), "699e53dc2bc64462926b8f9c46b546da67cb385a5447fc7e1c5915eb843f3b98");
    // printf 'lunzheng/draw-key/1\n%s\n%s\n%s\n%s' $POOL $SEED 831702晴 ZJ001 | sha256sum
    assert_eq!(
        key(&pool, &seed, "831702晴", "ZJ001"),
        "e6a4cea28dcaeba080838e90c2450f612776e975e781c12a93d5728b3a6ffacc"
    );
}

#[test]
fn the_text_of_the_pool_says_plan_and_everybody_with_the_reasons() {
    let mut register = register();
    register[0].on_panel = true;
    register[1].candidate.unit = "示例\t大学\n二院".to_owned();
    register[7].clashes.push(Clash { item_no: "JB-001".to_owned(), evidence: "单位相同".to_owned() });
    let mut plan =
        plan(vec![quota(Category::Technical, &["机械"], 1, 1), quota(Category::Management, &[], 1, 0)]);
    plan.limits.most_in_year = Some(3);
    let text = Pool::of(&plan, &register).text(MEETING, 2, &plan);
    assert_eq!(
        text,
        "lunzheng/draw-pool/1\nmeeting\t000102030405060708090a0b0c0d0e0f\ndraw\t2\n\
         quota\t技术\t机械\t1\t1\nquota\t管理\t\t1\t0\nlimits\tyes\t3\t-\n\
         eligible\tZJ002\t示例2\t技术\t机械工程\t示例 大学 二院\n\
         eligible\tZJ003\t示例3\t技术\t机械工程\t示例大学\n\
         eligible\tZJ007\t示例7\t管理\t\t示例大学\n\
         left-out\tZJ001\t示例1\t技术\t机械工程\t示例大学\t已在专家组\n\
         left-out\tZJ008\t示例8\t管理\t\t示例大学\t与评审项目有回避情形（JB-001：单位相同）"
    );
}

#[test]
fn words_are_the_same_however_they_are_typed_and_neither_few_nor_a_page() {
    assert_eq!(words(" ８３１７ 02，晴\n").as_deref(), Ok("831702,晴"));
    for typed in ["", "  ", "123", &"长".repeat(65)] {
        assert_eq!(words(typed).map_err(|f| f.code), Err(Code::DrawWords), "{typed}");
    }
}

#[test]
fn each_limit_leaves_out_whom_it_is_about_and_only_where_it_is_set() {
    let one = |change: fn(&mut Known)| {
        let mut known = known(1, Category::Technical, "");
        change(&mut known);
        known
    };
    let free = plan(vec![quota(Category::Technical, &[], 1, 0)]);
    let mut strict = free.clone();
    strict.limits = Limits { conflicts: true, most_in_year: Some(2), rest: Some(1) };
    strict.by_hand = vec![ByHand { expert_no: "ZJ001".to_owned(), reason: "出国".to_owned() }];
    let mut lenient = free.clone();
    lenient.limits.conflicts = false;
    let bars = |plan: &DrawPlan, known: Known| {
        Pool::of(plan, &[known])
            .left_out
            .into_iter()
            .flat_map(|out| out.bars)
            .map(|bar| bar.zh())
            .collect::<Vec<_>>()
    };
    let by_hand = "人工排除：出国".to_owned();
    assert_eq!(bars(&strict, one(|_| ())), std::slice::from_ref(&by_hand));
    assert_eq!(bars(&strict, one(|k| k.in_year = 1)), std::slice::from_ref(&by_hand));
    assert_eq!(
        bars(&strict, one(|k| k.in_year = 2)),
        ["本年度已参加2次，上限2次".to_owned(), by_hand.clone()]
    );
    assert_eq!(
        bars(&strict, one(|k| k.recent = vec!["论证2026-01".to_owned()])),
        ["参加过最近1次同类会议中的论证2026-01".to_owned(), by_hand]
    );
    let clash = |k: &mut Known| {
        k.clashes.push(Clash { item_no: "JB-001".to_owned(), evidence: "单位相同".to_owned() });
    };
    assert_eq!(bars(&free, one(clash)), ["与评审项目有回避情形（JB-001：单位相同）"]);
    assert_eq!(bars(&lenient, one(clash)), Vec::<String>::new());
    assert_eq!(bars(&lenient, one(|k| k.on_panel = true)), ["已在专家组"]);
    assert_eq!(bars(&lenient, one(|k| k.replaced = Some(1))), ["第1次抽取后已被替换"]);
    assert_eq!(bars(&free, one(|k| (k.in_year, k.recent) = (9, vec!["a".to_owned()]))), Vec::<String>::new());
}

#[test]
fn what_falls_short_is_named_with_how_many_and_missing_alternates_only_warn() {
    let plan = plan(vec![
        quota(Category::Technical, &[], 4, 0),
        quota(Category::Technical, &["机械"], 4, 0),
        quota(Category::Management, &[], 1, 3),
        quota(Category::Finance, &[], 1, 0),
    ]);
    // Those of machines come first, and leave two or three for the others.
    let found: Vec<(Code, String, String)> = Pool::of(&plan, &register())
        .shortage(&plan)
        .into_iter()
        .map(|f| {
            let param = |name: &str| f.params.iter().find(|(n, _)| n == name).unwrap().1.clone();
            (f.code, param("kind"), param("lack"))
        })
        .collect();
    let row = |code, kind: &str, lack: &str| (code, kind.to_owned(), lack.to_owned());
    assert_eq!(
        found,
        [
            row(Code::DrawShort, "技术（机械）", "1"),
            row(Code::DrawShort, "技术", "1"),
            row(Code::DrawShort, "财务", "1"),
            row(Code::DrawAlternatesShort, "管理", "2"),
        ]
    );
    let none = self::plan(vec![quota(Category::Technical, &[], 0, 3)]);
    assert_eq!(Pool::of(&none, &register()).shortage(&none)[0].code, Code::DrawEmpty);
}

#[test]
fn a_draw_that_was_tampered_with_is_found_part_by_part() {
    let whole = drawn(plan(vec![quota(Category::Technical, &[], 2, 2)]), &register(), "831702");
    assert_eq!(whole.check(MEETING), []);
    let other = whole.result(&"00".repeat(32), "831702", when()).map_err(|f| f.code);
    assert_eq!(other, Err(Code::DrawSeedLost), "what was not committed to draws nothing");
    let parts = |change: &dyn Fn(&mut Draw)| {
        let mut draw = whole.clone();
        change(&mut draw);
        let of = |f: Finding| f.params.into_iter().find(|(n, _)| n == "part").unwrap().1;
        draw.check(MEETING).into_iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(whole.check("another meeting").len(), 5, "digest, commitment, order, members, alternates");
    assert!(parts(&|d| d.outcome.as_mut().unwrap().seed = "00".repeat(32)).contains(&"承诺值".to_owned()));
    assert_eq!(parts(&|d| d.outcome.as_mut().unwrap().members.reverse()), ["抽中的专家"]);
    assert_eq!(parts(&|d| d.outcome.as_mut().unwrap().alternates.clear()), ["候补专家"]);
    assert!(parts(&|d| d.pool.eligible[0].name = "换人".to_owned()).contains(&"备选名单摘要".to_owned()));
    assert!(
        parts(&|d| d.outcome.as_mut().unwrap().words = "831703".to_owned()).contains(&"排列次序".to_owned())
    );
    assert!(parts(&|d| d.plan.quotas[0].count = 3).contains(&"备选名单摘要".to_owned()));
}

fn member(no: &str, category: Category) -> Member {
    Member {
        expert_no: no.to_owned(),
        name: no.to_owned(),
        category,
        unit: String::new(),
        title: None,
        drawn: Drawn::Random,
    }
}

fn call(draw: &mut Draw, replaced: &str, alternate: Option<&str>) {
    draw.called.push(Called {
        at: when().0,
        by: when().1,
        replaced: replaced.to_owned(),
        replaced_name: replaced.to_owned(),
        alternate: alternate.map(str::to_owned),
        cause: Cause::Absent,
        reason: "出差".to_owned(),
    });
}

#[test]
fn alternates_are_called_in_their_order_and_for_their_own_quota_first() {
    let plan =
        plan(vec![quota(Category::Technical, &["机械"], 1, 1), quota(Category::Technical, &["材料"], 1, 2)]);
    let mut draw = drawn(plan, &register(), "831702");
    let outcome = draw.outcome.clone().unwrap();
    let (members, alternates) = (numbers(&outcome.members), numbers(&outcome.alternates));
    let panel: Vec<Member> = members.iter().map(|no| member(no, Category::Technical)).collect();
    let next = |draw: &Draw, panel: &[Member], no: &str| {
        next_alternate(std::slice::from_ref(draw), panel, &member(no, Category::Technical))
            .map(|(_, candidate)| candidate.no.clone())
    };
    assert_eq!(next(&draw, &panel, members[0]).as_deref(), Some(alternates[0]));
    assert_eq!(next(&draw, &panel, members[1]).as_deref(), Some(alternates[1]));
    // A named member has the first of the category; one of another category has none.
    assert_eq!(next(&draw, &panel, "ZJ900").as_deref(), Some(alternates[0]));
    assert_eq!(next_alternate(std::slice::from_ref(&draw), &panel, &member("ZJ901", Category::Legal)), None);
    call(&mut draw, members[1], Some(alternates[1]));
    assert_eq!(next(&draw, &panel, alternates[1]).as_deref(), Some(alternates[2]));
    assert_eq!(seated(std::slice::from_ref(&draw)), [members[0], alternates[1]]);
    assert_eq!(drawn_in(std::slice::from_ref(&draw), alternates[1]), Some(1));
    // Somebody who was named since is not called.
    let mut more = panel.clone();
    more.push(member(alternates[2], Category::Technical));
    assert_eq!(next(&draw, &more, alternates[1]).as_deref(), Some(alternates[0]), "the other quota's");
    call(&mut draw, members[0], None);
    assert_eq!(seated(std::slice::from_ref(&draw)), [alternates[1]]);
    assert_eq!(draw.check(MEETING), []);
}

prop_compose! {
    fn some_known(no: usize)(
        category in proptest::sample::select(Category::ALL.to_vec()),
        specialty in proptest::sample::select(vec!["", "机械", "材料", "机械材料"]),
        on_panel in proptest::bool::weighted(0.1),
        in_year in 0u32..4,
    ) -> Known {
        let mut known = known(no, category, specialty);
        (known.on_panel, known.in_year) = (on_panel, in_year);
        known
    }
}

fn some_register() -> impl Strategy<Value = Vec<Known>> {
    (0usize..30).prop_flat_map(|many| (0..many).map(some_known).collect::<Vec<_>>())
}

prop_compose! {
    fn some_plan()(
        quotas in proptest::collection::vec(
            (proptest::sample::select(Category::ALL.to_vec()), proptest::sample::select(vec!["", "机械", "材料"]), 0u32..4, 0u32..3),
            1..5,
        ),
        most in proptest::option::of(1u32..4),
    ) -> DrawPlan {
        let quotas = quotas.into_iter().map(|(category, word, count, alternates)| {
            let words: &[&str] = if word.is_empty() { &[] } else { &[word] };
            quota(category, words, count, alternates)
        });
        let mut plan = plan(quotas.collect());
        plan.limits.most_in_year = most;
        plan
    }
}

proptest! {
    #[test]
    fn whoever_is_drawn_is_eligible_and_sits_once_and_counts_are_met_or_a_finding_says_which_is_short(
        register in some_register(),
        plan in some_plan(),
        seed in any::<[u8; 32]>(),
        words in "[0-9]{4,8}",
    ) {
        let pool = Pool::of(&plan, &register);
        let short = pool.shortage(&plan);
        let prepared = Draw::prepare(MEETING, 1, None, when(), plan.clone(), pool.clone(), seed);
        prop_assert_eq!(prepared.is_err(), short.iter().any(Finding::blocks));
        let Ok((mut draw, seed)) = prepared else { return Ok(()) };
        draw.outcome = Some(draw.result(&seed, &words, when()).unwrap());
        prop_assert_eq!(draw.check(MEETING), []);
        let outcome = draw.outcome.as_ref().unwrap();
        let all: Vec<&Seat> = outcome.members.iter().chain(&outcome.alternates).collect();
        let once: BTreeSet<&str> = all.iter().map(|seat| seat.expert_no.as_str()).collect();
        prop_assert_eq!(once.len(), all.len());
        for seat in all {
            let known = register.iter().find(|k| k.candidate.no == seat.expert_no).unwrap();
            prop_assert!(plan.quotas[seat.quota as usize].fits(&known.candidate));
            prop_assert!(!known.on_panel && plan.limits.most_in_year.is_none_or(|most| known.in_year < most));
        }
        for (quota, at) in plan.quotas.iter().zip(0u32..) {
            let of = |seats: &[Seat]| seats.iter().filter(|seat| seat.quota == at).count();
            prop_assert_eq!(of(&outcome.members), quota.count as usize);
            if short.is_empty() {
                prop_assert_eq!(of(&outcome.alternates), quota.alternates as usize);
            }
        }
    }

    #[test]
    fn the_order_in_which_a_register_is_given_changes_nothing(
        register in some_register(),
        plan in some_plan(),
        by in 0usize..30,
    ) {
        let mut turned = register.clone();
        turned.rotate_left(by % register.len().max(1));
        turned.reverse();
        let (one, other) = (Pool::of(&plan, &register), Pool::of(&plan, &turned));
        prop_assert_eq!(one.text(MEETING, 1, &plan), other.text(MEETING, 1, &plan));
        let drawn = |pool: &Pool| pool.draw(&plan, "digest", "seed", "words");
        prop_assert_eq!(drawn(&one), drawn(&other));
    }

    #[test]
    fn other_words_or_another_seed_give_another_order(words in "[0-9]{6}", seed in any::<[u8; 32]>()) {
        let numbers: Vec<String> = (0..40).map(|n| format!("ZJ{n:03}")).collect();
        let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
        let seed = hex::encode(seed);
        let first = order("pool", &seed, &words, &numbers);
        prop_assert_ne!(&first, &order("pool", &seed, &format!("{words}1"), &numbers));
        prop_assert_ne!(&first, &order("pool", &format!("{seed}0"), &words, &numbers));
        prop_assert_ne!(&first, &order("pool1", &seed, &words, &numbers));
    }
}

#[test]
fn every_expert_is_drawn_about_as_often_as_any_other() {
    let plan = plan(vec![quota(Category::Technical, &[], 2, 0)]);
    let pool = Pool::of(&plan, &register());
    let mut times = [0u32; 6];
    for said in 0..3000 {
        let (_, members, _) = pool.draw(&plan, "digest", "seed", &format!("{said:06}"));
        for seat in members {
            times[pool.eligible.iter().position(|c| c.no == seat.expert_no).unwrap()] += 1;
        }
    }
    // 1000 each; one in a hundred thousand runs of chance leaves ±120.
    assert!(times.iter().all(|n| (880..=1120).contains(n)), "{times:?}");
}
