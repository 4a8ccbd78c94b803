/** The shapes of the program, made from the Rust ones. Screens import them from here, never from `generated`. */
export type * from "./generated";
