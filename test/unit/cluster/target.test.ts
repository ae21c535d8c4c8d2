import {
  configuredSelection,
  isLocal,
  isTunnelEntry,
  mergeSelections,
  selectTarget,
} from "../../../provider/cluster/target";
import type { ClusterSelection, KubeconfigView } from "../../../provider/cluster/target";
import { ExplainedError } from "../../../provider/common/errors";
import { unknownValue } from "../../../provider/common/values";

const kubeconfig = {
  currentContext: "kind-dev",
  contexts: [
    { name: "kind-dev", server: "https://127.0.0.1:6443" },
    { name: "team", namespace: "sandbox", server: "https://cluster.example.com" },
  ],
};

test.each([
  ["kind-dev", undefined, true],
  ["k3d-dev", undefined, true],
  ["minikube", undefined, true],
  ["docker-desktop", undefined, true],
  ["rancher-desktop", undefined, true],
  ["colima", undefined, true],
  ["colima-work", undefined, true],
  ["ec2-pods", "https://198.18.0.2:6443", true],
  ["any", "https://127.0.0.1:6443", true],
  ["any", "https://localhost:6443", true],
  ["any", "https://[::1]:6443", true],
  ["any", "https://127.example.com", false],
  ["production", "https://10.0.0.1:6443", false],
  ["my-kind-cluster", "https://cluster.example.com", false],
  ["broken", "not a url", false],
  ["broken", undefined, false],
])("context %s with server %s is local: %s", (name, server, local) => {
  expect(isLocal({ name, server })).toBe(local);
});

test.each([
  ["prod", {}],
  ["acme-production", {}],
  ["eu_LIVE_1", {}],
  ["arn:aws:eks:eu-west-1:123456789012:cluster/web", {}],
  ["gke_acme_europe-west1_web", {}],
  ["any", { isTunnel: true }],
  ["kind-dev", { isTunnel: true }],
])("context %s with a server on this machine, %j, isn't local", (name, entry) => {
  expect(isLocal({ name, server: "https://127.0.0.1:6443", ...entry })).toBe(false);
});

test.each(["deliver", "product", "livestock", "kind-prod"])("context %s is local by its server", (name) => {
  expect(isLocal({ name, server: "https://127.0.0.1:6443" })).toBe(true);
});

test.each<[string, Record<string, string>, boolean]>([
  ["dev", {}, false],
  ["arn:aws:eks:eu-west-1:123456789012:cluster/web", {}, true],
  ["dev", { "tls-server-name": "api.example.com" }, true],
  ["dev", { "proxy-url": "socks5://127.0.0.1:1080" }, true],
])("the entry %s with %j is that of a tunnel: %s", (name, entry, isTunnel) => {
  expect(isTunnelEntry(name, entry)).toBe(isTunnel);
});

describe("a resource that exists", () => {
  const recorded = { context: "team", namespace: "apps" };
  const target = (selection: ClusterSelection, view: KubeconfigView | undefined = kubeconfig) =>
    selectTarget(selection, view, recorded);

  test("stays where it was, whatever is current, and however shared that is", () => {
    expect(target({})).toEqual(recorded);
    expect(target({}, undefined)).toEqual(recorded);
  });

  test("moves to what arguments or the configuration name", () => {
    expect(target({ context: "kind-dev" })).toEqual({ context: "kind-dev", namespace: "apps" });
    expect(target({ namespace: "web" })).toEqual({ context: "team", namespace: "web" });
  });

  test("follows the current context if the kubeconfig no longer has its own, unless that one is shared", () => {
    const renamed = { currentContext: "kind-dev", contexts: kubeconfig.contexts.slice(0, 1) };
    expect(target({}, renamed)).toEqual({ context: "kind-dev", namespace: "apps" });
    const contexts = [{ name: "far", server: "https://cluster.example.com" }];
    const { error } = target({}, { currentContext: "far", contexts });
    expect(error?.reason).toContain('context "far"');
    // What to run to move there isn't what to run to stay.
    expect(error?.fix).toBe(
      'The kubeconfig has no context "team" any more: name that of the same cluster with "pulumi config set kubernetes:context <name>"',
    );
  });

  test.each<[string, ClusterSelection]>([
    ["kubeconfig", { kubeconfig: unknownValue }],
    ["context", { context: unknownValue }],
  ])("stays in a preview that doesn't know its %s", (_, selection) => {
    expect(target(selection)).toEqual(recorded);
  });
});

test.each<[string, ClusterSelection, object]>([
  ["kubeconfig", { kubeconfig: unknownValue }, { context: unknownValue, namespace: unknownValue }],
  ["kubeconfig", { kubeconfig: unknownValue, context: "a" }, { context: "a", namespace: unknownValue }],
  ["context", { context: unknownValue, namespace: "b" }, { context: unknownValue, namespace: "b" }],
])("a new resource whose %s a preview doesn't know may be anywhere: %j", (_, selection, expected) => {
  const remote = { ...kubeconfig, currentContext: "team" };
  expect(selectTarget(selection, remote)).toEqual(expected);
});

test("the current context is used if it is local", () => {
  expect(selectTarget({}, kubeconfig)).toEqual({ context: "kind-dev", namespace: "default" });
});

test("a current context that isn't local is an error until a setting names it", () => {
  const elsewhere = { ...kubeconfig, currentContext: "team" };
  const target = selectTarget({}, elsewhere);
  expect(target).toEqual({
    context: "team",
    namespace: "sandbox",
    error: expect.any(ExplainedError) as unknown,
  });
  expect({ ...target.error }).toEqual({
    reason:
      'the current context "team" (https://cluster.example.com) isn\'t recognizably local, and no setting names it',
    fix: 'To create Pods there, run "pulumi config set kubernetes:context team"',
  });
  expect(selectTarget({ context: "team" }, elsewhere)).toEqual({ context: "team", namespace: "sandbox" });
});

test("an absent context is an error that lists those of the kubeconfig", () => {
  const fix = 'Choose one with "pulumi config set kubernetes:context <name>"';
  const missing = selectTarget({ context: "staging" }, kubeconfig);
  expect(Object.keys(missing)).toEqual(["error"]);
  expect({ ...missing.error }).toEqual({
    reason: 'the kubeconfig has no context "staging"; its contexts are "kind-dev", "team"',
    fix,
  });
  expect({ ...selectTarget({}, { currentContext: "", contexts: [] }).error }).toEqual({
    reason: "the kubeconfig has no current context; it has no contexts",
    fix,
  });
});

test("without a kubeconfig, the target is what the settings name", () => {
  expect(selectTarget({}, undefined)).toEqual({});
  expect(selectTarget({ context: "kind-dev", namespace: "apps" }, undefined)).toEqual({
    context: "kind-dev",
    namespace: "apps",
  });
});

test("arguments win over kubernetes:*, which wins over ec2-pods:*", () => {
  const config: Record<string, string> = {
    "kubernetes:context": "a",
    "ec2-pods:context": "b",
    "ec2-pods:namespace": "apps",
  };
  const configured = configuredSelection((key) => config[key]);
  expect(configured).toEqual({ context: "a", namespace: "apps" });
  expect(mergeSelections({ context: "c" }, configured)).toEqual({ context: "c", namespace: "apps" });
});

test("nothing of the configuration counts for what has its own Kubernetes Provider", () => {
  const configured = { kubeconfig: "~/lab", context: "a", namespace: "apps" };
  expect(mergeSelections({ ownTarget: true, context: "c" }, configured)).toEqual({
    ownTarget: true,
    context: "c",
  });
});

test("an argument that a preview doesn't know stays unknown", () => {
  expect(mergeSelections({ context: unknownValue }, { context: "a", namespace: "apps" })).toEqual({
    context: unknownValue,
    namespace: "apps",
  });
});
