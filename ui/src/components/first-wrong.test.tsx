import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { useFirstWrong } from "./first-wrong";

function Form({ error, wrong }: { error: unknown; wrong: string }) {
  const ref = useFirstWrong<HTMLFormElement>(error);
  return (
    <form ref={ref}>
      <fieldset>
        <input aria-label="结论" type="radio" />
        <p {...(wrong === "结论" ? { "data-wrong": true } : {})}>说明</p>
      </fieldset>
      <input aria-label="理由" aria-invalid={wrong === "理由"} />
      <button>存</button>
    </form>
  );
}

describe("the first field in error", () => {
  it("gets the keyboard once something was refused", () => {
    const { rerender } = render(<Form error={null} wrong="理由" />);
    expect(document.body).toHaveFocus();
    rerender(<Form error={new Error("no")} wrong="理由" />);
    expect(screen.getByLabelText("理由")).toHaveFocus();
  });

  it("is the field of the group when the words stand beside it", () => {
    render(<Form error={new Error("no")} wrong="结论" />);
    expect(screen.getByLabelText("结论")).toHaveFocus();
  });

  it("takes the keyboard from nobody when no field is in error", () => {
    render(<Form error={new Error("no")} wrong="" />);
    expect(document.body).toHaveFocus();
  });
});
