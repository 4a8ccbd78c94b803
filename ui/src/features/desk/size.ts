import { useState } from "react";

import type { DeskSize } from "../../frame/desk-frame";

const PLACE = "lunzheng.desk.size";

function remembered(): DeskSize {
  try {
    return localStorage.getItem(PLACE) === "large" ? "large" : "standard";
  } catch {
    // A window may have no storage.
    return "standard";
  }
}

/** The type size of this laptop's desk. */
export function useDeskSize(): [DeskSize, (size: DeskSize) => void] {
  const [size, setSize] = useState(remembered);
  return [
    size,
    (next) => {
      setSize(next);
      try {
        localStorage.setItem(PLACE, next);
      } catch {
        // It holds for this sitting.
      }
    },
  ];
}
