import { Watermark } from "antd";
import { useEffect, useState } from "react";

import type { DeskView } from "../../backend";

const minute = () => {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, "0");
  return `${two(now.getMonth() + 1)}-${two(now.getDate())} ${two(now.getHours())}:${two(now.getMinutes())}`;
};

/** Whose screen this is, and when, over everything that can be photographed. */
export function Watermarked({ view, strength }: { view: DeskView; strength: number }) {
  const [at, setAt] = useState(minute);
  useEffect(() => {
    const timer = setInterval(() => setAt(minute()), 15_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <Watermark
      className="dk-mark-over"
      content={`${view.name} ${view.expert_no} · ${at}`}
      gap={[90, 120]}
      rotate={-20}
      font={{ color: `rgba(26,29,31,${strength})`, fontSize: 15 }}
    >
      <div className="dk-mark-fill" />
    </Watermark>
  );
}
