// A demand session in the real window: demands imported, a session of their kind opened, its panel named, the rules frozen;
// the selection shows them before it.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import * as act from "./acts.mjs";
import { Window } from "./driver.mjs";
import { looker } from "./look.mjs";

const { LUNZHENG_WINDOW: binary, SAMPLES: samples } = process.env;
const MEMBERS = act.EXPERTS.slice(0, 4);
let scratch;
let w;
const at = (name) => join(scratch, name);

before(async () => {
  scratch = await mkdtemp(join(tmpdir(), "lunzheng-demand-"));
  w = await Window.start(binary, {
    XDG_DATA_HOME: scratch,
    XDG_CACHE_HOME: scratch,
  });
  await w.size(1366, 768);
});

after(async () => {
  await w?.stop();
  await rm(scratch, {
    recursive: true,
    force: true,
    maxRetries: 20,
    retryDelay: 200,
  });
});

const { look, serious } = looker(() => w, "demand");

test("demands are put before a panel of four, and the rules are frozen under the sheet of demands", async () => {
  await act.makeVault(w, "secretariat", "钱示例", at("秘书处.lunzheng"));
  await act.expertsFile(at("experts.csv"));
  await act.importExperts(w, at("experts.csv"));
  await w.press("Alt 1");
  await w.clickText("导入需求");
  await w.type("#in-path", join(samples, "sample_demands.xlsx"));
  await w.press("Ctrl Enter");
  await w.says("0 处须改");
  await w.press("Ctrl Enter");
  await w.says("征集日期");
  await w.type("#in-on", "2026-01-08");
  await w.type("#in-from", "示例区科技局");
  await w.press("Ctrl Enter");
  await w.says("已入库");
  await w.press("Alt 5");
  await w.says("还没有会议");
  await w.press("Ctrl N");
  await w.clickText("需求论证", "label");
  await w.type("#mt-no", "需论2026-01");
  await w.type("#mt-date", "2026-01-20");
  await w.type("#mt-title", "2026年第一批技术需求论证会");
  await w.type("#mt-batch", act.BATCH);
  await w.type("#mt-office", "市科学技术局");
  await w.type("#mt-expired_reason", "补录一月的会议");
  await look("new-meeting");
  await w.press("Ctrl Enter");
  await w.says("会议准备");
  await w.clickText("项目与次序", "label");
  await w.says("总投资（万元）");
  for (const row of [1, 2]) {
    await w.click(`tbody tr:nth-child(${row}) input[type=checkbox]`);
  }
  await w.says("已选 2 / 28 项");
  await look("setup-order");
  await w.press("Ctrl Enter");
  await act.pause(600);
  await w.clickText("专家与回避", "label");
  await w.press("Ctrl E");
  for (const { name } of MEMBERS) {
    await w.write(name);
    await w.find(".ant-select-item-option-active");
    await w.press("Enter");
    await w.withText(name, "main td, main th");
  }
  await w.clickText("加完");
  await w.says("需求要素齐全");
  await look("setup");
  await w.clickText("评分表与规则", "label");
  await w.says("急需程度");
  await w.type("#su-pass", "一名专家临时请假");
  await w.press("Ctrl Enter");
  await w.says("确认冻结");
  await look("freeze-confirm");
  await w.press("Ctrl Enter");
  await w.says("规则已于");
  await look("frozen");
  await w.press("Alt 2");
  await w.says("2026年第一批技术需求论证会");
  await look("selection");
});

test("every screen of a demand session is free of serious faults", () => {
  assert.deepEqual(serious, []);
});
