/** 电脑签到. */
export const signIn = {
  open: "在本机签到",
  again: "再写一次签到包",
  hint: "用本机密钥签名，写成一个小包交给秘书处，代替在签到表上手签。里面没有任何评分。",
  path: "签到包存到",
  file: "签到包.lzp",
  do: "签到并写出",
  signed: "已于 {{at}} 签到。",
  written: "签到包已写到 {{path}}，请交给秘书处收下。",
};
