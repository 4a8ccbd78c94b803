import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type Backend, type DeskMeeting } from "../../backend";
import { double, refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { ClosingStep } from "./closing-step";
import { HOME } from "./desk.fixture";
import { DeskMemory } from "./desk.memory";
import { RequestCode } from "./request-code";

// A busy machine reads these pages slowly.
vi.setConfig({ testTimeout: 60_000 });
beforeEach(() => i18n.changeLanguage("zh"));

const meeting: DeskMeeting = {
  ...(HOME.meetings[1] as DeskMeeting),
  result: [
    { bid_no: "B1", title: "示例项目甲", rank: 1, conclusion: "同意" },
    { bid_no: "B3", title: "示例项目丙", rank: null, conclusion: "不同意" },
  ],
  archived: true,
};

function show(of: DeskMeeting | undefined, calls: Partial<Backend> = {}) {
  const [onCleared, onTaken, onStep] = [vi.fn(), vi.fn(), vi.fn()];
  render(
    <BackendProvider value={double(calls)}>
      <ClosingStep meeting={of} onTaken={onTaken} onCleared={onCleared} onStep={onStep} />
    </BackendProvider>,
    { wrapper: Providers },
  );
  return { onCleared, onTaken, onStep, user: userEvent.setup() };
}

describe("the end at the desk", () => {
  it("shows what this expert may know and clears only what is archived, after a second thought", async () => {
    const deskClear = vi
      .fn()
      .mockRejectedValueOnce(refusal("io", "写不了。"))
      .mockResolvedValue({ digits: "", meetings: [] });
    const { user, onCleared } = show(meeting, { deskClear });
    expect(screen.getByRole("table", { name: "评审结果（仅本人可见的项目）" })).toHaveTextContent(
      "示例项目甲 B1同意",
    );
    const go = screen.getByRole("button", { name: "清除本机" });
    await user.type(screen.getByLabelText("清除回执存到"), "/stick/r.lzclear");
    expect(go).toBeDisabled();
    await user.click(screen.getByRole("checkbox"));
    await user.click(go);
    expect(await screen.findByRole("alert")).toHaveTextContent("写不了。");
    expect(onCleared).not.toHaveBeenCalled();
    await user.click(go);
    await vi.waitFor(() => expect(onCleared).toHaveBeenCalled());
    expect(deskClear).toHaveBeenLastCalledWith(meeting.meeting, "/stick/r.lzclear");
  });

  it("has no way to clear before the notice came in, and says when it was cleared", () => {
    show({ ...meeting, archived: false, result: [] });
    expect(screen.getByText("还没有收到归档通知，不能清除。")).toBeVisible();
    expect(screen.queryByRole("button", { name: "清除本机" })).toBeNull();
    show({ ...meeting, cleared_at: "2026-01-20 18:00" });
    expect(screen.getByText("2026-01-20 18:00 已清除，请把回执交给秘书处")).toBeVisible();
  });

  it("says what it waits for and takes the result pack in right there", async () => {
    const view = new DeskMemory().view;
    const taskTake = vi
      .fn()
      .mockRejectedValueOnce(refusal("pack.wrong_recipient", "这个包不是给本机的。"))
      .mockResolvedValue({ view, again: false, result: true });
    const { user, onTaken } = show({ ...meeting, archived: false, result: [] }, { taskTake });
    expect(screen.getByText(/还没有结果。会议结束后，秘书处给您一个结果包文件/)).toBeVisible();
    expect(screen.getByText("先填结果包文件的位置")).toBeVisible();
    await user.type(screen.getByLabelText("结果包文件"), "/media/usb/结果包.lzp");
    await user.click(screen.getByRole("button", { name: /^收结果包/ }));
    expect(await screen.findByRole("alert")).toHaveTextContent("这个包不是给本机的。");
    expect(onTaken).not.toHaveBeenCalled();
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await screen.findByText(`已收结果包：${view.title}`)).toBeVisible();
    expect(taskTake).toHaveBeenLastCalledWith("/media/usb/结果包.lzp");
    expect(onTaken).toHaveBeenCalledOnce();
  });

  it("says of a task pack what it is and where it goes, new or not", async () => {
    const view = new DeskMemory().view;
    const taskTake = vi
      .fn()
      .mockResolvedValueOnce({ view, again: false, result: false })
      .mockResolvedValue({ view, again: true, result: false });
    const { user, onStep } = show({ ...meeting, archived: false, result: [] }, { taskTake });
    await user.type(screen.getByLabelText("结果包文件"), "/media/usb/任务包.lzp");
    await user.click(screen.getByRole("button", { name: /^收结果包/ }));
    expect(await screen.findByText(/这是任务包，不是结果包，已按任务包收下/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: /^收结果包/ }));
    expect(await screen.findByText(/这是任务包，不是结果包，以前已经收过/)).toBeVisible();
    expect(screen.queryByText(/^已收结果包|这个包以前收过/)).toBeNull();
    await user.click(screen.getByRole("button", { name: "到第 4 步：进入评分" }));
    expect(onStep).toHaveBeenCalledWith("enter");
  });

  it("writes the receipt of a cleared laptop again, as often as asked", async () => {
    const deskReceipt = vi.fn().mockRejectedValueOnce(refusal("io", "写不了。")).mockResolvedValue(null);
    const { user } = show({ ...meeting, cleared_at: "2026-01-20 18:00" }, { deskReceipt });
    const go = screen.getByRole("button", { name: "再写一次回执" });
    expect(go).toBeDisabled();
    await user.type(screen.getByLabelText("清除回执存到"), "/stick/again.lzclear");
    await user.click(go);
    expect(await screen.findByRole("alert")).toHaveTextContent("写不了。");
    await user.click(go);
    expect(await screen.findByText("回执已写到 /stick/again.lzclear，请交给秘书处")).toBeVisible();
    await user.click(go);
    await vi.waitFor(() => expect(deskReceipt).toHaveBeenCalledTimes(3));
    expect(deskReceipt).toHaveBeenLastCalledWith(meeting.meeting, "/stick/again.lzclear");
  });

  it("says what it is for and leads to the step before it, by name", async () => {
    const { user, onStep } = show({ ...meeting, task: false, archived: false, result: [] });
    expect(screen.getByText(/会议结束后，在这里收秘书处的结果包/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "先办第 3 步：收任务包" }));
    expect(onStep).toHaveBeenLastCalledWith("task");
    expect(screen.queryByLabelText("结果包文件")).toBeNull();
  });

  it("leads to the meeting card where no meeting is known", async () => {
    const { user, onStep } = show(undefined);
    expect(screen.getByText(/会议归档之后，清除本机并写出清除回执/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "先办第 1 步：读会议卡，核对秘书处" }));
    expect(onStep).toHaveBeenLastCalledWith("card");
  });
});

describe("the request as a code", () => {
  it("is drawn when it is asked for", async () => {
    const requestCode = vi.fn(() => Promise.resolve("<svg xmlns='http://www.w3.org/2000/svg'/>"));
    render(
      <BackendProvider value={double({ requestCode })}>
        <RequestCode meeting="m" />
      </BackendProvider>,
      { wrapper: Providers },
    );
    expect(requestCode).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole("button", { name: "显示二维码" }));
    const code = await screen.findByRole("img", { name: "登记申请二维码" });
    expect(code.getAttribute("src")).toMatch(/^data:image\/svg\+xml;utf8,%3Csvg/);
  });
});
