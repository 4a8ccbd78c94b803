import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";

import { useBackend, type LooseName, type UnitsView } from "../../backend";
import { ProblemBox } from "../../components/problem-box";

/** What the register might lack: units that may be one, names without a unit; and the merges that can be undone. */
export function Proposals({
  view,
  onChanged,
  onEnter,
  onChoose,
}: {
  view: UnitsView;
  onChanged: (view: UnitsView) => void;
  onEnter: (name: string) => void;
  onChoose: (no: string) => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const form = (no: string) => view.units.find((one) => one.form.no === no)?.form;
  const alias = useMutation({
    mutationFn: ({ no, name }: { no: string; name: string }) => {
      const unit = form(no);
      return unit === undefined
        ? backend.units()
        : backend.unitSave({ ...unit, aliases: [...unit.aliases, name] });
    },
    onSuccess: onChanged,
  });
  const undo = useMutation({ mutationFn: (no: string) => backend.unitUnmerge(no), onSuccess: onChanged });
  const error = alias.error ?? undo.error;
  return (
    <div className="un-more">
      {error !== null && <ProblemBox error={error} />}
      {view.near.length > 0 && (
        <section aria-label={t("books.units.near")}>
          <h2>{t("books.units.near")}</h2>
          <ul>
            {view.near.map((pair) => (
              <li key={`${pair.a} ${pair.b}`}>
                <span>
                  {t("books.units.nearPair", {
                    a: form(pair.a)?.name ?? pair.a,
                    b: form(pair.b)?.name ?? pair.b,
                    percent: pair.percent,
                  })}
                </span>
                <Button size="small" onClick={() => onChoose(pair.b)}>
                  {t("books.units.nearMerge")}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {view.loose.length > 0 && (
        <section aria-label={t("books.units.loose")}>
          <h2>{t("books.units.loose")}</h2>
          <ul>
            {view.loose.map((one) => (
              <Loose
                key={one.name}
                one={one}
                near={one.near.map((no) => form(no)).filter((unit) => unit !== undefined)}
                busy={alias.isPending}
                onEnter={() => onEnter(one.name)}
                onAlias={(no) => alias.mutate({ no, name: one.name })}
              />
            ))}
          </ul>
        </section>
      )}
      {view.merges.length > 0 && (
        <section aria-label={t("books.units.merges")}>
          <h2>{t("books.units.merges")}</h2>
          <ul>
            {view.merges.map((merge) => (
              <li key={merge.no}>
                <span>{t("books.units.merged", { ...merge })}</span>
                <Button
                  size="small"
                  aria-label={t("books.units.undoOf", { gone: merge.gone })}
                  disabled={undo.isPending}
                  onClick={() => undo.mutate(merge.no)}
                >
                  {t("books.units.undo")}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Loose({
  one,
  near,
  busy,
  onEnter,
  onAlias,
}: {
  one: LooseName;
  near: { no: string; name: string }[];
  busy: boolean;
  onEnter: () => void;
  onAlias: (no: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <li>
      <span>{t("books.units.looseUses", { name: one.name, count: one.uses })}</span>
      <span className="un-acts">
        {near.map((unit) => (
          <Button key={unit.no} size="small" disabled={busy} onClick={() => onAlias(unit.no)}>
            {t("books.units.looseAlias", { unit: unit.name })}
          </Button>
        ))}
        <Button size="small" onClick={onEnter}>
          {t("books.units.looseAdd")}
        </Button>
      </span>
    </li>
  );
}
