import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { AchievementLine, OverviewView } from "../../backend";
import { Article } from "../../components/article";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { Changes } from "../../components/may";
import { refocus } from "../../components/refocus";
import { Part as Leaving, useLeavePart } from "../../components/unsaved";
import { AddForm, RemoveForm } from "./achievement-form";
import { Part, useFew } from "./part";
import { coursePath } from "./use-overview";

const ADD = "Ctrl N";
const FIRST = "#ap-ov-project";
const HEAD = '.ov-page [data-part="achievements"] h2';

/** What is open: the form that adds, the one that takes this achievement out, or none. */
type Open = "add" | { id: string } | null;

/** Which form is open, and what was recorded last. What is typed in one is asked about before it goes. */
function useOpen() {
  const [open, setOpen] = useState<Open>(null);
  const [added, setAdded] = useState<string | null>(null);
  const leave = useLeavePart("achievements");
  const show = (next: Open, first: string) =>
    leave(() => {
      setAdded(null);
      setOpen(next);
      refocus(first);
    });
  return {
    open,
    added,
    add: () => (open === "add" ? refocus(FIRST) : show("add", FIRST)),
    remove: (id: string) => show({ id }, "#ap-ov-why"),
    cancel: () => show(null, HEAD),
    done: (name: string | null) => {
      setAdded(name);
      setOpen(null);
      refocus(HEAD);
    },
  };
}

/** 成果: what projects achieved, whether the targets count it, and the form that records more. */
export function AchievementsPart({ view, onGo }: { view: OverviewView; onGo: (path: string) => void }) {
  const { t } = useTranslation();
  const { open, added, add, remove, cancel, done } = useOpen();
  const { achievements, projects } = view;
  const can = projects.length > 0;
  useKeys([
    { keys: ADD, label: t("overview.achievements.add"), run: add, when: can, changes: true, inFields: true },
  ]);
  return (
    <Part
      name="achievements"
      facts={<Article of="二" />}
      acts={
        can && (
          <Changes>
            <Button size="small" aria-expanded={open === "add"} onClick={add}>
              {t("overview.achievements.add")} <Keys of={ADD} />
            </Button>
          </Changes>
        )
      }
    >
      <Leaving name="achievements">
        {open === "add" && (
          <Changes>
            <AddForm projects={projects} onDone={done} onCancel={cancel} />
          </Changes>
        )}
        {added !== null && (
          <p className="say say-done ov-long" role="status">
            <Mark kind="done" /> {t("overview.achievements.said", { name: added })}
          </p>
        )}
        {achievements.length === 0 ? (
          <p className="sec">{t(can ? "overview.achievements.none" : "overview.achievements.noProject")}</p>
        ) : (
          <Table
            lines={achievements}
            open={typeof open === "object" ? (open?.id ?? null) : null}
            onOpen={remove}
            onDone={() => done(null)}
            onCancel={cancel}
            onGo={onGo}
          />
        )}
      </Leaving>
    </Part>
  );
}

interface Acts {
  /** The one that is being taken out. */
  open: string | null;
  onOpen: (id: string) => void;
  onDone: () => void;
  onCancel: () => void;
  onGo: (path: string) => void;
}

function Table({ lines, ...acts }: Acts & { lines: readonly AchievementLine[] }) {
  const { t } = useTranslation();
  const { shown, more } = useFew(lines);
  return (
    <>
      <table className="grid ov-words" aria-label={t("overview.achievements.table")}>
        <thead>
          <tr>
            {(["project", "kind", "name", "on", "evidence", "counts"] as const).map((head) => (
              <th key={head} scope="col">
                {t(`overview.achievements.${head}`)}
              </th>
            ))}
            <th scope="col">
              <span className="aside">{t("overview.achievements.remove")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((line) => (
            <Row key={line.id} line={line} {...acts} />
          ))}
        </tbody>
      </table>
      {more}
    </>
  );
}

function Row({ line, open, onOpen, onDone, onCancel, onGo }: Acts & { line: AchievementLine }) {
  const { t } = useTranslation();
  const { id, form, title } = line;
  return (
    <>
      <tr>
        <td>
          <Button
            type="link"
            size="small"
            className="ov-link"
            onClick={() => onGo(coursePath(form.project_no))}
          >
            {form.project_no}
          </Button>
          <div className="dim">{title}</div>
        </td>
        <td>{t(`overview.achievements.kinds.${form.kind}`)}</td>
        <th scope="row">{form.name}</th>
        <td className="ov-day">{form.on}</td>
        <td>{form.evidence || <span className="dim">{t("overview.achievements.noEvidence")}</span>}</td>
        <td>
          <Counted of={line} />
        </td>
        <td className="ov-day">
          <Changes>
            <Button
              size="small"
              aria-label={t("overview.achievements.removeOf", { name: form.name })}
              aria-expanded={open === id}
              onClick={() => onOpen(id)}
            >
              {t("overview.achievements.remove")}
            </Button>
          </Changes>
        </td>
      </tr>
      {open === id && (
        <tr className="ov-fold">
          <td colSpan={7}>
            <Changes>
              <RemoveForm id={id} name={form.name} onDone={onDone} onCancel={onCancel} />
            </Changes>
          </td>
        </tr>
      )}
    </>
  );
}

/** Whether the targets count it, or what keeps it from that. */
function Counted({ of: { counted, form } }: { of: AchievementLine }) {
  const { t } = useTranslation();
  const not = form.kind === "technology" ? "notTechnology" : "notOther";
  return (
    <span className={`say say-${counted ? "done" : "none"} ov-long`}>
      <Mark kind={counted ? "done" : "none"} size={12} />{" "}
      <span>{t(`overview.achievements.${counted ? "counted" : not}`)}</span>
    </span>
  );
}
