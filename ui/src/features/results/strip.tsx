import { useTranslation } from "react-i18next";

import type { Dot, ResultRow } from "../../backend";
import type { Axis } from "./axis";

/** The experts' own totals of one bid on the axis, and its score. What departs is a triangle, not only a colour. */
export function Strip({ row, axis, on = false }: { row: ResultRow; axis: Axis; on?: boolean }) {
  const { t } = useTranslation();
  const x = (permille: number) => `${axis.at(permille)}%`;
  const dots = [...row.dots].sort((a, b) => a.permille - b.permille);
  const first = dots[0];
  const last = dots[dots.length - 1];
  const said = dots.map(({ far, name, value }) =>
    far ? t("results.stripFar", { name, value }) : t("results.stripDot", { name, value }),
  );
  const label = t("results.strip", {
    values: said.join("、"),
    score: row.score ?? t("results.notScored"),
  });
  return (
    <svg className="rs-strip" width="100%" height="30" role="img" aria-label={label}>
      <line x1="0" x2="100%" y1="15" y2="15" stroke="var(--hair)" />
      {axis.cut !== null && (
        <line x1={x(axis.cut)} x2={x(axis.cut)} y1="0" y2="30" stroke="var(--ink1)" strokeDasharray="2 2" />
      )}
      {first !== undefined && last !== undefined && (
        <line x1={x(first.permille)} x2={x(last.permille)} y1="15" y2="15" stroke="var(--faint)" />
      )}
      {dots.map((dot, index) => (
        <Spot
          key={dot.expert_no}
          dot={dot}
          x={x(dot.permille)}
          y={height(dots, index)}
          title={said[index] ?? ""}
        />
      ))}
      {row.permille !== null && (
        <line
          x1={x(row.permille)}
          x2={x(row.permille)}
          y1="5"
          y2="25"
          stroke={on ? "var(--accent)" : "var(--ink1)"}
          strokeWidth="3"
        />
      )}
    </svg>
  );
}

/** Room between the first and the last of equal ones: with its own size a dot stays within the row. */
const ROOM = 18;

/** Equal ones stand above each other about the middle, the closer the more there are. */
function height(dots: readonly Dot[], index: number): number {
  const equal = dots.filter((other) => other.permille === dots[index]?.permille);
  if (equal.length < 2) {
    return 15;
  }
  const step = Math.min(6, ROOM / (equal.length - 1));
  return 15 + (step * (equal.length - 1)) / 2 - step * equal.indexOf(dots[index] as Dot);
}

function Spot({ dot, x, y, title }: { dot: Dot; x: string; y: number; title: string }) {
  return (
    <svg x={x} y={y} overflow="visible">
      <title>{title}</title>
      {dot.far ? (
        <path d="M0 -6l5 9h-10Z" fill="var(--paper)" stroke="var(--warn)" strokeWidth="1.7" />
      ) : (
        <circle r="3.6" fill="var(--paper)" stroke="var(--ink2)" strokeWidth="1.4" />
      )}
    </svg>
  );
}

/** The figures of the axis, over the strips. */
export function AxisHead({ axis }: { axis: Axis }) {
  return (
    <svg className="rs-strip" width="100%" height="18" aria-hidden>
      {axis.ticks.map(({ permille, label }, index) => (
        <text
          key={permille}
          x={`${axis.at(permille)}%`}
          y="13"
          fontSize="11"
          fill="var(--ink3)"
          textAnchor={index === 0 ? "start" : permille === 1000 ? "end" : "middle"}
        >
          {label}
        </text>
      ))}
    </svg>
  );
}
