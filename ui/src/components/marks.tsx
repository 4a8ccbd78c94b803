import type { ReactNode } from "react";

import { colours as c } from "../theme";

export type MarkKind =
  "done" | "part" | "none" | "warn" | "stop" | "recuse" | "wait" | "lock" | "tie" | "info";

const colour: Record<MarkKind, string> = {
  done: c.ok,
  part: c.accent,
  none: c.faint,
  warn: c.warn,
  stop: c.stop,
  recuse: c.ink2,
  wait: c.ink2,
  lock: c.ink2,
  tie: c.warn,
  info: c.accent,
};

const shapes: Record<MarkKind, (f: string) => ReactNode> = {
  done: (f) => (
    <path d="M2.5 8.5 6.2 12 13.5 4" fill="none" stroke={f} strokeWidth="2.2" strokeLinecap="square" />
  ),
  part: (f) => (
    <>
      <circle cx="8" cy="8" r="5.6" fill="none" stroke={f} strokeWidth="1.7" />
      <path d="M8 2.4a5.6 5.6 0 0 1 0 11.2Z" fill={f} />
    </>
  ),
  none: (f) => <circle cx="8" cy="8" r="5.6" fill="none" stroke={f} strokeWidth="1.5" />,
  warn: (f) => (
    <>
      <path d="M8 1.8 15 14H1Z" fill="none" stroke={f} strokeWidth="1.6" strokeLinejoin="round" />
      <path d="M8 6v4M8 11.4v1.3" stroke={f} strokeWidth="1.7" />
    </>
  ),
  stop: (f) => (
    <>
      <path d="M5 1.5h6L14.5 5v6L11 14.5H5L1.5 11V5Z" fill={f} />
      <path d="m5.3 5.3 5.4 5.4m0-5.4-5.4 5.4" stroke="#fff" strokeWidth="1.7" />
    </>
  ),
  recuse: (f) => (
    <>
      <circle cx="8" cy="8" r="5.8" fill="none" stroke={f} strokeWidth="1.6" />
      <path d="M4 12 12 4" stroke={f} strokeWidth="1.6" />
    </>
  ),
  wait: (f) => (
    <>
      <circle cx="8" cy="8" r="5.8" fill="none" stroke={f} strokeWidth="1.5" />
      <path d="M8 4.6V8l2.4 1.6" fill="none" stroke={f} strokeWidth="1.6" />
    </>
  ),
  tie: (f) => <path d="M3 5.5h10M3 10.5h10" stroke={f} strokeWidth="2.2" />,
  info: (f) => (
    <>
      <circle cx="8" cy="8" r="5.8" fill="none" stroke={f} strokeWidth="1.5" />
      <path d="M8 7.2v4M8 4.4v1.5" stroke={f} strokeWidth="1.6" />
    </>
  ),
  lock: (f) => (
    <>
      <path d="M3.5 7.5h9v6.2h-9Z" fill={f} />
      <path d="M5.4 7.2V5.2a2.6 2.6 0 0 1 5.2 0v2" fill="none" stroke={f} strokeWidth="1.6" />
    </>
  ),
};

/** A status is a shape first, a colour second; a word stands beside it. */
export function Mark({ kind, size = 14 }: { kind: MarkKind; size?: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 16 16" aria-hidden>
      {shapes[kind](colour[kind])}
    </svg>
  );
}

/** The word mark's seal. */
export function Seal({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden>
      <rect
        x=".75"
        y=".75"
        width="18.5"
        height="18.5"
        rx="2"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
      />
      <path d="M4.5 6h11M4.5 10h7.5M4.5 14h4.5" stroke="currentColor" strokeWidth="1.8" />
    </svg>
  );
}
