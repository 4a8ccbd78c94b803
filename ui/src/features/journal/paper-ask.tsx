import { useMutation } from "@tanstack/react-query";
import { Button, Input, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type FileCheck, type PaperAsk, type PrintedNumber } from "../../backend";
import { Mark, type MarkKind } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import { language } from "../../i18n";

/** How a file stands: it belongs, it does not, or that is open. */
export function standing({ belongs, checked }: FileCheck): {
  mark: MarkKind;
  word: "belongs" | "stranger" | "unchecked";
} {
  if (belongs) {
    return { mark: "done", word: "belongs" };
  }
  return checked ? { mark: "stop", word: "stranger" } : { mark: "warn", word: "unchecked" };
}

/** Two blanked groups of a number that a paper prints: whoever types them has looked at the paper. */
export function PaperForm({ path, printed }: { path: string; printed: PaperAsk[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [number, setNumber] = useState<PrintedNumber | undefined>(printed[0]?.number);
  const asked = printed.find((one) => one.number === number);
  if (!open || asked === undefined) {
    return <Button onClick={() => setOpen(true)}>{t("journal.paper")}</Button>;
  }
  return (
    <div className="jn-paper">
      <p className="dim">{t("journal.paperHint")}</p>
      <Radio.Group
        aria-label={t("journal.paperWhich")}
        value={number}
        onChange={(event) => setNumber(event.target.value as PrintedNumber)}
        options={printed.map((one) => ({ value: one.number, label: one.words }))}
      />
      <Groups key={asked.number} path={path} asked={asked} />
    </div>
  );
}

const GROUP = /^[0-9a-f]{4}$/i;

function Groups({ path, asked }: { path: string; asked: PaperAsk }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const zh = language() === "zh";
  const [typed, setTyped] = useState<Record<number, string>>({});
  const groups = asked.groups.map((group) => ({ group, typed: (typed[group] ?? "").trim() }));
  const compare = useMutation({ mutationFn: () => backend.verifyPaper(path, asked.number, groups) });
  const ready = groups.every((one) => GROUP.test(one.typed)) && !compare.isPending;
  const found = compare.data && standing(compare.data);
  return (
    <>
      <p className="jn-groups">
        {asked.words}：<code>{asked.shown}</code>
      </p>
      {asked.groups.map((group) => (
        <label key={group} className="field">
          {t("journal.paperGroup", { words: asked.words, group })}
          <Input
            value={typed[group] ?? ""}
            maxLength={4}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => {
              setTyped((was) => ({ ...was, [group]: event.target.value }));
              compare.reset();
            }}
          />
        </label>
      ))}
      <div className="jn-acts">
        <Button disabled={!ready} onClick={() => compare.mutate()}>
          {t("journal.paperCompare")}
        </Button>
        <span className="sec">{!ready && t("journal.paperLacks")}</span>
      </div>
      {compare.isError && <ProblemBox error={compare.error} />}
      {compare.data !== undefined && found !== undefined && (
        <p role="status" className={`say say-${found.mark}`}>
          <Mark kind={found.mark} /> {zh ? compare.data.zh : compare.data.en}
        </p>
      )}
    </>
  );
}
