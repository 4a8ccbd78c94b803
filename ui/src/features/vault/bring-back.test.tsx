import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type Backend, type HomeFacts, type StickView } from "../../backend";
import { double, refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { OpenForm } from "./open-form";

beforeEach(() => i18n.changeLanguage("zh"));

const place = "/media/u/秘书处-0000000034.lzbackup";
const stick: StickView = {
  name: "秘书处-0000000034.lzbackup",
  role: "secretariat",
  seq: 34,
  made: "2026-01-20 17:30",
  made_by_file: false,
  kib: 2048,
};

async function chosen(given: Partial<Backend> = {}) {
  const user = userEvent.setup();
  const onOpened = vi.fn();
  const backend = double({
    peek: () => Promise.reject(refusal("vault.is_backup", "这是U盘备份。")),
    stick: () => Promise.resolve(stick),
    ...given,
  });
  render(
    <Providers>
      <BackendProvider value={backend}>
        <OpenForm onOpened={onOpened} locked="" />
      </BackendProvider>
    </Providers>,
  );
  await user.type(screen.getByLabelText("文件夹"), place);
  const form = within(await screen.findByRole("form", { name: "从备份恢复到新的保险库" }));
  return { user, onOpened, form };
}

describe("a folder that is a backup on a stick", () => {
  it("is not opened: which backup it is is said, and a new folder and the passphrase are asked for", async () => {
    const open = vi.fn();
    const { form } = await chosen({ open });
    expect(await form.findByText(/秘书处 · 备份于 2026-01-20 17:30 · 日志 34 条 · 2\.0 MiB/)).toBeVisible();
    expect(form.getByText(/U盘上的内容不会改动/)).toBeVisible();
    expect(screen.queryByRole("button", { name: /^打开 / })).toBeNull();
    expect(form.getByRole("button", { name: /恢复并打开/ })).toBeDisabled();
    expect(form.getByText("先填新保险库的文件夹")).toBeVisible();
    expect(open).not.toHaveBeenCalled();
    const { violations } = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
    expect(violations.map(({ id }) => id).filter((id) => id !== "region")).toEqual([]);
  });

  it("comes back into the folder that was named, says how far it is, can be stopped, and opens", async () => {
    const facts = { journal_seq: 35 } as HomeFacts;
    let come: (facts: HomeFacts) => void = () => undefined;
    const bringBack = vi.fn(() => new Promise<HomeFacts>((resolve) => (come = resolve)));
    const stop = vi.fn(() => Promise.resolve());
    const progress = () => Promise.resolve({ what: "vault.bring_back", done: 512, of: 2048 });
    const { user, onOpened, form } = await chosen({ bringBack, stop, progress });
    await user.type(form.getByLabelText("新保险库的文件夹"), "/home/office/新.lunzheng");
    await user.type(form.getByLabelText("备份时的口令"), "一句足够长的测试口令{Enter}");
    expect(bringBack).toHaveBeenCalledWith(place, "/home/office/新.lunzheng", "一句足够长的测试口令");
    expect(await form.findByText("正在读备份：0.5 / 2.0 MiB")).toBeVisible();
    await user.click(form.getByRole("button", { name: "停止" }));
    expect(stop).toHaveBeenCalledOnce();
    come(facts);
    await vi.waitFor(() => expect(onOpened).toHaveBeenCalled());
  });

  it("says why it did not come back, forgets the passphrase and asks anew", async () => {
    const bringBack = () => Promise.reject(refusal("vault.backup_damaged", "U盘备份已损坏：vault.db。"));
    const { user, onOpened, form } = await chosen({ bringBack });
    await user.type(form.getByLabelText("新保险库的文件夹"), "/home/office/新.lunzheng");
    await user.type(form.getByLabelText("备份时的口令"), "一句足够长的测试口令{Enter}");
    expect(await form.findByRole("alert")).toHaveTextContent("U盘备份已损坏：vault.db。");
    expect(form.getByLabelText("备份时的口令")).toHaveValue("");
    expect(onOpened).not.toHaveBeenCalled();
  });

  it("says of the time of an earlier build's backup that it is the file's", async () => {
    const { form } = await chosen({ stick: () => Promise.resolve({ ...stick, made_by_file: true }) });
    expect(await form.findByText(/备份于 2026-01-20 17:30（文件时间）/)).toBeVisible();
  });
});
