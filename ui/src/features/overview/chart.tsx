import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useRef, type ReactNode, type Ref } from "react";
import { useTranslation } from "react-i18next";

import { useBackend } from "../../backend";
import { Mark } from "../../components/marks";
import { Changes } from "../../components/may";
import { ProblemBox } from "../../components/problem-box";
import { colours, sans } from "../../theme";
import { widthOf } from "./shares";

/** What every chart of the page has. */
export interface Titled {
  /** What it shows, without a day: its file is named by it. */
  name: string;
  /** Today, ISO: up to when it tells. */
  today: string;
}

/** A picture and what is told of it. */
export interface Drawn {
  width: number;
  height: number;
  /** Its data in words: for who does not see it, and inside the file. */
  data: readonly { label: string; figure: string }[];
  children: ReactNode;
}

/** Where the drawing begins below the title. */
export const TOP = 34;

/** The text of a picture as it is drawn. All it needs stands in its own attributes. */
export function svgText(svg: SVGSVGElement): string {
  return new XMLSerializer().serializeToString(svg);
}

/** A name that every file system takes. */
export function fileName(name: string, today: string): string {
  return `${name.replace(/\s*[/\\:*?"<>|：]\s*/g, "_")}_${today}.svg`;
}

/** A chart with its title, and the button that saves it as a picture. */
export function Chart({ name, today, ...drawn }: Titled & Drawn) {
  const { t } = useTranslation();
  const backend = useBackend();
  const svg = useRef<SVGSVGElement>(null);
  const save = useMutation({
    mutationFn: async () => {
      const path = await backend.chooseSave(fileName(name, today));
      return path === null || svg.current === null
        ? null
        : await backend.overviewPicture(path, svgText(svg.current));
    },
  });
  return (
    <figure className="ov-chart">
      <Picture ref={svg} title={t("overview.chart.until", { name, today })} {...drawn} />
      <div className="ov-save">
        <Changes>
          <Button
            size="small"
            aria-label={t("overview.chart.saveOf", { name })}
            disabled={save.isPending}
            onClick={() => save.mutate()}
          >
            {t(save.isPending ? "overview.chart.saving" : "overview.chart.save")}
          </Button>
        </Changes>
        {save.isSuccess && save.data !== null && (
          <span className="say say-done" role="status">
            <Mark kind="done" /> {t("overview.chart.saved", { path: save.data })}
          </span>
        )}
      </div>
      {save.isError && <ProblemBox error={save.error} />}
    </figure>
  );
}

/** The drawing: looks the same in the window and in a file, for it takes nothing from a style sheet. */
function Picture({
  ref,
  title,
  width,
  height,
  data,
  children,
}: Drawn & { ref: Ref<SVGSVGElement>; title: string }) {
  const { t } = useTranslation();
  const told = data.map((one) => t("overview.chart.one", one)).join(t("overview.chart.join"));
  return (
    <svg
      ref={ref}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      fontFamily={sans}
      fontSize="12"
      fill={colours.ink1}
      role="img"
      aria-label={title}
    >
      <title>{title}</title>
      <desc>{told}</desc>
      <rect width={width} height={height} fill={colours.paper} />
      <text x="0" y="15" fontSize="13" fontWeight="700">
        {title}
      </text>
      {children}
    </svg>
  );
}

/** How a part of a bar or a column is drawn: by its filling and its outline, so that its colour alone says nothing. */
export type Look = "full" | "open" | "broken" | "grey";

const LOOKS = {
  full: { fill: colours.accent, stroke: colours.accent },
  open: { fill: colours.accentWeak, stroke: colours.accent },
  broken: { fill: colours.paper, stroke: colours.faint, strokeDasharray: "3 2" },
  grey: { fill: colours.past, stroke: colours.past },
} as const;

/** A rectangle of that look; nothing where it has no size. */
export function Piece({ look, ...at }: { look: Look; x: number; y: number; width: number; height: number }) {
  return at.width <= 0 || at.height <= 0 ? null : <rect {...at} {...LOOKS[look]} strokeWidth="1" />;
}

/** What the looks mean, in a line below the title. */
export function Legend({ of, y }: { of: readonly { look: Look; label: string }[]; y: number }) {
  return placed(of).map(({ look, label, at }) => (
    <g key={look}>
      <Piece look={look} x={at + 0.5} y={y - 9.5} width={14} height={9} />
      <text x={at + 20} y={y} fill={colours.ink2}>
        {label}
      </text>
    </g>
  ));
}

/** Each word of a legend after the one before it. */
function placed(of: readonly { look: Look; label: string }[]) {
  let end = 0;
  return of.map((one) => {
    const at = end;
    end += 20 + widthOf(one.label) + 18;
    return { ...one, at };
  });
}
