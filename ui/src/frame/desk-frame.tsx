import { ConfigProvider, Segmented } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useKeys } from "../components/keys";
import { OpeningBar } from "../components/opening-bar";
import { BottomBar, TopBar, type FrameFooter, type Who } from "./bars";

export type DeskSize = "standard" | "large";

/** Buttons, fields and dialogs in large type; dialogs lie outside of the frame, so its style sheet does not reach them. */
const LARGE = {
  token: { fontSize: 17, fontSizeLG: 19, fontSizeSM: 16, controlHeight: 36, controlHeightSM: 30 },
};

/** The frame of an expert's window: the chain is not an expert's business. Everything in it is sized by `--u`. */
export function DeskFrame({
  title,
  gate,
  saved,
  size,
  onSize,
  who,
  footer,
  onLock,
  children,
}: {
  /** The meeting, in words. */
  title: string;
  gate?: string | undefined;
  /** The one place of `SavedAt`. */
  saved?: ReactNode;
  size: DeskSize;
  onSize: (size: DeskSize) => void;
  who: Who;
  footer: FrameFooter;
  onLock: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  useKeys(
    [
      // In a paper these two enlarge the paper.
      { keys: "Ctrl +", label: t("frame.larger"), run: () => onSize("large"), quiet: true },
      { keys: "Ctrl −", label: t("frame.smaller"), run: () => onSize("standard"), quiet: true },
      {
        keys: "Alt 0",
        label: t(size === "large" ? "frame.smaller" : "frame.larger"),
        run: () => onSize(size === "large" ? "standard" : "large"),
        quiet: true,
        inFields: true,
      },
    ],
    { everywhere: true },
  );
  const large = size === "large";
  return (
    <ConfigProvider {...(large ? { theme: LARGE } : {})}>
      <div className="df-frame" data-size={size}>
        <TopBar
          context={<span className="df-title">{title}</span>}
          gate={gate}
          extra={
            <>
              {saved}
              <Segmented<DeskSize>
                aria-label={t("frame.size")}
                size="small"
                value={size}
                onChange={onSize}
                options={[
                  { value: "standard", label: t("frame.standard") },
                  { value: "large", label: t("frame.large") },
                ]}
              />
            </>
          }
          who={who}
          onLock={onLock}
        />
        <main className="df-main">
          <OpeningBar />
          {children}
        </main>
        <BottomBar {...footer} />
      </div>
    </ConfigProvider>
  );
}
