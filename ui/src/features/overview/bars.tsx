import { colours } from "../../theme";
import { Chart, Legend, Piece, TOP, type Look, type Titled } from "./chart";
import { lengthOf, linesOf, most, widthOf } from "./shares";

/** One bar: its name, its parts from the left, and its figure in words. */
export interface Bar {
  label: string;
  parts: readonly { look: Look; value: bigint }[];
  figure: string;
  /** The whole that its parts are measured by, drawn as a frame. */
  whole?: bigint | null;
}

const WIDTH = 520;
/** No name is given more room than this; a longer one goes on in a further line. */
const NAME = 170;
const LINE = 15;
const BAR = 13;
const GAP = 8;

/** Horizontal bars one below the other: on one scale, or each measured by its own whole. */
export function Bars({
  bars,
  legend = [],
  own = false,
  ...titled
}: Titled & {
  bars: readonly Bar[];
  legend?: readonly { look: Look; label: string }[];
  /** Each bar is measured by its own whole. */
  own?: boolean;
}) {
  const room = Math.min(NAME, widest(bars.map(({ label }) => label)));
  const left = room + 10;
  const long = WIDTH - left - widest(bars.map(({ figure }) => figure)) - 12;
  const longest = most(bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0n)));
  const { rows, height } = rowsOf(bars, room, legend.length > 0 ? TOP + 20 : TOP);
  return (
    <Chart {...titled} width={WIDTH} height={height} data={bars}>
      <Legend of={legend} y={TOP + 4} />
      {rows.map(({ bar, lines, y }) => (
        <g key={bar.label}>
          {lines.map((line, n) => (
            <text key={n} x={room} y={y + 11 + n * LINE} textAnchor="end">
              {line}
            </text>
          ))}
          <Parts bar={bar} scale={own ? (bar.whole ?? 0n) : longest} x={left} y={y} long={long} />
        </g>
      ))}
    </Chart>
  );
}

function widest(texts: readonly string[]): number {
  return Math.max(...texts.map(widthOf), 0);
}

/** Where each bar stands below the one before it. */
function rowsOf(bars: readonly Bar[], room: number, top: number) {
  let y = top;
  const rows = bars.map((bar) => {
    const lines = linesOf(bar.label, room);
    const at = y;
    y += lines.length * LINE + GAP;
    return { bar, lines, y: at };
  });
  return { rows, height: y };
}

interface Place {
  bar: Bar;
  /** What `long` stands for. */
  scale: bigint;
  x: number;
  y: number;
  long: number;
}

/** Where each part of a bar begins, and how wide it is: more than the whole fills it, the figure says how much more. */
function partsOf({ bar, scale, x, long }: Place) {
  let end = x;
  const parts = bar.parts.map(({ look, value }) => {
    const from = end;
    const width = Math.min(lengthOf(value, scale, long), x + long - from);
    end += width;
    return { look, from, width };
  });
  return { parts, end };
}

/** The parts of one bar from the left, and its figure at their end. */
function Parts(place: Place) {
  const { bar, x, y, long } = place;
  const { parts, end } = partsOf(place);
  const framed = bar.whole != null && bar.whole > 0n;
  const after = framed ? x + long : end;
  return (
    <>
      {framed && (
        <rect
          x={x + 0.5}
          y={y + 0.5}
          width={long - 1}
          height={BAR}
          fill={colours.frame}
          stroke={colours.control}
          strokeWidth="1"
        />
      )}
      {parts.map(({ look, from, width }) => (
        <Piece
          key={look}
          look={look}
          x={from + 0.5}
          y={y + 0.5}
          width={width === 0 ? 0 : Math.max(width - 1, 0.5)}
          height={BAR}
        />
      ))}
      <text x={after + (after === x ? 0 : 6)} y={y + 11} fontWeight="600">
        {bar.figure}
      </text>
    </>
  );
}
