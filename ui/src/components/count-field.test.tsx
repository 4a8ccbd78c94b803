import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";

import { CountField } from "./count-field";

function Field({ told }: { told: (count: number) => void }) {
  const [count, setCount] = useState(0);
  return (
    <label>
      票数
      <CountField
        id="count"
        value={count}
        onCount={(next) => {
          told(next);
          setCount(next);
        }}
      />
    </label>
  );
}

describe("a count", () => {
  it("is never rounded into another one: what is no whole number stays as typed and is marked", async () => {
    const told = vi.fn();
    const user = userEvent.setup();
    render(<Field told={told} />);
    const field = screen.getByLabelText("票数");
    for (const [typed, count] of [
      ["3.6", Number.NaN],
      ["-3", Number.NaN],
      ["三", Number.NaN],
      ["１２", 12],
      ["7", 7],
    ] as const) {
      await user.clear(field);
      await user.type(field, typed);
      expect(told).toHaveBeenLastCalledWith(count);
      expect(field).toHaveValue(typed);
      expect(field.getAttribute("aria-invalid")).toBe(Number.isNaN(count) ? "true" : null);
    }
    await user.clear(field);
    expect(told).toHaveBeenLastCalledWith(0);
  });
});
