import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { Refused } from "../../backend";
import { i18n } from "../../i18n";
import { looked, other, own, problem, rooms, serious, showRooms } from "./fixture";

vi.setConfig({ testTimeout: 60_000 });
beforeEach(() => i18n.changeLanguage("zh"));

const files = { archive: "/u/归档.lzp", card: "/u/会议卡.lzcard", key: "/u/归档.lzkey" };

/** The form with its files named and the passphrase typed, looked at. */
async function look(given: Parameters<typeof showRooms>[0]) {
  const user = userEvent.setup({ delay: null });
  showRooms({ rooms: () => Promise.resolve({ ...rooms, others: [] }), ...given });
  await screen.findByRole("region", { name: own.title });
  await user.keyboard("{Control>}i{/Control}");
  const form = within(screen.getByRole("region", { name: "收入另一会场的归档" }));
  expect(form.getByText("先选归档和会议卡")).toBeVisible();
  await user.type(form.getByLabelText("归档文件"), files.archive);
  await user.type(form.getByLabelText("对方秘书处的会议卡"), files.card);
  await user.type(form.getByLabelText(/归档钥匙/), files.key);
  expect(form.getByText("钥匙须有口令")).toBeVisible();
  await user.type(form.getByLabelText("钥匙口令"), "一句口令{Control>}{Enter}{/Control}");
  return { user, form };
}

describe("rooms side by side", () => {
  it("show each panel by its own ranks, and say that points are not compared", async () => {
    showRooms();
    const first = within(await screen.findByRole("region", { name: own.title }));
    const second = within(screen.getByRole("region", { name: other.title }));
    for (const room of [first, second]) {
      const ranks = room
        .getAllByRole("row")
        .slice(1)
        .map((row) => row.querySelector("td")?.textContent);
      expect(ranks).toEqual(["1", "2"]);
    }
    expect(screen.getByText(/不同专家组之间的得分不能直接比较/)).toBeVisible();
    expect(second.getByText(/组长 未登记/)).toBeVisible();
    expect(second.getByText(/42 条签名记录重新计算，一致/)).toHaveTextContent(
      "24 位核对码已与郑示例（电话）核对",
    );
    expect(second.queryByText(/评审方法不同/)).toBeNull();
    expect(second.getByText("同一评分表和算法（两份冻结各有摘要）")).toBeVisible();
    expect(first.queryByText(/同一评分表和算法/)).toBeNull();
    expect(await serious()).toEqual([]);
  });

  it("say that there is none yet, what the own result lacks, and that a method differs", async () => {
    const { unmount } = showRooms({
      rooms: () => Promise.resolve({ ...rooms, own: null, others: [], lacks: [problem("x", "还没有结论")] }),
    });
    expect(await screen.findByText("还没有收入其他专家组的归档")).toBeVisible();
    expect(screen.getByText("还没有结论")).toBeVisible();
    unmount();
    showRooms({
      rooms: () => Promise.resolve({ ...rooms, others: [{ ...other, scored_alike: false }] }),
    });
    expect(await screen.findByText(/与本会场的评分表或者评审方法不同/)).toBeVisible();
  });

  it("say that they are being read, and what went wrong with a way to try again", async () => {
    showRooms({ rooms: () => Promise.reject(new Refused([problem("x", "读不到")])) });
    expect(screen.getByRole("status")).toHaveTextContent("各会场的结果");
    expect(await screen.findByText("读不到")).toBeVisible();
    expect(screen.getByRole("button", { name: "重试" })).toBeVisible();
  });

  it("go back to the results by Esc", async () => {
    const onGo = vi.fn();
    showRooms({}, onGo);
    await screen.findByRole("region", { name: own.title });
    await userEvent.keyboard("{Escape}");
    expect(onGo).toHaveBeenCalledWith("/results");
  });
});

describe("another room's archive", () => {
  it("is looked at, compared aloud, and taken in from the keyboard", async () => {
    const roomTake = vi.fn(() => Promise.resolve());
    const roomLook = vi.fn(() => Promise.resolve({ room: looked, problems: [] }));
    const { user, form } = await look({ roomLook, roomTake });
    await form.findByText(/算得与归档所载一致/);
    expect(roomLook).toHaveBeenCalledWith("LZ-1", files, "一句口令");
    const digits = "1234 5678 9012 3456 7890 123";
    await user.type(form.getByLabelText(/24 位核对码/), digits);
    expect(form.getByText("先输入 24 位核对码")).toBeVisible();
    await user.keyboard("4{Control>}{Enter}{/Control}");
    expect(form.getByText("先写与谁核对")).toBeVisible();
    expect(roomTake).not.toHaveBeenCalled();
    expect(await serious()).toEqual([]);
    await user.type(form.getByLabelText(/与谁核对/), "郑示例（电话）{Control>}{Enter}{/Control}");
    await waitFor(() =>
      expect(roomTake).toHaveBeenCalledWith("LZ-1", files, "一句口令", {
        archive: "a7".repeat(32),
        digits: `${digits}4`,
        compared_with: "郑示例（电话）",
      }),
    );
    await waitFor(() => expect(screen.queryByRole("region", { name: "收入另一会场的归档" })).toBeNull());
  });

  it("that may not be taken in says why and offers no digits", async () => {
    const roomLook = () =>
      Promise.resolve({ room: looked, problems: [problem("parallel.same_item", "B8两处都评了。")] });
    const { form } = await look({ roomLook });
    expect(await form.findByText("B8两处都评了。")).toBeVisible();
    expect(form.queryByLabelText(/24 位核对码/)).toBeNull();
  });

  it("says in one sentence that it is being computed", async () => {
    const { form } = await look({ roomLook: () => new Promise(() => undefined) });
    expect(form.getByRole("status")).toHaveTextContent(/^正在按签名记录重新计算归档，请稍候……$/);
  });

  it("of the own meeting is refused by that alone, not by what follows from it as well", async () => {
    const problems = [
      problem("parallel.same_item", "B8两处都评了。"),
      problem("parallel.own", "归档是本处会议LZ-1的。"),
    ];
    const { form } = await look({ roomLook: () => Promise.resolve({ room: looked, problems }) });
    expect(await form.findByText("归档是本处会议LZ-1的。")).toBeVisible();
    expect(form.queryByText("B8两处都评了。")).toBeNull();
  });

  it("that was altered is refused in words", async () => {
    const roomLook = () => Promise.reject(new Refused([problem("archive.differs", "归档与签名记录不一致")]));
    const { form } = await look({ roomLook });
    expect(await form.findByText("归档与签名记录不一致")).toBeVisible();
  });

  it("is taken back with a reason, and not once the summary was saved", async () => {
    const roomTakeBack = vi.fn(() => Promise.resolve());
    const user = userEvent.setup({ delay: null });
    const { unmount } = showRooms({ roomTakeBack });
    await user.click(await screen.findByRole("button", { name: "退回这份归档" }));
    expect(screen.getByRole("button", { name: /^退\s*回$/ })).toBeDisabled();
    await user.type(screen.getByLabelText("退回的理由"), "取错文件");
    await user.click(screen.getByRole("button", { name: /^退\s*回$/ }));
    await waitFor(() => expect(roomTakeBack).toHaveBeenCalledWith("LZ-1", "a7".repeat(32), "取错文件"));
    unmount();
    const back = {
      session_no: "LZ-2",
      archive: "b8".repeat(32),
      at: "2026-01-21 08:00",
      by: "钱示例",
      reason: "取错文件",
    };
    showRooms({ rooms: () => Promise.resolve({ ...rooms, printed: true, taken_back: [back] }) });
    expect(await screen.findByText("汇总表已经存出，所依据的归档不再退回")).toBeVisible();
    expect(screen.getByText(/会议 LZ-2，2026-01-21 08:00 由钱示例退回：取错文件/)).toBeVisible();
    expect(screen.queryByRole("button", { name: "退回这份归档" })).toBeNull();
  });
});
