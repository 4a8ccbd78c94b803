import { useTranslation } from "react-i18next";

import type { MilestoneView, PersonRole, PersonView } from "../../backend";
import type { Draft } from "./use-draft";
import { TextField } from "./fields";
import { RowsTable } from "./rows-table";

const ROLES: readonly PersonRole[] = ["chief_engineer", "task_leader", "key_member"];
type PersonRow = PersonView & Record<string, string>;
type MilestoneRow = MilestoneView & Record<string, string>;

/** Chief engineer, task leaders, key members. */
export function PeopleSection({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const { form, editing, set } = draft;
  const blank: PersonView = { role: "key_member", name: "", unit: "", birth_year: "" };
  return (
    <section aria-label={t("bid.sections.people")} id="bd-people-at">
      <h2>{t("bid.sections.people")}</h2>
      <RowsTable<PersonRow>
        rows={form.people as PersonRow[]}
        editing={editing}
        blank={blank as PersonRow}
        anchor="bd-people"
        onChange={(people) => set({ people })}
        columns={[
          {
            key: "role",
            label: t("bid.person.role"),
            options: ROLES.map((role) => ({ value: role, label: t(`bid.role.${role}`) })),
            className: "bd-role",
          },
          { key: "name", label: t("bid.person.name"), className: "bd-name" },
          { key: "unit", label: t("bid.person.unit") },
          { key: "birth_year", label: t("bid.person.birth"), className: "bd-year" },
        ]}
        words={{
          none: t("bid.person.none"),
          add: t("bid.person.add"),
          remove: (n) => t("bid.person.remove", { n }),
          nth: (n, what) => t("bid.person.nth", { n, what }),
        }}
      />
      <div className="bd-fields">
        {(["people_total", "people_young"] as const).map((field) => (
          <TextField
            key={field}
            field={field}
            label={t(`bid.field.${field}`)}
            value={form[field]}
            editing={editing}
            onChange={(value) => set({ [field]: value })}
          />
        ))}
      </div>
    </section>
  );
}

/** What the bid promises by when. */
export function MilestonesSection({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const { form, editing, set } = draft;
  const blank: MilestoneView = { due: "", goal: "", indicator: "" };
  return (
    <section aria-label={t("bid.sections.milestones")} id="bd-milestones-at">
      <h2>{t("bid.sections.milestones")}</h2>
      <RowsTable<MilestoneRow>
        rows={form.milestones as MilestoneRow[]}
        editing={editing}
        blank={blank as MilestoneRow}
        anchor="bd-milestones"
        onChange={(milestones) => set({ milestones })}
        columns={[
          { key: "due", label: t("bid.milestone.due"), hint: t("bid.dateHint"), className: "bd-due" },
          { key: "goal", label: t("bid.milestone.goal") },
          { key: "indicator", label: t("bid.milestone.indicator") },
        ]}
        words={{
          none: t("bid.milestone.none"),
          add: t("bid.milestone.add"),
          remove: (n) => t("bid.milestone.remove", { n }),
          nth: (n, what) => t("bid.milestone.nth", { n, what }),
        }}
      />
    </section>
  );
}
