import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { LedgerLaptop, LedgerView, ReceiptTaken } from "../../backend";
import { refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { problem, serious, showBoard } from "./fixture";

// A busy machine reads these pages slowly.
vi.setConfig({ testTimeout: 60_000 });
beforeEach(() => i18n.changeLanguage("zh"));

const laptop = (more: Partial<LedgerLaptop>): LedgerLaptop => ({
  device: "11".repeat(32),
  expert_no: "E1",
  name: "沈示例",
  digits: "123456789012345678901234",
  compared_by: "郝示例、沈示例",
  at: "2026-01-20 08:50",
  revoked: null,
  packs: [
    {
      digest: "aa".repeat(32),
      sequence: 3,
      at: "2026-01-20 10:38:07",
      events: 9,
      late: false,
      stale: false,
      rival: false,
      undo: true,
      forked: false,
      set_aside: null,
    },
  ],
  missing: ["1–2"],
  clearing: "none",
  ...more,
});

const ledger: LedgerView = {
  laptops: [
    laptop({}),
    laptop({
      device: "22".repeat(32),
      name: "陆示例",
      packs: [],
      missing: [],
      revoked: { at: "2026-01-20 09:30", by: "赵示例", reason: "遗失" },
    }),
  ],
  forks: [
    {
      device: "11".repeat(32),
      expert_no: "E1",
      name: "沈示例",
      number: 4,
      sides: [
        {
          hash: "ab".repeat(32),
          here: true,
          kind: "sheet",
          bid_no: "B1",
          at: "2026-01-20 10:00:00",
          follows: 3,
          packs: ["3 5be812f9c3a4"],
          outside: [],
        },
        {
          hash: "cd".repeat(32),
          here: false,
          kind: null,
          bid_no: null,
          at: null,
          follows: 0,
          packs: [],
          outside: [{ digest: "ef".repeat(32), sequence: 3, file: "副本.lzp" }],
        },
      ],
      seen_at: "2026-01-20 10:41:00",
      seen_by: "钱示例",
    },
  ],
  settled: [],
  state: "0123 4567",
  archive: null,
  closed: false,
};

async function opened(keys: string, name: string, given: Parameters<typeof showBoard>[0]) {
  const user = userEvent.setup({ delay: null });
  showBoard(given);
  await screen.findByRole("region", { name: "收发动态" });
  await user.keyboard(keys);
  return { user, dock: within(await screen.findByRole("region", { name })) };
}

const list = "{Control>}g{/Control}";
const end = "{Control>}{Shift>}e{/Shift}{/Control}";

describe("what came from whom", () => {
  it("names what is missing and revoked, and undoes an import with a reason alone", async () => {
    const packUndo = vi
      .fn()
      .mockRejectedValueOnce(refusal("pack.not_undone", "不能撤回。"))
      .mockResolvedValue({ ...ledger, laptops: [laptop({ packs: [], missing: [] })] });
    const { user, dock } = await opened(list, "收发清单", {
      ledger: () => Promise.resolve(ledger),
      packUndo,
    });
    const first = within((await dock.findAllByRole("listitem", { name: "沈示例" }))[0] as HTMLElement);
    expect(first.getByText("缺第 1–2 号")).toBeVisible();
    expect(dock.getByText("已作废（2026-01-20 09:30，赵示例）：遗失")).toBeVisible();
    expect(await serious()).toEqual([]);
    await user.click(first.getByRole("button", { name: "撤回导入" }));
    const go = first.getByRole("button", { name: "撤回导入" });
    expect(go).toBeDisabled();
    await user.type(first.getByLabelText("理由"), "交错了");
    await user.click(go);
    expect(await first.findByRole("alert")).toHaveTextContent("不能撤回。");
    await user.click(go);
    expect(packUndo).toHaveBeenLastCalledWith("LZ-1", "aa".repeat(32), "交错了");
    expect(await dock.findByText("还没有交来包")).toBeVisible();
  });

  it("says of a fork who saw it when, which pack is not in, and offers no undo of a side before it is settled", async () => {
    const forked = laptop({});
    const packs = forked.packs.map((pack) => ({ ...pack, rival: true, undo: false, forked: true }));
    const settled = [
      {
        name: "陆示例",
        number: 2,
        seen_at: "2026-01-20 09:00:00",
        at: "2026-01-20 09:10:00",
        packs: ["1 0123456789ab", "1 ba9876543210"],
        chosen: ["1 ba9876543210"],
        by: "赵示例",
        witness: "孙示例",
        reason: "当面确认",
      },
    ];
    const { dock } = await opened(list, "收发清单", {
      ledger: () => Promise.resolve({ ...ledger, laptops: [{ ...forked, packs }], settled }),
    });
    expect(await dock.findByText("2026-01-20 10:41:00 由 钱示例 看包时发现，已记入日志。")).toBeVisible();
    expect(dock.getByText(/没有收下：第 3 号包“副本.lzp”，摘要 efefefefefef…。要采用这一边/)).toBeVisible();
    expect(dock.getByText("是分叉的一方：两人决定分叉之后才能撤回")).toBeVisible();
    expect(dock.queryByRole("button", { name: "撤回导入" })).toBeNull();
    expect(dock.getByText(/2026-01-20 09:10:00 赵示例 决定，孙示例 在场。当面确认/)).toHaveTextContent(
      "涉及的包（号、摘要）：1 0123456789ab、1 ba9876543210（采用）",
    );
    expect(await serious()).toEqual([]);
  });

  it("raises an alarm at a fork and asks for side, names and reason before anything counts", async () => {
    const forkSettle = vi.fn(() => Promise.resolve({ ...ledger, forks: [] }));
    const { user, dock } = await opened(list, "收发清单", {
      ledger: () => Promise.resolve(ledger),
      forkSettle,
    });
    const alarm = within(await dock.findByRole("alert"));
    expect(alarm.getByText(/分叉：待决定 1 处/)).toBeVisible();
    const [here, named] = alarm.getAllByRole("radio");
    expect(named).toBeDisabled();
    expect(alarm.getByText("先选计入哪一边")).toBeVisible();
    await user.click(here as HTMLElement);
    await user.type(alarm.getByLabelText("决定人"), "赵示例");
    await user.type(alarm.getByLabelText("监督人员"), "孙示例");
    expect(alarm.getByRole("button", { name: "按此决定" })).toBeDisabled();
    await user.type(alarm.getByLabelText("理由"), "当面核实");
    await user.click(alarm.getByRole("button", { name: "按此决定" }));
    expect(forkSettle).toHaveBeenCalledWith("LZ-1", {
      device: "11".repeat(32),
      number: 4,
      chosen: "ab".repeat(32),
      by: "赵示例",
      witness: "孙示例",
      reason: "当面核实",
    });
    await waitFor(() => expect(dock.queryByRole("alert")).toBeNull());
  });

  it("revokes a laptop with who and why, and says what that means", async () => {
    const laptopRevoke = vi.fn(() => Promise.resolve(ledger));
    const { user, dock } = await opened(list, "收发清单", {
      ledger: () => Promise.resolve(ledger),
      laptopRevoke,
    });
    await user.click(await dock.findByRole("button", { name: "作废这台电脑" }));
    expect(dock.getByText(/此后交来的一律拒收/)).toBeVisible();
    const form = within(dock.getByRole("listitem", { name: "沈示例" }));
    await user.type(form.getByLabelText("决定人"), "赵示例");
    await user.type(form.getByLabelText("理由"), "电脑遗失");
    await user.click(form.getByRole("button", { name: "作废" }));
    expect(laptopRevoke).toHaveBeenCalledWith("LZ-1", "11".repeat(32), "赵示例", "电脑遗失");
  });

  it("is empty before any laptop is enrolled, and says why it cannot be read", async () => {
    const nothing = { ...ledger, laptops: [], forks: [] };
    const { dock } = await opened(list, "收发清单", { ledger: () => Promise.resolve(nothing) });
    expect(await dock.findByText("还没有登记过电脑")).toBeVisible();
  });

  it("says in words why it cannot be read", async () => {
    const { dock } = await opened(list, "收发清单", {
      ledger: () => Promise.reject(refusal("vault.damaged", "保险库损坏。")),
    });
    expect(await dock.findByRole("alert")).toHaveTextContent("保险库损坏。");
  });
});

describe("the end of a session", () => {
  it("waits for the documents", async () => {
    const { dock } = await opened(end, "归档与清除", { ledger: () => Promise.resolve(ledger) });
    expect(await dock.findByText("文件生成之后才能归档")).toBeVisible();
  });

  it("archives under a passphrase that was typed twice, then sends results, then countersigns", async () => {
    const closed: LedgerView = { ...ledger, forks: [], closed: true };
    const done = { ...closed, archive: { digest: "ef".repeat(32), at: "2026-01-20 17:40" } };
    const read = vi.fn().mockResolvedValueOnce(closed).mockResolvedValue(done);
    const archiveWrite = vi.fn(() =>
      Promise.resolve({
        path: "/out/a.lzp",
        key_path: "/safe/a.lzkey",
        digest: "ef",
        events: 90,
        documents: 18,
      }),
    );
    const resultsWrite = vi.fn(() =>
      Promise.resolve([
        { expert_no: "E1", path: "/stick/E1.lzp", problems: [] },
        { expert_no: "E4", path: null, problems: [problem("enrol.not_compared", "没有登记电脑。")] },
      ]),
    );
    const receiptTake = vi.fn((): Promise<ReceiptTaken> =>
      Promise.resolve({
        expert_no: "E1",
        name: "沈示例",
        cleared_at: "2026-01-20 18:00",
        path: "/out/r.lzclear",
        signed_by: "钱示例",
        signed_at: "2026-01-21 09:00",
        again: receiptTake.mock.calls.length > 1,
      }),
    );
    const { user, dock } = await opened(end, "归档与清除", {
      ledger: read,
      archiveWrite,
      resultsWrite,
      receiptTake,
    });
    await user.type(await dock.findByLabelText("归档包存到"), "/out/a.lzp");
    await user.type(dock.getByLabelText("归档钥匙存到"), "/safe/a.lzkey");
    await user.type(dock.getByLabelText("钥匙口令（至少 12 个字）"), "一句测试口令");
    expect(dock.getByText("口令还差 6 个字")).toBeVisible();
    await user.type(dock.getByLabelText("钥匙口令（至少 12 个字）"), "再加六个字啊");
    expect(dock.getByText("两遍口令不一样")).toBeVisible();
    expect(dock.getByText("先归档，再发结果包")).toBeVisible();
    await user.type(dock.getByLabelText("再输一遍"), "一句测试口令再加六个字啊");
    await user.click(dock.getByRole("button", { name: "归档" }));
    expect(archiveWrite).toHaveBeenCalledWith(
      "LZ-1",
      "/out/a.lzp",
      "/safe/a.lzkey",
      "一句测试口令再加六个字啊",
      [],
    );
    expect(await dock.findByText(/已归档：90 条记录、18 件文件/)).toBeVisible();
    expect(dock.getByLabelText("钥匙口令（至少 12 个字）")).toHaveValue("");
    expect(await serious()).toEqual([]);

    await user.type(dock.getByLabelText("结果包存到文件夹"), "/stick");
    await waitFor(() => expect(dock.getByRole("button", { name: "写结果包" })).toBeEnabled());
    await user.click(dock.getByRole("button", { name: "写结果包" }));
    expect(await dock.findByText("/stick/E1.lzp")).toBeVisible();
    expect(dock.getByText("没有登记电脑。")).toBeVisible();

    await user.type(dock.getByLabelText("回执文件"), "/stick/E1.lzclear");
    await user.type(dock.getByLabelText("签收件存到"), "/out/r.lzclear");
    await user.type(dock.getByLabelText("决定人"), "钱示例");
    await user.click(dock.getByRole("button", { name: "核对并签收" }));
    expect(receiptTake).toHaveBeenCalledWith("LZ-1", "/stick/E1.lzclear", "/out/r.lzclear", "钱示例");
    expect(await dock.findByText(/^已签收：沈示例 的电脑于 2026-01-20 18:00 清除/)).toBeVisible();
    await user.click(dock.getByRole("button", { name: "核对并签收" }));
    expect(
      await dock.findByText(/这份回执以前已经签收（钱示例，2026-01-21 09:00），没有重复记录/),
    ).toBeVisible();
  });
});
