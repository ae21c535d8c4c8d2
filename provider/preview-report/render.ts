import { markdown } from "./markdown";
import { readPreview } from "./read-preview";
import { type Report, reportOf } from "./report";
import { text } from "./text";

export const formats = ["markdown", "json", "text"] as const;
export type Format = (typeof formats)[number];

const renderers: Readonly<Record<Format, (report: Report) => string>> = {
  markdown,
  text,
  json: (report) => JSON.stringify(report, undefined, 2),
};

/** The report on what `pulumi preview --json` printed, and whether it has to fail. */
export function previewReport(
  input: string,
  { format, name, failOnOpenToWorld }: { format: Format; name?: string; failOnOpenToWorld: boolean },
): { text: string; failed: boolean } {
  const report = reportOf(readPreview(input), name);
  return {
    text: renderers[format](report),
    failed: report.outcome !== "succeeded" || (failOnOpenToWorld && report.openToWorld),
  };
}
