import { useMutation } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type Backend } from "../backend";
import { double, refusal } from "../backend/double";
import { i18n } from "../i18n";
import { Providers } from "../test/providers";
import { useLeave, useUnsaved, type Way, type Work } from "./unsaved";

beforeEach(() => i18n.changeLanguage("zh"));

function Page({ work, way = "page", onGo }: { work: Work | null; way?: Way; onGo: () => unknown }) {
  useUnsaved(work);
  const leave = useLeave();
  return <button onClick={() => leave(onGo, way)}>走</button>;
}

/** A page with `work`, and what came of leaving it. */
async function leaving(
  work: Work | null,
  way: Way = "page",
  prove: Backend["prove"] = () => Promise.resolve(),
) {
  const user = userEvent.setup();
  const onGo = vi.fn();
  const backend = { ...double(), prove };
  render(
    <BackendProvider value={backend}>
      <Providers>
        <Page work={work} way={way} onGo={onGo} />
      </Providers>
    </BackendProvider>,
  );
  await user.click(screen.getByRole("button", { name: "走" }));
  return { user, onGo };
}

describe("leaving what is not saved", () => {
  it("goes at once when nothing is left", async () => {
    const { onGo } = await leaving(null);
    expect(onGo).toHaveBeenCalledOnce();
  });

  it("asks, names what would be lost, and stays when told to", async () => {
    const { user, onGo } = await leaving({ what: "第 3 项正在写的结论" });
    expect(await screen.findByText(/没有保存：第 3 项正在写的结论/)).toBeInTheDocument();
    expect(onGo).not.toHaveBeenCalled();
    await user.click(screen.getByRole("button", { name: "留下" }));
    expect(onGo).not.toHaveBeenCalled();
  });

  it("goes without saving only when somebody says so", async () => {
    const { user, onGo } = await leaving({ what: "次序" }, "lock");
    await user.click(await screen.findByRole("button", { name: "不保存，锁屏" }));
    expect(onGo).toHaveBeenCalledOnce();
  });

  it("saves what can be saved before it goes", async () => {
    const save = vi.fn(() => Promise.resolve(true));
    const { onGo } = await leaving({ what: "会议记录事项", save }, "lock");
    await waitFor(() => expect(onGo).toHaveBeenCalledOnce());
    expect(save).toHaveBeenCalledOnce();
  });

  it("asks when saving failed", async () => {
    const { onGo } = await leaving({ what: "会议记录事项", save: () => Promise.resolve(false) });
    expect(await screen.findByText(/没有保存：会议记录事项/)).toBeInTheDocument();
    expect(onGo).not.toHaveBeenCalled();
  });

  it("asks of what pages keep only before the lock", async () => {
    const work = { what: "3 处更正", keptOnPages: true };
    const { onGo } = await leaving(work);
    expect(onGo).toHaveBeenCalledOnce();
  });

  it("covers the page when nobody is there and something cannot be saved, until the passphrase is typed", async () => {
    const prove = vi
      .fn<Backend["prove"]>(() => Promise.resolve())
      .mockRejectedValueOnce(refusal("vault.passphrase_wrong", "口令不正确。"));
    const { user, onGo } = await leaving({ what: "3 处更正", keptOnPages: true }, "away", prove);
    const cover = await screen.findByRole("dialog", { name: "一段时间没有操作：页面已遮住" });
    expect(cover).toHaveTextContent("还有 1 处内容没有保存");
    expect(cover, "what it is stays behind the cover").not.toHaveTextContent("更正");
    expect(cover.closest(".covered")).not.toBeNull();
    await user.keyboard("{Escape}");
    await user.type(screen.getByLabelText("口令"), "不对{Enter}");
    expect(await screen.findByRole("alert")).toHaveTextContent("口令不正确。");
    expect(screen.getByRole("dialog")).toBeVisible();
    await user.type(screen.getByLabelText("口令"), "对的{Enter}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(prove.mock.calls).toEqual([["不对"], ["对的"]]);
    expect(onGo).not.toHaveBeenCalled();
  });

  it("leaves the question to the page that asks by itself, save when nobody is there", async () => {
    const work = { what: "团队与合作的 13 分", asksItself: true, save: () => Promise.resolve(false) };
    const { onGo } = await leaving(work, "lock");
    expect(onGo).toHaveBeenCalledOnce();
    cleanup();
    const away = await leaving(work, "away");
    expect(await screen.findByText(/还有 1 处内容没有保存/)).toBeInTheDocument();
    expect(away.onGo).not.toHaveBeenCalled();
  });

  it("does nothing at the second press while the first is in work, so that no question stays over the gate", async () => {
    // Once the vault is being locked nothing can be saved any more.
    const save = vi.fn(() => Promise.resolve(false)).mockResolvedValueOnce(true);
    const locked = { now: (): void => undefined };
    const onGo = vi.fn(() => new Promise<void>((done) => (locked.now = done)));
    function Pages() {
      const [gate, setGate] = useState(false);
      return gate ? (
        <h1>打开</h1>
      ) : (
        <Page work={{ what: "事项", save }} way="lock" onGo={() => onGo().then(() => setGate(true))} />
      );
    }
    render(<Pages />, { wrapper: Providers });
    const button = screen.getByRole("button", { name: "走" });
    await userEvent.click(button);
    await userEvent.click(button);
    await waitFor(() => expect(onGo).toHaveBeenCalledOnce());
    await userEvent.click(button);
    locked.now();
    expect(await screen.findByRole("heading", { name: "打开" })).toBeVisible();
    expect(save).toHaveBeenCalledOnce();
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("takes its question away when another press could save and locked", async () => {
    const save = vi.fn(() => Promise.resolve(true)).mockResolvedValueOnce(false);
    const { onGo } = await leaving({ what: "会议记录事项", save }, "lock");
    await screen.findByText(/没有保存：会议记录事项/);
    fireEvent.click(screen.getByRole("button", { name: "走", hidden: true }));
    await waitFor(() => expect(onGo).toHaveBeenCalledOnce());
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("locks only once a save that is under way has ended", async () => {
    const order: string[] = [];
    const user = userEvent.setup();
    function Saving() {
      const leave = useLeave();
      const save = useMutation({
        mutationFn: () => new Promise((done) => setTimeout(done, 80)),
        onSuccess: () => order.push("saved"),
      });
      return (
        <button
          onClick={() => {
            save.mutate();
            leave(() => order.push("locked"), "lock");
          }}
        >
          存
        </button>
      );
    }
    render(<Saving />, { wrapper: Providers });
    await user.click(screen.getByRole("button", { name: "存" }));
    await waitFor(() => expect(order).toEqual(["saved", "locked"]));
  });
});
