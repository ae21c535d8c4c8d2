import { ExplainedError } from "../../../provider/common/errors";
import {
  configuredSelection,
  isLocal,
  mergeSelections,
  selectTarget,
} from "../../../provider/cluster/target";

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
  expect(mergeSelections({ context: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }, configured)).toEqual(
    configured,
  );
});
