import { useId, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { Conclusion } from "../../backend";
import { CONCLUSIONS } from "../../components/conclusions";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { unsavedOf } from "./lines";
import { TextField } from "./text-field";
import { UnsavedMark } from "./unsaved-mark";
import { REST, type Work } from "./work";

const TEXTS = ["merits", "problems", "advice"] as const;

/** The conclusion leant to, three texts for the panel, and a note that stays here. */
export function OpinionTab({ work, active }: { work: Work; active: boolean }) {
  const { t } = useTranslation();
  const id = useId();
  const { bid, frozen } = work;
  const words = CONCLUSIONS[work.view.kind];
  const vote = (conclusion: Conclusion | undefined) => {
    if (conclusion !== undefined && !frozen) {
      work.put({ edit: "vote", conclusion });
    }
  };
  useKeys([
    {
      keys: `1–${words.length}`,
      label: t("desk.key.conclusion"),
      when: active && !frozen,
      run: (key) => vote(words[Number(key) - 1]),
    },
  ]);
  const unsaved = (what: string) => unsavedOf(bid.no, what, work.unsaved);
  const { merits, problems, advice } = bid;
  return (
    <div className="dk-opinion">
      <h3>
        {t("desk.conclusion")} <UnsavedMark of={unsaved("vote")} />
      </h3>
      <Conclusions words={words} chosen={bid.vote} frozen={frozen} onVote={vote} />
      {TEXTS.map((text) => (
        <div key={text}>
          <h3>
            <label htmlFor={`${id}-${text}`}>{t(`desk.text.${text}`)}</label>
            <UnsavedMark of={unsaved("comment")} />
            {text === "merits" && <small>{t("desk.textsGo")}</small>}
          </h3>
          <TextField
            id={`${id}-${text}`}
            value={bid[text]}
            unsaved={unsaved("comment")}
            frozen={frozen}
            rows={{ minRows: 2, maxRows: 6 }}
            onText={(typed) => work.put({ edit: "comment", merits, problems, advice, [text]: typed }, REST)}
            onRest={work.flush}
          />
        </div>
      ))}
      <div className="dk-private">
        <h3>
          <label htmlFor={`${id}-note`}>{t("desk.note")}</label>
          <UnsavedMark of={unsaved("note")} />
          <small>{t("desk.notePrivate")}</small>
        </h3>
        <TextField
          id={`${id}-note`}
          value={bid.note}
          unsaved={unsaved("note")}
          frozen={frozen}
          rows={{ minRows: 2, maxRows: 6 }}
          onText={(text) => work.put({ edit: "note", text }, REST)}
          onRest={work.flush}
        />
      </div>
    </div>
  );
}

function Conclusions({
  words,
  chosen,
  frozen,
  onVote,
}: {
  words: readonly Conclusion[];
  chosen: Conclusion | null;
  frozen: boolean;
  onVote: (conclusion: Conclusion) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const group = useRef<HTMLDivElement>(null);
  return (
    <div
      ref={group}
      className="dk-conclusions"
      role="radiogroup"
      aria-label={t("desk.conclusion")}
      aria-disabled={frozen}
      tabIndex={0}
      {...(chosen === null ? {} : { "aria-activedescendant": `${id}-${chosen}` })}
    >
      {words.map((conclusion, index) => (
        <div
          key={conclusion}
          id={`${id}-${conclusion}`}
          role="radio"
          aria-checked={conclusion === chosen}
          aria-disabled={frozen}
          onMouseDown={(event) => {
            event.preventDefault();
            group.current?.focus();
          }}
          onClick={() => onVote(conclusion)}
        >
          {!frozen && <Keys of={String(index + 1)} />}
          {t(`desk.conclude.${conclusion}`)}
          {conclusion === chosen && (
            <svg className="dk-tick" width="13" height="13" viewBox="0 0 16 16" aria-hidden>
              <path d="M2 8.5 6.2 12.5 14 3.5" fill="none" stroke="#fff" strokeWidth="2.6" />
            </svg>
          )}
        </div>
      ))}
    </div>
  );
}
