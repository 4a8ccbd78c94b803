import type { ThemeConfig } from "antd";

/** The design's colours: the one source of them. `applyTokens` hands them to the style sheets as custom properties. */
export const colours = {
  ink1: "#1A1D1F",
  ink2: "#474D51",
  ink3: "#62696E",
  line: "#D5D3CB",
  hair: "#E9E7E0",
  frame: "#F3F2EE",
  paper: "#FFFFFF",
  sunk: "#F9F8F5",
  accent: "#0F5C66",
  accentHover: "#0B4A53",
  accentWeak: "#E3EEEE",
  accentLine: "#9CC0C2",
  stop: "#A3301C",
  stopWeak: "#F9EBE7",
  warn: "#7A5100",
  warnWeak: "#F8F0DC",
  ok: "#2B6340",
  okWeak: "#E7F1E9",
  control: "#BDBBB3",
  faint: "#8A9094",
  past: "#5B6165",
  hatch: "#E4E2DB",
  warnLine: "#C79A3A",
} as const;

/** The typefaces of text, also in pictures that are saved. */
export const sans = "'Noto Sans CJK SC','Microsoft YaHei','PingFang SC','Source Han Sans SC',sans-serif";
const mono = "'Noto Sans Mono CJK SC',Consolas,Menlo,monospace";

/** `accentWeak` → `--accent-weak`. */
function property(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Writes the tokens to the root element, once at start. */
export function applyTokens(root: HTMLElement): void {
  for (const [name, value] of Object.entries(colours)) {
    root.style.setProperty(property(name), value);
  }
  root.style.setProperty("--sans", sans);
  root.style.setProperty("--mono", mono);
}

const c = colours;

/** The same tokens for Ant Design. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: c.accent,
    colorInfo: c.accent,
    colorLink: c.accent,
    colorSuccess: c.ok,
    colorWarning: c.warn,
    colorError: c.stop,
    colorText: c.ink1,
    colorTextSecondary: c.ink2,
    colorTextTertiary: c.ink3,
    colorTextPlaceholder: c.ink3,
    colorBorder: c.control,
    colorBorderSecondary: c.line,
    colorBgLayout: c.frame,
    colorFillAlter: c.sunk,
    fontFamily: sans,
    fontSize: 14,
    lineHeight: 1.5,
    borderRadius: 3,
    borderRadiusLG: 4,
    borderRadiusSM: 2,
    controlHeight: 32,
    controlHeightSM: 26,
    controlHeightLG: 40,
    motion: false,
  },
  components: {
    Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none", fontWeight: 500 },
    Table: {
      cellPaddingBlockSM: 5,
      cellPaddingInlineSM: 8,
      cellFontSizeSM: 13,
      headerBg: c.frame,
      headerColor: c.ink2,
      headerSplitColor: "transparent",
      borderColor: c.hair,
      rowHoverBg: c.sunk,
      rowSelectedBg: c.accentWeak,
      rowSelectedHoverBg: c.accentWeak,
    },
    Segmented: { trackBg: c.hair, itemSelectedBg: c.paper, itemSelectedColor: c.accent, trackPadding: 2 },
    Input: { activeShadow: `0 0 0 2px ${c.accentLine}` },
    InputNumber: { activeShadow: `0 0 0 2px ${c.accentLine}` },
    Select: { activeOutlineColor: c.accentLine },
  },
};
