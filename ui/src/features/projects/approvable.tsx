import { useMutation } from "@tanstack/react-query";
import { Button, Input, type InputRef } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type ApprovableBid } from "../../backend";
import { grouped } from "../../components/amount";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { ProblemBox } from "../../components/problem-box";

/** The project beside the list has `Ctrl Enter`. */
const MAKE = "Ctrl Shift Enter";

/** Bids on the lists of closed sessions: each becomes a project with its number. */
export function Approvable({
  bids,
  onMade,
}: {
  bids: readonly ApprovableBid[];
  onMade: (no: string) => Promise<void>;
}) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  // Of the bid one types at; from anywhere else it leads to the first one.
  const make = () => {
    const forms = [...(list.current?.querySelectorAll("form") ?? [])];
    const here = forms.find((form) => form.contains(document.activeElement));
    if (here === undefined) {
      forms[0]?.querySelector("input")?.focus();
    } else {
      here.requestSubmit();
    }
  };
  useKeys([{ keys: MAKE, label: t("projects.approvable.make"), run: make, inFields: true, changes: true }]);
  return (
    <section className="pj-approve" aria-label={t("projects.approvable.title")}>
      <h2>{t("projects.approvable.title")}</h2>
      <p className="sec">{t("projects.approvable.hint")}</p>
      <ul ref={list}>
        {bids.map((bid) => (
          <One key={`${bid.session_no}/${bid.bid_no}`} bid={bid} onMade={onMade} />
        ))}
      </ul>
    </section>
  );
}

function One({ bid, onMade }: { bid: ApprovableBid; onMade: (no: string) => Promise<void> }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [no, setNo] = useState("");
  const [grant, setGrant] = useState("");
  const make = useMutation({
    mutationFn: () => backend.projectApprove(bid.session_no, bid.bid_no, no.trim(), grant.trim()),
    onSuccess: (made) => onMade(made.form.no),
  });
  const field = useRef<InputRef>(null);
  const [asked, setAsked] = useState(false);
  const lacks = no.trim() === "";
  const name = t("projects.approvable.bid", { no: bid.bid_no, title: bid.title });
  return (
    <li>
      <form
        aria-label={name}
        onSubmit={(event) => {
          event.preventDefault();
          if (lacks) {
            setAsked(true);
            field.current?.focus();
          } else if (!make.isPending) {
            make.mutate();
          }
        }}
      >
        <span>
          {name}
          <div className="dim">
            {bid.sponsor} · {bid.solver} · {t("projects.approvable.award", { award: grouped(bid.award) })}
          </div>
        </span>
        <span className="pj-do">
          <Input
            ref={field}
            size="small"
            aria-label={`${name} ${t("projects.approvable.number")}`}
            aria-invalid={asked && lacks}
            {...(asked && lacks ? { status: "error" as const } : {})}
            placeholder={t("projects.approvable.number")}
            value={no}
            autoComplete="off"
            onChange={(event) => setNo(event.target.value)}
          />
          <Input
            size="small"
            aria-label={`${name} ${t("projects.approvable.grant")}`}
            placeholder={t("projects.approvable.grant")}
            value={grant}
            autoComplete="off"
            onChange={(event) => setGrant(event.target.value)}
          />
          <Button size="small" htmlType="submit" disabled={make.isPending}>
            {t("projects.approvable.make")} <Keys of={MAKE} />
          </Button>
          {asked && lacks && (
            <span className="say say-stop" role="alert">
              {t("projects.approvable.needNumber")}
            </span>
          )}
        </span>
      </form>
      {make.isError && <ProblemBox error={make.error} />}
    </li>
  );
}
