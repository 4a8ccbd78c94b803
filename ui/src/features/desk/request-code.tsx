import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend } from "../../backend";
import { ProblemBox } from "../../components/problem-box";
import { Loading } from "../../components/states";

/** The request as a code on the screen, for a secretariat that has a hand scanner. */
export function RequestCode({ meeting }: { meeting: string }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [shown, setShown] = useState(false);
  const code = useQuery({
    queryKey: ["request-code", meeting],
    queryFn: () => backend.requestCode(meeting),
    enabled: shown,
    retry: false,
    gcTime: 0,
  });
  return (
    <div className="dk-code">
      <p className="sec">{t("ledger.desk.code")}</p>
      {!shown && <Button onClick={() => setShown(true)}>{t("ledger.desk.showCode")}</Button>}
      {shown && code.isPending && <Loading what={t("ledger.desk.codeAlt")} />}
      {code.isError && <ProblemBox error={code.error} />}
      {code.data !== undefined && (
        <img
          width={260}
          height={260}
          alt={t("ledger.desk.codeAlt")}
          src={`data:image/svg+xml;utf8,${encodeURIComponent(code.data)}`}
        />
      )}
    </div>
  );
}
