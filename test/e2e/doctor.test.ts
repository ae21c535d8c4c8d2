import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Check } from "../../provider/cli/doctor/report";
import { type Outcome, run } from "../../tools/command";
import { root } from "../../tools/stack";
import { type ApiCall, ApiProxy } from "../support/api-proxy";
import { apply, kubectl, list, testCluster } from "../support/cluster";
import { onOurNode } from "../support/our-node";
import { interrupted, repeated } from "../support/probe";

const cli = join(root, "dist", "cli", "main.js");
const namespace = `doctor-${randomBytes(3).toString("hex")}`;
const folder = mkdtempSync(join(tmpdir(), "ec2-pods-doctor-"));

beforeAll(async () => {
  await kubectl("default", "create", "namespace", namespace);
  // The probe must work even here.
  await kubectl("default", "label", "namespace", namespace, "pod-security.kubernetes.io/enforce=restricted");
});
afterEach(async () => {
  expect(await kubectl(namespace, "get", "pods,networkpolicies", "--output", "name")).toBe("");
});
afterAll(async () => {
  await kubectl("default", "delete", "namespace", namespace, "--wait=false");
  rmSync(folder, { recursive: true });
});

const onTestCluster = () => ["--kubeconfig", testCluster().kubeconfig, "--namespace", namespace];
const env = { ...process.env, HOME: folder, KUBECONFIG: "" };
const doctor = (...args: string[]): Promise<Outcome> =>
  run(process.execPath, [cli, "doctor", ...args], { env });

/** The rows by name, and the exit code. */
async function rows(...args: string[]): Promise<{ code: number; rows: Record<string, Check> }> {
  const { code, stdout } = await doctor(...args, "--json");
  const { checks } = JSON.parse(stdout) as { checks: Check[] };
  return { code, rows: Object.fromEntries(checks.map((check) => [check.name, check])) };
}

function kubeconfigFile(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const kubeconfigOf = (server: string, user: object = {}) =>
  JSON.stringify({
    clusters: [{ name: "team", cluster: { server, "insecure-skip-tls-verify": true } }],
    users: [{ name: "team", user }],
    contexts: [{ name: "team", context: { cluster: "team", user: "team" } }],
    "current-context": "team",
  });

onOurNode(() => {
  test("a healthy cluster gets a table without a fix", async () => {
    const { stdout, stderr, code } = await doctor(...onTestCluster());
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.trimEnd().split("\n")).toEqual([
      "STATE   CHECK                  VALUE",
      `ok      kubeconfig             ${testCluster().kubeconfig}`,
      expect.stringContaining(`ok      context                "${testCluster().context}" (https:`),
      expect.stringMatching(/^ok {6}server {17}answers: Kubernetes v1\./),
      `ok      namespace              ${namespace}`,
      `ok      rights                 all 27 that instances and groups need in "${namespace}"`,
      "ok      nodes                  the cluster has Linux nodes",
      "ok      quotas and limits      none that concerns instances",
      expect.stringMatching(/^ok {6}network policies {7}should be enforced, .+; --probe tests it$/),
      expect.stringMatching(
        /^ok {6}cluster DNS {12}(\d+) of \1 Pods with k8s-app=kube-dns in kube-system are ready$/,
      ),
      expect.stringMatching(/^ok {6}default StorageClass {3}\S+, (if its provisioner|whose driver) \S+ runs/),
      "ok      snapshots              not available, which only ebs.Snapshot needs: the API server doesn't have snapshot.storage.k8s.io/v1",
      `ok      load balancers         the user may run them in "${namespace}"`,
      'ok      public addresses       "ec2-pods tunnel" can serve them on this machine',
    ]);
  });
});

test("the probe proves enforcement, and deletes the leftovers of ended probes only", async () => {
  const earlier = (id: string, activeDeadlineSeconds: number) => {
    const labels = { "app.kubernetes.io/managed-by": "pulumi-ec2-pods-doctor", "ec2-pods/doctor": id };
    const container = {
      name: "instance",
      image: "busybox:1.35",
      command: ["sleep", "1000"],
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
    };
    const securityContext = { runAsNonRoot: true, runAsUser: 1, seccompProfile: { type: "RuntimeDefault" } };
    const spec = { activeDeadlineSeconds, terminationGracePeriodSeconds: 0, securityContext };
    return [
      {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name: id, labels },
        spec: { ...spec, containers: [container] },
      },
      {
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: { name: id, labels },
        spec: { podSelector: { matchLabels: labels }, policyTypes: ["Ingress"] },
      },
    ];
  };
  const items = [...earlier("ended", 1), ...earlier("going-on", 300)];
  await apply(namespace, { apiVersion: "v1", kind: "List", items });
  await kubectl(namespace, "wait", "pod/ended", "--for=jsonpath={.status.phase}=Failed", "--timeout=180s");

  const probe = async () => {
    const { code, stdout, stderr } = await doctor(...onTestCluster(), "--probe", "--json");
    const { checks } = JSON.parse(stdout) as { checks: Check[] };
    return { code, stderr, proofs: checks.slice(-2) };
  };
  const first = await probe();
  expect(first.stderr).toContain("deleting ended, left by an earlier probe\n");
  const left = await kubectl(namespace, "get", "pods,networkpolicies", "--output", "name");
  expect(left.trim().split("\n")).toEqual(["pod/going-on", "networkpolicy.networking.k8s.io/going-on"]);
  await kubectl(namespace, "delete", "pod,networkpolicy", "going-on");

  const hasProof = ({ proofs }: typeof first) => proofs.every(({ state }) => state === "ok");
  const last = hasProof(first) ? first : await repeated(probe, hasProof);
  expect(last.code).toBe(0);
  expect(last.proofs.map(({ name, state, value }) => `${name}: ${state}, ${value}`)).toEqual([
    expect.stringMatching(
      /^probe: ok, enforced: a policy blocked an open port after [\d.]+ s, and another allowed one Pod after [\d.]+ s$/,
    ),
    expect.stringMatching(/^probe of DNS: ok, groups without egress rules reach the DNS server [\d.]+$/),
  ]);
});

const probeWith = (args: string[]) => ({ command: [cli, "doctor", "--probe", ...args], env });

test.each([
  ["SIGINT", "server Pod", 130],
  ["SIGTERM", "blocks the client", 143],
] as const)("%s after %j leaves nothing", async (signal, moment, exitCode) => {
  const { stderr, code } = await repeated(
    () => interrupted(signal, probeWith(onTestCluster()), [moment]),
    (last) => last.stderr.includes(moment),
  );
  expect(stderr).toContain("interrupted: deleting the probe's objects; interrupt again to exit at once\n");
  expect(code).toBe(exitCode);
});

test("a second Ctrl-C ends at once and names the command that deletes what remains", async () => {
  let moments: string[] = [];
  // Otherwise it depends on timing whether the client Pod exists when the signal arrives. A probe that meets a limit
  // before that deletes its Pod.
  const isHeld = (call: ApiCall) =>
    call.from.method === "DELETE" ? moments.length < 2 : call.body.includes("-client");
  const proxy = await ApiProxy.start((call) => isHeld(call) || call.pass());
  try {
    const file = kubeconfigFile("held", proxy.kubeconfig);
    const args = ["--kubeconfig", file, "--namespace", namespace];
    const { stderr, code } = await repeated(
      () => interrupted("SIGINT", probeWith(args), (moments = ["server Pod", "interrupted"])),
      () => moments.length < 2,
    );
    expect(code).toBe(130);
    const [, command = ""] = /delete them with "kubectl --kubeconfig (.+)"/.exec(stderr) ?? [];
    expect(command).toMatch(
      /^\S+ --context proxy --namespace \S+ delete pods,networkpolicies --selector \S+$/,
    );
    expect(await list(namespace, "pods")).toHaveLength(1);
    await kubectl(namespace, ...command.split(" ").slice(5));
  } finally {
    proxy.end();
  }
});

test.each([
  [
    "deny",
    "NetworkPolicies are not enforced: a policy that denies all ingress did not block port 8080 of the server within 20 s",
  ],
  [
    "allow",
    "NetworkPolicies block too much: a policy that allows the client did not unblock port 8080 of the server within 20 s",
  ],
])("the probe detects that the %s policy has no effect", async (name, value) => {
  const proxy = await ApiProxy.start((call) =>
    call.name === "POST networkpolicies" && call.body.includes(`-${name}"`)
      ? call.answer({ status: 201, body: call.body })
      : call.pass(),
  );
  try {
    const file = kubeconfigFile(name, proxy.kubeconfig);
    const found = await repeated(
      () => rows("--probe", "--kubeconfig", file, "--namespace", namespace),
      (last) => last.rows["probe"]?.value === value || last.rows["probe"]?.state === "ok",
    );
    expect(found.rows["probe"]).toMatchObject({ state: "error", value });
    expect(found.code).toBe(1);
  } finally {
    proxy.end();
  }
});

test("an image that can't be pulled is an error of the probe that says so", async () => {
  const found = await rows(...onTestCluster(), "--probe", "--image", "Not An Image");
  expect(found.rows["probe"]).toMatchObject({
    state: "error",
    value: expect.stringContaining("InvalidImageName") as string,
    fix: "Check --image Not An Image: the node must have it or be able to pull it, and it must have sh",
  });
});

test("what keeps doctor from checking the cluster is an error with a fix", async () => {
  const none = await rows();
  expect(none.rows).toEqual({
    kubeconfig: {
      name: "kubeconfig",
      state: "error",
      value: `there is no kubeconfig at ${join(folder, ".kube", "config")}`,
      fix: 'Create a cluster, for example with "kind create cluster", or name a kubeconfig with --kubeconfig',
    },
  });

  const silent = await rows("--kubeconfig", kubeconfigFile("silent", kubeconfigOf("https://127.0.0.1:1")));
  expect(silent.code).toBe(1);
  expect(silent.rows["server"]).toMatchObject({
    state: "error",
    value: expect.stringMatching(
      /^the cluster of context "team" \(https:\/\/127\.0\.0\.1:1\) doesn't answer: /,
    ) as string,
    fix: 'Start it, or choose another with "pulumi config set kubernetes:context <name>"',
  });

  const missing = await rows(...onTestCluster(), "--context", "nowhere");
  expect(missing.rows["context"]).toEqual({
    name: "context",
    state: "error",
    value: expect.stringContaining('the kubeconfig has no context "nowhere"; its contexts are "') as string,
    fix: 'Choose one with "pulumi config set kubernetes:context <name>", or name it here with --context',
  });

  const nowhere = await rows("--kubeconfig", testCluster().kubeconfig, "--namespace", "nowhere", "--probe");
  expect(nowhere.rows["namespace"]).toEqual({
    name: "namespace",
    state: "error",
    value: 'namespaces "nowhere" not found',
    fix: 'Create it with "kubectl create namespace nowhere"',
  });
  expect(nowhere.rows["probe"]).toMatchObject({
    state: "error",
    value: "not run, because of the errors above",
  });
});

test("doctor doesn't connect to a current context that isn't local until it is named", async () => {
  const file = kubeconfigFile("remote", kubeconfigOf("https://cluster.example.com"));
  const env = { ...process.env, KUBECONFIG: file };
  const { stdout, code } = await run(process.execPath, [cli, "doctor"], { env });
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^error +context +the current context "team" \(https:\/\/cluster\.example\.com\) isn't recognizably local, and no setting names it/m,
  );
  expect(stdout).toMatch(
    /^ +Fix: To create Pods there, run "pulumi config set kubernetes:context team", or name it here with --context\.$/m,
  );
  expect(stdout).not.toContain("server");
});

test("a user without rights is shown which are missing and how to get them", async () => {
  await kubectl(namespace, "create", "serviceaccount", "guest");
  const token = (await kubectl(namespace, "create", "token", "guest")).trim();
  const view = ["view", "--minify", "--output", "jsonpath={.clusters[0].cluster.server}"];
  const server = (await kubectl(namespace, "config", ...view)).trim();
  const file = kubeconfigFile("guest", kubeconfigOf(server, { token }));
  const guest = () => rows("--kubeconfig", file, "--namespace", namespace);

  const before = await guest();
  expect(before.code).toBe(1);
  const create = `kubectl --namespace ${namespace} create`;
  const subject = `--serviceaccount ${namespace}:guest`;
  const grants = [
    `${create} rolebinding ec2-pods --clusterrole edit ${subject}`,
    `${create} role ec2-pods-resize --verb patch --resource pods/resize`,
    `${create} rolebinding ec2-pods-resize --role ec2-pods-resize ${subject}`,
  ];
  expect(before.rows["rights"]).toMatchObject({
    state: "error",
    value: expect.stringMatching(
      /^user "system:serviceaccount:\S+:guest" lacks in "\S+": pods create, .*; pods\/log get; pods\/exec create, get; pods\/resize patch; secrets create, patch; /,
    ) as string,
    fix: `Let an administrator run "${grants.join(" && ")}"`,
  });
  expect(before.rows["network policies"]).toEqual({
    name: "network policies",
    state: "warning",
    value: "not checked: the user isn't allowed to list DaemonSets and nodes",
    fix: 'Test it by traffic with "ec2-pods doctor --probe"',
  });
  expect(before.rows["load balancers"]?.value).toMatch(
    /^not available, .* "\S+": secrets get, list, delete; configmaps get, list, delete; /,
  );
  const [edit = "", ...resize] = grants;
  const grant = (command: string) => kubectl(namespace, ...command.split(" ").slice(1));
  await grant(edit);
  // No role that Kubernetes brings has it, and without it an instance of another size gets a new Pod.
  expect((await guest()).rows["rights"]).toMatchObject({
    state: "warning",
    value: expect.stringMatching(/:guest" lacks in "\S+": pods\/resize patch$/) as string,
    fix: `Let an administrator run "${resize.join(" && ")}"`,
  });
  for (const command of resize) await grant(command);
  const after = await guest();
  expect(after.rows["rights"]?.state).toBe("ok");
  expect(after.code).toBe(0);
});

test("an invalid command line has exit code 2", async () => {
  const { stderr, code } = await doctor("--prob");
  expect(code).toBe(2);
  expect(stderr).toContain('Did you mean "--probe"?');
});
