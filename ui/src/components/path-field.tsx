import { useMutation } from "@tanstack/react-query";
import { Button, Input, Space, type InputRef } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { ProblemBox } from "./problem-box";

/** A file or folder: typed, which is always possible, or chosen in the system's dialog. */
export function PathField({
  id,
  label,
  value,
  onChange,
  choose,
  hint,
  size = "middle",
}: {
  id: string;
  label: string;
  value: string;
  onChange: (path: string) => void;
  /** Opens the dialog; nothing when it was closed. */
  choose: () => Promise<string | null>;
  hint?: string;
  size?: "middle" | "large";
}) {
  const { t } = useTranslation();
  const field = useRef<InputRef>(null);
  const known = useRef(value);
  useEffect(() => {
    const input = field.current?.input;
    // A default that comes once somebody is at the empty field stands aside: what is typed takes its place.
    if (known.current === "" && value !== "" && input != null && document.activeElement === input) {
      input.select();
    }
    known.current = value;
  }, [value]);
  const choosing = useMutation({
    mutationFn: choose,
    onSuccess: (path) => {
      if (path !== null) {
        onChange(path);
      }
    },
  });
  return (
    <>
      <label className="field" htmlFor={id}>
        {label}
      </label>
      <Space.Compact block>
        <Input
          ref={field}
          id={id}
          size={size}
          value={value}
          placeholder={hint}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            known.current = event.target.value;
            onChange(event.target.value);
          }}
        />
        <Button size={size} disabled={choosing.isPending} onClick={() => choosing.mutate()}>
          {t("app.choose")}
        </Button>
      </Space.Compact>
      {choosing.isError && <ProblemBox error={choosing.error} />}
    </>
  );
}
