import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type BidView } from "../../backend";
import { double, refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { FormalCheckSection } from "./formal-check";

beforeEach(() => i18n.changeLanguage("zh"));

describe("the formal check of a bid", () => {
  it("is saved where one says, and says where it lies or why not", async () => {
    const formalCheckSave = vi
      .fn()
      .mockRejectedValueOnce(refusal("io", "磁盘写不进。"))
      .mockResolvedValue({ path: "/u/审查.pdf", digest: null, pages: 2 });
    const chooseSave = vi.fn(() => Promise.resolve("/u/审查.pdf"));
    const user = userEvent.setup();
    render(
      <BackendProvider value={double({ formalCheckSave, chooseSave })}>
        <FormalCheckSection view={{ batch: "第一批", no: "JB-1" } as BidView} />
      </BackendProvider>,
      { wrapper: Providers },
    );
    const form = within(screen.getByRole("form", { name: "保存 PDF" }));
    expect(screen.getByText(/只有人能看出的留空，结论由审查人填写/)).toBeVisible();
    expect(form.getByRole("button", { name: "保存 PDF" })).toBeDisabled();
    await user.click(form.getByRole("button", { name: "选择……" }));
    expect(chooseSave).toHaveBeenCalledWith("JB-1_形式审查表.pdf");
    await user.click(form.getByRole("button", { name: "保存 PDF" }));
    expect(await screen.findByText("磁盘写不进。")).toBeVisible();
    await user.click(form.getByRole("button", { name: "保存 PDF" }));
    expect(await screen.findByText("已保存：/u/审查.pdf")).toBeVisible();
    expect(formalCheckSave).toHaveBeenLastCalledWith("第一批", "JB-1", "/u/审查.pdf");
  });
});
