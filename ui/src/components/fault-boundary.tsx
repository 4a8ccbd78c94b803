import { Component, type ReactNode } from "react";

import { ProblemBox } from "./problem-box";

/** A fault of a page is said in words in its place; the frame around it, and the way to other pages, stay. */
export class FaultBoundary extends Component<{ children: ReactNode }, { fault: unknown }> {
  override state: { fault: unknown } = { fault: null };

  static getDerivedStateFromError(fault: unknown) {
    return { fault: fault ?? new Error("fault") };
  }

  override render() {
    return this.state.fault === null ? this.props.children : <ProblemBox error={this.state.fault} />;
  }
}
