import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { Progress, SavedDocument } from "../../backend";
import { refusal } from "../../backend/double";
import { fakeLibrary } from "../../components/pdf/fake-paper";
import { begin, digest, option, problem, set, shown, view } from "./fixture";

vi.mock("../../components/pdf/engine", () => ({
  openPaper: vi.fn(),
  library: () => Promise.resolve(fakeLibrary),
}));

beforeEach(begin);

describe("saving one", () => {
  it("takes a typed path or the dialog, and says where it lies", async () => {
    const user = userEvent.setup();
    const documentSave = vi.fn((_no: string, _id: string, path: string) =>
      Promise.resolve<SavedDocument>({ path, digest, pages: 4 }),
    );
    const chooseSave = vi.fn(() => Promise.resolve("/u/签到表.pdf"));
    shown({ documentSave, chooseSave });
    await screen.findByText("第 1 / 2 页");
    await user.keyboard("{Control>}s{/Control}");
    const panel = within(screen.getByRole("region", { name: "另存《签到表》" }));
    expect(panel.getByLabelText("存到")).toHaveFocus();
    expect(panel.getByText("先填文件位置")).toBeVisible();
    await user.click(panel.getByRole("button", { name: "选择……" }));
    expect(chooseSave).toHaveBeenCalledWith("签到表.pdf");
    await waitFor(() => expect(panel.getByLabelText("存到")).toHaveValue("/u/签到表.pdf"));
    await user.type(panel.getByLabelText("存到"), "{Enter}");
    expect(await panel.findByText("已存到 /u/签到表.pdf")).toBeVisible();
    expect(documentSave).toHaveBeenCalledWith("论证2026-01-03", "sign-in", "/u/签到表.pdf");
  });

  it("says why it was refused, and why it cannot be done yet", async () => {
    const user = userEvent.setup();
    shown({ documentSave: () => Promise.reject(refusal("io", "U 盘已满。")) });
    await screen.findByText("第 1 / 2 页");
    await user.click(screen.getByRole("button", { name: /另存 PDF/ }));
    await user.type(screen.getByLabelText("存到"), "/u/a.pdf{Enter}");
    expect(await screen.findByText("U 盘已满。")).toBeVisible();
    await user.click(await option(/建议名单—/));
    await user.click(screen.getByRole("button", { name: /另存 PDF/ }));
    expect(screen.getByText(/这件文书还不能出，办完/)).toBeVisible();
    expect(screen.getByRole("button", { name: "保存" })).toBeDisabled();
  });
});

describe("saving all", () => {
  it("says before that it closes the meeting, how far it is, and stops when asked", async () => {
    const user = userEvent.setup();
    let now: Progress | null = null;
    let fail: (error: unknown) => void = () => undefined;
    const stop = vi.fn(() => {
      fail(refusal("work.stopped", "已停止。"));
      return Promise.resolve();
    });
    const documentsSave = vi.fn(() => new Promise<SavedDocument[]>((_, reject) => (fail = reject)));
    shown({ documentsSave, stop, progress: () => Promise.resolve(now) });
    await screen.findByText("第 1 / 2 页");
    await user.keyboard("{Control>}{Shift>}s{/Shift}{/Control}");
    expect(screen.getByText(/本次会议随之关闭/)).toBeVisible();
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(documentsSave, "without a folder the key does nothing").not.toHaveBeenCalled();
    await user.type(screen.getByLabelText("存到文件夹"), "/u/文件");
    expect(screen.getByRole("button", { name: /^保存全部并关闭会议/ })).toBeEnabled();
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(documentsSave).toHaveBeenCalledWith("论证2026-01-03", "/u/文件");
    expect(screen.getByText("正在生成文书……")).toBeVisible();
    now = { what: "documents.make", done: 3, of: 13 };
    expect(await screen.findByText("正在生成文书 3 / 13")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "停止" }));
    expect(stop).toHaveBeenCalledOnce();
    expect(await screen.findByText(/一件也没有保存/)).toBeVisible();
  });

  it("says how many were saved and where, and shows the closed meeting", async () => {
    const user = userEvent.setup();
    let closed = false;
    shown({
      documents: () =>
        Promise.resolve(closed ? view({ session: { ...view().session, stage: "closed" } }) : view()),
      documentsSave: () => {
        closed = true;
        return Promise.resolve(set.map(({ id }) => ({ path: `/u/${id}`, digest: null, pages: null })));
      },
    });
    await screen.findByText("第 1 / 2 页");
    await user.click(screen.getByRole("button", { name: /全部保存/ }));
    await user.type(screen.getByLabelText("存到文件夹"), "/u{Enter}");
    expect(await screen.findByText("已存 6 件到 /u，会议已关闭")).toBeVisible();
    expect(await screen.findByText(/本次会议已经关闭/)).toBeVisible();
    expect(screen.getByRole("button", { name: /^再存一遍/ })).toBeEnabled();
  });

  it("says what the set waits for", async () => {
    const user = userEvent.setup();
    const blocked = [problem("race.not_chosen", "1 组赛马还没有选定。", "TY-07")];
    shown({ documents: () => Promise.resolve(view({ blocked })) });
    await screen.findByText("第 1 / 2 页");
    await user.keyboard("{Control>}{Shift>}s{/Shift}{/Control}");
    expect(screen.getAllByText("1 组赛马还没有选定。")).toHaveLength(2);
    expect(screen.getByRole("button", { name: /^保存全部并关闭会议/ })).toBeDisabled();
  });
});

describe("closing", () => {
  it("speaks of no points where a project is judged by questions alone", async () => {
    const user = userEvent.setup();
    const session = { ...view().session, kind: "termination" as const };
    shown({ documents: () => Promise.resolve(view({ session, scored: false })) });
    await screen.findByText("第 1 / 2 页");
    await user.keyboard("{Control>}{Shift>}s{/Shift}{/Control}");
    expect(screen.getByText(/本次会议随之关闭：不能再改专家的答复和结论。/)).toBeVisible();
    expect(screen.queryByText(/评分、|同分/)).toBeNull();
  });

  it("says before what will be a blank and cannot be recorded any more", async () => {
    const user = userEvent.setup();
    const notes = [problem("document.gates_blank", "签到没有登记：纪要在这些地方印作空白。", "")];
    shown({ documents: () => Promise.resolve(view({ notes })) });
    await screen.findByText("第 1 / 2 页");
    await user.keyboard("{Control>}{Shift>}s{/Shift}{/Control}");
    expect(screen.getByText("签到没有登记：纪要在这些地方印作空白。")).toBeVisible();
    expect(screen.getByText("关闭之前请看：")).toBeVisible();
  });
});

describe("printing", () => {
  it("gets every page ready, and hands them to the system", async () => {
    const user = userEvent.setup();
    shown();
    await screen.findByText("第 1 / 2 页");
    await user.keyboard("{Control>}p{/Control}");
    expect(await screen.findByText(/已交给系统打印/)).toBeVisible();
    expect(window.print).toHaveBeenCalledOnce();
    expect(document.querySelectorAll(".pdf-print img")).toHaveLength(2);
    await user.click(screen.getByRole("button", { name: /再打印一次/ }));
    await waitFor(() => expect(window.print).toHaveBeenCalledTimes(2));
  });

  it("says what cannot be printed here", async () => {
    const user = userEvent.setup();
    shown();
    await user.click(await option(/\.xlsx/));
    await user.keyboard("{Control>}p{/Control}");
    expect(screen.getByText(/只有 PDF 文书能在这里打印/)).toBeVisible();
    expect(window.print).not.toHaveBeenCalled();
  });
});
