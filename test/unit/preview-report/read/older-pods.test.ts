import { readFileSync } from "node:fs";
import { join } from "node:path";

import { reportOn } from "../../../../provider/preview-report";
import type { Report } from "../../../../provider/preview-report/print/report";

interface Document {
  steps: { urn: string; oldState?: { outputs: Record<string, unknown> } }[];
}

/** What the report says of an instance that restarts for its type, with these outputs before. */
function actionWith(outputs: Record<string, unknown>): string | undefined {
  const text = readFileSync(join(__dirname, "../recordings/changes.json"), "utf8");
  const document = JSON.parse(text) as Document;
  const step = document.steps.find(({ urn }) => urn.endsWith("::restarted"));
  Object.assign(step?.oldState?.outputs ?? {}, outputs);
  const report = reportOn(JSON.stringify(document), { format: "json" });
  return (JSON.parse(report.text) as Report).resources.find(({ name }) => name === "restarted")?.action;
}

test("a Pod of an older release is re-created for what restarts others, as the update says", () => {
  expect(actionWith({})).toBe("restart");
  const older = { privateDns: "10-244-0-150.shop.pod.cluster.local" };
  expect(actionWith(older)).toBe("recreate");
  expect(actionWith({ ...older, podName: "" })).toBe("restart");
});
