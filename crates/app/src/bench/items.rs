//! Bids for the search of what is there twice, made of a few words from a seed.

use domain::twice::Item;

const THINGS: [&str; 16] = [
    "宽幅极薄带",
    "高强韧齿轮钢",
    "氢能储运容器",
    "煤层气抽采",
    "碳纤维复材",
    "稀土永磁",
    "工业机器人",
    "矿用变频器",
    "光伏组件",
    "生物基尼龙",
    "轨道车轮",
    "镁合金铸件",
    "储能电池",
    "特种陶瓷",
    "半导体衬底",
    "智能传感器",
];
const DEEDS: [&str; 16] = [
    "轧制工艺",
    "成形机理",
    "在线检测",
    "缺陷预报",
    "疲劳寿命",
    "节能改造",
    "数字孪生",
    "表面处理",
    "近净成形",
    "热处理",
    "装配精度",
    "回收利用",
    "安全评估",
    "可靠性提升",
    "多场耦合",
    "工艺窗口",
];

/// A run of numbers that depends on its seed alone.
fn next(seed: &mut u64) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*seed >> 40).unwrap_or(0)
}

fn pick<'a>(words: &[&'a str], seed: &mut u64) -> &'a str {
    words.get(next(seed) % words.len()).copied().unwrap_or_default()
}

/// A bid made of a few words: many titles are near each other, many texts share a phrase.
pub(super) fn item(n: usize, source: &str, seed: &mut u64) -> Item {
    let (thing, deed) = (pick(&THINGS, seed), pick(&DEEDS, seed));
    let text: String = (0..20)
        .map(|_| {
            format!(
                "针对{}的{}开展第{}项试验并给出结论。",
                pick(&THINGS, seed),
                pick(&DEEDS, seed),
                next(seed) % 1_000
            )
        })
        .collect();
    Item {
        key: format!("{source}/{n}"),
        source: source.to_owned(),
        no: format!("JB-{n}"),
        challenge: format!("BT-{n}"),
        title: format!("{thing}{deed}关键技术研究与应用示范{}", next(seed) % 40),
        sponsor: format!("示例{}企业{}有限公司", pick(&THINGS, seed), next(seed) % 2_000),
        solver: format!("示例大学{}", next(seed) % 300),
        text,
        amount: None,
    }
}
