import { unknownValue } from "../../../provider/common/values";
import type { Values } from "../../../provider/record/kind";
import { lifecycleOf } from "../../../provider/record/lifecycle";
import { shapeOf } from "../../../provider/record/shape";
import { volumeKinds } from "../../../provider/volume/kinds";
import { volumeLifecycle } from "../../../provider/volume/volume-lifecycle";

const token = "ebs:Volume";
const volumes = volumeLifecycle(lifecycleOf(token, volumeKinds[token]!, shapeOf(token)));

/** A kubeconfig whose contexts lead to this server. */
const kubeconfigOf = (server: string): string => {
  const context = { cluster: "one", user: "me" };
  return JSON.stringify({
    "current-context": "kind-one",
    contexts: ["kind-one", "kind-two"].map((name) => ({ name, context })),
    clusters: [{ name: "one", cluster: { server } }],
    users: [{ name: "me", user: {} }],
  });
};
const kubeconfig = kubeconfigOf("https://127.0.0.1:1");
const otherKubeconfig = kubeconfigOf("https://127.0.0.1:2");

const check = async (name: string, args: Values, olds: Values = {}) => {
  const __urn = `urn:pulumi:dev::shop::pulumi-nodejs:ebs/volume:Volume::${name}`;
  const news = { availabilityZone: "us-east-1a", size: 8, kubeconfig, __urn, ...args };
  const { inputs, failures } = await volumes.check(olds, news);
  return { inputs, failures: failures.map(({ property, reason }) => `${property} ${reason}`) };
};

test("a smaller size is rejected for a volume that stays", async () => {
  const { inputs: olds } = await check("z1", {});
  const { failures } = await check("z1", { size: 4, tags: { a: "b" } }, olds);
  expect(failures).toEqual([expect.stringContaining("New size cannot be smaller than existing size")]);
});

test.each<Values>([
  { availabilityZone: "us-east-1b" },
  { availabilityZone: unknownValue },
  { namespace: "other" },
  { context: "kind-two" },
  { kubeconfig: otherKubeconfig },
  { kubeconfig: unknownValue },
  { encrypted: true },
  { snapshotId: "snap-0123456789abcdef0" },
])("a smaller size may be that of a new volume if %p replaces the old one", async (change) => {
  const { inputs: olds } = await check("z2", {});
  expect((await check("z2", { size: 4, ...change }, olds)).failures).toEqual([]);
});

test.each<[string, Values]>([
  ["kubeconfig", { kubeconfig: otherKubeconfig }],
  ["context", { context: "kind-two" }],
])(
  "a smaller size is that of a new volume if its %s leads to another cluster, and else rejected",
  async (moved, change) => {
    const { inputs: olds } = await check("z3", {});
    const { inputs: news } = await check("z3", { size: 4, ...change }, olds);
    expect(await volumes.diff("", olds, news, moved)).toMatchObject({
      replaces: expect.arrayContaining([moved]) as string[],
    });
    // As for a context that has another name for the same cluster.
    await expect(volumes.diff("", { ...olds, context: news["context"] }, news)).rejects.toThrow(
      'Cannot update Volume "z3": InvalidParameterValue: New size cannot be smaller than existing size: 8 GiB. Set size to at least 8',
    );
  },
);

test("a smaller size isn't rejected while a preview doesn't know the kubeconfig", async () => {
  const { inputs: olds } = await check("z4", {});
  const { inputs: news } = await check("z4", { size: 4, kubeconfig: unknownValue }, olds);
  expect(await volumes.diff("", olds, news)).toMatchObject({ replaces: [] });
});
