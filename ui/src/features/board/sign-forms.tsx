import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { BoardView } from "../../backend";
import { nameOf } from "./gate-act";
import { Members, useForm, type FormProps } from "./gate-form";

/** 签字: who signed is ticked; who refuses cannot be. */
export function SignForm(props: FormProps) {
  const { t } = useTranslation();
  const { view } = props;
  const refused = view.conduct.refused.map((one) => one.expert_no);
  const may = view.experts.map(({ no }) => no).filter((no) => !refused.includes(no));
  const [signed, setSigned] = useState<string[]>([]);
  return useForm(
    props,
    { form: "sign", members: signed },
    signed.length === 0 ? t("board.gates2.needWho") : null,
    <>
      <Members
        view={view}
        only={may}
        legend={t("board.gates2.signed")}
        chosen={signed}
        onChoose={setSigned}
        all={t("board.gates2.allByHand")}
      />
      <Refusals view={view} />
    </>,
    signed.length === 0 ? undefined : t("board.gates2.doSign", { count: signed.length }),
  );
}

/** 补记签字: who signs after the signing was recorded, each with the time at which that is recorded. Nothing goes back for it. */
function SignLateForm(props: FormProps & { missing: readonly string[] }) {
  const { t } = useTranslation();
  const { view, missing } = props;
  const [late, setLate] = useState<string[]>([]);
  return useForm(
    props,
    { form: "sign_late", members: late },
    late.length === 0 ? t("board.gates2.needWho") : null,
    <>
      <Members
        view={view}
        only={missing}
        legend={t("board.gates2.signingLate")}
        chosen={late}
        onChoose={setLate}
        all={t("board.gates2.allByHand")}
      />
      <p className="sec">{t("board.gates2.signLateSays")}</p>
    </>,
    late.length === 0 ? t("board.gates2.signLate") : t("board.gates2.doSignLate", { count: late.length }),
  );
}

function Refusals({ view }: { view: BoardView }) {
  const { t } = useTranslation();
  return (
    <ul className="bd-results bd-plain">
      {view.conduct.refused.map((one) => (
        <li key={one.expert_no}>
          {t("board.gates2.refusedLine", {
            name: view.experts.find(({ no }) => no === one.expert_no)?.name ?? one.expert_no,
            reason: one.reason,
            at: one.at,
          })}
        </li>
      ))}
    </ul>
  );
}

/** Whether a signature or a refusal can be recorded now: after the archive only once the meeting went back. */
export function signs({ gates, conduct }: BoardView): boolean {
  return conduct.signs_late || gates.find(({ gate }) => gate === "sign")?.state !== "past";
}

/** Who signed after the signing was recorded, and the form for who still is to. */
export function Late({ no, view }: { no: string; view: BoardView }) {
  const { t } = useTranslation();
  const { signed, signed_late, refused, signs_late } = view.conduct;
  const out = [...signed, ...refused.map((one) => one.expert_no)];
  const missing = view.experts.filter((one) => !out.includes(one.no));
  return (
    <>
      {signed_late.length > 0 && (
        <ul className="bd-results bd-plain" aria-label={t("board.gates2.signedLate")}>
          {signed_late.map((one) => (
            <li key={one.expert_no}>
              {t("board.gates2.signedLateAt", { name: nameOf(view, one.expert_no), at: one.at })}
            </li>
          ))}
        </ul>
      )}
      {missing.length > 0 && (
        <p className="say say-warn">
          {t("board.gates2.notSigned", { names: missing.map(({ name }) => name).join("、") })}
        </p>
      )}
      {missing.length > 0 && signs_late && (
        <section aria-label={t("board.gates2.signLate")}>
          <h3>{t("board.gates2.signLate")}</h3>
          <SignLateForm
            key={signed.length}
            no={no}
            view={view}
            gate="sign"
            missing={missing.map((one) => one.no)}
            onDone={() => undefined}
          />
        </section>
      )}
      {missing.length > 0 && !signs_late && <p className="sec">{t("board.gates2.signArchived")}</p>}
    </>
  );
}
