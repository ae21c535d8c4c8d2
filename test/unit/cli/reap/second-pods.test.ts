import { judge } from "../../../../provider/cli/reap/orphans";
import type { Pod } from "../../../../provider/cluster/objects";
import { stateOf } from "../../../support/orphans";

const pod = (name: string, phase = "Running"): Pod => ({
  metadata: {
    name,
    namespace: "apps",
    uid: name,
    annotations: { "ec2-pods/maker": "me" },
    labels: { "ec2-pods/instance-id": "i-1" },
  },
  status: { phase } as Pod["status"],
});

const state = stateOf({ instances: new Set(["i-1"]), pods: new Set(["apps/ec2-web-1"]) });

test("a second Pod of an instance is named, and kept as an update may be about to save it", () => {
  const criteria = { others: new Map(), origins: ["me"], olderThan: undefined, now: new Date() };
  const judged = (pods: Pod[]) =>
    judge(
      { pods, policies: [], claims: [], snapshots: [], loadBalancers: [], members: new Map() },
      state,
      criteria,
    ).map(({ finding }) => finding);
  const own = pod("ec2-web-1");
  expect(judged([own, pod("ec2-web-2")])).toMatchObject([
    {
      name: "ec2-web-2",
      verdict: "kept",
      why: 'its instance also runs in Pod apps/ec2-web-1, which the state has; unless an update is in progress, delete it with "kubectl delete pod ec2-web-2 --namespace apps"',
    },
  ]);
  expect(judged([pod("ec2-web-2")])).toEqual([]);
  expect(judged([own, pod("ec2-web-2", "Failed")])).toEqual([]);
});
