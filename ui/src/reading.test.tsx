import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { App } from "./app";
import type { Backend, HomeFacts, Problem } from "./backend";
import { double, refusal } from "./backend/double";
import { RestoreLoss } from "./components/restore-loss";
import { i18n } from "./i18n";

const damaged: Problem = {
  code: "vault.damaged_pages",
  severity: "error",
  place: null,
  params: [],
  zh: "保险库有损坏：vault.db中有1页的校验不通过（页号307）。",
  en: "The vault is damaged.",
  remedy_zh: "从最近一次核对无误的备份恢复。",
  remedy_en: "Restore a backup.",
};
const older: Problem = {
  ...damaged,
  code: "vault.behind_backup",
  severity: "warning",
  zh: "保险库比它的备份旧。",
};

/** A window whose vault was opened with these facts. */
async function opened(facts: Partial<HomeFacts>, given: Partial<Backend> = {}) {
  const user = userEvent.setup();
  const first = double();
  const made = await first.create("/tmp/a.lunzheng", "secretariat", "周示例", "一句足够长的测试口令");
  const home = { ...made, ...facts };
  const backend = double({
    peek: () => Promise.resolve(home.card),
    open: () => Promise.resolve(home),
    home: () => Promise.resolve(home),
    ...given,
  });
  render(<App backend={backend} />);
  await user.type(screen.getByLabelText("文件夹"), "/tmp/a.lunzheng");
  await user.type(screen.getByLabelText("口令"), "一句足够长的测试口令");
  await user.keyboard("{Enter}");
  return { user, backend };
}

async function serious(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}

describe("a vault in which nothing may be changed", () => {
  beforeEach(() => i18n.changeLanguage("zh"));

  it("offers a supervisor no act on the first page, by button or key, and says why", async () => {
    const { user } = await opened({ reading: "supervisor" });
    const bar = await screen.findByRole("status", { name: "打开保险库时发现的情况" });
    expect(bar).toHaveTextContent("监督人员的口令只能查看和核验");
    expect(within(bar).queryByRole("button", { name: "查看备份并恢复" })).toBeNull();
    const make = await screen.findByRole("button", { name: /^新建会议/ });
    expect(make).toBeDisabled();
    expect(make.closest("fieldset")).toHaveAccessibleName(/监督人员的口令只能查看/);
    await user.keyboard("{Control>}n{/Control}");
    expect(screen.getByRole("heading", { name: "总览" })).toBeVisible();
    // Looking about is free.
    await user.keyboard("{Alt>}1{/Alt}");
    expect(await serious()).toEqual([]);
  });

  it("says of a damaged vault which pages, what is safe and what is not, and leads to its backups", async () => {
    const { user } = await opened(
      { reading: "damaged", found: [damaged], safe: { rows: 812, tables: 29, lost: ["bid"] }, counts: null },
      { officeHome: () => Promise.reject(refusal("vault.damaged", "保险库有损坏。")) },
    );
    // The first page cannot be read; the way back to a backup is open all the same.
    const bar = await screen.findByRole("alert", { name: "打开保险库时发现的情况" });
    expect(bar).toHaveTextContent("页号307");
    expect(bar).toHaveTextContent("812");
    expect(bar).toHaveTextContent("读不全的：方案");
    expect(await screen.findByRole("heading", { name: "钥匙与备份" })).toBeVisible();
    await user.click(screen.getByRole("button", { name: /锁屏/ }));
    expect(await screen.findByLabelText("口令")).toBeVisible();
  });

  it("says that the clock is wrong without leading to backups, which do not help", async () => {
    await opened({ found: [{ ...older, code: "clock.behind", zh: "电脑的时钟不对。" }] });
    const bar = await screen.findByRole("alert", { name: "打开保险库时发现的情况" });
    expect(bar).toHaveTextContent("电脑的时钟不对");
    expect(bar).toHaveClass("note-warn");
    expect(within(bar).queryByRole("button")).toBeNull();
  });

  it("says where only the file of keys is broken that going back loses nothing", () => {
    const of = {
      name: "a",
      seq: 9,
      head: "5be8",
      at: null,
      now: 12,
      lost_count: 0,
      lost: [],
      keys_only: true,
      meetings: [],
      needs_assent: false,
    };
    render(<RestoreLoss of={of} />);
    expect(screen.getByText(/只有钥匙文件损坏.*现有 12 条日志和数据都不动/)).toBeVisible();
    expect(screen.queryByText(/以现在的为准/)).toBeNull();
  });

  it("goes back to a backup from inside a damaged vault", async () => {
    const restore = vi.fn(() => Promise.reject(refusal("io", "读写失败。")));
    const { user } = await opened(
      { reading: "damaged", found: [damaged], safe: { rows: 812, tables: 30, lost: [] } },
      {
        keys: () => Promise.resolve({ users: [], read_only: true, least: 10 }),
        backups: () =>
          Promise.resolve({
            seq: 9,
            read_only: true,
            may_restore: true,
            backups: [
              {
                name: "0000000009-import",
                seq: 9,
                reason: "import",
                made: "",
                made_by_file: false,
                kib: 1,
                given_up: false,
                problem: null,
              },
            ],
          }),
        restoreView: (name) =>
          Promise.resolve({
            name,
            seq: 9,
            head: "5be8",
            at: null,
            now: 9,
            lost_count: 0,
            lost: [],
            keys_only: false,
            meetings: [],
            needs_assent: false,
          }),
        restore,
      },
    );
    await user.click(await screen.findByRole("button", { name: "查看备份并恢复" }));
    await user.click(await screen.findByText("导入之前"));
    await user.click(await screen.findByRole("checkbox", { name: "我已看过会失去什么" }));
    await user.type(screen.getByLabelText(/恢复的理由/), "硬盘损坏");
    await user.click(screen.getByRole("button", { name: "恢复" }));
    expect(restore).toHaveBeenCalledWith("0000000009-import", { reason: "硬盘损坏", approved_by: "" });
  });

  it("warns of a vault that is older than its backup and leaves everything to do", async () => {
    await opened({ found: [older] });
    const bar = await screen.findByRole("alert", { name: "打开保险库时发现的情况" });
    expect(bar).toHaveTextContent("保险库比它的备份旧。");
    expect(screen.getByRole("button", { name: "查看备份并恢复" })).toBeEnabled();
    expect(await screen.findByRole("button", { name: /^新建会议/ })).toBeEnabled();
  });
});
