import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input, InputNumber } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type BidView, type YouthView } from "../../backend";
import { KeepForm } from "./keep-form";

/** The share of young people, how it is counted, and the setting it is counted by. */
export function YouthLine({ view, youth }: { view: BidView; youth: YouthView | null }) {
  const { t } = useTranslation();
  const [setting, setSetting] = useState(false);
  const rule = view.youth_rule;
  return (
    <section className="bd-youth" aria-label={t("bid.youth.title")}>
      <h2>{t("bid.youth.title")}</h2>
      {youth !== null && youth.share !== null && (
        <p>
          <b>{t("bid.youth.line", { young: youth.young, all: youth.all, share: youth.share })}</b>
        </p>
      )}
      {youth !== null && !youth.listed && <p className="sec">{t("bid.youth.stated")}</p>}
      {youth !== null && youth.unknown > 0 && (
        <p className="sec">{t("bid.youth.unknown", { count: youth.unknown })}</p>
      )}
      {youth !== null && youth.unsure > 0 && (
        <p className="sec">{t("bid.youth.unsure", { count: youth.unsure })}</p>
      )}
      <p className="sec">
        {t("bid.youth.rule", {
          date: rule.reference === "" ? t("bid.youth.firstDay") : rule.reference,
          age: rule.age_limit,
        })}
      </p>
      {setting ? (
        <YouthForm view={view} onDone={() => setSetting(false)} />
      ) : (
        <Button size="small" onClick={() => setSetting(true)}>
          {t("bid.youth.set")}
        </Button>
      )}
    </section>
  );
}

function YouthForm({ view, onDone }: { view: BidView; onDone: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const [age, setAge] = useState(view.youth_rule.age_limit);
  const [reference, setReference] = useState(view.youth_rule.reference);
  const keep = useMutation({
    mutationFn: () => backend.youthSet({ age_limit: age, reference }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["bid"] });
      await queries.invalidateQueries({ queryKey: ["bid-check"] });
      onDone();
    },
  });
  return (
    <KeepForm keep={keep} label={t("bid.youth.keep")} onQuit={onDone}>
      <label htmlFor="bd-age">{t("bid.youth.age")}</label>
      <InputNumber id="bd-age" size="small" value={age} onChange={(value) => setAge(value ?? 0)} />
      <label htmlFor="bd-reference">{t("bid.youth.reference")}</label>
      <Input
        id="bd-reference"
        size="small"
        value={reference}
        placeholder={t("bid.youth.referenceHint")}
        onChange={(event) => setReference(event.target.value)}
      />
    </KeepForm>
  );
}
