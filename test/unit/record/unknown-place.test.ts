import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { unknownValue } from "../../../provider/common/values";
import * as instances from "../../../provider/lifecycle";
import type { Values } from "../../../provider/record/kind";
import { of } from "../../../provider/records";
import { instanceArgs } from "../../support/instance";
import { recordSamples } from "../../support/record-samples";
import { urnOf } from "../../support/records";

interface Operations {
  check(olds: Values, news: Values): Promise<{ inputs: Values; failures: { property: string }[] }>;
  diff(id: string, olds: Values, news: Values): Promise<{ replaces?: string[] }>;
}

const samples: Readonly<Record<string, Values>> = {
  ...recordSamples,
  "ebs:Snapshot": { volumeId: "vol-0123456789abcdef0" },
  "ebs:Volume": { availabilityZone: "us-east-1a", size: 8 },
  "ec2:Instance": instanceArgs,
  "ec2:VolumeAttachment": {
    deviceName: "/dev/sdf",
    volumeId: "vol-0123456789abcdef0",
    instanceId: "i-0123456789abcdef0",
  },
};
const tokens = [
  "ebs:Snapshot",
  "ebs:Volume",
  "ec2:Instance",
  "ec2:VolumeAttachment",
  "lb:Listener",
  "lb:ListenerRule",
  "lb:LoadBalancer",
  "lb:TargetGroup",
  "lb:TargetGroupAttachment",
];
const operationsOf = (token: string) => (token === "ec2:Instance" ? instances : of(token)) as Operations;

/** A kubeconfig whose contexts are all those of shared clusters. */
const kubeconfigOf = (current: string): string =>
  JSON.stringify({
    "current-context": current,
    contexts: ["team", "prod"].map((name) => ({ name, context: { cluster: "far", user: "me" } })),
    clusters: [{ name: "far", cluster: { server: "https://cluster.invalid" } }],
    users: [{ name: "me", user: {} }],
  });

const folder = mkdtempSync(join(tmpdir(), "unknown-place-"));
const ambient = process.env["KUBECONFIG"];
beforeAll(() => {
  process.env["KUBECONFIG"] = join(folder, "kubeconfig");
  writeFileSync(process.env["KUBECONFIG"], kubeconfigOf("prod"));
});
afterAll(() => {
  process.env["KUBECONFIG"] = ambient;
  if (ambient === undefined) delete process.env["KUBECONFIG"];
  rmSync(folder, { recursive: true });
});

const places = ["context", "kubeconfig", "namespace"];
const ofProvider = {
  context: unknownValue,
  kubeconfig: unknownValue,
  namespace: unknownValue,
  ownTarget: true,
};

describe.each(tokens)("a preview of %s", (token) => {
  const operations = operationsOf(token);
  const check = async (place: Values, olds: Values = {}) => {
    const news = { ...samples[token], ...place, __urn: urnOf(token, "web"), __provider: "text" };
    const { inputs, failures } = await operations.check(olds, news);
    return { inputs, failures: failures.filter(({ property }) => places.includes(property)) };
  };

  test.each<[string, Values]>([
    ["kubeconfig", { kubeconfig: unknownValue }],
    ["context", { kubeconfig: kubeconfigOf("prod"), context: unknownValue }],
    ["kubeconfig of a Provider", ofProvider],
  ])("that doesn't know the %s takes no other cluster for it, and moves nothing", async (_, place) => {
    expect(await check(place)).toMatchObject({
      inputs: { context: unknownValue, namespace: unknownValue },
      failures: [],
    });
    const { ownTarget } = place;
    const before = { context: "team", namespace: "apps", ...(ownTarget ? { ownTarget } : {}) };
    const { inputs: olds } = await check({ ...before, kubeconfig: kubeconfigOf("team") });
    const { inputs: news, failures } = await check(place, olds);
    const { kubeconfig } = place;
    expect(news).toMatchObject({ context: "team", namespace: "apps", kubeconfig });
    expect(failures).toEqual([]);
    const { replaces = [] } = await operations.diff("", { ...olds, clusterId: "uid-of-team" }, news);
    expect(replaces).toEqual([]);
  });
});
