import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type Backend, type JournalLine } from "../../backend";
import { double, refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { detailsOf, inGroups } from "./details";
import { JournalPage } from "./journal-page";

beforeEach(() => i18n.changeLanguage("zh"));

const head = Array.from({ length: 16 }, () => "5be8").join(" ");
const TOTAL = 25;
/** Fewer than are asked for: a page of hundred rows is slow to look at. */
const AT_ONCE = 10;

const line = (seq: number): JournalLine => ({
  seq,
  at: "2026-01-20 10:42:07",
  actor: "钱示例",
  action: seq % 2 === 0 ? "recusal.decide" : "strange.act",
  act_zh: seq % 2 === 0 ? "决定回避" : "strange.act",
  act_en: seq % 2 === 0 ? "decision on a recusal" : "strange.act",
  experts: seq === 24 ? ["何示萍"] : [],
  subject: `2026-01/F-${seq}`,
  reason: seq === 22 ? "同单位" : null,
  details: '{"recused":true,"by":"郝示例","bids":["F-01","F-02"],"unheard":{"of":3}}',
  changes: [
    {
      table: "recusal",
      id: "m/F-01/E3",
      became: "changed",
      fields: [
        { path: ["recused"], before: null, after: "true" },
        { path: ["reason"], before: "同单位", after: "同一集团" },
      ],
      more: 3,
    },
  ],
  hash: "0123456789abcdef".repeat(4),
});

const journal = vi.fn((before: number | null) => {
  const from = (before ?? TOTAL + 1) - 1;
  const lines = Array.from({ length: Math.min(AT_ONCE, from) }, (_, at) => line(from - at));
  return Promise.resolve({ lines, seq: TOTAL, head });
});

function shown(given: Partial<Backend> = {}) {
  journal.mockClear();
  render(
    <BackendProvider value={double({ journal, ...given })}>
      <JournalPage />
    </BackendProvider>,
    { wrapper: Providers },
  );
}

async function serious(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}

const rows = async () => (await screen.findAllByRole("row")).slice(1);

describe("the journal", () => {
  it("is read newest first, a page at a time, back to the first entry", async () => {
    const user = userEvent.setup();
    shown();
    expect((await rows())[0]).toHaveTextContent("25");
    expect(screen.getByText(/列出 10 \/ 已读 10 条，共 25 条/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: /再读 100 条/ }));
    await user.click(await screen.findByRole("button", { name: /再读 100 条/ }));
    expect(await screen.findByText("已读到第一条")).toBeVisible();
    expect(journal.mock.calls.map(([before]) => before)).toEqual([null, 16, 6]);
    expect(await rows()).toHaveLength(TOTAL);
  });

  it("names acts in words, an unknown one as it is, and filters what was read, by an expert's name too", async () => {
    const user = userEvent.setup();
    shown();
    const all = await rows();
    expect(all[1]).toHaveTextContent("决定回避");
    expect(all[0]).toHaveTextContent("strange.act");
    await user.type(screen.getByLabelText("查找"), "同单位");
    expect(await rows()).toHaveLength(1);
    await user.clear(screen.getByLabelText("查找"));
    await user.type(screen.getByLabelText("查找"), "何示萍");
    expect((await rows()).map((row) => row.textContent)).toEqual([
      expect.stringContaining("2026-01/F-24 何示萍"),
    ]);
    // Who decided stands in the figures.
    await user.clear(screen.getByLabelText("查找"));
    await user.type(screen.getByLabelText("查找"), "郝示例");
    expect(await rows()).toHaveLength(AT_ONCE);
    await user.type(screen.getByLabelText("查找"), "没有这样的");
    expect(screen.getByText("已读的 10 条里没有符合的记录。")).toBeVisible();
  });

  it("shows an entry beside the list: figures by name, rows, hash in groups", async () => {
    const user = userEvent.setup();
    shown();
    (await rows())[0]?.focus();
    await user.keyboard("{ArrowDown}{ArrowUp}");
    const dock = within(screen.getByRole("complementary", { name: "第 25 条" }));
    expect(dock.getAllByText("是否回避")[0]?.parentElement).toHaveTextContent("是否回避是");
    expect(dock.getByText("方案").parentElement).toHaveTextContent("F-01、F-02");
    expect(dock.getByText("unheard · of")).toBeVisible();
    expect(dock.getByText("m/F-01/E3").parentElement).toHaveTextContent("修改 回避 m/F-01/E3");
    expect(dock.getByText("原因").parentElement).toHaveTextContent("原因同单位 → 同一集团");
    expect(dock.getAllByText("是否回避")[1]?.parentElement).toHaveTextContent("是否回避（空） → 是");
    expect(dock.getByText("另有 3 处改动")).toBeVisible();
    expect(dock.getByText(/^0123 4567 89ab cdef/)).toBeVisible();
    expect(await serious()).toEqual([]);
  });

  it("is checked anew when asked, and says what was found", async () => {
    const user = userEvent.setup();
    shown({ journalCheck: () => Promise.resolve({ seq: TOTAL, head, rows: 4213 }) });
    await rows();
    await user.click(screen.getByRole("button", { name: "核验日志" }));
    const found = await screen.findByText(/日志完整：从第一条到第 25 条/);
    expect(found.closest(".note")).toHaveTextContent(`日志摘要${head}重算的数据行4213`);
  });

  it("says in its words that the journal is broken", async () => {
    const user = userEvent.setup();
    shown({ journalCheck: () => Promise.reject(refusal("vault.journal_broken", "第 7 条接不上。")) });
    await rows();
    await user.click(screen.getByRole("button", { name: "核验日志" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("第 7 条接不上。");
  });

  it("checks files by their typed and chosen paths, and says of each whether it belongs", async () => {
    const user = userEvent.setup();
    const verifyFiles = vi.fn((paths: string[]) =>
      Promise.resolve(
        paths.map((file, at) => ({
          file,
          belongs: at === 0,
          checked: true,
          zh: at === 0 ? "与纪要相符。" : "没有登记。",
          en: "",
          printed: [],
        })),
      ),
    );
    shown({ verifyFiles, chooseFile: () => Promise.resolve("/b/评分包.lzp") });
    await rows();
    await user.click(screen.getByRole("button", { name: "核验文件" }));
    expect(screen.getByText("先写文件路径")).toBeVisible();
    await user.type(screen.getByLabelText("要核验的文件"), "/a/纪要.pdf");
    await user.click(screen.getByRole("button", { name: "选择文件……" }));
    await vi.waitFor(() =>
      expect(screen.getByLabelText("要核验的文件")).toHaveValue("/a/纪要.pdf\n/b/评分包.lzp"),
    );
    await user.keyboard("{Control>}{Enter}{/Control}");
    const list = within(await screen.findByRole("list", { name: "核验文件" }));
    const lines = list.getAllByRole("listitem").map((one) => one.textContent);
    expect(lines).toEqual(["/a/纪要.pdf与纪要相符。相符", "/b/评分包.lzp没有登记。不相符"]);
    expect(verifyFiles).toHaveBeenCalledWith(["/a/纪要.pdf", "/b/评分包.lzp"]);
    expect(await serious()).toEqual([]);
  });

  it("says when there is nothing yet, and when it cannot be read", async () => {
    shown({ journal: () => Promise.resolve({ lines: [], seq: 0, head }) });
    expect(await screen.findByRole("heading", { name: "还没有记录" })).toBeVisible();
  });

  it("shows a failed read with a way to try again", async () => {
    shown({ journal: () => Promise.reject(refusal("io", "读写失败。")) });
    expect(await screen.findByRole("alert")).toHaveTextContent("读写失败。");
    expect(screen.getByRole("button", { name: "重试" })).toBeVisible();
  });
});

describe("figures of an entry", () => {
  it("are a flat list by name; text that is no JSON is kept as it is", () => {
    const refused =
      '{"expert_no":"Z3","why":[{"code":"pack.signature_bad","params":[["reason","截断"],["file","a.lzp"]]}]}';
    expect(detailsOf(refused, "pack.refuse")).toEqual([
      { path: ["claimed_expert"], value: "Z3" },
      { path: ["why", "1", "code"], value: "pack.signature_bad" },
      { path: ["why", "1", "reason"], value: "截断" },
      { path: ["why", "1", "file"], value: "a.lzp" },
    ]);
    expect(detailsOf("null")).toEqual([]);
    expect(detailsOf("")).toEqual([]);
    expect(detailsOf("不是 JSON")).toEqual([{ path: [], value: "不是 JSON" }]);
    expect(detailsOf('{"a":{"b":null},"c":[1,2],"d":[{"e":1.50}]}')).toEqual([
      { path: ["a", "b"], value: null },
      { path: ["c"], value: ["1", "2"] },
      { path: ["d", "1", "e"], value: "1.5" },
    ]);
  });

  it("and hashes are read in groups of four", () => {
    expect(inGroups("0123456789abcdef")).toBe("0123 4567 89ab cdef");
    expect(inGroups("0123 4567")).toBe("0123 4567");
  });
});
