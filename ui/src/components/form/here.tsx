import { createContext, useContext, useEffect, useId, useState, type ReactNode } from "react";

interface HereValue {
  /** The form one types in; nothing while one is in none. */
  here: string | null;
  set: (change: (was: string | null) => string | null) => void;
}

const HereContext = createContext<HereValue>({ here: null, set: () => undefined });

/** Knows which of the forms within one types in: the key that saves is shown of that one alone. */
export function Forms({ children }: { children: ReactNode }) {
  const [here, set] = useState<string | null>(null);
  return <HereContext value={{ here, set }}>{children}</HereContext>;
}

/** Whether one types in this form, in another one, or in none. */
export function useHere() {
  const { here, set } = useContext(HereContext);
  const id = useId();
  // A form that is gone is left, whether it said so or not.
  useEffect(() => () => set((was) => (was === id ? null : was)), [set, id]);
  return {
    inside: here === id,
    nowhere: here === null,
    enter: () => set(() => id),
    leave: () => set((was) => (was === id ? null : was)),
  };
}
