// A paper as applicants send it: 46 pages of Chinese text in a font that is not embedded, so that the reader must bring
// its own. Made here, so that no applicant's paper lies in the repository.
import { writeFile } from "node:fs/promises";

const PAGES = 46;
const HEADS = ["总体思路", "关键技术", "考核指标", "进度安排", "团队与条件", "经费测算", "风险与对策"];

/** UTF-16BE hex, as the encoding UniGB-UTF16-H reads it. */
const hex = (text) => [...Buffer.from(text, "utf16le").swap16()].map((b) => b.toString(16).padStart(2, "0")).join("");

function content(page) {
  const head = HEADS[page % HEADS.length];
  const lines = [`第${page + 1}页 ${head}`];
  for (let line = 1; line <= 24; line += 1) {
    lines.push(`（${line}）围绕${head}开展试验，样件按批抽检，检测由第三方机构进行，数据随报告提交。`);
  }
  const shown = lines.map((text, at) => `/F ${at === 0 ? 18 : 12} Tf <${hex(text)}> Tj 0 -${at === 0 ? 40 : 26} Td`);
  return `BT 72 760 Td ${shown.join(" ")} ET`;
}

export async function writePaper(path) {
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${PAGES} /Kids [${Array.from({ length: PAGES }, (_, i) => `${6 + 2 * i} 0 R`).join(" ")}] >>`,
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>",
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 5 0 R /DW 1000 >>",
    "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
  ];
  for (let page = 0; page < PAGES; page += 1) {
    const stream = content(page);
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents ${7 + 2 * page} 0 R >>`,
      `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    );
  }
  let file = "%PDF-1.5\n";
  const offsets = objects.map((body, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const count = objects.length + 1;
  const start = file.length;
  file += `xref\n0 ${count}\n0000000000 65535 f \n${table}trailer << /Size ${count} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  await writeFile(path, file, "latin1");
}
