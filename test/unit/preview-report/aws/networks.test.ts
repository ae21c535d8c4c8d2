import * as fc from "fast-check";

import { readPreview } from "../../../../provider/preview-report/read/preview";
import { resourcesOf } from "../../../../provider/preview-report/read/resources";
import { firewallOf } from "../../../../provider/preview-report/traffic/firewall";
import { bundles } from "../../../../provider/preview-report/traffic/bundles";
import { noPorts } from "../../../../provider/preview-report/traffic/ports";
import { reachability } from "../../../../provider/preview-report/traffic/reachability";
import { type AwsResource, documentOf, union, withUnknownIds } from "../../../support/aws-preview";
import {
  type AwsWorld,
  awsWorld,
  memberNames,
  reaches,
  resourcesIn,
  trafficSamples,
  withoutGuesses,
} from "../../../support/aws-world";
import { carries } from "../../../support/carries";

const settings = { seed: 20261128, numRuns: 150 };

/** Compares what the report finds with EC2's rules, and counts the pairs of which one reaches the other. */
function compare(resources: AwsResource[], worlds: Partial<Record<"before" | "after", AwsWorld>>): number {
  const { before, after, members } = firewallOf(resourcesOf(readPreview(documentOf(resources)).steps));
  const all = bundles(
    members,
    [...before, ...after].map(({ peer }) => peer),
    [],
  );
  const reach = reachability(before, after, all, 1);
  const bundleOf = (index: number) => all.find(({ instances }) => instances.includes(memberNames[index]!));
  let reached = 0;
  for (const [when, world] of Object.entries(worlds) as ["before" | "after", AwsWorld][]) {
    const passes = reaches(world);
    const wrong: unknown[] = [];
    for (const from of memberNames.keys()) {
      for (const to of memberNames.keys()) {
        if (from === to) continue;
        const row = reach.find(
          (each) =>
            each.to === bundleOf(to) && Array.isArray(each.from) && each.from.includes(bundleOf(from)),
        );
        const expected = trafficSamples.filter(passes(from, to));
        const found = trafficSamples.filter((each) => carries(row?.[when] ?? noPorts, each));
        if (JSON.stringify(found) !== JSON.stringify(expected)) {
          wrong.push({ when, from: memberNames[from], to: memberNames[to], expected, found });
        }
        reached += Number(expected.length > 0);
      }
    }
    expect(wrong).toEqual([]);
  }
  return reached;
}

test("who reaches whom in two VPCs equals what EC2 allows, before and after", () => {
  let reached = 0;
  fc.assert(
    fc.property(awsWorld, awsWorld, (before, after) => {
      reached += compare(union(resourcesIn(before), resourcesIn(after)), { before, after });
    }),
    settings,
  );
  expect(reached).toBeGreaterThan(settings.numRuns);
});

test("the same holds for a new stack, whose ids are unknown", () => {
  let reached = 0;
  fc.assert(
    fc.property(awsWorld.map(withoutGuesses), (after) => {
      reached += compare(withUnknownIds(resourcesIn(after)), { after });
    }),
    settings,
  );
  expect(reached).toBeGreaterThan(settings.numRuns);
});
