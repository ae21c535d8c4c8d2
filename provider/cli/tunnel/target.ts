import { resolve } from "node:path";

import type { TunnelOptions } from "../../access/tunnel";
import { openApi } from "../../cluster/cluster";
import { mergeSelections } from "../../cluster/target";
import type { ClusterSelection } from "../../cluster/target";
import { parseCidr } from "../../common/cidr";
import { ExplainedError } from "../../common/errors";
import { hash, ownerHash } from "../../common/names";
import { projectFile } from "../../common/origin";
import { show } from "../../common/text";
import { selectionOf } from "../options";
import { enterProject, findStack, loadStack, stackFacts } from "../stack/pulumi-stack";
import type { StackName } from "../stack/pulumi-stack";

/** Which instances a tunnel serves, and to whom. */
interface Scope extends ClusterSelection {
  stack?: string;
  cwd?: string;
  all: boolean;
  "client-cidr"?: string;
}

/** Whose instances a tunnel serves: those of a stack, or of all stacks. */
export interface TunnelOwner {
  /** Label of the Pods of the stack; absent for all. */
  owner?: string | undefined;
  /** Names the instances in messages. */
  title: string;
  /** What the names of all its tunnels begin with, in whichever cluster. */
  start: string;
}

export interface TunnelTarget
  extends TunnelOwner, Pick<TunnelOptions, "api" | "selection" | "scope" | "owner" | "facts" | "client"> {
  /** The same for every tunnel of these instances. */
  subject: string;
}

/** Needs neither the state nor the cluster, which may be gone. */
export async function tunnelOwner(options: Scope): Promise<TunnelOwner> {
  const project = projectOf(options);
  return ownerOf(project === undefined ? undefined : await findStack(project, options.stack));
}

function ownerOf(name: StackName | undefined): TunnelOwner {
  const owner = name && ownerHash(name);
  const title = name ? `${name.project}/${name.stack}` : "all stacks";
  return { owner, title, start: `${owner ?? "all"}-` };
}

/** The project of the stack that the options select, whose folder becomes the working one; undefined for all stacks. */
function projectOf({ stack, cwd, all }: Scope): string | undefined {
  const isStack =
    !all && (stack !== undefined || cwd !== undefined || projectFile(resolve(".")) !== undefined);
  return isStack ? enterProject(cwd ?? ".") : undefined;
}

/** The instances of a stack; without a project, of all stacks in the cluster. */
export async function tunnelTarget(options: Scope): Promise<TunnelTarget> {
  const given = selectionOf(options);
  const project = projectOf(options);
  const stack =
    project === undefined ? undefined : await loadStack(project, options.stack, given, { secrets: false });
  const selection = stack ? mergeSelections(given, stack.selection) : given;
  const { api, context, namespace } = await openApi(selection);
  const stored = (stack?.instances ?? []).map(({ outputs }) => outputs.namespace);
  const whose = ownerOf(stack?.name);
  return {
    ...whose,
    api,
    selection: { ...selection, context },
    scope: { namespace: given.namespace, likely: [namespace, ...stored] },
    facts: stack && { known: stack.facts(), read: (signal) => stackFacts(stack.name, signal) },
    client: clientRange(options["client-cidr"] ?? stack?.setting("ec2-pods:clientCidr")),
    subject: whose.start + hash(JSON.stringify([api.where, given.namespace ?? ""]), 8),
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
