import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type AppFacts, type Backend, type DeskHome } from "../../backend";
import { double, refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { HOME, MEETING } from "./desk.fixture";
import { DeskHomePage } from "./desk-home-page";
import { DeskMemory } from "./desk.memory";

// A busy machine reads these pages slowly.
vi.setConfig({ testTimeout: 60_000 });
beforeEach(() => i18n.changeLanguage("zh"));

async function serious(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}

const nothing: DeskHome = { ...HOME, meetings: [] };

function home(calls: Partial<Backend> = {}, facts: DeskHome = nothing) {
  const told = { onMeeting: vi.fn(), onChanged: vi.fn(), onLock: vi.fn() };
  const page = (now: DeskHome) => (
    <BackendProvider value={double(calls)}>
      <DeskHomePage home={now} owner="赵示例" {...told} />
    </BackendProvider>
  );
  const { rerender } = render(page(facts), { wrapper: Providers });
  return { ...told, user: userEvent.setup(), know: (now: DeskHome) => rerender(page(now)) };
}

describe("an expert's first page", () => {
  it("signs in at this laptop and says where the pack lies", async () => {
    const deskSignIn = vi
      .fn<Backend["deskSignIn"]>()
      .mockRejectedValueOnce(refusal("io.no_folder", "没有这个文件夹。"))
      .mockResolvedValue(nothing);
    const task = { ...(HOME.meetings[0] as DeskHome["meetings"][number]), task: true, title: "论证会" };
    const { user, onChanged, know } = home({ deskSignIn }, { ...HOME, meetings: [task] });
    await user.click(await screen.findByRole("button", { name: "在本机签到" }));
    const field = screen.getByLabelText("签到包存到");
    await vi.waitFor(() => expect(field).toHaveValue("/home/示例/文档/签到包.lzp"));
    await user.clear(field);
    await user.type(field, "/media/usb/签到包.lzp");
    await user.click(screen.getByRole("button", { name: "签到并写出" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("没有这个文件夹。");
    await user.click(screen.getByRole("button", { name: "签到并写出" }));
    await vi.waitFor(() => expect(onChanged).toHaveBeenCalledOnce());
    expect(deskSignIn).toHaveBeenLastCalledWith(MEETING, "/media/usb/签到包.lzp");
    know({ ...HOME, meetings: [{ ...task, signed_in_at: "2026-01-20 08:50" }] });
    expect(await screen.findByText(/已于 2026-01-20 08:50 签到。 ?签到包已写到/)).toBeVisible();
    expect(await serious()).toEqual([]);
  });

  it("says that the office asks about deviating scores, in the list and on the way in", async () => {
    const of = HOME.meetings[1] as DeskHome["meetings"][number];
    const { user, onMeeting } = home({}, { ...HOME, meetings: [{ ...of, deviations: 2 }] });
    expect(screen.getByText("2 处偏离的评分待您复核")).toBeVisible();
    expect(screen.getByText(/请您单独复核 2 处偏离的评分：进去按“偏离复核”逐处答复/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: /^进去答复偏离复核/ }));
    expect(onMeeting).toHaveBeenCalledWith(of.meeting);
  });

  it("reads the card, takes the digits in groups and says when they are wrong", async () => {
    const typed: string[] = [];
    const { user, onChanged } = home({
      cardRead: () => Promise.resolve({ meeting: MEETING, file: "会议卡.lzcard" }),
      cardPin: (_, digits) => {
        typed.push(digits);
        return typed.length === 1
          ? Promise.reject(refusal("enrol.digits_differ", "数字对不上。"))
          : Promise.resolve(MEETING);
      },
    });
    expect(screen.getByText("本机还没有会议。")).toBeVisible();
    expect(screen.getByText("先填会议卡文件的位置，或者扫码")).toBeVisible();
    await user.type(screen.getByLabelText("会议卡文件，或者扫码的内容"), "/media/usb/会议卡.lzcard");
    await user.click(screen.getByRole("button", { name: /^读会议卡 ?Ctrl/ }));
    await user.type(await screen.findByLabelText("第 1 组四位数字"), "041788235590127633489902");
    expect(screen.getByLabelText("第 3 组四位数字")).toHaveValue("5590");
    expect(screen.getByLabelText("第 6 组四位数字")).toHaveFocus();
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await screen.findByRole("alert")).toHaveTextContent("数字对不上。");
    expect(onChanged).not.toHaveBeenCalled();
    await user.clear(screen.getByLabelText("第 6 组四位数字"));
    expect(screen.getByText("还差 4 位")).toBeVisible();
    await user.type(screen.getByLabelText("第 6 组四位数字"), "9903");
    await user.click(screen.getByRole("button", { name: /^核对/ }));
    await vi.waitFor(() => expect(onChanged).toHaveBeenCalled());
    expect(typed).toEqual(["041788235590127633489902", "041788235590127633489903"]);
  });

  it("shows this laptop's digits in groups of four and writes the request", async () => {
    const requestWrite = vi.fn(() => Promise.resolve());
    const { user } = home({ requestWrite }, HOME);
    for (const group of HOME.digits.split(" ")) {
      expect(screen.getByText(group)).toBeVisible();
    }
    const field = screen.getByLabelText("登记申请存到");
    await vi.waitFor(() => expect(field).toHaveValue("/home/示例/文档/登记申请.lzreq"));
    await user.clear(field);
    await user.type(field, "/media/usb/a.lzreq");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await screen.findByText(/登记申请已写到 \/media\/usb\/a.lzreq/)).toBeVisible();
    expect(requestWrite).toHaveBeenCalledWith(MEETING, "/media/usb/a.lzreq");
  });

  it("leaves a path alone that is being typed when the default one comes late", async () => {
    let tell: (facts: AppFacts) => void = () => undefined;
    const facts = new Promise<AppFacts>((done) => (tell = done));
    const { user } = home({ facts: () => facts }, HOME);
    const field = await screen.findByLabelText("登记申请存到");
    await user.type(field, "/media/u");
    await act(async () => tell({ documents: "/home/a/文档" } as AppFacts));
    await user.type(field, "/a.lzreq");
    expect(field).toHaveValue("/media/u/a.lzreq");
  });

  it("lets the first letter take the place of a default that came while one stood in the empty field", async () => {
    let tell: (facts: AppFacts) => void = () => undefined;
    const facts = new Promise<AppFacts>((done) => (tell = done));
    const { user } = home({ facts: () => facts }, HOME);
    const field = await screen.findByLabelText("登记申请存到");
    await user.click(field);
    await act(async () => tell({ documents: "/home/a/文档" } as AppFacts));
    await waitFor(() => expect(field).toHaveValue("/home/a/文档/登记申请.lzreq"));
    await user.keyboard("/media/u");
    expect(field).toHaveValue("/media/u");
  });

  it("says why a task pack is refused, and takes the right one", async () => {
    let fails = true;
    const { user, onChanged, onMeeting, know } = home(
      {
        taskTake: () =>
          fails
            ? Promise.reject(refusal("pack.wrong_recipient", "这个包不是给本机的。"))
            : Promise.resolve({ view: new DeskMemory().view, again: false, result: false }),
      },
      HOME,
    );
    await user.click(screen.getByRole("button", { name: /3 ?收任务包/ }));
    await user.type(screen.getByLabelText("任务包文件"), "/media/usb/任务包.lzp");
    await user.click(screen.getByRole("button", { name: /^收任务包 ?Ctrl/ }));
    expect(await screen.findByRole("alert")).toHaveTextContent("这个包不是给本机的。");
    expect(screen.getByText(/本机内容没有改动/)).toBeVisible();
    fails = false;
    await user.click(screen.getByRole("button", { name: /^收任务包 ?Ctrl/ }));
    await vi.waitFor(() => expect(onChanged).toHaveBeenCalled());
    know({ ...HOME, meetings: HOME.meetings.map((one) => ({ ...one, task: true })) });
    await user.click(await screen.findByRole("button", { name: /进入，先读承诺书/ }));
    expect(onMeeting).toHaveBeenCalledWith(MEETING);
  });

  it("opens each step by a key, so that a new task pack is taken in without a desk", async () => {
    const meetings = HOME.meetings.map((one) => ({ ...one, task: true }));
    const taskTake = vi.fn(() =>
      Promise.resolve({ view: new DeskMemory().view, again: false, result: false }),
    );
    const { user, onChanged } = home({ taskTake }, { ...HOME, meetings });
    expect(screen.queryByLabelText("任务包文件")).toBeNull();
    await user.keyboard("{Alt>}3{/Alt}");
    await user.type(screen.getByLabelText("任务包文件"), "/media/usb/任务包.lzp");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await vi.waitFor(() => expect(onChanged).toHaveBeenCalled());
    expect(taskTake).toHaveBeenCalledWith("/media/usb/任务包.lzp");
  });

  it("says that a task pack was taken in before, and stays", async () => {
    const view = { ...new DeskMemory().view };
    const { user, onChanged } = home(
      { taskTake: () => Promise.resolve({ view, again: true, result: false }) },
      HOME,
    );
    await user.click(screen.getByRole("button", { name: /3 ?收任务包/ }));
    await user.type(screen.getByLabelText("任务包文件"), "/media/usb/任务包.lzp");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await screen.findByText(/这个任务包以前收过/)).toBeVisible();
    expect(onChanged).not.toHaveBeenCalled();
  });

  it("opens the end before anything came in, and there after a result pack at step 3", async () => {
    const meeting = HOME.meetings[1] as DeskHome["meetings"][number];
    const facts = { ...HOME, meetings: [meeting] };
    const view = { ...new DeskMemory().view, meeting: meeting.meeting };
    const taskTake = () => Promise.resolve({ view, again: false, result: true });
    const { user } = home({ taskTake }, facts);
    await user.click(screen.getByRole("button", { name: /5 ?结果与清除/ }));
    expect(screen.getByLabelText("结果包文件")).toBeVisible();
    await user.click(screen.getByRole("button", { name: /3 ?收任务包/ }));
    await user.type(screen.getByLabelText("任务包文件"), "/media/usb/结果包.lzp");
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await screen.findByLabelText("结果包文件")).toBeVisible();
    expect(screen.getByRole("button", { name: /5 ?结果与清除/ })).toHaveAttribute("aria-expanded", "true");
  });

  it("calls a cleared meeting by its name and says when it was cleared", () => {
    const cleared = {
      ...(HOME.meetings[1] as DeskHome["meetings"][number]),
      task: false,
      cleared_at: "2026-01-20 18:00",
    };
    const { know } = home({}, { ...HOME, meetings: [cleared] });
    const heading = () => screen.getByRole("heading", { level: 1, name: /清除/ });
    expect(heading()).toHaveTextContent("2025 年第二批揭榜方案论证会（2026-01-20 18:00 已清除）");
    know({ ...HOME, meetings: [{ ...cleared, title: null }] });
    expect(heading()).toHaveTextContent("会议 7e7e7e7e（2026-01-20 18:00 已清除）");
    expect(screen.queryByText(/任务包未收/)).toBeNull();
  });

  it("puts the keyboard where one types, at first and after each step", async () => {
    const { user } = home({ cardRead: () => Promise.resolve({ meeting: MEETING, file: "会议卡.lzcard" }) });
    expect(screen.getByLabelText("会议卡文件，或者扫码的内容")).toHaveFocus();
    await user.keyboard("/media/usb/会议卡.lzcard{Control>}{Enter}{/Control}");
    const groups = await screen.findAllByLabelText(/四位数字/);
    await user.type(groups[0] as HTMLElement, "041788235590127633489902");
    expect(groups[5]).toHaveFocus();
    await user.click(groups[1] as HTMLElement);
    await user.tab();
    await user.keyboard("5");
    expect(groups[2]).toHaveValue("5");
  });

  it("says how every meeting stands, in words", () => {
    home({}, HOME);
    expect(screen.getByText("已读会议卡，等任务包")).toBeVisible();
    expect(screen.getByText("2025-11-21 11:40 已锁定，评分包写出 2 次")).toBeVisible();
    // The desk cannot be opened yet; the end comes after the meeting.
    expect(screen.getAllByText("先办上一步")).toHaveLength(1);
    expect(screen.getByText("会后办")).toBeVisible();
  });

  it("has nothing serious in it for axe, with and without meetings", async () => {
    const { know } = home();
    expect(await serious()).toEqual([]);
    know(HOME);
    expect(await serious()).toEqual([]);
  });
});
