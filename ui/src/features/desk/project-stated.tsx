import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { DeskBid, ProjectStated } from "../../backend";
import { grouped } from "../../components/amount";

/** What an expert reads of a project: the milestone that is judged, money, people, what was handed in. */
export function ProjectText({
  bid,
  project,
  children,
}: {
  bid: DeskBid;
  project: ProjectStated;
  /** The buttons of its papers. */
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const wan = (amount: string | null) =>
    amount === null ? t("desk.stated.none") : `${grouped(amount)} ${t("desk.wan")}`;
  const now = project.milestones.find((one) => one.now);
  const said = (text: string) => (text === "" ? t("desk.stated.none") : text);
  const rows: [string, string][] = [
    ...(now === undefined
      ? []
      : ([
          [t("desk.project.now"), t("desk.project.milestone", { ...now })],
          [t("desk.project.indicators"), said(now.indicators)],
        ] as [string, string][])),
    ...(project.end_by === ""
      ? []
      : ([[t("desk.project.proposed"), `${project.end_by}（${project.end_on}）${project.end_reason}`]] as [
          string,
          string,
        ][])),
    [
      t("desk.project.money"),
      t("desk.project.sums", {
        approved: wan(project.approved),
        paid: wan(project.paid),
        spent: wan(project.spent),
      }),
    ],
    ...(project.spent_by.length === 0
      ? []
      : ([
          [
            t("desk.project.spentBy"),
            project.spent_by
              .map(([subject, { fiscal, self_raised: own }]) =>
                t("desk.project.spentOne", { subject, fiscal, own }),
              )
              .join("\n"),
          ],
        ] as [string, string][])),
    [
      t("desk.project.milestones"),
      said(project.milestones.map((one) => t("desk.project.milestone", { ...one })).join("\n")),
    ],
    [t("desk.project.people"), said(project.people.join("\n"))],
    [t("desk.project.term"), `${project.start} — ${project.end}`],
    [t("desk.project.contract"), said(project.contract_no)],
    [
      t("desk.project.reports"),
      said(
        project.reports
          .map(
            ({ kind, title, on }) =>
              `${t(`desk.project.report.${kind}`)}：${title}${on === "" ? "" : `（${on}）`}`,
          )
          .join("\n"),
      ),
    ],
  ];
  return (
    <div className="dk-stated" tabIndex={0} role="region" aria-label={t("desk.project.title")}>
      {bid.papers.length > 0 && (
        <div className="dk-papers" role="group" aria-label={t("desk.papers")}>
          <b>{t("desk.project.title")}</b> {children}
        </div>
      )}
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
