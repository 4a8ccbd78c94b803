import type { CourseStepName } from "../../backend";
import { answerExtension, askExtension, conclude, settlePlan, takeBack } from "./specs-accept";
import {
  commission,
  examined,
  integrity,
  justice,
  overturn,
  proceeds,
  proposeEnd,
  refund,
  suspend,
  tell,
  terminate,
} from "./specs-end";
import { account, approvePayment, correctVoucher, opine, pay, turnPayment } from "./specs-money";
import { adjust, drop, goOn, inspect, notify, reallocate, replace, reroute, sign } from "./specs-work";
import type { Ctx, StepSpec } from "./step-fields";

/** Steps that are more than a table of fields: the contract's text, and papers that are handed in. */
export type OwnForm = "draft" | "submit" | "apply";
export type TableStep = Exclude<CourseStepName, OwnForm>;

/** Every other step as its table of fields. */
export const SPECS: Readonly<Record<TableStep, (c: Ctx) => StepSpec>> = {
  sign,
  drop,
  reallocate,
  reroute,
  replace,
  adjust,
  notify,
  go_on: goOn,
  inspect,
  opine,
  approve_payment: approvePayment,
  turn_payment: turnPayment,
  pay,
  correct_voucher: correctVoucher,
  account,
  take_back: takeBack,
  settle_plan: settlePlan,
  conclude,
  ask_extension: askExtension,
  answer_extension: answerExtension,
  propose_end: proposeEnd,
  commission,
  tell,
  terminate,
  refund,
  proceeds,
  suspend,
  examined,
  overturn,
  integrity,
  justice,
};
