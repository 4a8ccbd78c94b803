import type { ReactNode } from "react";

/** The head of a page: its title, one line of facts, at most three buttons, one of them primary. */
export function PageHead({
  title,
  facts,
  children,
}: {
  title: ReactNode;
  facts?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="head">
      <div>
        <h1 tabIndex={-1}>{title}</h1>
        {facts !== undefined && <p className="sec">{facts}</p>}
      </div>
      {children !== undefined && <div className="acts">{children}</div>}
    </div>
  );
}
