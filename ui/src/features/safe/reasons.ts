import { useTranslation } from "react-i18next";

const KNOWN = ["import", "lock", "migration", "manual", "identities", "replaced", "damaged"] as const;

/** Why a backup was made, in words; an unknown reason as it is written. */
export function useReason(): (reason: string) => string {
  const { t } = useTranslation();
  return (reason) => {
    const known = KNOWN.find((one) => one === reason);
    return known === undefined ? reason : t(`safe.backups.reasons.${known}`);
  };
}
