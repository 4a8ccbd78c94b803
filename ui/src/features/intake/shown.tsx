import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { vi } from "vitest";

import { BackendProvider } from "../../backend";
import { Providers } from "../../test/providers";
import { intakeDouble } from "./fixture";
import { IntakePage } from "./intake-page";

/** Grave faults that a reader of the screen would meet. */
export async function serious(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}

/** The page, with what it was asked. */
export function shown(
  given = intakeDouble(),
  batch: string | null = "2026年第一批",
  dropped: string | null = null,
) {
  const onDone = vi.fn();
  const onBack = vi.fn();
  const page = (path: string | null) => (
    <BackendProvider value={given.backend}>
      <IntakePage batch={batch} kind="bids" onDone={onDone} onBack={onBack} dropped={path} />
    </BackendProvider>
  );
  const { rerender } = render(page(dropped), { wrapper: Providers });
  return { user: userEvent.setup(), onDone, onBack, drop: (path: string) => rerender(page(path)), ...given };
}

/** The page with its file read. */
export async function opened(given = intakeDouble(), batch: string | null = "2026年第一批") {
  const all = shown(given, batch, "/media/stick/方案汇总表.xlsx");
  await screen.findByText(/方案汇总表.xlsx ·/);
  return all;
}
