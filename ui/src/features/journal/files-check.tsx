import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type FileCheck } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import { language } from "../../i18n";
import { PaperForm, standing } from "./paper-ask";

/** Extensions of what the program writes. */
const WRITTEN = ["pdf", "xlsx", "lzp", "lzv", "lzclear", "lzcard", "lzreq"];

/** Whether files are the ones that were made here: typed paths, one a line, or chosen one by one. */
export function FilesCheck({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [text, setText] = useState("");
  const paths = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const choose = useMutation({
    mutationFn: () => backend.chooseFile(WRITTEN),
    onSuccess: (path) => {
      if (path !== null) {
        setText((was) => (was.trim() === "" ? path : `${was.trimEnd()}\n${path}`));
      }
    },
  });
  const verify = useMutation({ mutationFn: (asked: string[]) => backend.verifyFiles(asked) });
  const ready = paths.length > 0 && !verify.isPending;
  const run = () => {
    if (ready) {
      verify.mutate(paths);
    }
  };
  useKeys([
    { keys: "Ctrl Enter", label: t("journal.verify"), run, when: ready, inFields: true },
    { keys: "Esc", label: t("journal.close"), run: onClose },
  ]);
  return (
    <section className="jn-files" aria-label={t("journal.checkFiles")}>
      <label className="field" htmlFor="jn-paths">
        {t("journal.paths")}
      </label>
      <Input.TextArea
        id="jn-paths"
        autoFocus
        autoSize={{ minRows: 2, maxRows: 6 }}
        spellCheck={false}
        value={text}
        aria-describedby="jn-paths-hint"
        onChange={(event) => setText(event.target.value)}
      />
      <p id="jn-paths-hint" className="dim">
        {t("journal.pathsHint")}
      </p>
      <div className="jn-acts">
        <Button type="primary" disabled={!ready} onClick={run}>
          {t("journal.verify")} <Keys of="Ctrl Enter" />
        </Button>
        <Button disabled={choose.isPending} onClick={() => choose.mutate()}>
          {t("journal.addFile")}
        </Button>
        <Button onClick={onClose}>
          {t("journal.close")} <Keys of="Esc" />
        </Button>
        <span className="sec" role="status">
          {verify.isPending ? t("journal.verifying") : paths.length === 0 && t("journal.verifyLacks")}
        </span>
      </div>
      {choose.isError && <ProblemBox error={choose.error} />}
      {verify.isError && <ProblemBox error={verify.error} />}
      {verify.data !== undefined && <Results of={verify.data} paths={verify.variables} />}
    </section>
  );
}

const SHOWN = { belongs: "", stranger: "bad", unchecked: "look" };

function Results({ of, paths }: { of: FileCheck[]; paths: string[] }) {
  const { t } = useTranslation();
  const zh = language() === "zh";
  const bad = of.filter(({ belongs, checked }) => !belongs && checked).length;
  const open = of.filter(({ checked }) => !checked).length;
  return (
    <>
      <p role="status">
        {t("journal.results", { count: of.length, bad })}
        {open > 0 && t("journal.resultsOpen", { count: open })}
      </p>
      <ul className="rules" aria-label={t("journal.checkFiles")}>
        {of.map((check, index) => {
          const { mark, word } = standing(check);
          return (
            <li key={index} className={SHOWN[word]}>
              <Mark kind={mark} />
              <span>
                <b>{check.file}</b>
                <small>{zh ? check.zh : check.en}</small>
                {check.printed.length > 0 && (
                  <PaperForm path={paths[index] ?? check.file} printed={check.printed} />
                )}
              </span>
              <span>{t(`journal.${word}`)}</span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
