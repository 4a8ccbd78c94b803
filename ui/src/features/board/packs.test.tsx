import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { TaskMade } from "../../backend";
import { refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { pack, problem, serious, showBoard, view } from "./fixture";

// A busy machine reads these pages slowly.
vi.setConfig({ testTimeout: 60_000 });
beforeEach(() => i18n.changeLanguage("zh"));

const opened = async (keys: string, name: string) => {
  const user = userEvent.setup({ delay: null });
  await screen.findByRole("region", { name: "收发动态" });
  await user.keyboard(`{Control>}${keys}{/Control}`);
  return { user, dock: within(screen.getByRole("region", { name })) };
};

describe("enrolment", () => {
  it("shows the own digits large, and never those of the request", async () => {
    const cardWrite = vi.fn(() => Promise.resolve("987698769876543254325432"));
    showBoard({ cardWrite });
    const { user, dock } = await opened("e", "登记电脑");
    expect(dock.getByText("先填会议卡存到哪里")).toBeVisible();
    await user.type(dock.getByLabelText("会议卡存到"), "/stick/会议卡.lzcard");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(cardWrite).toHaveBeenCalledWith("LZ-1", "/stick/会议卡.lzcard");
    expect(await dock.findByText("会议卡已写到 /stick/会议卡.lzcard")).toBeVisible();
    expect(dock.getByText("9876 9876 9876 5432 5432 5432")).toBeVisible();
    // The one who is not enrolled comes first; the others are shown with their digits.
    const [first, second] = dock.getAllByRole("radio");
    expect(first?.closest("label")).toHaveTextContent(/乔示例.*未登记/);
    expect(second?.closest("label")).toHaveTextContent(
      "1234 5678 9012 3456 7890 1234 · 核对人 郝示例、丁示例",
    );
    expect(await serious()).toEqual([]);
  });

  it("refuses digits that differ in words, and enrols with the right ones and the names", async () => {
    const enrol = vi
      .fn()
      .mockRejectedValueOnce(refusal("enrol.digits_differ", "数字不一致。"))
      .mockResolvedValue(undefined);
    const requestRead = vi.fn(() => Promise.resolve({ file: "乔.lzreq", fingerprint: "cd".repeat(32) }));
    showBoard({ enrol, requestRead });
    const { user, dock } = await opened("e", "登记电脑");
    await user.click(dock.getByRole("radio", { name: /乔示例/ }));
    await user.type(dock.getByLabelText("登记申请文件"), "/stick/乔.lzreq");
    await user.click(dock.getByRole("button", { name: "读申请" }));
    const typed = await dock.findByLabelText("专家读出的 24 位数字");
    expect(requestRead).toHaveBeenCalledWith("LZ-1", "/stick/乔.lzreq");
    expect(typed).toHaveValue("");
    await user.type(typed, "1111-2222");
    expect(typed).toHaveValue("1111 2222");
    expect(dock.getByText("还差 16 位")).toBeVisible();
    await user.click(typed);
    await user.paste("３３３３ 4444 5555 6666 7777");
    expect(typed).toHaveValue("1111 2222 3333 4444 5555 6666");
    expect(dock.getByText("先填核对人")).toBeVisible();
    await user.type(dock.getByLabelText("核对人姓名"), "郝示例");
    const scrolled = vi.fn();
    Element.prototype.scrollIntoView = scrolled;
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await dock.findByRole("alert")).toHaveTextContent("数字不一致。照此处理。 enrol.digits_differ");
    // It is brought before the eyes, and the keyboard stands there.
    expect(dock.getByRole("alert")).toHaveFocus();
    expect(scrolled.mock.contexts).toEqual([dock.getByRole("alert")]);
    await user.clear(typed);
    await user.paste("123412341234123412341234");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await dock.findByText("乔示例 的电脑已登记")).toBeVisible();
    expect(enrol).toHaveBeenLastCalledWith(
      "LZ-1",
      "E4",
      "/stick/乔.lzreq",
      "123412341234123412341234",
      "郝示例",
    );
  });
});

describe("task packs", () => {
  it("go to those enrolled, with progress and a stop, and say who got none and why", async () => {
    let finish: (made: TaskMade[]) => void = () => undefined;
    const tasksWrite = vi.fn(() => new Promise<TaskMade[]>((done) => (finish = done)));
    const stop = vi.fn(() => Promise.resolve());
    const progress = () => Promise.resolve({ what: "tasks.write", done: 1, of: 2 });
    showBoard({ tasksWrite, stop, progress });
    const { user, dock } = await opened("o", "发任务包");
    expect(dock.getByText("乔示例").parentElement).toHaveTextContent("不能发：未登记电脑");
    await user.click(dock.getByRole("checkbox", { name: "温示例" }));
    expect(dock.getByText("先填文件夹")).toBeVisible();
    await user.type(dock.getByLabelText("任务包存到文件夹"), "/stick");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(tasksWrite).toHaveBeenCalledWith("LZ-1", ["E1", "E2"], "/stick");
    expect(await dock.findByText(/正在写任务包 1 \/ 2/)).toBeVisible();
    await user.click(dock.getByRole("button", { name: "停止" }));
    expect(stop).toHaveBeenCalledOnce();
    finish([
      { expert_no: "E1", path: "/stick/E1.lzp", problems: [] },
      { expert_no: "E2", path: null, problems: [problem("work.stopped", "已停止。")] },
    ]);
    expect(await dock.findByText("/stick/E1.lzp")).toBeVisible();
    expect(dock.getByText("没有写")).toBeVisible();
    expect(dock.getByText("已停止。")).toBeVisible();
  });
});

describe("score packs", () => {
  const bad = pack({
    path: "/stick/b.lzp",
    file: "b.lzp",
    name: null,
    sequence: null,
    refused: [problem("pack.wrong_meeting", "这是另一场会的包。")],
  });
  const gap = pack({
    path: "/stick/c.lzp",
    file: "c.lzp",
    name: "温示例",
    findings: [problem("pack.gap", "中间缺一个包。", "warning")],
  });
  const known = pack({ path: "/stick/d.lzp", file: "d.lzp", name: "沈示例", known: true });

  it("are looked at first: what is in each, or why it is refused, and 0 rows changed", async () => {
    const packsLook = vi.fn(() => Promise.resolve([pack({}), bad, gap, known]));
    const packTake = vi.fn(() => Promise.resolve({ new_events: 5, recusals: 1 }));
    showBoard({ packsLook, packTake });
    const { user, dock } = await opened("i", "收评分包");
    await user.type(dock.getByLabelText("U 盘或文件夹"), "/stick");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await dock.findByText("读到 4 个包")).toBeVisible();
    const items = dock
      .getAllByRole("listitem")
      .filter((item) => item.parentElement?.className === "bd-staged");
    expect(items[0]).toHaveTextContent("陆示例 #3");
    expect(items[0]).toHaveTextContent("评分表 2 份 · 已锁定");
    expect(items[1]).toHaveTextContent(
      "拒收，库里 0 行改动这是另一场会的包。 pack.wrong_meeting请重新导出。",
    );
    expect(items[2]).toHaveTextContent("中间缺一个包。");
    expect(items[3]).toHaveTextContent("收过了，再收不改动");
    expect(packTake).not.toHaveBeenCalled();
    // Only the one that needs no look goes with all.
    await user.click(dock.getByRole("button", { name: /收下无须过目的 1 个/ }));
    expect(await dock.findByText("已收下：新增 5 条记录")).toBeVisible();
    expect(dock.getByText("其中 1 件回避待定")).toBeVisible();
    expect(packTake.mock.calls).toEqual([["LZ-1", "/stick/a.lzp"]]);
    await user.click(dock.getByRole("button", { name: "收下" }));
    await waitFor(() => expect(packTake).toHaveBeenLastCalledWith("LZ-1", "/stick/c.lzp"));
    // The same place again.
    await user.keyboard("{Control>}r{/Control}");
    await waitFor(() => expect(packsLook).toHaveBeenCalledTimes(2));
    expect(packsLook).toHaveBeenLastCalledWith("LZ-1", "/stick");
  });

  it("that were refused are counted and stay until they are read", async () => {
    showBoard({ packLook: () => Promise.reject(refusal("pack.not_a_pack", "这不是评分包。")) });
    const { user, dock } = await opened("i", "收评分包");
    await user.click(dock.getByRole("radio", { name: "单个文件" }));
    await user.type(dock.getByLabelText("评分包文件"), "/stick/坏.lzp");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await dock.findByText("这不是评分包。", { exact: false })).toBeVisible();
    await user.keyboard("{Escape}");
    // The dock is gone: the keyboard stands somewhere, not nowhere.
    await waitFor(() => expect(document.activeElement).not.toBe(document.body));
    const feed = within(screen.getByRole("region", { name: "收发动态" }));
    expect(feed.getByText("拒收", { selector: "dt" }).nextSibling).toHaveTextContent("1");
    const alert = feed.getByRole("alert");
    expect(alert).toHaveTextContent("这个包没有收，库里 0 行改动");
    expect(alert).toHaveTextContent("坏.lzp");
    expect(alert).toHaveTextContent("pack.not_a_pack照此处理。");
    await user.keyboard("{Enter}");
    expect(feed.queryByRole("alert")).toBeNull();
    expect(feed.getByText("拒收", { selector: "b" })).toBeVisible();
  });

  it("that were refused before the vault was locked are still listed, without asking to be read again", async () => {
    const refused = [
      {
        at: "2026-01-20 10:40:00",
        file: "坏.lzp",
        digest: "ef".repeat(32),
        claims: null,
        expert_no: "E2",
        name: "陆示例",
        sequence: 4,
        problems: [problem("pack.signature_bad", "签名不通过。")],
      },
    ];
    showBoard({ board: () => Promise.resolve({ ...view, refused }) });
    const feed = within(await screen.findByRole("region", { name: "收发动态" }));
    expect(feed.getByText("拒收", { selector: "dt" }).nextSibling).toHaveTextContent("1");
    const line = feed.getByText("拒收", { selector: "b" }).closest("li");
    expect(line).toHaveTextContent(
      "陆示例 评分包 4 拒收签名不通过。 pack.signature_bad坏.lzp 文件摘要 efefefefefefefef…",
    );
    expect(feed.queryByRole("alert")).toBeNull();
  });

  it("that bear another's number are taken in by themselves only, as evidence", async () => {
    const fork = pack({ findings: [problem("pack.fork", "编号相同。", "warning")] });
    const packTake = vi.fn(() => Promise.resolve({ new_events: 2, recusals: 0 }));
    const board = vi.fn(() => Promise.resolve(view));
    showBoard({ packsLook: () => Promise.resolve([fork]), packTake, board });
    const { user, dock } = await opened("i", "收评分包");
    await user.type(dock.getByLabelText("U 盘或文件夹"), "/stick");
    await user.click(dock.getByRole("button", { name: /读取/ }));
    expect(await dock.findByText("编号相同。")).toBeVisible();
    expect(dock.getAllByText(/编号|分叉|留证/)).toHaveLength(1);
    // That it was seen is recorded already: the board is read anew, whether or not the pack is taken in.
    await waitFor(() => expect(board).toHaveBeenCalledTimes(2));
    expect(packTake).not.toHaveBeenCalled();
    expect(dock.queryByRole("button", { name: /收下无须过目/ })).toBeNull();
    expect(await serious()).toEqual([]);
    await user.click(dock.getByRole("button", { name: "收下" }));
    expect(packTake).toHaveBeenCalledWith("LZ-1", "/stick/a.lzp");
  });
});
