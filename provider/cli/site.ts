import { resolve } from "node:path";

import { type Api, objectPath } from "../cluster/api";
import { openApi } from "../cluster/cluster";
import { ClusterError } from "../cluster/cluster-error";
import type { List, Pod } from "../cluster/objects";
import { type ClusterSelection, mergeSelections } from "../cluster/target";
import { labelKeys, managedBy, ownerHash } from "../common/names";
import { projectFile } from "../common/origin";
import { defined } from "../common/values";
import { type Listed, listInstances, podOf } from "./instances";
import { configuredTarget, enterProject, exportedInstances, findStack, type StackName } from "./pulumi-stack";
import type { StoredInstance } from "./stack-state";

/** What the options say of where to look. */
export interface Place extends ClusterSelection {
  stack?: string;
  cwd?: string;
  all?: boolean;
}

/** Instances, and the cluster that they are in. */
export interface Site {
  api: Api;
  /** With the context that it leads to. */
  choice: ClusterSelection & { context: string };
  /** Those of the state; undefined where no stack was asked. */
  stored: StoredInstance[] | undefined;
  instances: Listed[];
}

/** The cluster that the options name; a path is that of the folder where the command was given. */
export const givenTarget = ({ kubeconfig, context, namespace }: ClusterSelection): ClusterSelection =>
  defined({
    kubeconfig: kubeconfig?.startsWith("~") ? kubeconfig : kubeconfig && resolve(kubeconfig),
    context,
    namespace,
  });

/** Looks for the instances of a stack, or for all Pods where none is meant. */
export async function openSite(place: Place, { secrets = false } = {}): Promise<Site> {
  const given = givenTarget(place);
  const stack = inProject(place) ? await findStack(enterProject(place.cwd ?? "."), place.stack) : undefined;
  const choice = stack ? mergeSelections(given, await configuredTarget(stack, given)) : given;
  const { api, context, namespace } = await openApi(choice);
  const stored = stack && (await storedOf(stack, secrets));
  const selector = stack ? `${labelKeys.owner}=${ownerHash(stack)}` : `${labelKeys.managedBy}=${managedBy}`;
  const pods = await podsOf(api, `${selector},${labelKeys.instanceId}`, given.namespace, [
    namespace,
    ...(stored ?? []).map(({ outputs }) => outputs.namespace),
  ]);
  const isHere = ({ id, outputs }: StoredInstance) =>
    podOf(pods, id) !== undefined ||
    (outputs.context === context && [undefined, outputs.namespace].includes(given.namespace));
  const here = stored?.filter(isHere);
  return {
    api,
    choice: { ...choice, context },
    stored: here,
    instances: listInstances(pods, here, new Date()),
  };
}

/** Whether a stack is meant; one that is named outside of a project is a mistake, and said to be. */
const inProject = ({ all, cwd, stack }: Place): boolean =>
  !all && (stack !== undefined || cwd !== undefined || projectFile(resolve(".")) !== undefined);

async function storedOf(stack: StackName, secrets: boolean): Promise<StoredInstance[]> {
  const stored = await exportedInstances(stack, { secrets });
  if (stored) return stored;
  throw new ClusterError(
    `the backend has no stack "${stack.reference}"`,
    'Name another one with --stack, or see what it left with "ec2-pods list --all"',
  );
}

/** The Pods of all namespaces; of the likely ones where the user may not list all. */
async function podsOf(api: Api, labelSelector: string, only: string | undefined, likely: string[]) {
  const list = async (namespace: string | undefined): Promise<Pod[]> =>
    (await api.get<List<Pod>>(objectPath("pods", namespace), { labelSelector })).items;
  try {
    return await list(only);
  } catch (error) {
    if (!(error instanceof ClusterError && error.status === 403 && only === undefined)) throw error;
    return (await Promise.all([...new Set(likely)].map(list))).flat();
  }
}
