import { useTranslation } from "react-i18next";

import type { CourseView } from "../../backend";
import { grouped } from "../../components/amount";
import type { MarkKind } from "../../components/marks";
import type { SectionName } from "./lead";

interface Summary {
  mark: MarkKind;
  summary: string;
}

/** How each section stands, in a line. */
export function useSummaries(view: CourseView): Record<SectionName, Summary> {
  const { t } = useTranslation();
  const { nodes, payments, ledger, acceptances, extensions, inspections, endings, suspicions, history } =
    view;
  const passed = nodes.filter((node) => node.passed).length;
  const running = payments.filter(({ state }) => state === "submitted" || state === "ready").length;
  const last = acceptances.at(-1);
  const asked = extensions.at(-1);
  const ending = endings.at(-1);
  const suspected = suspicions.some(({ proved, overturned }) => proved === null && overturned === null);
  const none = (count: number, mark: MarkKind): MarkKind => (count === 0 ? "none" : mark);
  return {
    contract:
      view.signed === null
        ? { mark: view.may.includes("draft") ? "part" : "none", summary: t("course.sum.unsigned") }
        : {
            mark: "done",
            summary: t("course.sum.signed", { no: view.contract.no, on: view.signed[0], end: view.end_now }),
          },
    nodes: {
      mark: nodes.length > 0 && passed === nodes.length ? "done" : none(nodes.length, "part"),
      summary: t("course.sum.nodes", { passed, all: nodes.length, running }),
    },
    ledger: {
      mark: "info",
      summary: t("course.sum.ledger", {
        approved: grouped(ledger.approved),
        paid: ledger.paid === null ? t("course.ledger.unknown") : grouped(ledger.paid),
      }),
    },
    accept: {
      mark: last === undefined ? "none" : last.result === null ? "part" : "done",
      summary:
        last === undefined
          ? t("course.sum.notApplied")
          : last.said === null
            ? t("course.sum.applied", { on: last.applied_on })
            : t("course.sum.accepted", {
                word: t(`results.conclusion.${last.said.conclusion}`),
                on: last.said.on,
              }),
    },
    extension: {
      mark: asked === undefined ? "none" : asked.reply === null ? "wait" : "done",
      summary:
        asked === undefined
          ? t("course.sum.noExtension")
          : asked.reply === null
            ? t("course.sum.asked", { to: asked.to })
            : asked.granted_to === null
              ? t("course.sum.refused")
              : t("course.sum.extended", { to: asked.granted_to }),
    },
    inspect: {
      mark: none(inspections.length, "done"),
      summary: t("course.sum.inspections", { count: inspections.length }),
    },
    end: {
      mark: suspected ? "stop" : ending === undefined ? "none" : ending.decided === null ? "warn" : "done",
      summary: suspected
        ? t("course.sum.suspected")
        : ending === undefined
          ? t("course.sum.noEnd")
          : ending.decided === null
            ? t("course.sum.proposed", { by: ending.proposed[0], on: ending.proposed[1] })
            : t("course.sum.ended", { on: ending.decided.on }),
    },
    history: { mark: "info", summary: t("course.sum.history", { count: history.length }) },
  };
}
