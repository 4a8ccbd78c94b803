import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { SignWay } from "../../backend";
import { Mark } from "../../components/marks";
import { Members, useForm, type FormProps } from "./gate-form";

/** 签到: everybody is ticked, whoever did not come is taken out. */
export function SignInForm(props: FormProps) {
  const { t } = useTranslation();
  const { view } = props;
  const [here, setHere] = useState(view.experts.map(({ no }) => no));
  const [way, setWay] = useState<"paper" | "seen">("paper");
  const byKey = view.conduct.signed_by_key.filter(({ expert_no }) => here.includes(expert_no));
  const wayOf = (no: string): SignWay => byKey.find(({ expert_no }) => expert_no === no)?.way ?? way;
  return useForm(
    props,
    { form: "sign_in", members: here.map((no) => [no, wayOf(no)]) },
    here.length === 0 ? t("board.gates2.needWho") : null,
    <>
      <Members
        view={view}
        legend={t("board.gates2.present", { done: here.length, total: view.experts.length })}
        chosen={here}
        onChoose={setHere}
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
      <Segmented<"paper" | "seen">
        value={way}
        onChange={setWay}
        aria-label={t(byKey.length > 0 ? "board.gates2.wayOthers" : "board.gates2.way")}
        options={[
          { value: "paper", label: t("board.gates2.paper") },
          { value: "seen", label: t("board.gates2.seen") },
        ]}
      />
      <p className="sec">{t(`board.gates2.${way}Says`)}</p>
    </>,
  );
}
