import { Input, Segmented } from "antd";
import { useTranslation } from "react-i18next";

import { Mark } from "../../components/marks";
import { clock, type Attendance, type FactsDraft, type TextField } from "./facts";

interface FormProps {
  draft: FactsDraft;
  locked: boolean;
  onChange: (part: Partial<FactsDraft>) => void;
  /** A field was left: what is due is saved. */
  onLeave: () => void;
}

/** The form in three groups. An empty field says that it prints as a blank. */
export function FactsForm(props: FormProps) {
  const { t } = useTranslation();
  const { locked, onLeave } = props;
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
        <p className="sec">{t("setup.atGates")}</p>
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
