import { screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { objection, posted, serious, shown, toDecide } from "./fixture";

beforeEach(() => i18n.changeLanguage("zh"));

describe("the papers of a decision", () => {
  it("are there once the meeting decided", async () => {
    shown({}, toDecide());
    await screen.findByRole("region", { name: "审定" });
    expect(screen.queryByRole("region", { name: "文书" })).toBeNull();
  });

  it("are saved where one says, those of an objection too, and say where they lie or why not", async () => {
    const approvalSave = vi
      .fn()
      .mockRejectedValueOnce(refusal("io", "磁盘写不进。"))
      .mockResolvedValue({ path: "/u/公示.pdf", digest: null, pages: 3 });
    const { user } = shown({ approvalSave }, posted({ objections: [objection()] }));
    const form = within(await screen.findByRole("form", { name: "文书" }));
    expect(form.getByRole("button", { name: "保存 PDF" })).toBeDisabled();
    expect(form.getByText("先写保存到哪里")).toBeVisible();
    await user.type(form.getByLabelText("保存到"), "/u/公示.pdf{Enter}");
    expect(await screen.findByText("磁盘写不进。")).toBeVisible();
    await user.click(form.getByRole("combobox", { name: "哪一份" }));
    await user.click(await screen.findByTitle("异议处理单 Y-001"));
    expect(screen.queryByText("磁盘写不进。")).toBeNull();
    await user.click(form.getByRole("button", { name: "保存 PDF" }));
    expect(await screen.findByText("已保存：/u/公示.pdf")).toBeVisible();
    expect(approvalSave).toHaveBeenLastCalledWith(
      "S-001",
      { paper: "objection", no: "Y-001" },
      "/u/公示.pdf",
    );
    expect(await serious()).toEqual([]);
  });
});
