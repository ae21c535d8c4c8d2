import { resolve } from "node:path";

import type { TunnelOptions } from "../../access/tunnel";
import { openApi } from "../../cluster/cluster";
import { mergeSelections } from "../../cluster/target";
import type { ClusterSelection } from "../../cluster/target";
import { parseCidr } from "../../common/cidr";
import { ExplainedError } from "../../common/errors";
import { ownerHash } from "../../common/names";
import { projectFile } from "../../common/origin";
import { show } from "../../common/text";
import { selectionOf } from "../options";
import { enterProject, loadStack, stackFacts } from "../stack/pulumi-stack";

/** Which instances a tunnel serves, and to whom. */
interface Scope extends ClusterSelection {
  stack?: string;
  cwd?: string;
  all: boolean;
  "client-cidr"?: string;
}

export interface TunnelTarget extends Pick<
  TunnelOptions,
  "api" | "selection" | "scope" | "owner" | "facts" | "client"
> {
  /** The same for every tunnel of these instances. */
  subject: string;
  /** Names the instances in messages. */
  title: string;
}

/** The instances of a stack; without a project, of all stacks in the cluster. */
export async function tunnelTarget(options: Scope): Promise<TunnelTarget> {
  const given = selectionOf(options);
  const { stack: named, cwd = ".", all } = options;
  const isStack =
    !all && (named !== undefined || options.cwd !== undefined || projectFile(resolve(".")) !== undefined);
  const stack = isStack ? await loadStack(enterProject(cwd), named, given, { secrets: false }) : undefined;
  const { api, context, namespace } = await openApi(stack ? mergeSelections(given, stack.selection) : given);
  const selection = { ...(stack ? mergeSelections(given, stack.selection) : given), context };
  const owner = stack && ownerHash(stack.name);
  const stored = (stack?.instances ?? []).map(({ outputs }) => outputs.namespace);
  return {
    api,
    selection,
    scope: { namespace: given.namespace, likely: [namespace, ...stored] },
    owner,
    facts: stack && (() => stackFacts(stack.name)),
    client: clientRange(options["client-cidr"] ?? stack?.setting("ec2-pods:clientCidr")),
    subject: JSON.stringify([api.where, given.namespace ?? "", owner ?? ""]),
    title: stack ? `${stack.name.project}/${stack.name.stack}` : "all stacks",
  };
}

/** The range that EC2 would see the clients in. */
function clientRange(text: string | undefined): string | undefined {
  if (!text) return undefined;
  const range = parseCidr(text);
  if (range) return range.canonical;
  throw new ExplainedError(
    `ec2-pods:clientCidr is ${show(text)}, which isn't a range of addresses`,
    'Use one such as "203.0.113.5/32"',
  );
}
