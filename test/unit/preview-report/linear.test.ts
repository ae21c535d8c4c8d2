import { Session } from "node:inspector/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { previews } from "../../../bench/previews";
import { reportOn } from "../../../provider/preview-report";
import type { Assertion } from "../../../provider/preview-report/assertions/file";
import { portRange } from "../../../provider/preview-report/traffic/ports";
import { root } from "../../../tools/stack";

const session = new Session();
beforeAll(async () => {
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
});
afterAll(() => session.disconnect());

const folder = join(root, "provider");
const urls = [folder, pathToFileURL(folder).href];

/** How often the engine runs a block of the package's code meanwhile: each call, and each round of a loop. */
async function countOf(work: () => void): Promise<number> {
  await session.post("Profiler.takePreciseCoverage");
  work();
  const { result } = await session.post("Profiler.takePreciseCoverage");
  return result
    .filter(({ url }) => urls.some((start) => url.startsWith(start)))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges.map(({ count }) => count)))
    .reduce((sum, count) => sum + count, 0);
}

const assertion = (kind: Assertion["kind"]): Assertion => ({
  ...{ kind, path: "", ports: portRange("UDP", 1) },
  from: { kind: "instance", names: ["*"] },
  to: { kind: "group", names: ["*"] },
});

/** How much more the second doubling of a preview adds than the first: 2 if all steps are linear, 4 if one is quadratic. */
async function growthOf(previewOf: (size: number) => string, assertions: Assertion[] = []): Promise<number> {
  const counts: number[] = [];
  for (const size of [60, 120, 240]) {
    const preview = previewOf(size);
    counts.push(await countOf(() => reportOn(preview, { format: "json", inAllFormats: true, assertions })));
  }
  const [small = 0, medium = 0, large = 0] = counts;
  return (large - medium) / (medium - small);
}

test.each(Object.entries(previews))("the work for %s is linear", async (_, previewOf) => {
  expect(await growthOf(previewOf)).toBeLessThan(3);
});

test("the work for what must not reach what is linear, and that for what must reach what is that of all pairs", async () => {
  const chain = previews["a chain of groups"];
  expect(await growthOf(chain, [assertion("mustNotReach")])).toBeLessThan(3);
  expect(await growthOf(chain, [assertion("mustReach")])).toBeGreaterThan(3);
});
