import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input, InputNumber } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type BidView } from "../../backend";
import { grouped } from "../../components/amount";
import { Mark } from "../../components/marks";
import { KeepForm } from "./keep-form";

/** The other bids of the challenge, and how many of them its sponsor wants (四（四）). */
export function RaceSection({ view }: { view: BidView }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const { rivals, race } = view;
  if (rivals.length === 0 && race === null) {
    return (
      <section aria-label={t("bid.race.title")} id="bd-race-at">
        <h2>{t("bid.race.title")}</h2>
        <p className="sec">{t("bid.race.none")}</p>
      </section>
    );
  }
  return (
    <section aria-label={t("bid.race.title")} id="bd-race-at">
      <h2>{t("bid.race.title")}</h2>
      <ul>
        {rivals.map((one) => (
          <li key={one.no}>{t("bid.race.rival", { ...one, fiscal: grouped(one.fiscal) })}</li>
        ))}
      </ul>
      {race === null ? (
        <p className="say say-warn">
          <Mark kind="warn" /> {t("bid.race.unconfirmed")}
        </p>
      ) : (
        <p>
          {race.winners > 1
            ? t("bid.race.chosen", { count: race.winners, evidence: race.evidence })
            : t("bid.race.single", { evidence: race.evidence })}
        </p>
      )}
      {asked ? (
        <RaceForm view={view} onDone={() => setAsked(false)} />
      ) : (
        view.frozen === null && (
          <Button size="small" id="bd-race" onClick={() => setAsked(true)}>
            {t(race === null ? "bid.race.set" : "bid.race.change")}
          </Button>
        )
      )}
    </section>
  );
}

function RaceForm({ view, onDone }: { view: BidView; onDone: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const [winners, setWinners] = useState(view.race?.winners ?? 1);
  const [evidence, setEvidence] = useState(view.race?.evidence ?? "");
  const [on, setOn] = useState(view.race?.on ?? "");
  const keep = useMutation({
    mutationFn: () => backend.raceSet(view.batch, view.form.challenge_no, { winners, evidence, on }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["bid", view.batch] });
      await queries.invalidateQueries({ queryKey: ["bids", view.batch] });
      onDone();
    },
  });
  return (
    <KeepForm keep={keep} label={t("bid.race.keep")} onQuit={onDone}>
      <label htmlFor="bd-winners">{t("bid.race.winners")}</label>
      <div>
        <InputNumber
          id="bd-winners"
          size="small"
          min={1}
          value={winners}
          onChange={(value) => setWinners(value ?? 1)}
        />{" "}
        <span className="dim">{t("bid.race.winnersHint")}</span>
      </div>
      <label htmlFor="bd-evidence">{t("bid.race.evidence")}</label>
      <Input
        id="bd-evidence"
        size="small"
        value={evidence}
        placeholder={t("bid.race.evidenceHint")}
        onChange={(event) => setEvidence(event.target.value)}
      />
      <label htmlFor="bd-race-on">{t("bid.race.on")}</label>
      <Input
        id="bd-race-on"
        size="small"
        value={on}
        placeholder={t("bid.dateHint")}
        onChange={(event) => setOn(event.target.value)}
      />
    </KeepForm>
  );
}
