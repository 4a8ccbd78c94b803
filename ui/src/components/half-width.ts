/** Full-width digits and letters as half-width ones. Brackets and marks stay: `（补充）` is written so. */
export function halfWidth(text: string): string {
  return text.replace(/[０-９Ａ-Ｚａ-ｚ]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
}
