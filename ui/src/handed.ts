import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { useBackend } from "./backend";

/** The end of an effect that heeds the window: `asked` gives, in its own time, what ends it. */
export function heeded(asked: Promise<() => void>): () => void {
  let gone = false;
  let stop: (() => void) | null = null;
  void asked.then((end) => {
    if (gone) {
      end();
    } else {
      stop = end;
    }
  });
  return () => {
    gone = true;
    stop?.();
  };
}

/** Path of the file that was last dropped on the window. */
export function useDropped(): string | null {
  const backend = useBackend();
  const [path, setPath] = useState<string | null>(null);
  useEffect(() => heeded(backend.onDropped(setPath)), [backend]);
  return path;
}

/** Path of the pack that was opened from the file manager, if one was; kept while the vault is open. */
export function useOpenedPack(): string | null {
  const backend = useBackend();
  const pack = useQuery({
    queryKey: ["opened-pack"],
    queryFn: () => backend.openedPack(),
    staleTime: Infinity,
  });
  return pack.data ?? null;
}
