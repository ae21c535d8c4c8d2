import { type Finding, whyAnothers } from "../../../provider/cli/orphans";
import { reapExitCode, type Reaping, reapText } from "../../../provider/cli/reap-report";

const reaping: Reaping = {
  project: "shop",
  stack: "dev",
  known: 3,
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
      ...{ verdict: "kept", why: whyAnothers },
    },
  ],
};

test("people get a table, the counts, and the command that deletes", () => {
  const options = { yes: false, json: false, "any-maker": false, cwd: "my app", "older-than": "1h" };
  expect(reapText(reaping, options, "org/dev")).toBe(
    [
      "KIND            NAMESPACE   NAME        INSTANCE/GROUP   AGE   VERDICT   WHY",
      "Pod             apps        ec2-web-1   i-1              65m   orphan    the state doesn't have its instance; with the volumes ec2-i-1-sdf",
      `NetworkPolicy   apps        sg-2        sg-2             2d    kept      ${whyAnothers}`,
      "",
      'Stack "dev" of project "shop" in every namespace: 1 orphan, 1 kept, 3 in its state.',
      '"ec2-pods reap --help" says when --any-maker is safe, which takes those of others.',
      "Delete it with: ec2-pods reap --stack org/dev --cwd 'my app' --older-than 1h --yes",
    ].join("\n"),
  );
  expect(reapExitCode(reaping)).toBe(0);
});

test("what could not be deleted is counted, and has exit code 1", () => {
  const [pod, policy] = reaping.objects as [Finding, Finding];
  const objects: Finding[] = [
    { ...pod, verdict: "deleted" },
    { ...policy, verdict: "failed", why: "the API server answers 500: no" },
  ];
  const after = { ...reaping, goneFrom: "file:///state", namespace: "apps", objects };
  expect(reapText(after, { yes: true, json: false, "any-maker": true }, "dev").split("\n").at(-1)).toBe(
    'Stack "dev" of project "shop" in namespace "apps": 1 deleted, 1 not deleted, 0 kept, it is gone from file:///state.',
  );
  expect(reapExitCode(after)).toBe(1);
});

test("where there is nothing, the counts say so", () => {
  expect(reapText({ ...reaping, objects: [] }, { yes: false, json: false, "any-maker": false }, "dev")).toBe(
    'Stack "dev" of project "shop" in every namespace: 0 orphans, 0 kept, 3 in its state.',
  );
});
