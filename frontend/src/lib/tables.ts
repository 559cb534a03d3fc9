/** A table as text to be pasted elsewhere. */
export interface Table { head: string[]; rows: string[][] }
export type Form = "csv" | "md" | "tex";

/** A cell that a spreadsheet would take for a formula is marked as text. */
const safe = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const csv = (cell: string): string => `"${safe(cell).replace(/"/g, '""')}"`;
const md = (cell: string): string => cell.replace(/\|/g, "\\|").replace(/\s*\n\s*/g, " ");
const TEX: Record<string, string> = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
const tex = (cell: string): string => cell.replace(/[\\~^]|[&%$#_{}]/g, (c) => TEX[c] ?? `\\${c}`);

export function asText({ head, rows }: Table, form: Form): string {
  if (form === "csv") return [head, ...rows].map((row) => row.map(csv).join(",")).join("\r\n");
  if (form === "md") return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.map(md).join(" | ")} |`).join("\n");
  const line = (row: string[]): string => `${row.map(tex).join(" & ")} \\\\`;
  return [`\\begin{tabular}{${"l".repeat(head.length)}}`, "\\hline", line(head), "\\hline", ...rows.map(line), "\\hline", "\\end{tabular}"].join("\n");
}
