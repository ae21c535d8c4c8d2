import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { labelKeys, managedBy, memberLabel, newInstanceId } from "../provider/common/names";
import { publicAddress } from "../provider/common/public-address";
import { clusterFlags, kubectl } from "../tools/kubectl";
import { up } from "../tools/local-cluster/local-cluster";
import { root } from "../tools/stack";
import { obtain } from "../tools/toolchain/obtain";

const namespace = `bench-access-${randomBytes(3).toString("hex")}`;
const group = "sg-0123456789abcdef0";
const pod = "ec2-web";

/** Size of the file that is copied. */
export const megabytes = 64;

/** An instance with a web server, whose group opens ports 22 and 80, and what reaches it. */
export interface AccessWorld {
  /** A folder for this run alone. */
  folder: string;
  /** Public address of the instance, which a tunnel serves. */
  address: string;
  tunnel: ChildProcess;
  /** kubectl, and its arguments before a command for the Pod. */
  kubectl: [bin: string, ...flags: string[]];
  pod: string;
  /** Starts a process that ends with the world; resolves with its output once that matches. */
  begin(command: string, args: string[], ready: RegExp): Promise<[ChildProcess, string]>;
}

const objectsOf = (id: string, publicKey: string) => [
  {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: pod,
      labels: {
        [labelKeys.managedBy]: managedBy,
        [labelKeys.instanceId]: id,
        [labelKeys.name]: "web",
        [memberLabel(group)]: "member",
      },
    },
    spec: {
      terminationGracePeriodSeconds: 0,
      containers: [
        {
          name: "instance",
          image: "busybox:1.35",
          env: [
            { name: "EC2_INSTANCE_ID", value: id },
            { name: "KEY", value: publicKey },
          ],
          command: [
            "sh",
            "-c",
            `mkdir -p /srv /root/.ssh; echo "$KEY" >/root/.ssh/authorized_keys; echo hello >/srv/index.html; head -c ${megabytes}m /dev/urandom >/srv/big; exec httpd -f -p 80 -h /srv`,
          ],
          readinessProbe: { httpGet: { path: "/", port: 80 }, periodSeconds: 1 },
        },
      ],
    },
  },
  {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: group, labels: { [labelKeys.service]: "ec2" } },
    spec: {
      podSelector: { matchLabels: { [memberLabel(group)]: "member" } },
      policyTypes: ["Ingress"],
      ingress: [{ ports: [22, 80].map((port) => ({ protocol: "TCP", port })) }],
    },
  },
];

/** Runs work beside a tunnel of one instance on the local cluster, and removes all of it. */
export async function inAccessWorld(
  work: (world: AccessWorld) => Promise<void>,
  publicKey = "",
): Promise<void> {
  const cluster = await up({ kind: "node" });
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const id = newInstanceId();
  const processes: ChildProcess[] = [];
  const begin: AccessWorld["begin"] = async (command, args, ready) => {
    const child = spawn(command, args, {
      cwd: folder,
      env: { ...process.env, XDG_STATE_HOME: folder, XDG_DATA_HOME: folder },
      stdio: ["ignore", "pipe", "inherit"],
    });
    processes.push(child);
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    const ended = once(child, "exit").then(() => {
      throw new Error(`"${command} ${args.join(" ")}" ended. Run "npm run build" first.`);
    });
    while (!ready.test(text)) await Promise.race([once(child.stdout, "data"), ended]);
    ended.catch(() => undefined);
    return [child, text];
  };
  const inCluster = (...args: string[]) => kubectl(cluster, ["--namespace", namespace, ...args]);
  try {
    await kubectl(cluster, ["create", "namespace", namespace]);
    for (const object of objectsOf(id, publicKey)) {
      await kubectl(cluster, ["--namespace", namespace, "apply", "--filename", "-"], JSON.stringify(object));
    }
    await inCluster("wait", "--for=condition=Ready", `pod/${pod}`, "--timeout=120s");
    // The package's own commands take the same ones.
    const flags = [...clusterFlags(cluster), "--namespace", namespace];
    const command = [join(root, "dist", "cli", "main.js"), "tunnel", ...flags];
    const [tunnel] = await begin(process.execPath, command, /^127\..* 80 /m);
    await work({
      folder,
      address: publicAddress(id),
      tunnel,
      kubectl: [await obtain("kubectl"), ...flags],
      pod,
      begin,
    });
  } finally {
    processes.forEach((child) => child.kill());
    await kubectl(cluster, ["delete", "namespace", namespace, "--wait=false"]);
    rmSync(folder, { recursive: true, force: true });
  }
}
