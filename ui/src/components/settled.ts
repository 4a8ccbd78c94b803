import { useEffect, useState } from "react";

/** A value once it has rested for `rest` milliseconds: what is typed is not judged at each keystroke. */
export function useSettled<T>(value: T, rest = 300): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), rest);
    return () => clearTimeout(timer);
  }, [value, rest]);
  return settled;
}
