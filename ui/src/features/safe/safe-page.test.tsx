import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type Backend, type BackupsView, type KeysView } from "../../backend";
import { double, refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { SafePage } from "./safe-page";

beforeEach(() => i18n.changeLanguage("zh"));

const keys: KeysView = {
  read_only: false,
  least: 10,
  users: [
    { slot: 1, name: "钱示例", kind: "user", added: null, added_by: null, memory_mib: 256, own: true },
    {
      slot: 2,
      name: "周示例",
      kind: "supervisor",
      added: "2026-01-20 08:40",
      added_by: "钱示例",
      memory_mib: 256,
      own: false,
    },
  ],
};
const backups: BackupsView = {
  seq: 12,
  read_only: false,
  may_restore: true,
  backups: [
    {
      name: "0000000009-import",
      seq: 9,
      reason: "import",
      made: "2026-01-20 09:10",
      made_by_file: false,
      kib: 2048,
      given_up: false,
      problem: null,
    },
  ],
};

function shown(given: Partial<Backend> = {}) {
  const onRestored = vi.fn();
  const backend = double({
    keys: () => Promise.resolve(keys),
    backups: () => Promise.resolve(backups),
    ...given,
  });
  render(
    <Providers>
      <BackendProvider value={backend}>
        <SafePage onRestored={onRestored} />
      </BackendProvider>
    </Providers>,
  );
  return onRestored;
}

const serious = async () => {
  const { violations } = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return violations.map(({ id }) => id).filter((id) => id !== "region");
};

describe("keys and backups", () => {
  it("names who can open the vault and what each may, and is usable without sight", async () => {
    shown();
    const table = within(await screen.findByRole("table", { name: "使用人" }));
    expect(table.getByRole("row", { name: /周示例 监督（只读）/ })).toBeVisible();
    expect(table.queryByRole("button", { name: "删除 钱示例" })).toBeNull();
    expect(screen.getByText(/还没有恢复码单/)).toBeVisible();
    expect(await serious()).toEqual([]);
  });

  it("adds a supervisor once name and passphrase are typed, twice alike", async () => {
    const user = userEvent.setup();
    const userAdd = vi.fn(() => Promise.resolve(keys));
    shown({ userAdd });
    await screen.findByRole("table", { name: "使用人" });
    await user.keyboard("{Control>}n{/Control}");
    const form = within(screen.getByRole("form", { name: "增加使用人" }));
    const add = form.getByRole("button", { name: "增加使用人" });
    await user.type(form.getByLabelText("姓名"), "吴示例");
    await user.click(form.getByRole("checkbox"));
    await user.type(form.getByLabelText(/^新口令 /), "一句足够长的口令呀");
    expect(form.getByText("还差 1 个字")).toBeVisible();
    await user.type(form.getByLabelText(/^新口令 /), "呀");
    expect(add).toBeDisabled();
    await user.type(form.getByLabelText("新口令再输一次"), "一句足够长的口令呀呀");
    await user.click(add);
    expect(userAdd).toHaveBeenCalledWith("吴示例", true, "一句足够长的口令呀呀");
    expect(await form.findByText(/吴示例可以用自己的口令/)).toBeVisible();
  });

  it("says of a backup that does not say when it was made that the time is the file's", async () => {
    const older = backups.backups.map((one) => ({ ...one, name: "0000000007-lock", made_by_file: true }));
    shown({ backups: () => Promise.resolve({ ...backups, backups: [...backups.backups, ...older] }) });
    expect(await screen.findByText("2026-01-20 09:10（文件时间）")).toBeVisible();
    expect(screen.getByText("2026-01-20 09:10")).toBeVisible();
  });

  it("says beside the backup to a stick how it comes back", async () => {
    const user = userEvent.setup();
    shown();
    await user.click(await screen.findByRole("button", { name: "备份到U盘" }));
    expect(screen.getByText(/恢复时，在“打开保险库”页面选这个文件夹/)).toBeVisible();
  });

  it("goes back to a backup only with a reason, the chair's assent where scores were seen, and after what would be lost was read", async () => {
    const user = userEvent.setup();
    const facts = { journal_seq: 10 } as Awaited<ReturnType<Backend["restore"]>>;
    const restore = vi.fn(() => Promise.resolve(facts));
    const line = {
      seq: 10,
      at: "2026-01-20 09:30:00",
      actor: "钱示例",
      action: "import",
      act_zh: "导入表格",
      act_en: "import",
      experts: [],
      subject: "名单.xlsx",
      reason: null,
      details: "null",
      changes: [],
      hash: "",
    };
    const onRestored = shown({
      restore,
      restoreView: (name) =>
        Promise.resolve({
          name,
          seq: 9,
          head: "5be8",
          at: "2026-01-20 09:10:00",
          now: 12,
          keys_only: false,
          lost_count: 3,
          lost: [line],
          meetings: [{ no: "LZ-1", title: "论证会", entries: 2, seen: true, stays: true }],
          needs_assent: true,
        }),
    });
    await user.click(await screen.findByText("导入之前"));
    expect(await screen.findByText(/有 3 条所记的改动会失去/)).toBeVisible();
    expect(within(screen.getByRole("list", { name: "会失去的记录" })).getByText(/名单.xlsx/)).toBeVisible();
    const go = screen.getByRole("button", { name: "恢复" });
    expect(go).toBeDisabled();
    expect(screen.getByText(/须重新汇总，要组长同意，纪要会写明/)).toBeVisible();
    await user.click(screen.getByRole("checkbox", { name: "我已看过会失去什么" }));
    await user.type(screen.getByLabelText(/恢复的理由/), "误删了名单");
    expect(go).toBeDisabled();
    expect(screen.getByText("先写理由和同意的组长")).toBeVisible();
    await user.type(screen.getByLabelText("同意重新汇总的专家组组长"), "章示明");
    await user.click(go);
    await vi.waitFor(() => expect(onRestored).toHaveBeenCalledWith(facts));
    expect(restore).toHaveBeenCalledWith("0000000009-import", {
      reason: "误删了名单",
      approved_by: "章示明",
    });
  });

  it("shows a supervisor what there is and only the own passphrase to change", async () => {
    shown({
      keys: () => Promise.resolve({ ...keys, read_only: true }),
      backups: () => Promise.resolve({ ...backups, read_only: true, may_restore: false }),
    });
    expect(await screen.findByText("保险库以只读方式打开")).toBeVisible();
    await screen.findByText("导入之前");
    expect(screen.getByRole("button", { name: "修改口令" })).toBeVisible();
    for (const name of [/增加使用人/, /恢复码单/, /立即备份/, /U盘/, /^删除/]) {
      expect(screen.queryByRole("button", { name })).toBeNull();
    }
  });

  it("says that there is no backup yet, and what could not be read", async () => {
    shown({
      backups: () => Promise.resolve({ ...backups, backups: [] }),
      keys: () => Promise.reject(refusal("io", "读写失败。")),
    });
    expect(await screen.findByRole("heading", { name: "还没有备份" })).toBeVisible();
    expect(await screen.findByRole("alert")).toHaveTextContent("读写失败。");
  });
});
