import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { stringify } from "yaml";

import { run, succeed } from "../../tools/command";
import * as tools from "../../tools/kubectl";
import { down, type LocalCluster, status, up } from "../../tools/local-cluster/local-cluster";
import { nodeNames } from "../../tools/local-cluster/node";
import { images } from "../../tools/local-cluster/node-files";
import { cacheDir } from "../../tools/toolchain/cache";

let cache: string;

// These clusters run beside that of the other tests, from the same tools.
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

const kubectl = (cluster: LocalCluster, ...args: string[]) => tools.kubectl(cluster, args);

const apply = (cluster: LocalCluster, object: object) =>
  tools.kubectl(cluster, ["apply", "--filename", "-"], stringify({ apiVersion: "v1", ...object }));

/** Runs a Pod with the claim `data` at /data to its end. Returns its output. */
async function runWithData(cluster: LocalCluster, name: string, container: object): Promise<string> {
  const volumeMounts = [{ name: "data", mountPath: "/data" }];
  const volumes = [{ name: "data", persistentVolumeClaim: { claimName: "data" } }];
  const containers = [{ name, volumeMounts, ...container }];
  await apply(cluster, {
    kind: "Pod",
    metadata: { name },
    spec: { restartPolicy: "Never", containers, volumes },
  });
  await kubectl(cluster, "wait", `pod/${name}`, "--for=jsonpath={.status.phase}=Succeeded", "--timeout=180s");
  const output = await kubectl(cluster, "logs", name);
  await kubectl(cluster, "delete", "pod", name, "--now");
  return output;
}

/** Command lines that name a folder. */
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

/** Everything that a node could leave on its host. */
async function host(): Promise<Record<string, unknown>> {
  const settings = ["net/ipv4/ip_forward", "vm/overcommit_memory", "kernel/panic", "kernel/panic_on_oops"];
  const folders = ["/var/lib", "/var/log", "/run", "/opt", "/etc/cni"].filter((folder) => existsSync(folder));
  // Other nodes can start and end on this machine meanwhile.
  const { cgroup, link } = nodeNames(join(cache, "cluster"));
  const linesOf = (text: string) =>
    text.split("\n").filter((line) => line.includes(link) || !line.includes("ec2pods-"));
  const lines = async (command: string, ...args: string[]) => linesOf(await succeed(command, args));
  return {
    // Those in folders of other tests come and go.
    mounts: (await succeed("mount", []))
      .split("\n")
      .filter((line) => line.includes(cache) || !line.includes(` on ${tmpdir()}/`)),
    links: (await lines("ip", "-oneline", "link")).map((line) => line.replaceAll(/ (state|qlen) \S+/g, "")),
    rules: linesOf((await run("iptables-save", [])).stdout).filter((line) => line.startsWith("-A")),
    groups: (await lines("find", "/sys/fs/cgroup", "-type", "d")).filter((line) => line.includes(cgroup)),
    settings: settings.map((name) => readFileSync(`/proc/sys/${name}`, "utf8")),
    folders: folders.map((folder) => readdirSync(folder)),
    volumes: existsSync("/tmp/hostpath_pv"),
  };
}

/** A volume outlives its Pods and is deleted with its claim. The images contain what tests use of them. */
async function checkVolumesAndImages(cluster: LocalCluster): Promise<void> {
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
  const output = await runWithData(cluster, "reader", {
    image: images.metadata,
    command: ["sh", "-ec", rules],
    securityContext: {
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"], add: ["NET_ADMIN", "NET_RAW"] },
    },
  });
  expect(output).toBe('["kept"]');
  await kubectl(cluster, "delete", "pvc", "data");
  await kubectl(cluster, "wait", "pv", "--all", "--for=delete", "--timeout=180s");
}

test("a real node runs containers, is found again, is re-created after a crash, and leaves nothing", async () => {
  const before = await host();
  const first = await up({ kind: "node" });
  expect(first).toMatchObject({ kind: "node", isNew: true, realContainers: true });
  await kubectl(first, "run", "probe", "--image=busybox:1.35", "--", "sleep", "3600");
  await kubectl(first, "wait", "pod/probe", "--for=condition=Ready", "--timeout=180s");
  // Its Services may need a moment. The line of the server has a tab.
  const name = "kubernetes.default.svc.cluster.local";
  const lookUp = `until nslookup ${name} 2>&1 | grep "^Address: "; do sleep 1; done`;
  expect(await kubectl(first, "exec", "probe", "--", "sh", "-c", lookUp)).toMatch(/^Address: 10\.96\.0\.1$/m);
  await checkVolumesAndImages(first);
  expect(await up()).toEqual({ ...first, isNew: false });
  expect(readFileSync(first.auditLog ?? "", "utf8")).toContain('"resource":"pods"');
  await expect(up({ kind: "simulated" })).rejects.toThrow(
    'Cannot start a local cluster of kind "simulated": one of kind "node" is running. Run "npm run down" first.',
  );

  const { pid } = JSON.parse(readFileSync(join(cache, "cluster", "state.json"), "utf8")) as { pid: number };
  process.kill(pid, "SIGKILL");
  while (processesOf(cache).length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await status()).toBeUndefined();
  const second = await up();
  expect(second.isNew).toBe(true);
  expect(await kubectl(second, "get", "pods")).toBe("");

  await down();
  expect(await status()).toBeUndefined();
  expect(processesOf(cache)).toEqual([]);
  expect(await host()).toEqual(before);
  expect(readdirSync(cache)).not.toContain("cluster");
});

test("a simulated cluster runs Pods without containers, and leaves nothing", async () => {
  const cluster = await up({ kind: "simulated" });
  expect(cluster).toMatchObject({ kind: "simulated", realContainers: false });
  await kubectl(cluster, "run", "probe", "--image=none");
  await kubectl(cluster, "wait", "pod/probe", "--for=condition=Ready", "--timeout=180s");
  await down();
  expect(processesOf(cache)).toEqual([]);
  expect(readdirSync(cache)).not.toContain("cluster");
});

test("the error names a component that can't start and shows the end of its log, and nothing is left", async () => {
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
