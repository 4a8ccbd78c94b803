import { Button, Input } from "antd";
import { useTranslation } from "react-i18next";

import type { CollectedView, IntakeView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import { Empty } from "../../components/states";
import { CollectedFields } from "./collected-fields";
import { Facts } from "./confirm-facts";
import { Working } from "./working";
import type { Intake } from "./use-intake";

/** Why it cannot be taken over yet; nothing when it can. */
function blockOf(
  view: IntakeView,
  batch: string,
  collected: CollectedView,
): "nothing" | "errors" | "needBatch" | "needSource" | null {
  if (view.errors > 0) {
    return "errors";
  }
  if (view.bids + view.experts + view.demands === 0) {
    return "nothing";
  }
  if (view.bids > 0 && batch.trim() === "") {
    return "needBatch";
  }
  const told = collected.on.trim() !== "" && collected.from.trim() !== "";
  return view.demands > view.own_demands && !told ? "needSource" : null;
}

/** Last step: what will be taken, what is left out and why, and into which batch. */
export function ConfirmStep({
  view,
  batch,
  onBatch,
  collected,
  onCollected,
  sender,
  onSender,
  take,
  onTake,
  onCheck,
}: {
  view: IntakeView;
  batch: string;
  onBatch: (batch: string) => void;
  /** When and from whom demands came. */
  collected: CollectedView;
  onCollected: (collected: CollectedView) => void;
  /** Name under which columns matched by hand are remembered; nothing where none was. */
  sender: string | null;
  onSender: (sender: string) => void;
  take: Intake["take"];
  onTake: () => void;
  onCheck: () => void;
}) {
  const { t } = useTranslation();
  const block = blockOf(view, batch, collected);
  useKeys([
    {
      keys: "Ctrl Enter",
      label: t("intake.keys.import"),
      run: onTake,
      when: block === null && !take.isPending,
    },
  ]);
  if (take.isPending) {
    return <Working what={t("intake.importing")} />;
  }
  if (block === "nothing") {
    return (
      <Empty
        title={t("intake.confirm.nothing")}
        hint={t("intake.confirm.nothingHint")}
        action={<Button onClick={onCheck}>{t("intake.confirm.back")}</Button>}
      />
    );
  }
  return (
    <form
      className="in-confirm"
      onSubmit={(event) => {
        event.preventDefault();
        if (block === null) {
          onTake();
        }
      }}
    >
      <h2>{t("intake.confirm.title")}</h2>
      <Facts view={view} />
      {view.bids > 0 && (
        <>
          <label className="field" htmlFor="in-batch">
            {t("intake.confirm.batch")}
          </label>
          <Input
            id="in-batch"
            autoComplete="off"
            value={batch}
            placeholder={t("intake.confirm.batchHint")}
            onChange={(event) => onBatch(event.target.value)}
          />
        </>
      )}
      {view.demands > view.own_demands && <CollectedFields value={collected} onChange={onCollected} />}
      {sender !== null && (
        <>
          <label className="field" htmlFor="in-sender">
            {t("intake.confirm.remember")}
          </label>
          <Input
            id="in-sender"
            autoComplete="off"
            value={sender}
            placeholder={t("intake.confirm.rememberHint")}
            onChange={(event) => onSender(event.target.value)}
          />
          <small className="sec">
            {t(sender.trim() === "" ? "intake.confirm.rememberNot" : "intake.confirm.rememberNote")}
          </small>
        </>
      )}
      {take.isError && <ProblemBox error={take.error} />}
      <div className="in-acts in-do">
        <Button type="primary" htmlType="submit" disabled={block !== null}>
          {t("intake.confirm.import")} <Keys of="Ctrl Enter" />
        </Button>
        <Button onClick={onCheck}>
          {block === "errors" ? t("intake.confirm.toErrors") : t("intake.confirm.back")}
        </Button>
        {block === "errors" && (
          <span className="say say-stop in-wrap">
            <Mark kind="stop" /> {t("intake.confirm.errors", { count: view.errors })}
          </span>
        )}
        {(block === "needBatch" || block === "needSource") && (
          <span className="sec">{t(`intake.confirm.${block}`)}</span>
        )}
      </div>
      <p className="dim">{t("intake.confirm.atomic")}</p>
    </form>
  );
}
