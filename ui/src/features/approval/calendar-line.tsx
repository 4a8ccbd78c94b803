import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type Problem } from "../../backend";
import { useFirstWrong } from "../../components/first-wrong";
import { Says } from "../../components/form/form";
import { param, usePlaced } from "../../components/form/problems";
import { Mark } from "../../components/marks";
import { Changes } from "../../components/may";
import { PathField } from "../../components/path-field";
import { ProblemBox } from "../../components/problem-box";
import { refocus } from "../../components/refocus";
import { QueryStates } from "../../components/states";
import { TextField } from "../../components/text-field";
import { useUnsaved } from "../../components/unsaved";

/** Until when working days can be counted, and the button of the pane that loads a further year. */
export function CalendarWord({
  until,
  open,
  onOpen,
}: {
  until: string | null;
  open: boolean;
  onOpen: (open: boolean) => void;
}) {
  const { t } = useTranslation();
  return (
    <>
      {until === null ? (
        <span className="say say-warn">
          <Mark kind="warn" /> {t("approval.calendar.none")}
        </span>
      ) : (
        <span className="sec">{t("approval.calendar.until", { until })}</span>
      )}
      <Button
        aria-expanded={open}
        onClick={() => {
          onOpen(!open);
          if (!open) {
            refocus("#ap-cal-file");
          }
        }}
      >
        {t(open ? "approval.calendar.close" : "approval.calendar.load")}
      </Button>
    </>
  );
}

/** The years that are known, and the form that loads a further one. */
export function CalendarPane({ until }: { until: string | null }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const years = useQuery({ queryKey: ["calendar"], queryFn: () => backend.calendarYears(), retry: false });
  return (
    <section className="tool-pane ap-calendar" aria-label={t("approval.calendar.title")}>
      <div>
        <Changes said>
          <LoadForm until={until} />
        </Changes>
      </div>
      <div>
        <h3>{t("approval.calendar.years")}</h3>
        <QueryStates query={years} what={t("approval.calendar.years")}>
          {(known) => (
            <ul>
              {known.map(({ year, notice, at }) => (
                <li key={year} className="sec">
                  {notice === null
                    ? t("approval.calendar.shipped", { year })
                    : t("approval.calendar.loaded", { year, notice, at: at ?? "" })}
                </li>
              ))}
            </ul>
          )}
        </QueryStates>
      </div>
    </section>
  );
}

/** What is wrong with the file stands at it, the missing number at its field. */
function placeOf(problem: Problem): string | null {
  const names: Readonly<Record<string, string>> = { "calendar.invalid": "file", io: "file" };
  return param(problem, "field") === "节假日安排的文号" ? "notice" : (names[problem.code] ?? null);
}

/** What is typed of a further year, and its loading. */
function useLoad() {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const [typed, setTyped] = useState({ path: "", notice: "" });
  const load = useMutation({
    mutationFn: () => backend.calendarLoad(typed.path.trim(), typed.notice.trim()),
    onSuccess: async (years) => {
      queries.setQueryData(["calendar"], years);
      setTyped({ path: "", notice: "" });
      await Promise.all([
        queries.invalidateQueries({ queryKey: ["approvals"] }),
        queries.invalidateQueries({ queryKey: ["approval"] }),
      ]);
    },
  });
  const begun = typed.path !== "" || typed.notice !== "";
  useUnsaved(begun && !load.isPending ? { what: t("approval.calendar.work") } : null);
  const missing = [
    ...(typed.path.trim() === "" ? [t("approval.calendar.file")] : []),
    ...(typed.notice.trim() === "" ? [t("approval.calendar.notice")] : []),
  ];
  const set = (more: Partial<typeof typed>) => {
    if (!load.isIdle) {
      load.reset();
    }
    setTyped((was) => ({ ...was, ...more }));
  };
  return { load, typed, set, begun, missing };
}

function LoadForm({ until }: { until: string | null }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const { load, typed, set, begun, missing } = useLoad();
  const { at, rest } = usePlaced(load.error, placeOf);
  const form = useFirstWrong<HTMLFormElement>(load.error);
  const ready = missing.length === 0 && !load.isPending;
  return (
    <form
      ref={form}
      aria-label={t("approval.calendar.title")}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) {
          load.mutate();
        }
      }}
    >
      <p className="sec">{t("approval.calendar.hint")}</p>
      <PathField
        id="ap-cal-file"
        label={t("approval.calendar.file")}
        value={typed.path}
        onChange={(path) => set({ path })}
        choose={() => backend.chooseFile(["json"])}
      />
      <Says id="ap-cal-file-says" problems={at("file")} />
      <TextField
        id="ap-cal-notice"
        label={t("approval.calendar.notice")}
        hint={t("approval.calendar.noticeHint")}
        value={typed.notice}
        onChange={(notice) => set({ notice })}
      />
      <Says id="ap-cal-notice-says" problems={at("notice")} />
      {rest !== null && <ProblemBox error={rest} />}
      <div className="tool-do">
        <Button type="primary" size="small" htmlType="submit" disabled={!ready}>
          {t("approval.calendar.save")}
        </Button>
        {begun && missing.length > 0 && (
          <span className="sec">
            {t("approval.form.missing", { what: missing.join(t("approval.form.join")) })}
          </span>
        )}
        {load.isSuccess && until !== null && (
          <span className="say say-done" role="status">
            <Mark kind="done" /> {t("approval.calendar.done", { until })}
          </span>
        )}
      </div>
    </form>
  );
}
