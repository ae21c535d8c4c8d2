import type { NetworkPolicy } from "../../../provider/cluster/objects";
import { editsOf, editText, isSamePolicy, restoring } from "../../../provider/security-group/edited-policy";

const plugin = "pulumi-resource-kubernetes";
const record = "kubectl.kubernetes.io/last-applied-configuration";
const label = "security-group.ec2-pods/sg-1";

const closed = {
  podSelector: { matchLabels: { [label]: "member" } },
  policyTypes: ["Ingress", "Egress"],
};
/** As the API server returns it. */
const served = {
  ...closed,
  ingress: [{ from: [{ podSelector: {} }], ports: [{ protocol: "TCP", port: 80 }] }],
};
const written = { ...served, egress: [] };
const open = [{ from: [{ namespaceSelector: {} }], ports: [{ protocol: "TCP", port: 80 }] }];
const all = ["podSelector", "policyTypes", "ingress"];

const entry = (
  manager: string,
  keys: readonly string[],
  operation = "Update",
  annotations: string[] = [],
) => ({
  manager,
  operation,
  fieldsV1: {
    "f:metadata": { "f:annotations": Object.fromEntries(annotations.map((key) => [`f:${key}`, {}])) },
    "f:spec": Object.fromEntries(keys.map((key) => [`f:${key}`, {}])),
  },
});

const policy = (
  spec: object,
  managedFields: object[],
  {
    name = "sg-1",
    owner = "0-own",
    annotations = { [record]: JSON.stringify({ spec: written }) } as Record<string, string>,
  } = {},
) =>
  ({
    metadata: {
      name,
      namespace: "apps",
      resourceVersion: "7",
      labels: { "ec2-pods/owner": owner },
      annotations,
      managedFields,
    },
    spec,
  }) as unknown as NetworkPolicy;

const editsIn = (...policies: NetworkPolicy[]) => editsOf(policies, { groupId: "sg-1", policyName: "sg-1" });
const untouched = policy(served, [entry(plugin, all)]);

test.each<[string, NetworkPolicy]>([
  ["only Pulumi has written, whose empty lists the API server leaves out", untouched],
  ["somebody else has only labelled", policy(served, [entry(plugin, all), entry("kubectl-label", [])])],
  [
    "somebody has edited and put right again",
    policy(served, [entry(plugin, ["podSelector"]), entry("kubectl-edit", ["policyTypes", "ingress"])]),
  ],
  ["a webhook has changed on the way", policy({ ...served, ingress: open }, [entry(plugin, all)])],
  [
    "a newer plugin applies, which finds edits itself and leaves an old record",
    policy({ ...served, ingress: open }, [
      entry("pulumi-kubernetes-0a1b2c3d", ["podSelector", "policyTypes"], "Apply"),
      entry("kubectl-edit", ["ingress"]),
    ]),
  ],
  [
    "a plugin applies by a name that the program gives it",
    policy(
      { ...served, ingress: open },
      [entry("ours", ["podSelector"], "Apply"), entry("kubectl-edit", ["ingress"])],
      {
        annotations: { [record]: JSON.stringify({ spec: written }), "pulumi.com/patchFieldManager": "ours" },
      },
    ),
  ],
])("a policy that %s isn't an edited one", (_title, each) => {
  expect(editsIn(each)).toEqual([]);
});

test("an edit names who made it, and is undone as a whole, unless somebody changes the policy again", () => {
  const live = {
    ...served,
    podSelector: { matchLabels: { [label]: "member", more: "yes" } },
    ingress: open,
  };
  const edited = policy(live, [
    entry(plugin, ["policyTypes"]),
    entry("kubectl-patch", ["podSelector", "ingress"]),
  ]);
  const [edit] = editsIn(edited);
  expect(edit).toEqual({ policy: edited, editors: ["kubectl-patch"], spec: written, manager: plugin });
  expect(restoring(edit!)).toEqual({
    metadata: { resourceVersion: "7" },
    spec: { ...written, podSelector: { matchLabels: { [label]: "member", more: null } } },
  });
  expect(editText(edit!)).toBe(
    'NetworkPolicy "sg-1" in namespace "apps" was edited by "kubectl-patch". "pulumi up" restores what it was',
  );
});

test("what somebody has removed has no manager, and comes back", () => {
  const [edit] = editsIn(policy(closed, [entry(plugin, ["podSelector", "policyTypes"])]));
  expect(edit).toMatchObject({ editors: [], spec: written });
  expect(editText(edit!)).toContain("was edited by somebody else.");
});

test("an edit that also replaces the record of what Pulumi wrote is left to a refresh", () => {
  const theirs = { annotations: { [record]: JSON.stringify({ spec: { ...written, ingress: open } }) } };
  const managers = [
    entry(plugin, ["podSelector", "policyTypes"]),
    entry("kubectl-client-side-apply", ["ingress"], "Update", [record]),
  ];
  const [edit] = editsIn(policy({ ...served, ingress: open }, managers, theirs));
  expect(edit).not.toHaveProperty("spec");
  expect(editText(edit!)).toBe(
    'NetworkPolicy "sg-1" in namespace "apps" was edited by "kubectl-client-side-apply". Run "pulumi up --refresh" to restore what the program declares',
  );
});

test("an edit that removes the record says how to get another", () => {
  const replaced = policy({ ...served, ingress: open }, [entry("kubectl-replace", all)], { annotations: {} });
  const [edit] = editsIn(replaced);
  expect(edit).not.toHaveProperty("spec");
  expect(editText(edit!)).toBe(
    'NetworkPolicy "sg-1" in namespace "apps" was edited by "kubectl-replace". It has lost its annotation kubectl.kubernetes.io/last-applied-configuration: change a tag of the group or rule, and run "pulumi up" until this warning is gone',
  );
});

test("the rules of a group are looked at with it, and those of other groups and stacks aren't", () => {
  const managers = [entry(plugin, ["podSelector", "policyTypes"]), entry("k9s", ["ingress"])];
  const rule = (name: string, more: object = {}) =>
    policy({ ...served, podSelector: {}, ingress: open }, managers, { name, ...more });
  const other = { spec: { ...written, podSelector: { matchLabels: { other: "member" } } } };
  const edits = editsIn(
    untouched,
    rule("sgr-1"),
    rule("sgr-2", { owner: "0-other" }),
    rule("sgr-3", { annotations: { [record]: JSON.stringify(other) } }),
    rule("sg-2"),
  );
  expect(edits.map((edit) => edit.policy.metadata?.name)).toEqual(["sgr-1"]);
});

test("a policy has the content that a group gives it, also if somebody has edited it", () => {
  const annotations = { "ec2-pods/group-name": "web" };
  const found = { annotations: { ...annotations, [record]: JSON.stringify({ spec: written }) } };
  const edited = policy({ ...served, ingress: open }, [], found);
  expect(isSamePolicy({ spec: written, annotations }, edited)).toBe(true);
  expect(isSamePolicy({ spec: { ...served, ingress: open }, annotations }, edited)).toBe(true);
  expect(isSamePolicy({ spec: { ...written, ingress: [] }, annotations }, edited)).toBe(false);
  expect(isSamePolicy({ spec: written, annotations: {} }, edited)).toBe(false);
});

test("a policy is compared once, however many groups there are", () => {
  let compared = 0;
  const fields = [entry(plugin, ["podSelector"]), entry("kubectl-patch", ["ingress"])];
  const policies = Array.from({ length: 20 }, (_, index) => {
    const each = policy({ ...served, ingress: open }, fields, { name: `sg-${index}` });
    Object.defineProperty(each.metadata, "managedFields", { get: () => ((compared += 1), fields) });
    return each;
  });
  for (const { metadata } of policies) {
    const policyName = metadata?.name ?? "";
    expect(editsOf(policies, { groupId: policyName, policyName })).toHaveLength(1);
  }
  expect(compared).toBe(policies.length);
});
