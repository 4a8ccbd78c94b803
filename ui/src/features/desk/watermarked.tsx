import { Watermark } from "antd";
import { useEffect, useState } from "react";

import type { DeskView } from "../../backend";
import { clockStamp } from "../../clock";

const minute = () => clockStamp().slice(5, 16);

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
