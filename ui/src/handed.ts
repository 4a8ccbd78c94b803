import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { useBackend } from "./backend";

/** Path of the file that was last dropped on the window. */
export function useDropped(): string | null {
  const backend = useBackend();
  const [path, setPath] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    let stop: (() => void) | null = null;
    void backend.onDropped(setPath).then((end) => {
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
  }, [backend]);
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
