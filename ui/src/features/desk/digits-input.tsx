import { Input, type InputRef } from "antd";
import { useRef } from "react";
import { useTranslation } from "react-i18next";

const GROUP = 4;
const GROUPS = 6;
export const DIGITS = GROUP * GROUPS;

export function digitsOf(text: string): string {
  return text.normalize("NFKC").replace(/\D/g, "").slice(0, DIGITS);
}

/** Digits in groups of four, as they are read out. */
export function groupsOf(digits: string): string[] {
  return Array.from({ length: GROUPS }, (_, at) => digits.slice(at * GROUP, (at + 1) * GROUP));
}

/** Six fields of four digits: one goes on by itself, and what is pasted fills all of them. */
export function DigitsInput({
  legend,
  groups,
  onGroups,
}: {
  legend: string;
  groups: readonly string[];
  onGroups: (groups: string[]) => void;
}) {
  const { t } = useTranslation();
  const fields = useRef<(InputRef | null)[]>([]);
  const type = (at: number, text: string) => {
    const digits = digitsOf(text);
    const next = groups.map((group, index) => {
      if (index < at) {
        return group;
      }
      const part = digits.slice((index - at) * GROUP, (index - at + 1) * GROUP);
      return index === at || part !== "" ? part : group;
    });
    onGroups(next);
    const full = at + Math.floor(digits.length / GROUP);
    if (full > at) {
      fields.current[Math.min(GROUPS - 1, full)]?.focus();
    }
  };
  return (
    <fieldset className="dk-digits">
      <legend>{legend}</legend>
      {groups.map((group, at) => (
        <Input
          key={at}
          ref={(field) => {
            fields.current[at] = field;
          }}
          size="large"
          value={group}
          inputMode="numeric"
          autoComplete="off"
          aria-label={t("desk.groupN", { n: at + 1 })}
          // Digits that stand there are typed over.
          onFocus={(event) => event.target.select()}
          onChange={(event) => type(at, event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Backspace" && group === "" && at > 0) {
              event.preventDefault();
              fields.current[at - 1]?.focus();
            }
          }}
        />
      ))}
    </fieldset>
  );
}
