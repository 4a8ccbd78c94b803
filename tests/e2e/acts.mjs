// What a secretary and an expert do in the window, act by act. Every act goes through fields and keys as a hand would.
import { writeFile } from "node:fs/promises";

export const PASSPHRASE = "一句足够长的测试口令";
export const MEETING = "2026-01";
export const BATCH = "2026年第一批";

/** Five invented experts; the second works for the unit that answers the second bid. */
export const EXPERTS = [
  { no: "Z1", kind: "技术", name: "章示明", unit: "示例理工大学", title: "教授" },
  { no: "Z2", kind: "技术", name: "邹示平", unit: "东南大学", title: "教授" },
  { no: "Z3", kind: "技术", name: "冯示涛", unit: "示例研究院", title: "研究员" },
  { no: "Z4", kind: "管理", name: "何示萍", unit: "示例中心", title: "研究员" },
  { no: "Z5", kind: "财务", name: "苏示杰", unit: "示例事务所", title: "正高级会计师" },
];

export async function expertsFile(path) {
  const rows = EXPERTS.map((e) => [e.no, e.kind, e.name, e.unit, e.title].join(","));
  await writeFile(path, ["专家编号,类别,姓名,单位,职称", ...rows, ""].join("\n"));
}

export const pause = (ms) => new Promise((next) => setTimeout(next, ms));

/** Makes a vault on the first page. */
export async function makeVault(w, role, owner, folder) {
  await w.says("打开保险库");
  await w.press("Ctrl N");
  await w.says("这台电脑由谁使用");
  if (role === "expert") await w.clickText("专家", "label");
  await w.type("#owner", owner);
  await w.type("#folder", folder);
  await w.type("#passphrase", PASSPHRASE);
  await w.type("#again", PASSPHRASE);
  await w.click("form button[type=submit]");
  await w.says(role === "expert" ? "参加新的会议" : "总览");
}

/** Locks whatever is open and opens another vault. */
export async function openVault(w, folder) {
  await w.press("Ctrl L");
  await w.says("打开保险库");
  await w.type("#folder", folder);
  await w.says("建于");
  await w.type("#passphrase", PASSPHRASE);
  await w.click("form button[type=submit]");
  await w.gone("#passphrase");
}

/** Types a cell of the sheet anew, where the selection stands. */
async function correct(w, text) {
  await w.press("F2");
  await w.find("[role=grid] input, [role=grid] textarea, .in-editor input");
  await w.press("Ctrl A");
  await w.write(text);
  await w.press("Enter");
}

/** Imports the sample of forty bids: one cell typed anew, one row left out, an amount mended in the other sheet. */
export async function importBids(w, file, look = async () => {}) {
  await w.clickText("导入揭榜方案");
  await w.says("不得处理国家秘密");
  await look("intake-choose");
  await w.type("#in-path", file);
  await w.press("Ctrl Enter");
  await w.says("3 处须改");
  await look("intake");
  await w.clickText("J22", "button");
  await correct(w, "2027-11-30");
  await w.says("2 处须改");
  await w.press("Ctrl .");
  await w.says("E34");
  await pause(200);
  await w.press("Ctrl Delete");
  await w.type("#in-reason", "退回填报单位补正");
  await w.press("Enter");
  await w.says("1 处须改");
  await w.press("Ctrl .");
  await w.says("A26");
  await pause(300);
  await w.presses("ArrowRight", "ArrowRight", "ArrowRight");
  await w.says("D26");
  await correct(w, "1911.59");
  await pause(500);
  await w.presses("ArrowRight", "ArrowRight");
  await w.says("F26");
  await correct(w, "1561.13");
  await w.says("0 处须改");
  await w.gone("[role=grid] textarea, [role=grid] [data-editor], .in-editor");
  await pause(500);
  await w.press("Ctrl Enter");
  await w.type("#in-batch", BATCH);
  await look("intake-confirm");
  await w.press("Ctrl Enter");
  await w.says("已入库");
}

export async function importExperts(w, file) {
  await w.clickText("专家库", "button");
  await w.clickText("导入专家");
  await w.type("#in-path", file);
  await w.press("Ctrl Enter");
  await w.says("专家 5 位可入库");
  await w.press("Ctrl Enter");
  await w.says("将要入库");
  await w.press("Ctrl Enter");
  await w.says("已入库");
}

/** Attaches a PDF to the first bid. */
export async function attachPlan(w, file) {
  await w.press("Alt 4");
  await w.says("附材料");
  await w.click(".dock .ant-select");
  await w.clickText("揭榜方案", ".ant-select-item");
  await w.type("#bl-path", file);
  await w.press("Ctrl Enter");
  await w.says("1 份");
}

/** Opens the meeting, chooses three bids and five experts, decides the recusal, freezes the rules. */
export async function setUp(w, look = async () => {}, sheet = async () => {}) {
  await w.press("Alt 5");
  await w.says("还没有会议");
  await look("meetings-empty");
  await w.press("Ctrl N");
  await w.type("#mt-no", MEETING);
  await w.type("#mt-date", "2026-01-20");
  await w.type("#mt-title", `${BATCH}揭榜方案论证会`);
  await w.type("#mt-office", "市科学技术局");
  // The day is past: it asks why.
  await w.type("#mt-expired_reason", "补录一月的会议");
  await w.press("Ctrl Enter");
  await w.says("会议准备");
  await w.clickText("项目与次序", "label");
  await w.says("JB-001");
  for (const at of [1, 2, 3]) {
    await w.click(`tbody tr:nth-child(${at}) input[type=checkbox]`);
  }
  await w.says("已选 3 / 39 项");
  await look("setup-order");
  await w.press("Ctrl Enter");
  await pause(600);
  await w.clickText("专家与回避", "label");
  await w.press("Ctrl E");
  for (const { name } of EXPERTS) {
    await w.write(name);
    await w.find(".ant-select-item-option-active");
    await w.press("Enter");
    await w.withText(name, "main td, main th");
  }
  await w.clickText("加完");
  await w.says("待定 1 处");
  await look("setup");
  await w.type("#su-by", "赵示例、孙示例");
  await w.press("Alt Y");
  await w.says("回避全部有结论");
  await w.says("待定 0 处");
  await w.clickText("会议情况", "label");
  await w.type("#su-fact-place", "市科技局三楼会议室");
  await w.type("#su-fact-host", "赵示例");
  await w.type("#su-fact-recorder", "钱示例");
  await w.type("#su-fact-supervisor", "孙示例");
  await w.says("已保存");
  await look("setup-facts");
  await w.clickText("评分表与规则", "label");
  await sheet(w);
  await w.type("#su-pass", "专家临时不能到会");
  await look("setup-rules");
  await w.press("Ctrl Enter");
  await w.says("以下内容只能以正式修订更改");
  await look("setup-final");
  await w.press("Ctrl Enter");
  await w.says("规则已于");
}

/** Has the parts of the criteria scored, in the editor of the sheet. */
export async function scoreParts(w, look = async () => {}) {
  await w.press("Ctrl E");
  await w.says("分项打分");
  await w.clickText("分项打分", "label");
  await w.says("已保存", ".se-top");
  await w.clickText("分项 3、档次 4", "button");
  await w.says("分项合计 25 分，满分 25 分");
  await look("sheet-editor");
  await w.clickText("完成", ".se-top button");
  await w.says("分项打分：");
  await look("sheet-parts");
}

/** An expert's laptop: a vault of its own, the secretariat pinned, the request written. Gives its 24 digits. */
export async function enrolLaptop(w, expert, folder, card, digits, request, look = async () => {}) {
  await w.press("Ctrl L");
  await makeVault(w, "expert", expert.name, folder);
  await look("desk-home");
  await w.type("#dk-card", card);
  await w.press("Ctrl Enter");
  await w.find("[aria-label='第 1 组四位数字']");
  await w.run("document.querySelector(arguments[0]).focus()", ["[aria-label='第 1 组四位数字']"]);
  await w.write(digits);
  await w.press("Ctrl Enter");
  await w.type("#dk-request", request);
  await w.press("Ctrl Enter");
  await w.says("登记申请已写到");
  await look("desk-digits");
  return (await w.text(".dk-own-digits p")).replace(/\D/g, "");
}

/** The secretary enrols a member from the request and the digits that the expert reads out. */
export async function enrol(w, expert, request, digits) {
  await w.press("Ctrl E");
  await w.clickText(expert.name, "fieldset label");
  await w.type("#bd-request", request);
  await w.clickText("读申请", "main button");
  await w.find("#bd-typed");
  await w.type("#bd-typed", digits);
  await w.type("#bd-by", `钱示例、${expert.name}`);
  await w.press("Ctrl Enter");
  await w.says(`${expert.name} 的电脑已登记`);
}

/** The keys that answer an expert's veto questions so that nothing is vetoed. */
export const gatesOf = ({ kind }) => (kind === "管理" ? ["Alt 1", "Alt 2", "Alt 2", "Alt 2"] : ["Alt 2"]);

/** Scores one bid from the keyboard alone: a band each, the veto questions, the budget as asked, an opinion. */
export async function scoreBid(w, bands, opinion = false, gates = []) {
  await w.press("Ctrl 1");
  for (const band of bands) {
    await w.presses(band, "Enter");
    await pause(60);
  }
  for (const key of gates) {
    await w.press(key);
    await pause(120);
  }
  await w.press("Ctrl 2");
  await w.says("不核减");
  await w.press("Alt =");
  await w.says("建议财政额");
  await pause(300);
  if (opinion) {
    await w.press("Ctrl 3");
    await w.says("主要优点");
    await w.press("2");
    for (const [field, text] of [
      ["merits", "需求明确，前期试验充分。"],
      ["advice", "补充第三方检测安排。"],
    ]) {
      await w.type(`textarea[id$=-${field}]`, text);
    }
    await pause(600);
  }
}

/** The gates of the morning, each as one key fills it in; the clock of a presentation runs on the board and on the wall. */
export async function leadGates(w, look = async () => {}) {
  await w.press("Ctrl M");
  const stands = (gate) => w.says(`${gate} · 进行中`, ".bd-dock");
  await stands("签到");
  await look("board-gate");
  // Nobody is ticked before one says so; the pledges were made at the laptops.
  for (const [next, chosen] of [
    ["纪律与承诺", "人到会：手签"],
    ["问询回避", null],
    ["推举组长", "登记问到"],
  ]) {
    if (chosen !== null) {
      await w.press("Alt A");
      await w.says(chosen, ".bd-dock");
    }
    await w.press("Ctrl Enter");
    await stands(next);
  }
  await w.click("#bd-chair");
  await w.clickText(EXPERTS[0].name, ".ant-select-item-option");
  await w.press("Ctrl Enter");
  await stands("汇报与质询");
  await w.type("#bd-digits", "831702");
  await w.clickText("抽签并登记次序", "main button");
  await w.says("以数字 831702 抽签", ".bd-dock");
  await w.press("Alt B");
  await w.says("还剩", ".bd-talk");
  await look("board-talk");
  await w.press("Ctrl J");
  await w.says("还剩", ".bd-wall");
  await look("projector-talk");
  await w.press("Esc");
  await w.press("Alt N");
  await w.says("质询 ·", ".bd-talk");
  await w.press("Alt S");
  await w.gone(".bd-talk");
  await w.clickText("登记汇报与质询结束", "main button");
  await w.says("合议复议", ".bd-dock");
  await w.press("Esc");
}

/** The panel's word on every bid in one step: the suggestions, with the experts' opinions as the words. */
export async function concludeAll(w, look = async () => {}) {
  await w.clickText("全部按建议", "main button");
  await w.clickText("全部取专家意见", "main button");
  await w.says("一次记下 3 项");
  await look("results-all");
  await w.press("Ctrl Enter");
  await w.gone(".rs-all");
}

/** Takes the task and makes the pledge. */
export async function toDesk(w, task, look = async () => {}) {
  await w.clickText("收任务包", "main button, main h2, main h3, main [role=button]");
  await w.type("#dk-task", task);
  await w.press("Ctrl Enter");
  await w.says("进入，先读承诺书");
  await w.press("Ctrl Enter");
  await w.find("#dk-pledge-title");
  await pause(200);
  await look("pledge");
  await w.press("Ctrl Enter");
  await w.says("锁定并签名");
}

/** Takes the task, makes the pledge, scores every bid, locks, hands the pack over. */
/** Ctrl M leads to a page that speaks of the criterion, and again to another. */
async function findPage(w) {
  await w.find(".pdf-view canvas");
  await w.until(async () => {
    await w.press("Ctrl M");
    return (await w.text(".dk-sought")).includes("说得最多");
  }, "the page about the criterion");
  const first = await w.text(".dk-sought");
  await w.press("Ctrl M");
  await w.until(async () => (await w.text(".dk-sought")) !== first, "the next page about it");
  await pause(600);
}

export async function score(w, expert, folder, task, pack, bandsOf, look = async () => {}) {
  await openVault(w, folder);
  await toDesk(w, task, look);
  const bids = expert.no === "Z2" ? 2 : 3;
  for (let at = 0; at < bids; at += 1) {
    await pause(400);
    if (at === 0) await look("desk");
    if (at === 0 && expert.no === "Z1") await findPage(w);
    await scoreBid(w, bandsOf(at), expert.no === "Z1" || expert.no === "Z5", gatesOf(expert));
    if (at === 0) await look("desk-budget");
    await w.press("Ctrl ArrowDown");
  }
  await w.says(`已评 ${bids} / ${bids} 项`);
  await w.press("Ctrl Shift L");
  await w.says("本人用分情况");
  await w.press("Alt 1");
  await look("desk-lock");
  await w.press("Ctrl Enter");
  await w.find("#dk-scores-path");
  await w.type("#dk-scores-path", pack);
  await w.press("Ctrl Enter");
  await w.says("摘要");
  await look("desk-locked");
}
