import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { annotationKeys } from "../../provider/common/names";
import { list } from "./cluster";
import type { TestStack } from "./stack";

const folder = join(__dirname, "releases");
const kinds = "pods,secrets,persistentvolumeclaims,networkpolicies,services,configmaps,deployments";

/** An object, without what Kubernetes itself keeps changing. */
export interface Thing {
  kind: string;
  name: string;
  uid: string;
  content: object;
  /** It is being deleted. */
  isEnding: boolean;
}

interface KubernetesObject {
  kind: string;
  metadata: {
    name: string;
    uid: string;
    annotations?: Record<string, string>;
    deletionTimestamp?: string;
  };
}

/** What a run on a busy machine leaves to the next one. */
const marks: string[] = [annotationKeys.launchPending, annotationKeys.attachmentPending];

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
  const objects = await Promise.all(namespaces.map((namespace) => list<KubernetesObject>(namespace, kinds)));
  return objects
    .flat()
    .filter(({ metadata: { name } }) => name !== "kube-root-ca.crt")
    .map((object) => {
      const { kind, metadata } = object;
      const { name, uid, annotations = {}, deletionTimestamp } = metadata;
      const unmarked = Object.entries(annotations).filter(([key]) => !marks.includes(key));
      const lasting = { ...metadata, annotations: Object.fromEntries(unmarked), resourceVersion: undefined };
      const content = { ...object, metadata: lasting, status: undefined };
      return { kind, name, uid, content, isEnding: deletionTimestamp !== undefined };
    });
}
