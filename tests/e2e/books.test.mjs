// The office's books in the real window: a bid's record, the units, an expert, papers of a folder, what is there twice.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import * as act from "./acts.mjs";
import { Window } from "./driver.mjs";
import { looker } from "./look.mjs";
import { writePaper } from "./paper.mjs";

const { LUNZHENG_WINDOW: binary, SAMPLES: samples } = process.env;
let scratch;
let w;
const at = (name) => join(scratch, name);

before(async () => {
  scratch = await mkdtemp(join(tmpdir(), "lunzheng-books-"));
  w = await Window.start(binary, { XDG_DATA_HOME: scratch, XDG_CACHE_HOME: scratch });
  await w.size(1366, 768);
});

after(async () => {
  await w?.stop();
  await rm(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

const { look, serious } = looker(() => w, "books");

test("a bid's record is completed with a reason, and its findings follow", async () => {
  await act.makeVault(w, "secretariat", "钱示例", at("秘书处.lunzheng"));
  await act.importBids(w, join(samples, "sample_bids.xlsx"));
  await act.expertsFile(at("experts.csv"));
  await act.importExperts(w, at("experts.csv"));
  await w.press("Alt 4");
  await w.says("完整记录");
  await look("bids");
  await w.press("Ctrl O");
  await w.says("揭榜协议缺少：合作内容、经费、人才引育、知识产权归属");
  await look("bid");
  await w.press("Ctrl E");
  await w.says("还没有改动");
  for (const [field, text] of [
    ["#bd-agreement", "联合攻关"],
    ["#bd-agreement-funding", "按进度拨付"],
    ["#bd-agreement-talent", "联合培养"],
    ["#bd-agreement-ownership", "双方共有"],
  ]) {
    await w.type(field, text);
  }
  await w.says("按现在填写的内容核对");
  await w.type("#bd-reason", "企业补交协议");
  await look("bid-editing");
  await w.press("Ctrl Enter");
  await w.gone("#bd-reason");
  assert.equal((await w.text()).includes("揭榜协议缺少"), false);
});

test("papers of a folder are confirmed before they are attached", async () => {
  await mkdir(at("材料"));
  await writePaper(at("材料/JB-001揭榜方案.pdf"));
  await writePaper(at("材料/JB-002揭榜协议.pdf"));
  await writeFile(at("材料/会议通知.txt"), "通知");
  await w.press("Alt 4");
  await w.clickText("按文件夹附材料");
  await w.type("#fo-path", at("材料"));
  await w.press("Ctrl R");
  await w.says("没有对应的方案");
  await look("folder");
  await w.press("Ctrl Enter");
  await w.says("已附过 2 个");
  await w.press("Esc");
  await w.says("完整记录");
  await w.press("Ctrl O");
  await w.says("摘要");
  await w.clickText("看", ".bd-papers button");
  await w.find(".bd-reader canvas");
  await look("bid-paper");
  await w.press("Esc");
  await w.gone(".bd-reader");
});

test("a unit with an alias, an expert's numbers, and a workbook out", async () => {
  await w.clickText("单位登记簿", "nav button");
  await w.says("单位登记簿还是空的");
  await look("units-empty");
  await w.press("Ctrl N");
  await w.type("#un-name", "示例理工大学");
  await w.type("#un-aliases", "示例理工");
  await w.clickText("保存", ".un-dock button");
  await w.says("共 1 个单位");
  await look("units");
  await w.clickText("专家库", "nav button");
  await w.clickText("完整记录");
  await w.says("还没有参加过评审会");
  await w.clickText("填写", ".ep-dock button");
  await w.type("#id-id_card", "11010519491231002X");
  await w.type("#id-bank_account", "6222020200112233445");
  await w.clickText("存放", ".ep-dock button");
  await w.says("110***********002X");
  await look("expert");
  await w.press("Alt 4");
  await w.clickText("导出工作簿");
  await w.type("#ex-path", at("方案.xlsx"));
  await w.clickText("导出", ".tool-pane button[type=submit]");
  await w.says("已写出");
  await look("export");
  assert.ok((await stat(at("方案.xlsx"))).size > 5_000);
});

test("a project that another programme supported is found and decided by hand", async () => {
  const title = await w.run("return document.querySelector('.bl-table tbody th').textContent");
  await writeFile(
    at("已支持.csv"),
    `项目名称,承担单位,计划类别,年度,财政资金\n${title},另一家示例公司,市重点研发,2024,120\n`,
  );
  await w.clickText("查重");
  await w.clickText("导入其他计划支持的项目");
  await w.type("#il-path", at("已支持.csv"));
  await w.clickText("导入", ".tool-pane button[type=submit]");
  await w.says("新登记 1 个");
  await w.says("市重点研发 2024");
  await look("twice");
  await w.clickText("是重复，就高不重复", "label");
  await w.type("#tw-reason", "2024年已支持120万元");
  await w.press("Ctrl Enter");
  await w.says("已认定 1 对");
});

test("a list that is in the vault replaces it as a whole or not at all, and goes back with notes", async () => {
  await w.press("Alt 4");
  await w.says("完整记录");
  await w.press("Ctrl I");
  await w.says("不得处理国家秘密");
  await w.type("#in-path", join(samples, "sample_bids.xlsx"));
  await w.press("Ctrl Enter");
  await w.says("行库里已有，其中 0 行替换");
  const [known] = /\d+(?= 行库里已有)/.exec(await w.text());
  await w.clickText("全部替换", "button");
  await w.says(`${known} 行库里已有，其中 ${known} 行替换`);
  await w.clickText("都不替换", "button");
  await w.says(`${known} 行库里已有，其中 0 行替换`);
  await w.press("Ctrl B");
  await w.type("#in-back", at("退回-方案.xlsx"));
  await w.clickText("保存", ".in-back button[type=submit]");
  await w.says("个问题已批注在原表上");
  await look("intake-known");
  assert.ok((await stat(at("退回-方案.xlsx"))).size > 5_000);
  await w.press("Esc");
  await w.gone(".in-back");
});

test("every screen of the books is free of serious faults", () => {
  assert.deepEqual(serious, []);
});
