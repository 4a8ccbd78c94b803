//! What the offices call the columns. This is the one table to edit when a sender uses another name: add the name,
//! with a blank before it, to the right line. Blanks, full-width forms, brackets with units, numbering and line breaks
//! in a header do not matter. A name under `weak` counts only where no column has a better name for that field.
//!
//! 研发投入总额 (rd_total) and 总投资 (total_investment) are different things (rule 13): no name may stand in both lines.

use crate::kinds::{Kind, ValueKind};
use crate::values::date::End;

/// One field of a kind with the names of its column.
#[derive(Debug)]
pub(crate) struct Entry {
    /// The field.
    pub(crate) field: &'static str,
    /// How its cells are read.
    pub(crate) value: ValueKind,
    /// Names that mean this field and nothing else.
    pub(crate) names: &'static str,
    /// Names that may mean it.
    pub(crate) weak: &'static str,
}

const fn entry(field: &'static str, value: ValueKind, names: &'static str, weak: &'static str) -> Entry {
    Entry { field, value, names, weak }
}

/// The column that holds start and end in one cell. It is listed under `start` and fills both fields.
const SPAN: &str = "起止时间 项目起止日期 实施起止日期 实施起止年月 研究期限起止 项目执行期起止 项目实施期 起止日 合作起止时间 起止日期 起止年月 实施起止时间 实施期 实施期限起止 项目起止时间 项目起止年月 研究起止时间 执行期起止 起止期限";
const START: &str = "开始日期 实施起始年月 实施开始年月 项目开始年月 起始日 实施起始时间 项目启动时间 计划开始时间 计划开始日期 拟开始时间 实施起始日期 开始时间 起始日期 起始时间 起始年月 开始年月 开工日期 实施开始日期 实施开始时间 项目开始日期 项目起始日期 启动日期 启动时间 起始 开始 起";
const END: &str = "完成日期 实施结束年月 实施完成时间 实施完成日期 项目完成时间 项目结束时间 项目终止时间 结束日 预计完成时间 预计完成日期 项目截止时间 实施截止时间 实施结束时间 终止年月 完成时间 结束日期 结束时间 截止日期 截止时间 终止日期 终止时间 完成年月 结束年月 截止年月 完工日期 计划完成时间 计划完成日期 实施结束日期 项目完成日期 项目结束日期 拟完成时间 结束 截止 完成 止";
const TERM: &str = "时限 项目实施期限 项目执行期 需求时限 研发期限 研究期限 实施年限 完成周期 项目执行期限 计划周期 需求完成时限 拟完成时限 时限要求 完成时限 完成时限要求 期限 实施期限 实施周期 研发周期 研究周期 项目周期 执行期限 执行期 周期 项目期限 攻关时限 攻关期限 合作期限 时限月 期限月";
const PHONE: &str =
    "电话 联系电话 手机 手机号 手机号码 联系方式 电话号码 联系人电话 联系手机 联系人联系方式 移动电话";
const FIELD: &str = "领域 重点产业领域 所属产业 产业技术领域 榜单领域 所属支持领域 技术需求领域 重点支持领域 产业链领域 攻关领域 所属领域 技术领域 产业领域 重点领域 支持领域 所属产业领域 所属技术领域 所属重点领域 项目领域 需求领域 支持重点领域 申报领域";
const INVESTMENT: &str = "总投资 项目总投资 投资总金额 预计投资总额 项目投资额 拟投资总额 计划投资总额 预算总投资 项目计划总投资 项目预计总投资 拟总投资 总投资额 投资总额 项目投资总额 项目总投资额 投资规模 总投资金额 计划总投资 预计总投资";
const RD_TOTAL: &str = "研发投入总额 研发总投入额 研发投入额 研发投入金额 预计研发投入 计划研发投入 拟研发投入 研发费用总额 研发投入经费 研发费用 研发投入总经费 项目研发总投入 研发经费总投入 项目研发经费 研发投入 研发总投入 研发经费投入 研发投入合计 项目研发投入总额 研发经费总额 研发投入总金额 研发经费投入总额 研发总经费 项目研发投入 研发经费";
const SPONSOR: &str = "出题企业 出题单位名称 发榜单位名称 发榜企业名称 出榜企业 出榜单位 出榜方 榜单发布企业 发榜企业发榜方 需求方名称 技术需求方 技术需求单位 张榜企业 张榜单位 出题企业单位名称 出题方单位名称 甲方 甲方单位 出题单位 出题方 出题企业名称 发榜方 发榜企业 发榜单位 发榜方名称 需求企业 需求单位 需求方 需求企业名称 需求单位名称 榜题企业 出题企业发榜方 出题方名称";
const CODE: &str = "统一社会信用代码 社会信用代码 信用代码 统一信用代码 统一社会信用代码证号 组织机构代码";
const FISCAL: &str = "申请财政资金 申请补助 申请补助资金 申请补助金额 拟申请市财政经费 拟申请财政资金 拟申请财政经费 拟申请市财政资金 拟申请补助 拟申请补助资金 申请市级财政经费 申请市财政经费 市级财政经费 市财政经费 市财政补助 财政补助资金 申请支持资金 申请资助 申请资助金额 拟申请资金 拟申请经费 申请金额 申请财政补助金额 申请财政资金金额 申请财政 申请市财政补助 申请市财政支持 申请市级资金 财政资金支持 拟申请市级财政资金 政府补助 申请市拨经费 市拨经费 申请财政拨款 财政投入 财政资金 申请财政经费 财政经费 申请财政资金额 财政资金申请额 财政拨款 申请市财政资金 市财政资金 申请财政支持 申请财政支持资金 财政支持资金 申请经费 申请资金 申请专项经费 专项经费 财政专项资金 财政专项经费 申请额 财政补助 申请财政补助 申请财政补助资金 财政 申请市级财政资金 市级财政资金 中央财政经费 申请额度 申请财政资金额度";
const SELF: &str = "自筹资金 配套 企业配套 企业配套资金 单位配套资金 自筹配套资金 自筹及配套资金 企业投入 自筹金额合计 自筹经费额 企业自有资金 企业自筹金额 自筹投入 配套经费 企业配套经费 自筹资金金额 单位自筹资金 单位自筹经费 自筹配套 自筹经费 自筹 企业自筹 自筹金额 单位自筹 自有资金 企业自筹资金 配套资金 企业自筹经费 自筹资金额 自筹部分 其他资金";

const DEMAND: &[Entry] = &[
    entry(
        "no",
        ValueKind::Text,
        "需求编号 编号 技术需求编号 征集号 序列号 需求号 项目编号 征集编号 登记编号",
        "序号",
    ),
    entry(
        "name",
        ValueKind::Text,
        "需求名称 技术需求名称 拟解决技术需求名称 技术需求项目名称 需求项目 榜单名称 项目需求名称 技术攻关需求名称 技术难题 攻关项目名称 关键核心技术需求名称 需求标题 项目题目 拟攻关项目名称 项目名称 名称 需求题目 需求项目名称 技术需求 需求 榜题名称 榜题 课题名称 攻关需求名称 关键技术需求名称 难题名称 技术难题名称",
        "",
    ),
    entry(
        "sponsor",
        ValueKind::Text,
        "企业名称 企业 单位名称 企业全称 单位全称 申报企业名称 申报单位名称 填报单位名称 填报企业名称 提出单位名称 需求单位全称 提出企业名称 需求方名称 推荐企业 技术需求单位 承担企业 申报单位 申报企业 提出单位 提出企业 出题企业 出题单位 出题方 出题企业名称 发榜方 发榜企业 需求企业 需求单位 需求方 需求企业名称 需求单位名称 填报单位 填报企业 需求提出单位 需求提出企业",
        "单位",
    ),
    entry("sponsor_code", ValueKind::CreditCode, CODE, ""),
    entry("field", ValueKind::PolicyField, FIELD, "产业 行业 所属行业 产业方向"),
    entry(
        "background",
        ValueKind::Text,
        "需求背景 技术需求背景 项目背景及意义 需求背景情况 背景描述 背景说明 需求产生背景 技术背景 需求背景与意义 背景 项目背景 背景及意义 需求背景及意义 背景和意义 需求背景意义 背景情况",
        "",
    ),
    entry(
        "content",
        ValueKind::Text,
        "需求内容 技术需求内容 技术需求主要内容 需求具体内容 具体内容 需求详情 技术需求及内容 攻关主要内容 项目内容 项目主要内容 需解决的技术内容 内容 主要内容 需求主要内容 研究内容 攻关内容 主要研究内容 需求描述 需求内容描述 技术需求描述",
        "",
    ),
    entry(
        "indicators",
        ValueKind::Text,
        "关键技术及指标 关键技术及其指标 关键技术和主要指标 关键技术及主要指标 技术指标要求 关键指标 技术参数及指标 主要技术经济指标 拟达到的技术指标 预期技术指标 关键技术及考核指标 攻关指标 拟达到指标 技术要求及指标 拟解决关键技术及指标 拟解决关键技术及其指标 关键技术指标 技术指标 指标 主要技术指标 关键技术和指标 拟解决的关键技术及指标 拟解决的关键技术及其指标 考核指标 关键技术 关键技术与指标 主要指标 预期指标",
        "",
    ),
    entry("start", ValueKind::Date(End::First), START, ""),
    entry("end", ValueKind::Date(End::Last), END, ""),
    entry("start", ValueKind::Span, SPAN, ""),
    entry("term_months", ValueKind::Months, TERM, ""),
    entry("total_investment", ValueKind::Money, INVESTMENT, "投资额 投资金额 投资"),
    entry("rd_total", ValueKind::Money, RD_TOTAL, ""),
    entry(
        "requirements",
        ValueKind::Text,
        "对揭榜方的要求 对揭榜方要求 对揭榜团队要求 对揭榜者的要求 揭榜单位要求 对揭榜单位要求 揭榜方应具备条件 对合作单位的要求 对揭榜主体的要求 揭榜团队要求 对承担单位的要求 对揭榜者要求 揭榜方要求 揭榜要求 对揭榜单位的要求 揭榜条件 对揭榜方条件 对揭榜团队的要求 对合作方要求 对合作方的要求 揭榜方条件 对揭榜方的条件要求 揭榜方条件要求",
        "要求",
    ),
    entry(
        "contact",
        ValueKind::Text,
        "联系人 联系人姓名 企业联系人 项目联系人 需求联系人 技术联系人 企业联系人姓名 单位联系人",
        "负责人 姓名",
    ),
    entry("phone", ValueKind::Phone, PHONE, ""),
];

const BID: &[Entry] = &[
    entry(
        "no",
        ValueKind::Text,
        "方案编号 揭榜方案编号 揭榜方案号 申报号 项目序号 揭榜号 申报序号 方案代码 方案登记号 方案号 项目编号 编号 揭榜编号 申报编号 受理编号 方案序号",
        "序号 项目批准号",
    ),
    entry(
        "name",
        ValueKind::Text,
        "方案名称 揭榜方案名称 揭榜攻关项目名称 攻关项目名称 项目题目 申报项目 申报课题名称 拟申报项目名称 项目名称 课题名称 揭榜方案 揭榜项目名称 申报项目名称 揭榜项目",
        "名称",
    ),
    entry(
        "challenge",
        ValueKind::Text,
        "榜题 榜题名称 揭榜榜题名称 榜单榜题 榜单课题 对应榜单 对应榜题名称 榜单任务 榜单任务名称 揭榜任务 揭榜任务名称 所揭榜单 拟揭榜题 揭榜题目名称 揭榜榜单 揭榜榜单名称 技术需求名称 榜题题目 榜单名称 榜单题目 揭榜榜题 榜单项目名称 所揭榜题 揭榜题目 榜单 题目 榜单需求名称 对应榜题 对应需求名称 需求名称",
        "",
    ),
    entry(
        "challenge_no",
        ValueKind::Text,
        "榜单编号 榜题编号 榜题号码 揭榜编号榜单 对应榜号 需求编号榜单 榜单代码 揭榜榜单编号 榜号 榜单号 榜题号 榜题序号 榜单序号 对应榜单编号 对应榜题编号 需求编号",
        "",
    ),
    entry("sponsor", ValueKind::Text, SPONSOR, "企业名称 所属企业 企业"),
    entry(
        "sponsor_code",
        ValueKind::CreditCode,
        "出题企业统一社会信用代码 出题企业信用代码 出题单位统一社会信用代码 出题方统一社会信用代码 发榜方统一社会信用代码 出题企业代码 出题企业社会信用代码 发榜方信用代码",
        CODE,
    ),
    entry(
        "solver",
        ValueKind::Text,
        "揭榜方 揭榜单位 揭榜方名称 揭榜单位名称 揭榜牵头单位 揭榜方牵头单位 揭榜团队 揭榜企业 揭榜主体 牵头揭榜单位 揭榜方单位 揭榜方单位名称 揭榜单位牵头 揭榜牵头单位名称 揭榜团队名称 揭榜机构 揭榜团队依托单位 揭榜申报单位 揭榜方全称 揭榜单位全称 揭榜承担单位",
        "承担单位 牵头单位 申报单位 项目承担单位 项目牵头单位 牵头申报单位 申报单位名称 承担单位名称 牵头单位名称 课题承担单位 项目申报单位 乙方 单位名称 单位",
    ),
    entry(
        "solver_code",
        ValueKind::CreditCode,
        "揭榜方统一社会信用代码 揭榜单位统一社会信用代码 揭榜方信用代码 揭榜单位信用代码 揭榜方代码 揭榜方社会信用代码",
        "",
    ),
    entry(
        "participants",
        ValueKind::Names,
        "参与单位 合作单位 联合申报单位 其他单位 合作单位名称 参与单位名称 联合攻关单位 参与揭榜方 合作方 联合体成员单位 联合体成员 其他合作单位 主要参与单位 项目参与单位 参加单位名称 揭榜参与单位 揭榜方参与单位 参与揭榜单位 参加单位 联合单位 联合揭榜单位 其他参与单位 参与方 协作单位",
        "",
    ),
    entry(
        "agreement",
        ValueKind::Text,
        "揭榜协议 合作协议 揭榜协议编号 揭榜合作协议 协议签署情况 协议情况 是否签署协议 是否签订合同 合同签订情况 技术合同 揭榜协议是否签订 是否已签协议 是否已签订协议 协议 协议签订 是否签订协议 协议签订情况 合作协议签订情况 揭榜协议签订情况 协议编号 合作协议编号 是否签订揭榜协议 是否签订合作协议",
        "",
    ),
    entry("field", ValueKind::PolicyField, FIELD, "产业 行业 所属行业 产业方向"),
    entry(
        "chief_engineer",
        ValueKind::Text,
        "技术总师 技术总师姓名 总师 项目技术总师 技术总负责人 首席工程师 首席专家 项目首席工程师 总工程师 项目技术总负责人 首席技术专家",
        "项目负责人 负责人 项目负责人姓名 课题负责人 揭榜负责人 揭榜方负责人 牵头人 项目牵头人 首席",
    ),
    entry(
        "phone",
        ValueKind::Phone,
        "电话 联系电话 手机 手机号 手机号码 联系方式 技术总师电话 技术总师联系电话 技术总师手机 技术总师联系方式 总师电话 技术总师手机号 技术总师手机号码 项目负责人电话 负责人电话 负责人联系电话 项目负责人联系电话 联系人电话 联系手机 移动电话 联系人联系方式 首席工程师电话 手机电话",
        "",
    ),
    entry("start", ValueKind::Date(End::First), START, ""),
    entry("end", ValueKind::Date(End::Last), END, ""),
    entry("start", ValueKind::Span, SPAN, ""),
    entry("term_months", ValueKind::Months, TERM, ""),
    entry("total_investment", ValueKind::Money, INVESTMENT, ""),
    entry("rd_total", ValueKind::Money, RD_TOTAL, ""),
    entry("fiscal", ValueKind::Money, FISCAL, ""),
    entry(
        "fiscal_ratio",
        ValueKind::Share,
        "财政资金占比 财政资金比例 申请财政资金比重 财政资金占研发投入总额 财政支持比例 财政补助比例 申请补助比例 财政占比 申请财政资金占比 申请财政资金比例 财政比例 财政资金占研发投入比例 财政资金占研发投入总额比例 财政资金占研发投入总额的比例 财政经费占比",
        "占比 比例",
    ),
    entry("self_raised", ValueKind::Money, SELF, ""),
    entry(
        "people_total",
        ValueKind::Count,
        "负责人和骨干人数 负责人及骨干人数 项目负责人及骨干人数 项目组人数 研发团队人数 团队规模 项目组总人数 团队成员人数 课题负责人及骨干人数 负责人及骨干合计 团队成员总数 负责人骨干人数 人员总数 总人数 团队人数 负责人和骨干总数 负责人及骨干总数 项目负责人和骨干人数 负责人骨干总人数 课题负责人和骨干人数 人员合计 骨干人数 课题负责人和骨干总数 团队总人数 负责人和骨干总人数 负责人及骨干总人数",
        "人数 总数",
    ),
    entry(
        "people_young",
        ValueKind::Count,
        "其中青年人数 青年人数 35岁以下人数 40岁以下人数 青年负责人及骨干人数 青年科技人员人数 青年人员数 青年人员 青年科技人才 青年成员人数 40周岁以下人数 青年人才人数 青年科技人才人数 青年科技人才数 青年骨干人数 其中青年 青年 青年负责人和骨干人数 青年人才数 青年总数 其中青年科技人才 其中青年科技人才人数",
        "",
    ),
    entry(
        "youth_ratio",
        ValueKind::Share,
        "青年占比 青年比例 青年人才占比 青年科技人才占比 青年科技人才比例 青年人员占比 青年人数占比 青年人才比例",
        "",
    ),
    entry(
        "race",
        ValueKind::YesNo,
        "赛马 是否赛马 赛马制 是否赛马制 是否实行赛马 是否选择赛马 赛马是否 是否参与赛马 是否同意赛马 赛马制揭榜 赛马情况 赛马选择",
        "",
    ),
    entry(
        "approval_no",
        ValueKind::Text,
        "一事一议批准文号 批准文号 一事一议文号 一事一议 一事一议批文 一事一议批复文号 批复文号 一事一议批准文件号",
        "",
    ),
    entry("self_raised_proof", ValueKind::Prose, "自筹资金证明 自筹资金证明材料", ""),
    entry("agreement_signed_on", ValueKind::Date(End::First), "协议签订日期 协议签署日期", ""),
    entry("agreement_content", ValueKind::Prose, "协议合作内容", ""),
    entry("agreement_funding", ValueKind::Prose, "协议经费", ""),
    entry("agreement_talent", ValueKind::Prose, "协议人才引育", ""),
    entry("agreement_ownership", ValueKind::Prose, "协议知识产权归属", ""),
    entry("roadshow", ValueKind::YesNo, "投融资路演 是否投融资路演", ""),
    entry("roadshow_note", ValueKind::Prose, "路演说明", ""),
];

const EXPERT: &[Entry] = &[
    entry("no", ValueKind::Text, "专家编号 编号 专家代码 入库编号 专家序号 专家号 专家库编号", "序号"),
    entry("name", ValueKind::Text, "姓名 专家姓名 专家名称 评审专家 评审专家姓名 专家", "名字"),
    entry("gender", ValueKind::Text, "性别", ""),
    entry(
        "unit",
        ValueKind::Text,
        "单位 工作单位 所在工作单位 所属单位 工作单位及部门 专家所在单位 单位全称 专家工作单位 现任职单位 现单位 所在单位 单位名称 专家单位 现工作单位 供职单位 任职单位 工作单位名称",
        "",
    ),
    entry(
        "title",
        ValueKind::Text,
        "职称 职务职称 职称职务 职务/职称 专业技术职务 技术职称 专业技术职称 职称/职务 职务或职称 职称及职务 职务及职称 职称级别 专业职称 技术职务",
        "职务",
    ),
    entry(
        "category",
        ValueKind::Category,
        "类别 专家类别 专家类 专家属性 评审专家类别 专家组 评审分工 组别类别 专家种类 专家类型 类型 专家类 分工 评审类别 专家分类 专家组别",
        "组别",
    ),
    entry(
        "specialty",
        ValueKind::Text,
        "专业 研究方向 专业及研究方向 从事专业领域 所属专业 专业研究方向 学科专业 现从事研究方向 主要研究方向 专业名称 熟悉专业 评审专业 专业领域 从事专业 研究领域 专长 专业方向 所学专业 擅长领域 现从事专业 专业特长 专业技术领域",
        "领域",
    ),
    entry("phone", ValueKind::Phone, PHONE, ""),
    entry(
        "id_card",
        ValueKind::IdCard,
        "身份证号码 身份证号 居民身份证号 公民身份证号码 证件号码身份证 身份证件号 身份号码 身份证 证件号码 居民身份证号码 公民身份号码 身份证件号码 证件号",
        "",
    ),
    entry("past_units", ValueKind::Text, "曾任职单位 曾经任职单位 原任职单位 曾工作单位", ""),
    entry("colleagues", ValueKind::Text, "合作者 合著者 主要合作者", ""),
    entry("teachers", ValueKind::Text, "导师和学生 导师及学生 师生关系", ""),
];

const BUDGET: &[Entry] = &[
    entry(
        "bid_no",
        ValueKind::Text,
        "方案编号 揭榜方案编号 方案号 揭榜编号 所属方案编号 揭榜方案号 对应方案编号 项目方案编号 申报编号 受理编号",
        "项目编号",
    ),
    entry("challenge_no", ValueKind::Text, "榜单编号 榜题编号 榜号 榜单号 榜题号 榜题序号", ""),
    entry("no", ValueKind::Text, "编号 项目编号", "序号"),
    entry(
        "name",
        ValueKind::Text,
        "榜题 榜题名称 项目名称 方案名称 榜单名称 课题名称 揭榜方案 揭榜方案名称 揭榜项目名称 对应榜题",
        "名称 项目",
    ),
    entry("solver", ValueKind::Text, "揭榜方 揭榜单位 揭榜方名称 揭榜单位名称", "单位"),
    entry(
        "line",
        ValueKind::Line,
        "科目 预算科目 预算科目名 经费支出科目 支出内容 费用科目名称 科目类别 开支范围 经费开支科目 预算支出科目 支出科目名称 预算类别 费用科目 经费科目 支出科目 预算项目 费用类别 开支科目 科目名称 预算科目名称 支出类别 经费类别 费用名称",
        "类别 项目 费用",
    ),
    entry(
        "basis",
        ValueKind::Text,
        "测算依据 测算说明 预算测算依据 编制依据 测算依据和说明 用途说明 测算过程 支出说明 用途 预算说明 预算依据 测算依据及说明 计算依据 依据 测算依据说明 说明",
        "备注",
    ),
    entry(
        "total",
        ValueKind::Money,
        "预算金额 预算 金额 预算金额合计 申报预算 申报经费 合计数 预算经费 经费金额 经费总额 经费预算金额 总经费 总预算 概算金额 合计 总额 总计 预算额 预算总额 预算数 经费合计 经费预算 小计 合计金额 总金额 预算合计 经费 申报数 申报金额",
        "",
    ),
    entry("fiscal", ValueKind::Money, FISCAL, "其中财政资金 其中财政"),
    entry("self_raised", ValueKind::Money, SELF, "其中自筹资金 其中自筹"),
];

/// The number of the bid that a person or a milestone belongs to. 序号 and a bare 编号 count rows: they name no bid.
const OF_BID: &str = "方案编号 揭榜方案编号 揭榜方案号 方案号 揭榜编号 所属方案编号 所属方案 对应方案编号 项目方案编号 申报编号 受理编号 项目编号 所属项目编号 方案序号 项目序号 方案代码 申报号 揭榜号";

/// A list of people is one of people of bids only beside the number of the bid: [`crate::beside`].
const PERSON: &[Entry] = &[
    entry("bid_no", ValueKind::Text, OF_BID, ""),
    entry(
        "role",
        ValueKind::Role,
        "角色 方案角色 人员角色 成员角色 团队角色 项目角色 角色分工 人员类别 成员类别",
        "承担任务 任务分工 分工 项目分工 承担工作 承担的任务 主要分工 项目中分工 类别",
    ),
    entry(
        "name",
        ValueKind::Text,
        "人员姓名 姓名 成员姓名 人员名称 成员名称 团队成员姓名 骨干姓名 参加人员姓名 参与人员姓名 主要成员姓名 项目成员姓名",
        "人员 名称 成员 团队成员 骨干 骨干人员 参加人员 参与人员 主要成员 项目成员 名字",
    ),
    entry(
        "unit",
        ValueKind::Prose,
        "人员单位 单位 工作单位 所在单位 所属单位 单位名称 工作单位名称 现工作单位 任职单位 所在工作单位 人员所在单位",
        "",
    ),
    entry(
        "birth_year",
        ValueKind::Year,
        "出生年份 出生年月 出生日期 出生时间 出生年 出生年月日 生日 人员出生年份",
        "",
    ),
];

const MILESTONE: &[Entry] = &[
    entry("bid_no", ValueKind::Text, OF_BID, ""),
    entry(
        "due",
        ValueKind::Date(End::Last),
        "里程碑日期 里程碑时间 完成日期 完成时间 时间节点 节点时间 节点日期 完成时限 计划完成时间 计划完成日期 预计完成时间 预计完成日期 拟完成时间 完成年月 截止日期 截止时间 结束日期 结束时间 考核时间",
        "时间 日期 起止时间 起止日期 起止年月 时限 完成期限",
    ),
    entry(
        "goal",
        ValueKind::Prose,
        "里程碑目标 阶段目标 节点目标 目标 任务目标 年度目标 里程碑内容 节点内容 阶段任务",
        "里程碑 里程碑名称 里程碑节点 节点名称 阶段名称 节点 关键节点 阶段 任务 任务名称 工作内容 主要内容",
    ),
    entry(
        "indicator",
        ValueKind::Prose,
        "里程碑指标 考核指标 阶段指标 节点指标 验收指标 阶段考核指标",
        "指标 技术指标 交付物 交付成果 成果形式 阶段成果 预期成果 完成标志 考核内容",
    ),
];

/// The fields of a kind with the names of their columns.
pub(crate) const fn entries(kind: Kind) -> &'static [Entry] {
    match kind {
        Kind::Demand => DEMAND,
        Kind::Bid => BID,
        Kind::Expert => EXPERT,
        Kind::Budget => BUDGET,
        Kind::Person => PERSON,
        Kind::Milestone => MILESTONE,
        Kind::Unknown => &[],
    }
}

/// Names of the budget lines as groups of columns in the wide form, in the order of [`crate::kinds::WIDE`].
pub(crate) const WIDE_LINES: [&str; 5] = [
    "设备费 设备购置费 设备",
    "业务费 业务",
    "劳务费 劳务",
    "间接费用 间接费 间接经费",
    "合计 总计 预算合计 经费合计 预算总额 经费总额 总额",
];

/// Names of the sources of money under a line of the wide form: total, fiscal, self-raised.
pub(crate) const WIDE_SOURCES: [&str; 3] = [
    "合计 总额 小计 金额 预算 预算金额 总计 预算数 总预算 总",
    "财政 财政资金 财政经费 申请财政资金 申请财政 专项经费 财政拨款 其中财政 其中财政资金 专项 申请财政经费 市财政资金",
    "自筹 自筹资金 自筹经费 企业自筹 其中自筹 其中自筹资金 自有资金 单位自筹",
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn no_name_means_two_fields_of_one_kind() {
        for kind in Kind::KNOWN {
            let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
            for entry in entries(kind) {
                for name in entry.names.split_whitespace() {
                    if let Some(other) = seen.insert(name, entry.field) {
                        assert!(
                            (kind, name) == (Kind::Budget, "项目编号") || other == entry.field,
                            "{kind:?} {name}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_invested_and_what_goes_into_research_share_no_name() {
        for kind in [Kind::Demand, Kind::Bid] {
            let names = |field: &str| -> Vec<&str> {
                let of_field = entries(kind).iter().filter(|e| e.field == field);
                of_field.flat_map(|e| e.names.split_whitespace().chain(e.weak.split_whitespace())).collect()
            };
            assert!(names("rd_total").iter().all(|n| !names("total_investment").contains(n)));
        }
    }

    #[test]
    fn every_telling_and_required_field_has_a_column() {
        for kind in Kind::KNOWN {
            for field in kind.telling().iter().chain(kind.required().iter().copied().flatten()) {
                assert!(entries(kind).iter().any(|e| e.field == *field), "{kind:?} {field}");
            }
        }
    }
}
