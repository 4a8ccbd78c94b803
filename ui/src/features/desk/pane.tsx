import { Button } from "antd";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { useGiveBack } from "../../components/landing";

/** An act that takes the reader's place for a while: the sheet beside it stays readable. */
export function Pane({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const head = useRef<HTMLHeadingElement>(null);
  useKeys([{ keys: "Esc", label: t("desk.back"), run: onClose }]);
  useGiveBack();
  useEffect(() => head.current?.focus(), []);
  return (
    <section className="dk-read dk-pane" aria-label={title}>
      <div className="dk-pane-head">
        <h1 ref={head} tabIndex={-1}>
          {title}
        </h1>
        <Button onClick={onClose}>
          {t("desk.backToPapers")} <Keys of="Esc" />
        </Button>
      </div>
      <div className="dk-pane-body">{children}</div>
    </section>
  );
}
