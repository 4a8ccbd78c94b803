import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";

import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { PdfBar } from "./pdf-bar";
import { usePdfReader } from "./use-pdf-reader";

beforeEach(() => i18n.changeLanguage("zh"));

function Reader() {
  const reader = usePdfReader("p1");
  return (
    <>
      <PdfBar {...reader.bar} />
      <output>{reader.view.zoom}</output>
    </>
  );
}

it("enlarges a paper step by step, back to the width of its place, and no further than three times", async () => {
  const user = userEvent.setup();
  render(<Reader />, { wrapper: Providers });
  const zoom = () =>
    screen
      .getAllByRole("status")
      .map((one) => one.textContent)
      .at(-1);
  await user.click(screen.getByRole("button", { name: "放大材料" }));
  expect(zoom()).toBe("1.25");
  await user.click(screen.getByRole("button", { name: /材料恢复适合宽度/ }));
  await user.click(screen.getByRole("button", { name: "缩小材料" }));
  expect(zoom()).toBe("0.8");
  for (let n = 0; n < 9; n += 1) {
    await user.click(screen.getByRole("button", { name: "放大材料" }));
  }
  expect(zoom()).toBe("3");
});
