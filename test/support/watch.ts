import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";

import { clusterFlags } from "../../tools/kubectl";
import { obtain } from "../../tools/toolchain/obtain";
import { apply, testCluster } from "./cluster";

/** One event of a watch. */
export interface WatchEvent {
  type: "ADDED" | "MODIFIED" | "DELETED";
  name: string;
  /** The cluster's revision, which also orders events of different kinds. */
  revision: number;
  labels: string;
  /** It counts changes of the spec, and the beginning of a deletion. */
  generation: number;
  isReady: boolean;
}

/** Collects the events of one kind of object in a namespace. `end` returns all events up to then. */
export async function watch(namespace: string, kind: "pods" | "networkpolicies") {
  const fields = [
    "{.type}",
    "{.object.metadata.name}",
    "{.object.metadata.resourceVersion}",
    "{.object.metadata.labels}",
    "{.object.metadata.generation}",
    "{.object.status.conditions[?(@.type=='Ready')].status}",
  ];
  const child = spawn(
    await obtain("kubectl"),
    [
      ...[...clusterFlags(testCluster()), "--namespace", namespace],
      ...["get", kind, "--watch", "--output-watch-events", "--output", `jsonpath=${fields.join("|")}{'\\n'}`],
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  const events = (): WatchEvent[] =>
    text
      .split("\n")
      .slice(0, -1)
      .map((line) => line.split("|"))
      .map(([type, name, revision, labels, generation, ready]) => ({
        type: type as WatchEvent["type"],
        name: name!,
        revision: Number(revision),
        labels: labels!,
        generation: Number(generation),
        isReady: ready === "True",
      }));
  const ended = once(child, "exit").then(() => {
    throw new Error(`The watch of ${kind} in namespace "${namespace}" ended early.`);
  });
  ended.catch(() => undefined);
  const seen = async (found: (event: WatchEvent) => boolean) => {
    while (!events().some(found)) await Promise.race([once(child.stdout, "data"), ended]);
  };
  const mark = async (name: string) => {
    await apply(namespace, marker(kind, name));
    await seen((event) => event.name === name);
  };
  // Each watch has marks of its own: those of an earlier one are still there.
  const id = randomBytes(3).toString("hex");
  await mark(`watch-begins-${id}`);
  const before = events().length;
  return {
    async end(): Promise<WatchEvent[]> {
      await mark(`watch-ends-${id}`);
      child.kill();
      return events()
        .slice(before)
        .filter(({ name }) => !name.startsWith("watch-"));
    },
  };
}

/** An object without effect. Its event proves that all events before it have arrived. */
const marker = (kind: "pods" | "networkpolicies", name: string): object =>
  kind === "pods"
    ? {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name },
        spec: {
          schedulingGates: [{ name: "ec2-pods.test/never" }],
          containers: [{ name: "none", image: "none" }],
        },
      }
    : {
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: { name },
        spec: { podSelector: { matchLabels: { "ec2-pods.test": "none" } }, policyTypes: ["Ingress"] },
      };
