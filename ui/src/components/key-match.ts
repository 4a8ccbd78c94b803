/** One combination, such as `Ctrl Shift L`, taken apart. */
interface Combo {
  ctrl: boolean;
  alt: boolean;
  shift: boolean;
  /** Any of these: `1–7` and `↑↓` stand for several. */
  names: readonly string[];
}

const ARROWS: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
};
const SYMBOLS: Readonly<Record<string, string>> = {
  "/": "/",
  Slash: "/",
  ".": ".",
  Period: ".",
  "+": "+",
  "=": "+",
  Equal: "+",
  "-": "−",
  "−": "−",
  Minus: "−",
};
const NAMED = new Set(["Enter", "Space", "Esc", "Tab", "Home", "End", "PageUp", "PageDown", "Delete"]);
const ALIASES: Readonly<Record<string, string>> = { " ": "Space", Escape: "Esc" };
/** A text field needs these for its own editing. */
const EDITING = new Set(["A", "C", "V", "X", "Y", "Z", "←", "→", "Delete"]);

/** The names the last part of a combination stands for. */
function expand(token: string): string[] {
  const range = /^([0-9])–([0-9])$/.exec(token);
  if (range !== null) {
    const from = Number(range[1]);
    return Array.from({ length: Number(range[2]) - from + 1 }, (_, i) => String(from + i));
  }
  if (/^[↑↓←→]+$/.test(token)) {
    return [...token];
  }
  const name = SYMBOLS[token] ?? ALIASES[token] ?? token;
  if (!NAMED.has(name) && !/^([A-Z0-9/.+−]|F[0-9]{1,2})$/.test(name)) {
    throw new Error(`unknown key: ${token}`);
  }
  return [name];
}

/** Takes a combination apart. A bare letter is an error: a Chinese input method would swallow it. */
export function parse(keys: string): Combo {
  const tokens = keys.split(" ");
  const names = expand(tokens[tokens.length - 1] ?? "");
  const held = new Set(tokens.slice(0, -1));
  const combo = { ctrl: held.has("Ctrl"), alt: held.has("Alt"), shift: held.has("Shift"), names };
  if (!combo.ctrl && !combo.alt && names.some((name) => /^[A-Z]$/.test(name))) {
    throw new Error(`a bare letter is no key: ${keys}`);
  }
  return combo;
}

/** The name of the key that was pressed. The code helps where a layout or an input method changes the character. */
function nameOf({ key, code }: KeyboardEvent): string {
  const letter = /^[a-z]$/i.exec(key)?.[0].toUpperCase() ?? /^Key([A-Z])$/.exec(code)?.[1];
  const digit = /^[0-9]$/.exec(key)?.[0] ?? /^Digit([0-9])$/.exec(code)?.[1];
  return ARROWS[key] ?? ALIASES[key] ?? digit ?? letter ?? SYMBOLS[key] ?? SYMBOLS[code] ?? key;
}

/** The key of `keys` that `event` pressed, such as `5` of `Alt 1–7`; nothing when it is another. */
export function pressed(keys: string, event: KeyboardEvent): string | null {
  const combo = parse(keys);
  const name = nameOf(event);
  // Where a sign stands with or without Shift depends on the keyboard.
  const shiftFits = combo.shift === event.shiftKey || name in SYMBOLS;
  const fits = combo.ctrl === event.ctrlKey && combo.alt === event.altKey && shiftFits && !event.metaKey;
  return fits && combo.names.includes(name) ? name : null;
}

/** Whether the input method is at work: its keys are not ours. */
export function composing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

const TEXT =
  "textarea,select,[contenteditable]:not([contenteditable=false]),[role=combobox],[role=textbox],[role=spinbutton]," +
  "input:not([type=checkbox],[type=radio],[type=button],[type=submit],[type=reset],[type=file])";
const PRESSABLE = "button,a[href],summary,input[type=checkbox],[role=button],[role=checkbox],[role=switch]";

/** Whether the element that has the focus needs this key itself. */
export function needsItself(target: EventTarget | null, event: KeyboardEvent, name: string): boolean {
  if (!(target instanceof Element)) {
    return false;
  }
  const bare = !event.ctrlKey && !event.altKey;
  const field = target.closest(TEXT);
  if (field !== null) {
    const leaves = /^F[0-9]+$|^Esc$/.test(name);
    // A list to choose from is no text: there is nothing in it to edit or to undo.
    const chosen = field instanceof HTMLInputElement && field.readOnly;
    return bare ? !leaves : event.ctrlKey && !chosen && EDITING.has(name);
  }
  if (!bare) {
    return false;
  }
  if (target.closest("input[type=radio]") !== null) {
    return name === "Space" || /^[↑↓←→]$/.test(name);
  }
  return target.closest(PRESSABLE) !== null && (name === "Enter" || name === "Space");
}

/** Whether a key that is held down may act again and again. */
export function repeats(name: string): boolean {
  return /^([↑↓←→]|Space|PageUp|PageDown)$/.test(name);
}
