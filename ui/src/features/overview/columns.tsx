import { colours } from "../../theme";
import { Chart, Piece, TOP, type Look, type Titled } from "./chart";
import { lengthOf, most, widthOf } from "./shares";

/** One group of columns, such as a year: its name, and the figure of each series. */
export interface Group {
  label: string;
  /** By series; nothing where it has none. */
  values: readonly { value: bigint; figure: string }[];
}

const WIDTH = 520;
const HIGH = 110;
const LINE = 17;
const COLUMN = 14;

/** How wide a chart of so many groups is. */
export function widthOfColumns(groups: readonly Group[], names: readonly string[]): number {
  return Math.max(WIDTH, headOf(names) + groups.length * cellOf(groups));
}

/** Room for the names of the series. */
function headOf(names: readonly string[]): number {
  return 22 + Math.max(...names.map(widthOf), 0) + 12;
}

/** Room for one group: its name and its figures stand below it uncut. */
function cellOf(groups: readonly Group[]): number {
  const texts = groups.flatMap(({ label, values }) => [label, ...values.map(({ figure }) => figure)]);
  return Math.max(...texts.map(widthOf), 48) + 14;
}

/** Where the columns stand. */
const BASE = TOP + HIGH;
/** The lines below them: the names of the groups, then one of figures for each series. */
const line = (n: number): number => BASE + 16 + n * LINE;

type Series = readonly { look: Look; label: string }[];

/** Columns side by side in groups, with their figures as a small table below: it is the legend too. */
export function Columns({
  groups,
  series,
  ...titled
}: Titled & { groups: readonly Group[]; series: Series }) {
  const names = series.map(({ label }) => label);
  const head = headOf(names);
  const cell = cellOf(groups);
  const tallest = most(groups.flatMap(({ values }) => values.map(({ value }) => value)));
  const data = groups.map(({ label, values }) => ({
    label,
    figure: values.map(({ figure }, n) => `${names[n] ?? ""} ${figure}`).join(" "),
  }));
  return (
    <Chart {...titled} width={widthOfColumns(groups, names)} height={line(series.length) + 6} data={data}>
      {groups.map((group, at) => (
        <Cell
          key={group.label}
          group={group}
          series={series}
          tallest={tallest}
          x={head + at * cell}
          width={cell}
        />
      ))}
      <rect x={head} y={BASE} width={groups.length * cell} height="1" fill={colours.past} />
      {series.map(({ look, label }, n) => (
        <g key={look}>
          <Piece look={look} x={0.5} y={line(n + 1) - 9.5} width={14} height={9} />
          <text x={20} y={line(n + 1)} fill={colours.ink2}>
            {label}
          </text>
        </g>
      ))}
    </Chart>
  );
}

/** One group: its columns, its name, its figures. */
function Cell({
  group,
  series,
  tallest,
  x,
  width,
}: {
  group: Group;
  series: Series;
  tallest: bigint;
  x: number;
  width: number;
}) {
  const { label, values } = group;
  const first = x + width / 2 - (values.length * COLUMN) / 2;
  return (
    <g>
      {values.map(({ value, figure }, n) => {
        const high = lengthOf(value, tallest, HIGH - 4);
        return (
          <g key={n}>
            <Piece
              look={series[n]?.look ?? "full"}
              x={first + n * COLUMN + 1.5}
              y={BASE - high + 0.5}
              width={COLUMN - 3}
              height={high === 0 ? 0 : Math.max(high - 1, 0.5)}
            />
            <text x={x + width - 6} y={line(n + 1)} textAnchor="end">
              {figure}
            </text>
          </g>
        );
      })}
      <text x={x + width - 6} y={line(0)} textAnchor="end" fontWeight="600">
        {label}
      </text>
    </g>
  );
}
