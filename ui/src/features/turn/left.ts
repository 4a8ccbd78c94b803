import { useEffect, useState } from "react";

/** How often the seconds are looked at, ms. */
const LOOK = 250;

/** Seconds that are left of a wait of `seconds`, counted down; another `key` begins anew. */
export function useLeft(seconds: number, key: number): number {
  const [left, setLeft] = useState(seconds);
  const [begun, setBegun] = useState(key);
  if (begun !== key) {
    setBegun(key);
    setLeft(seconds);
  }
  useEffect(() => {
    if (seconds === 0) {
      return undefined;
    }
    const until = performance.now() + seconds * 1000;
    const look = () => setLeft(Math.max(0, Math.ceil((until - performance.now()) / 1000)));
    const timer = setInterval(look, LOOK);
    return () => clearInterval(timer);
  }, [seconds, key]);
  return left;
}
