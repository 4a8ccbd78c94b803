import { Checkbox, Input, Segmented, Select } from "antd";
import { useTranslation } from "react-i18next";

import type { PanelMember } from "../../backend";
import { Mark } from "../../components/marks";
import { clock, type Attendance, type FactsDraft, type TextField } from "./facts";

interface FormProps {
  draft: FactsDraft;
  panel: readonly PanelMember[];
  locked: boolean;
  onChange: (part: Partial<FactsDraft>) => void;
  /** A field was left: what is due is saved. */
  onLeave: () => void;
}

/** The form in three groups. An empty field says that it prints as a blank. */
export function FactsForm(props: FormProps) {
  const { t } = useTranslation();
  const { draft, locked, onChange, onLeave } = props;
  const line = (field: TextField, label: string, hint = "") => (
    <Line {...props} key={field} field={field} label={label} hint={hint} />
  );
  return (
    <form
      className="su-form"
      aria-label={t("setup.factsTitle")}
      onBlur={onLeave}
      onSubmit={(event) => event.preventDefault()}
    >
      <fieldset disabled={locked}>
        <legend>{t("setup.groupPlace")}</legend>
        {line("organizer", t("setup.organizer"))}
        {line("place", t("setup.place"))}
        {line("started", t("setup.started"), t("setup.timeHint"))}
        {line("ended", t("setup.ended"), t("setup.timeHint"))}
      </fieldset>
      <fieldset disabled={locked}>
        <legend>{t("setup.groupPeople")}</legend>
        {line("host", t("setup.host"))}
        {line("recorder", t("setup.recorder"))}
        {line("supervisor", t("setup.supervisor"))}
        <Attendees {...props} />
      </fieldset>
      <fieldset disabled={locked}>
        <legend>{t("setup.groupCourse")}</legend>
        <div className="su-check">
          <Checkbox
            checked={draft.discipline_read}
            disabled={locked}
            onChange={(event) => onChange({ discipline_read: event.target.checked })}
          >
            {t("setup.discipline")}
          </Checkbox>
          <small>{!draft.discipline_read && t("setup.disciplineHint")}</small>
        </div>
        <Present {...props} />
        {line("chair_way", t("setup.chairWay"), t("setup.chairWayHint"))}
        {line("order_text", t("setup.orderText"), t("setup.orderTextHint"))}
        {line("other_matters", t("setup.other"))}
      </fieldset>
    </form>
  );
}

/** A line of text; a time says when it is none. */
function Line({
  draft,
  locked,
  onChange,
  field,
  label,
  hint,
}: FormProps & { field: TextField; label: string; hint: string }) {
  const { t } = useTranslation();
  const id = `su-fact-${field}`;
  const value = draft[field];
  const wrong = (field === "started" || field === "ended") && clock(value) === undefined;
  return (
    <div className="su-line">
      <label htmlFor={id}>{label}</label>
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 1, maxRows: 6 }}
        value={value}
        disabled={locked}
        placeholder={hint}
        status={wrong ? "error" : ""}
        aria-invalid={wrong}
        aria-describedby={`${id}-says`}
        onChange={(event) => onChange({ [field]: event.target.value })}
      />
      <small id={`${id}-says`} className={wrong ? "stop" : ""}>
        {wrong ? (
          <>
            <Mark kind="stop" size={12} /> {t("setup.timeBad")}
          </>
        ) : (
          value.trim() === "" && t("setup.blankPrints")
        )}
      </small>
    </div>
  );
}

/** Who else was there. Nobody recorded it, and nobody came, are two things. */
function Attendees({ draft, locked, onChange }: FormProps) {
  const { t } = useTranslation();
  const says: Record<Attendance, string> = {
    unknown: t("setup.attendeesUnknownSays"),
    none: t("setup.attendeesNoneSays"),
    some: draft.attendees.trim() === "" ? t("setup.attendeesBlank") : "",
  };
  return (
    <div className="su-line">
      <span id="su-attendance">{t("setup.attendees")}</span>
      <div>
        <Segmented<Attendance>
          size="small"
          aria-labelledby="su-attendance"
          value={draft.attendance}
          disabled={locked}
          onChange={(attendance) => onChange({ attendance })}
          options={[
            { value: "unknown", label: t("setup.attendeesUnknown") },
            { value: "none", label: t("setup.attendeesNone") },
            { value: "some", label: t("setup.attendeesSome") },
          ]}
        />
        {draft.attendance === "some" && (
          <Input.TextArea
            aria-label={t("setup.attendees")}
            autoSize={{ minRows: 2, maxRows: 8 }}
            value={draft.attendees}
            disabled={locked}
            placeholder={t("setup.attendeesHint")}
            onChange={(event) => onChange({ attendees: event.target.value })}
          />
        )}
      </div>
      <small>{says[draft.attendance]}</small>
    </div>
  );
}

/** Which members came, and who of them is the chair. */
function Present({ draft, panel, locked, onChange }: FormProps) {
  const { t } = useTranslation();
  return (
    <>
      <div className="su-line">
        <span id="su-present">{t("setup.present")}</span>
        <div role="group" aria-labelledby="su-present">
          {panel.length === 0 && <span className="dim">{t("setup.presentNone")}</span>}
          <Checkbox.Group
            value={draft.present}
            disabled={locked}
            onChange={(present) => onChange({ present })}
            options={panel.map(({ no, name }) => ({ value: no, label: name }))}
          />
        </div>
        <small>{draft.present.length === 0 && t("setup.blankPrints")}</small>
      </div>
      <div className="su-line">
        <label htmlFor="su-chair">{t("setup.chair")}</label>
        <Select
          id="su-chair"
          value={draft.chair}
          disabled={locked}
          allowClear
          placeholder={t("setup.chairNone")}
          onChange={(chair: string | undefined) => onChange({ chair: chair ?? null })}
          options={panel.map(({ no, name }) => ({ value: no, label: name }))}
        />
        <small>{draft.chair === null && t("setup.blankPrints")}</small>
      </div>
    </>
  );
}
