import { Button } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { ApprovalView, PostingView } from "../../backend";
import { Article } from "../../components/article";
import { Mark } from "../../components/marks";
import { Changes } from "../../components/may";
import { ProblemList } from "../../components/problem-list";
import { refocus } from "../../components/refocus";
import { PostForm, ProofForm, TakeDownForm } from "./publicity-forms";

/** 公示: the posting in force with its end and its proof, and those that were taken down. */
export function PublicityPart({ view, onDone }: { view: ApprovalView; onDone: () => void }) {
  const { t } = useTranslation();
  const current = view.postings.at(-1);
  const down = view.postings.filter((one) => one.taken_down !== null);
  const changes = view.step !== "announced";
  return (
    <>
      {current !== undefined && current.taken_down === null && (
        <>
          <Posting of={current} />
          {changes && <Acts key={current.posted_on} view={view} posting={current} onDone={onDone} />}
        </>
      )}
      {view.step === "to_post" && (
        <Changes said>
          <PostForm key={view.postings.length} view={view} onDone={onDone} />
        </Changes>
      )}
      {view.step === "to_decide" && (
        <p className="sec">{t("approval.dock.waits", { step: t("approval.publicity.waits") })}</p>
      )}
      {down.length > 0 && (
        <details>
          <summary>{t("approval.publicity.former", { count: down.length })}</summary>
          {down.map((one, index) => (
            <Posting key={index} of={one} />
          ))}
        </details>
      )}
    </>
  );
}

/** When and where it was posted, and its end by the calendar of that day. */
function Posting({ of }: { of: PostingView }) {
  const { t } = useTranslation();
  const facts: [string, string][] = [
    [t("approval.publicity.on"), of.posted_on],
    [t("approval.publicity.place"), of.place],
    [
      t("approval.publicity.period"),
      t("approval.publicity.periodOf", {
        begins: of.begins_on,
        ends: of.ends_on,
        days: of.working_days,
        first: t(of.same_day ? "approval.publicity.sameDay" : "approval.publicity.nextDay"),
      }),
    ],
    [t("approval.publicity.count"), t("approval.publicity.countOf", { count: of.bids })],
  ];
  return (
    <div className="ap-said">
      <dl className="dm-facts">
        {facts.map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
        <Fact name={t("approval.publicity.proof")}>
          {of.proof ?? (
            <span className="say say-warn">
              <Mark kind="warn" size={12} /> {t("approval.publicity.proofNone")}
            </span>
          )}
        </Fact>
      </dl>
      {of.because !== "" && <p className="sec">{t("approval.publicity.again", { why: of.because })}</p>}
      {of.taken_down !== null && (
        <p className="sec">{t("approval.publicity.down", { on: of.taken_down[0], why: of.taken_down[1] })}</p>
      )}
      {of.recount !== null && <ProblemList problems={[of.recount]} />}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** What can be done with the posting in force: its proof, and taking it down. */
function Acts({ view, posting, onDone }: { view: ApprovalView; posting: PostingView; onDone: () => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<"proof" | "down" | null>(null);
  const close = () => {
    setOpen(null);
    onDone();
  };
  const show = (what: "proof" | "down") => {
    setOpen(what);
    refocus(what === "proof" ? "#ap-proof" : "#ap-td-reason");
  };
  if (open !== null) {
    return (
      <Changes said>
        {open === "proof" ? (
          <ProofForm view={view} posting={posting} onDone={close} onCancel={close} />
        ) : (
          <TakeDownForm view={view} onDone={close} onCancel={close} />
        )}
      </Changes>
    );
  }
  return (
    <Changes>
      <div className="ap-do">
        <Button size="small" onClick={() => show("proof")}>
          {t(posting.proof === null ? "approval.publicity.attach" : "approval.publicity.replace")}
        </Button>
        <Button size="small" onClick={() => show("down")}>
          {t("approval.publicity.takeDown")}
        </Button>
        <Article of="四（五）" />
      </div>
    </Changes>
  );
}
