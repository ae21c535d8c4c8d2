import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { stringify } from "yaml";

import { run, succeed } from "../../tools/command";
import { down, type LocalCluster, status, up } from "../../tools/local-cluster/local-cluster";
import { siteOf } from "../../tools/local-cluster/node";
import { images } from "../../tools/local-cluster/node-files";
import { cacheDir } from "../../tools/toolchain/cache";
import { obtain } from "../../tools/toolchain/obtain";

let cache: string;

// A cluster of its own beside that of the other tests, from the same tools.
beforeAll(() => {
  cache = mkdtempSync(join(tmpdir(), "ec2-pods-cluster-"));
  symlinkSync(join(cacheDir(), "bin"), join(cache, "bin"));
  process.env["EC2_PODS_CACHE"] = cache;
});
afterEach(down);
afterAll(() => {
  delete process.env["EC2_PODS_CACHE"];
  rmSync(cache, { recursive: true });
});

const kubectl = async ({ kubeconfig, context }: LocalCluster, ...args: string[]) =>
  succeed(await obtain("kubectl"), ["--kubeconfig", kubeconfig, "--context", context, ...args]);

const apply = async ({ kubeconfig, context }: LocalCluster, ...objects: object[]) =>
  succeed(
    await obtain("kubectl"),
    ["--kubeconfig", kubeconfig, "--context", context, "apply", "--filename", "-"],
    { input: objects.map((object) => stringify({ apiVersion: "v1", ...object })).join("---\n") },
  );

/** Runs a Pod with the claim `data` at /data to its end; returns what it printed. */
async function runWithData(cluster: LocalCluster, name: string, container: object): Promise<string> {
  const volumeMounts = [{ name: "data", mountPath: "/data" }];
  const volumes = [{ name: "data", persistentVolumeClaim: { claimName: "data" } }];
  const containers = [{ name, volumeMounts, ...container }];
  await apply(cluster, {
    kind: "Pod",
    metadata: { name },
    spec: { restartPolicy: "Never", containers, volumes },
  });
  await kubectl(cluster, "wait", `pod/${name}`, "--for=jsonpath={.status.phase}=Succeeded", "--timeout=60s");
  const said = await kubectl(cluster, "logs", name);
  await kubectl(cluster, "delete", "pod", name, "--now");
  return said;
}

/** Processes that have to do with a folder. */
const processesOf = (folder: string): string[] =>
  readdirSync("/proc")
    .filter((pid) => /^\d+$/.test(pid))
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")];
      } catch {
        return [];
      }
    })
    .filter((command) => command.includes(folder));

/** What a node might leave on its host. */
async function host(): Promise<Record<string, unknown>> {
  const settings = ["net/ipv4/ip_forward", "vm/overcommit_memory", "kernel/panic", "kernel/panic_on_oops"];
  const folders = ["/var/lib", "/var/log", "/run", "/opt", "/etc/cni"].filter((folder) => existsSync(folder));
  // Other nodes may come and go on this machine meanwhile.
  const { cgroup, link } = siteOf(join(cache, "cluster"));
  const lines = async (command: string, ...args: string[]) =>
    (await succeed(command, args))
      .split("\n")
      .filter((line) => line.includes(link) || !line.includes("ec2pods-"));
  return {
    mounts: await succeed("mount", []),
    links: (await lines("ip", "-oneline", "link")).map((line) => line.replaceAll(/ (state|qlen) \S+/g, "")),
    rules: (await run("iptables-save", [])).stdout.split("\n").filter((line) => line.startsWith("-A")),
    groups: (await lines("find", "/sys/fs/cgroup", "-type", "d")).filter((line) => line.includes(cgroup)),
    settings: settings.map((name) => readFileSync(`/proc/sys/${name}`, "utf8")),
    folders: folders.map((folder) => readdirSync(folder)),
    volumes: existsSync("/tmp/hostpath_pv"),
  };
}

/** A volume outlives its Pods and goes with its claim; the images have what they are for. */
async function proveVolumesAndImages(cluster: LocalCluster): Promise<void> {
  const spec = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } };
  await apply(cluster, { kind: "PersistentVolumeClaim", metadata: { name: "data" }, spec });
  const script =
    "#!/usr/bin/env python3\nimport json, ssl\nopen('/data/kept', 'w').write(json.dumps(['kept']))\n";
  await runWithData(cluster, "writer", {
    image: images.bash,
    command: [
      "/bin/bash",
      "-ec",
      `words=("$0"); echo "\${words[0]}" >/run.py; chmod +x /run.py; /run.py`,
      script,
    ],
  });
  const rules =
    "iptables -t nat -A OUTPUT -d 169.254.169.254/32 -p tcp --dport 80 -j REDIRECT --to-ports 61254; " +
    "iptables -A INPUT -p tcp --dport 61254 ! -i lo -j DROP; " +
    "httpd -p 61254 -h /data; wget -qO- http://169.254.169.254/kept";
  const said = await runWithData(cluster, "reader", {
    image: images.metadata,
    command: ["sh", "-ec", rules],
    securityContext: {
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"], add: ["NET_ADMIN", "NET_RAW"] },
    },
  });
  expect(said).toBe('["kept"]');
  await kubectl(cluster, "delete", "pvc", "data");
  await kubectl(cluster, "wait", "pv", "--all", "--for=delete", "--timeout=60s");
}

test("a real node runs containers, is found again, is made again after a crash, and leaves nothing", async () => {
  const before = await host();
  const made = await up({ kind: "node" });
  expect(made).toMatchObject({ kind: "node", madeNow: true, realContainers: true });
  await kubectl(made, "run", "probe", "--image=busybox:1.35", "--", "sleep", "3600");
  await kubectl(made, "wait", "pod/probe", "--for=condition=Ready", "--timeout=60s");
  expect(
    await kubectl(made, "exec", "probe", "--", "nslookup", "kubernetes.default.svc.cluster.local"),
  ).toContain("10.96.0.1");
  await proveVolumesAndImages(made);
  expect(await up()).toEqual({ ...made, madeNow: false });
  expect(readFileSync(made.auditLog ?? "", "utf8")).toContain('"resource":"pods"');
  await expect(up({ kind: "simulated" })).rejects.toThrow(
    'Cannot start the local cluster: one of kind "node" is up, and "simulated" is asked for. Run "npm run down" first.',
  );

  const { pid } = JSON.parse(readFileSync(join(cache, "cluster", "state.json"), "utf8")) as { pid: number };
  process.kill(pid, "SIGKILL");
  while (processesOf(cache).length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await status()).toBeUndefined();
  const again = await up();
  expect(again.madeNow).toBe(true);
  expect(await kubectl(again, "get", "pods")).toBe("");

  await down();
  expect(await status()).toBeUndefined();
  expect(processesOf(cache)).toEqual([]);
  expect(await host()).toEqual(before);
  expect(readdirSync(cache)).not.toContain("cluster");
});

test("a simulated cluster runs Pods without containers, and leaves nothing", async () => {
  const made = await up({ kind: "simulated" });
  expect(made).toMatchObject({ kind: "simulated", realContainers: false });
  await kubectl(made, "run", "probe", "--image=none");
  await kubectl(made, "wait", "pod/probe", "--for=condition=Ready", "--timeout=60s");
  await down();
  expect(processesOf(cache)).toEqual([]);
  expect(readdirSync(cache)).not.toContain("cluster");
});

test("a component that can't start is named with the end of its log, and nothing stays", async () => {
  const path = process.env["PATH"];
  const folder = mkdtempSync(join(tmpdir(), "ec2-pods-broken-"));
  symlinkSync("/bin/false", join(folder, "containerd"));
  process.env["PATH"] = `${folder}:${path ?? ""}`;
  try {
    await expect(up({ kind: "node" })).rejects.toThrow(
      /^Cannot start the local cluster: containerd ended with exit code 1\. Its last lines:/,
    );
  } finally {
    process.env["PATH"] = path;
    rmSync(folder, { recursive: true });
  }
  expect(processesOf(cache)).toEqual([]);
});
