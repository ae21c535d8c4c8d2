import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { objectPath } from "../../cluster/api";
import { openApi } from "../../cluster/cluster";
import type { List, NetworkPolicy } from "../../cluster/objects";
import { mergeSelections } from "../../cluster/target";
import { everywhereOr } from "../../cluster/tolerate";
import { ExplainedError, explain } from "../../common/errors";
import { labelKeys, ownerHash } from "../../common/names";
import { origins } from "../../common/origin";
import { defineCommand } from "../command";
import type { Values } from "../command";
import { anyOrigin, json, selectionOf, stackOptions } from "../options";
import { outputWidth, print, printJson } from "../output";
import { changeStack } from "../stack/pulumi-cli";
import { enterProject, findStack, otherStates, readStackSelection, storedState } from "../stack/pulumi-stack";
import type { StackName } from "../stack/pulumi-stack";
import type { StackState } from "../stack/stack-state";
import { lostPolicies } from "./plan";
import type { Imported, LostPolicy } from "./plan";
import { restoreText } from "./report";

const options = {
  yes: { type: "boolean", default: false, text: "Import the lost policies instead of listing them" },
  ...stackOptions,
  "any-origin": anyOrigin,
  json,
} as const;

export const restore = defineCommand({
  name: "restore",
  summary: "List NetworkPolicies that the state has lost, or import them again",
  options,
  notes: [
    'A "pulumi refresh" while the cluster is down drops the policies of groups and rules from the state, and a killed update may not have saved one. The next update makes them again. If its program can\'t read the state, it fails: networkpolicies.networking.k8s.io "…" already exists.',
    'Run it in a project folder. It finds the policies in the cluster by the stack\'s label. With --yes, "pulumi import" adds those to the state whose group or rule the state still has. The policies themselves don\'t change. Run "pulumi up" next.',
    "restore leaves these policies:",
    '- Policies whose group or rule the state doesn\'t have. After a kill without checkpoints, run "pulumi up --continue-on-error" first.',
    "- Policies in the state of another stack of the project, for example after a rename.",
    "- Policies of another origin, unless you add --any-origin: a stack of the same name may be in another backend.",
    "- Policies that may have one of several Kubernetes providers.",
    '- Copies of policies, which a killed update left as "left.…". The next update deletes them.',
    "Name any context that isn't recognizably local, with --context or in the stack's configuration.",
  ],
  examples: [
    ["List what the selected stack has lost", "ec2-pods restore"],
    ["Import it again", "ec2-pods restore --yes"],
  ],
  async run({ options: values }) {
    const project = enterProject(values.cwd ?? ".");
    const name = await findStack(project, values.stack);
    try {
      const policies = await restoreStack(name, values);
      if (values.json) printJson({ project, stack: name.stack, policies });
      else print(restoreText(policies, name, values, outputWidth()));
      return 0;
    } catch (error) {
      throw explain(error, { verb: "restore", kind: "Stack", name: name.reference });
    }
  },
});

/** Finds the policies that a stack's state has lost, and imports them if the options say so. */
async function restoreStack(name: StackName, values: Values<typeof options>): Promise<LostPolicy[]> {
  const found = await policiesOf(name, values);
  // Read after the list, so that the state has all policies of the list that an update has saved.
  const deployment = await storedState(name, (stored) => stored);
  if (!deployment) throw new ExplainedError("the backend has no such stack", "Name another one with --stack");
  const policiesUnless = (others: Map<string, StackState>) =>
    lostPolicies(found, deployment, name, {
      others,
      origins: values["any-origin"] ? undefined : origins(),
      now: new Date(),
    });
  if (policiesUnless(new Map()).length === 0) return [];
  const policies = policiesUnless(await otherStates(name));
  const resources = policies.flatMap((policy) => policy.import ?? []);
  if (!values.yes || resources.length === 0) return policies;
  await runImport(name, resources);
  return policies.map((policy) => (policy.import ? { ...policy, verdict: "restored" } : policy));
}

async function policiesOf(name: StackName, values: Values<typeof options>): Promise<NetworkPolicy[]> {
  const selection = selectionOf(values);
  const { api, namespace } = await openApi(
    mergeSelections(selection, await readStackSelection(name, selection)),
  );
  const labelSelector = `${labelKeys.owner}=${ownerHash(name)}`;
  const list = (where?: string) =>
    api.get<List<NetworkPolicy>>(objectPath("networkpolicies", where), { labelSelector });
  const lists = values.namespace ? [await list(values.namespace)] : await everywhereOr(list, [namespace]);
  return lists.flatMap(({ items }) => items);
}

async function runImport({ reference }: StackName, resources: Imported[]): Promise<void> {
  const urns = resources.flatMap(({ parent, provider }) => [parent, provider ?? parent]);
  const nameTable = Object.fromEntries(urns.map((urn) => [urn, urn]));
  const folder = mkdtempSync(join(tmpdir(), "ec2-pods-"));
  const file = join(folder, "import.json");
  writeFileSync(file, JSON.stringify({ nameTable, resources }, undefined, 2));
  const flags = ["--yes", "--skip-preview", "--protect=false", "--generate-code=false"];
  await changeStack(reference, ["import", `--file=${file}`, ...flags, `--stack=${reference}`]);
  // After a failure, it stays for the command in the message.
  rmSync(folder, { recursive: true });
}
