/** People's word on a fork. */
export interface ForkWord {
  device: string;
  number: number;
  /** Hash of the side that counts. */
  chosen: string;
  by: string;
  witness: string;
  reason: string;
}
