import { type Finding, otherOrigin } from "../../../../provider/cli/reap/finding";
import { reapExitCode, type ReapResult, reapText } from "../../../../provider/cli/reap/report";

const result: ReapResult = {
  project: "shop",
  stack: "dev",
  known: 3,
  unlisted: [],
  objects: [
    {
      ...{ kind: "Pod", namespace: "apps", name: "ec2-web-1", uid: "1", subject: "i-1", ageSeconds: 3900 },
      ...{ verdict: "orphan", why: "the state doesn't have its instance", claims: ["ec2-i-1-sdf"] },
    },
    {
      ...{
        kind: "NetworkPolicy",
        namespace: "apps",
        name: "sg-2",
        uid: "2",
        subject: "sg-2",
        ageSeconds: 200_000,
      },
      ...{ verdict: "kept", why: otherOrigin },
    },
  ],
};

test("the report has a table, the counts, and the command that deletes", () => {
  const options = { yes: false, json: false, "any-origin": false, cwd: "my app", "older-than": "1h" };
  expect(reapText(result, options, "org/dev", Infinity)).toBe(
    [
      "KIND            NAMESPACE   NAME        ID     AGE   VERDICT   WHY",
      "Pod             apps        ec2-web-1   i-1    65m   orphan    the state doesn't have its instance; with the volumes ec2-i-1-sdf",
      `NetworkPolicy   apps        sg-2        sg-2   2d    kept      ${otherOrigin}`,
      "",
      'Stack "dev" of project "shop" in all namespaces: 1 orphan, 1 kept, 3 in its state.',
      'For objects of other origins, see --any-origin in "ec2-pods reap --help".',
      "Delete it with: ec2-pods reap --stack org/dev --cwd 'my app' --older-than 1h --yes",
    ].join("\n"),
  );
  expect(reapExitCode(result)).toBe(0);
});

test("objects that could not be deleted are counted, with exit code 1", () => {
  const [pod, policy] = result.objects as [Finding, Finding];
  const objects: Finding[] = [
    { ...pod, verdict: "deleted" },
    { ...policy, verdict: "failed", why: "the API server answers 500: no" },
  ];
  const after = { ...result, goneFrom: "file:///state", namespace: "apps", objects };
  expect(
    reapText(after, { yes: true, json: false, "any-origin": true }, "dev", Infinity).split("\n").at(-1),
  ).toBe(
    'Stack "dev" of project "shop" in namespace "apps": 1 deleted, 1 not deleted, 0 kept, no such stack in file:///state.',
  );
  expect(reapExitCode(after)).toBe(1);
});

test("without objects, the report has only the counts", () => {
  expect(
    reapText({ ...result, objects: [] }, { yes: false, json: false, "any-origin": false }, "dev", Infinity),
  ).toBe('Stack "dev" of project "shop" in all namespaces: 0 orphans, 0 kept, 3 in its state.');
});

test("the report says which kinds the user may not list", () => {
  const unlisted = [
    { kind: "Secret", namespace: "apps" },
    { kind: "Service" },
    { kind: "Deployment", namespace: undefined },
  ];
  const options = { yes: false, json: false, "any-origin": false };
  expect(
    reapText({ ...result, objects: [], unlisted }, options, "dev", Infinity)
      .split("\n")
      .slice(1),
  ).toEqual([
    'The Secrets of load balancers are those of namespace "apps": you may not list them in all namespaces. Name another with --namespace <namespace>.',
    "Cannot read the Services, Deployments of load balancers: you may not list them. Name a namespace where you may with --namespace <namespace>.",
  ]);
});
