import { readFileSync } from "node:fs";
import { text as textOf } from "node:stream/consumers";

import { errorMessage } from "../common/errors";
import { type Format, reportOn } from "../preview-report";
import type { OptionsOf } from "./arguments";

/** The report on the preview in a file, or on standard input. */
export async function previewReport(
  file: string | undefined,
  { format, name, "fail-on": failOn }: OptionsOf<"preview-report">,
): Promise<{ text: string; code: number }> {
  try {
    const input = file === undefined ? await textOf(process.stdin) : readFileSync(file, "utf8");
    const { text, failed } = reportOn(input, {
      format: format as Format,
      ...(name === undefined ? {} : { name }),
      failOnOpenToWorld: failOn === "open-to-world",
    });
    return { text: text.trimEnd(), code: failed ? 1 : 0 };
  } catch (error) {
    const { message: cause } = error as Error;
    const fix = 'Give it what "pulumi preview --json" prints';
    const message = errorMessage({
      verb: "report on",
      kind: "Preview",
      name: file ?? "standard input",
      cause,
      fix,
    });
    throw new Error(message, { cause: error });
  }
}
