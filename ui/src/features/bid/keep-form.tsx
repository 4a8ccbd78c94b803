import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { ProblemBox } from "../../components/problem-box";

/** What keeps what a small form holds, as a mutation says it. */
interface Keep {
  mutate: () => void;
  isPending: boolean;
  isError: boolean;
  error: unknown;
}

/** A few fields beside the bid that are kept by themselves, or left. */
export function KeepForm({
  keep,
  label,
  onQuit,
  children,
}: {
  keep: Keep;
  label: string;
  onQuit: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <form
      className="bd-form"
      onSubmit={(event) => {
        event.preventDefault();
        keep.mutate();
      }}
    >
      {children}
      <div className="bd-do">
        <Button size="small" type="primary" htmlType="submit" disabled={keep.isPending}>
          {label}
        </Button>
        <Button size="small" onClick={onQuit}>
          {t("bid.quit")}
        </Button>
      </div>
      {keep.isError && <ProblemBox error={keep.error} />}
    </form>
  );
}
