import { readFileSync } from "node:fs";

import { ExplainedError, explain } from "../../common/errors";
import { readAssertions } from "../../preview-report/assertions/file";
import type { Assertion } from "../../preview-report/assertions/file";

/** The assertions in a file. */
export function assertionsOf(file: string): Assertion[] {
  try {
    return readAssertions(textOf(file));
  } catch (error) {
    throw explain(error, { verb: "read", kind: "Assertions", name: file });
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new ExplainedError((error as Error).message, "Name a file of assertions with --assertions");
  }
}
