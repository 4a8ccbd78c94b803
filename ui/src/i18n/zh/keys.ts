/** Keys and the list of them. */
export const keys = {
  title: "全部按键",
  key: "按键",
  does: "作用",
} as const;
