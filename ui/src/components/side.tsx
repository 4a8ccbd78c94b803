import type { ReactNode, Ref } from "react";

/** What stands docked beside a table. It may be longer than the window: the keyboard reaches it and scrolls it. */
export function Side({
  className,
  label,
  ref,
  children,
}: {
  className: string;
  /** What it shows, for who does not see it. */
  label: string;
  ref?: Ref<HTMLElement>;
  children?: ReactNode;
}) {
  return (
    <aside className={className} aria-label={label} tabIndex={0} {...(ref === undefined ? {} : { ref })}>
      {children}
    </aside>
  );
}
