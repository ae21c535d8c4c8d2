import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";

import { list } from "./cluster";
import type { TestStack } from "./stack";

const folder = join(__dirname, "releases");
const kinds = "pods,secrets,persistentvolumeclaims,networkpolicies,services,configmaps,deployments";

export interface Thing {
  kind: string;
  name: string;
  uid: string;
  resourceVersion: string;
}

interface KubernetesObject {
  kind: string;
  metadata: { name: string; uid: string; resourceVersion: string };
}

/** Runs `pulumi up` with a build of a commit, and leaves the stack to this release. */
export async function upWithRelease(stack: TestStack, release: string): Promise<void> {
  const installed = join(stack.folder, "node_modules", "pulumi-ec2-pods");
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", join(folder, `${release}.tgz`), "-C", installed, "--strip-components=1"]);
  const lifecycle = join(installed, "dist", "instance", "lifecycle.js");
  const witness = join(stack.folder, "served-by");
  const signature = `require("node:fs").writeFileSync(${JSON.stringify(witness)}, __filename);`;
  appendFileSync(lifecycle, `\n${signature}\n`);
  await stack.up();
  expect(readFileSync(witness, "utf8")).toBe(lifecycle);
  rmSync(installed, { recursive: true });
}

/** What namespaces have, except what Kubernetes puts into each. */
export async function thingsOf(...namespaces: string[]): Promise<Thing[]> {
  const things = await Promise.all(namespaces.map((namespace) => list<KubernetesObject>(namespace, kinds)));
  return things
    .flat()
    .map(({ kind, metadata: { name, uid, resourceVersion } }) => ({ kind, name, uid, resourceVersion }))
    .filter(({ name }) => name !== "kube-root-ca.crt");
}

/** What namespaces have once the kubelet and the controllers have reported on what has just been made. */
export async function settledThingsOf(...namespaces: string[]): Promise<Thing[]> {
  let things = await thingsOf(...namespaces);
  for (let earlier: Thing[] = []; !isDeepStrictEqual(earlier, things);) {
    earlier = things;
    await setTimeout(3000);
    things = await thingsOf(...namespaces);
  }
  return things;
}
