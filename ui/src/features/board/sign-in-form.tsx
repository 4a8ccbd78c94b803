import { Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { SignWay } from "../../backend";
import { Mark } from "../../components/marks";
import { Members, useForm, type FormProps } from "./gate-form";

/** 签到: who came is ticked, and how those signed in who have not done so by their own keys. */
export function SignInForm(props: FormProps) {
  const { t } = useTranslation();
  const { view } = props;
  const [here, setHere] = useState<string[]>([]);
  const [way, setWay] = useState<"paper" | "seen" | null>(null);
  const byKey = view.conduct.signed_by_key;
  const keyed = here.filter((no) => byKey.some(({ expert_no }) => expert_no === no));
  const others = here.length - keyed.length;
  const wayOf = (no: string): SignWay =>
    byKey.find(({ expert_no }) => expert_no === no)?.way ?? way ?? "seen";
  const lacks =
    here.length === 0
      ? t("board.gates2.needWho")
      : others > 0 && way === null
        ? t("board.gates2.needWay")
        : null;
  // How many, and as what: the key says what it records.
  const ways = [
    ...(others > 0 && way !== null ? [t(`board.gates2.${way}Count`, { count: others })] : []),
    ...(keyed.length > 0 ? [t("board.gates2.keyCount", { count: keyed.length })] : []),
  ].join("、");
  return useForm(
    props,
    { form: "sign_in", members: here.map((no) => [no, wayOf(no)]) },
    lacks,
    <>
      <Members
        view={view}
        legend={t("board.gates2.present", { done: here.length, total: view.experts.length })}
        chosen={here}
        onChoose={setHere}
        all={t("board.gates2.allByHand")}
        onAll={() => setWay("paper")}
      />
      {byKey.length > 0 && (
        <ul className="bd-results bd-plain" aria-label={t("board.gates2.byKey")}>
          {byKey.map(({ expert_no, way: signed, at }) => (
            <li key={expert_no}>
              <span className="say say-done">
                <Mark kind="done" />{" "}
                {t(signed === "laptop" ? "board.gates2.laptopAt" : "board.gates2.codeAt", {
                  name: view.experts.find(({ no }) => no === expert_no)?.name ?? expert_no,
                  at,
                })}
              </span>
            </li>
          ))}
        </ul>
      )}
      <Radio.Group
        name="bd-way"
        value={way}
        onChange={(event) => setWay(event.target.value as "paper" | "seen")}
        aria-label={t(byKey.length > 0 ? "board.gates2.wayOthers" : "board.gates2.way")}
        options={[
          { value: "paper", label: t("board.gates2.paper") },
          { value: "seen", label: t("board.gates2.seen") },
        ]}
      />
      {way !== null && <p className="sec">{t(`board.gates2.${way}Says`)}</p>}
    </>,
    lacks === null ? t("board.gates2.doSignIn", { count: here.length, ways }) : undefined,
  );
}
