import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { ApprovalView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Changes } from "../../components/may";
import { refocus } from "../../components/refocus";
import { Part, useLeavePart } from "../../components/unsaved";
import { actsOf, isOpen, type Act } from "./objection-draft";
import { ObjectionCard } from "./objection-card";
import { NewObjection } from "./objection-form";

const ADD = "Ctrl Shift N";

/** Which form is open: that of a new objection, or of a step of one. */
type Asked = "new" | { no: string; act: Act } | null;

/** What opens by itself: the next step of the first objection that is open. */
function nextOf(view: ApprovalView): Asked {
  const first = view.objections.find(isOpen);
  const act = first === undefined ? undefined : actsOf(first)[0];
  return first === undefined || act === undefined ? null : { no: first.no, act };
}

const placeOf = (no: string) => `[data-objection="${no}"]`;
/** The first field of the form that is open there; a word that cannot be chosen is passed over. */
const firstOf = (no: string) => `${placeOf(no)} form :is(input, textarea, button):not(:disabled)`;

/** 异议: each from its receipt to its answer, one form at a time. */
export function ObjectionsPart({ view, onDone }: { view: ApprovalView; onDone: () => void }) {
  const { t } = useTranslation();
  // Nothing until somebody opens or closes one.
  const [asked, setAsked] = useState<Asked | undefined>(undefined);
  const leave = useLeavePart("objection");
  const shown = asked === undefined ? nextOf(view) : asked;
  const can = view.postings.length > 0;
  const open = (what: Asked, then: string) =>
    leave(() => {
      setAsked(what);
      refocus(then);
    });
  const add = () => open("new", "#ap-ob-received_at");
  const free = can && shown !== "new";
  useKeys([
    { keys: ADD, label: t("approval.objection.add"), run: add, when: free, changes: true, inFields: true },
  ]);
  const done = (no: string | null) => () => {
    setAsked(undefined);
    if (no === null) {
      onDone();
    } else {
      refocus(placeOf(no));
    }
  };
  if (!can) {
    return <p className="sec">{t("approval.objection.unposted")}</p>;
  }
  // While the publicity runs, or is over with objections open, they are what comes next.
  const main = view.step === "posted" || view.step === "objected";
  return (
    <Part name="objection">
      {view.objections.length === 0 && <p className="sec">{t("approval.objection.none")}</p>}
      <ul>
        {view.objections.map((one) => (
          <ObjectionCard
            key={one.no}
            view={view}
            of={one}
            act={shown !== null && shown !== "new" && shown.no === one.no ? shown.act : null}
            main={main}
            onAct={(act) =>
              act === null ? open(null, placeOf(one.no)) : open({ no: one.no, act }, firstOf(one.no))
            }
            onDone={done(one.no)}
          />
        ))}
      </ul>
      <Changes>
        {shown === "new" ? (
          <NewObjection view={view} onDone={done(null)} onCancel={() => open(null, ".ap-next")} />
        ) : (
          <div className="ap-do">
            <Button size="small" onClick={add}>
              {t("approval.objection.add")} <Keys of={ADD} />
            </Button>
          </div>
        )}
      </Changes>
    </Part>
  );
}
