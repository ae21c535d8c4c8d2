import type { LostPolicy } from "../../../../provider/cli/restore/plan";
import { restoreText } from "../../../../provider/cli/restore/report";

const name = { project: "shop", stack: "dev", reference: "org/dev" };
const options = { yes: false, json: false, "any-origin": false, cwd: "my app" };
const web: LostPolicy = {
  ...{ namespace: "apps", name: "sg-1", verdict: "lost", why: 'the state has its SecurityGroup "web"' },
};
const left: LostPolicy = { ...web, name: "sg-2", verdict: "left", why: "it is already being deleted" };
const lines = (...policies: LostPolicy[]) => restoreText(policies, name, options, Infinity).split("\n");
const counts = 'NetworkPolicies of stack "dev" of project "shop":';

test("the report has a table, the counts, and the command that restores", () => {
  expect(lines(web, left)).toEqual([
    "NAMESPACE   NAME   VERDICT   WHY",
    'apps        sg-1   lost      the state has its SecurityGroup "web"',
    "apps        sg-2   left      it is already being deleted",
    "",
    `${counts} 1 lost, 1 left.`,
    "Restore it with: ec2-pods restore --stack org/dev --cwd 'my app' --yes",
  ]);
  expect(lines(web, web).at(-1)).toMatch(/^Restore them with: /);
});

test("after a restore, the report says what to run next", () => {
  expect(lines({ ...web, verdict: "restored" }).slice(-2)).toEqual([
    `${counts} 1 restored, 0 left.`,
    'Run "pulumi up" next.',
  ]);
});

test("without policies, the report has only the counts", () => {
  expect(lines()).toEqual([`${counts} 0 lost, 0 left.`]);
});
