import { resolve } from "node:path";

import type { KeyPair } from "../../access/login";
import { objectPath } from "../../cluster/api";
import type { Api } from "../../cluster/api";
import { consoleOf, openApi } from "../../cluster/cluster";
import type { List, Pod } from "../../cluster/objects";
import { mergeSelections } from "../../cluster/target";
import type { ClusterSelection } from "../../cluster/target";
import { everywhereOr } from "../../cluster/tolerate";
import { ExplainedError } from "../../common/errors";
import { labelKeys, managedBy, ownerHash } from "../../common/names";
import { projectFile } from "../../common/origin";
import { isOff, wantsOff } from "../../instance/power";
import type { Resource } from "../../preview-report/read/resources";
import { selectionOf } from "../options";
import { enterProject, loadStack } from "../stack/pulumi-stack";
import type { LoadedStack } from "../stack/pulumi-stack";
import type { StoredInstance } from "../stack/stack-state";
import { podOf, summarize } from "./instance-summary";
import type { InstanceSummary } from "./instance-summary";

/** Which instances to load. */
interface Scope extends ClusterSelection {
  stack?: string;
  cwd?: string;
  all?: boolean;
}

/** Instances, and the cluster that they are in. */
export interface LoadedInstances {
  api: Api;
  /** With the context that it resolves to. */
  selection: ClusterSelection & { context: string };
  /** The stack as the Pulumi CLI accepts it; undefined without one. */
  stack: string | undefined;
  /** The instances of the state; undefined without a stack. */
  stored: StoredInstance[] | undefined;
  instances: InstanceSummary[];
  /** The resources of the state, for what reads previews; none without a stack. */
  resources(): Resource[];
  /** The key pairs of the state; none without a stack. */
  keyPairs: KeyPair[];
}

/** Loads the instances of a stack, or without a project all that have a Pod in the cluster. */
export async function loadInstances(scope: Scope, { secrets = false } = {}): Promise<LoadedInstances> {
  // Before the project's folder becomes the working directory: its paths are relative to this one.
  const options = selectionOf(scope);
  const stack = needsStack(scope)
    ? await loadStack(enterProject(scope.cwd ?? "."), scope.stack, options, { secrets })
    : undefined;
  const stored = stack && storedInstances(stack);
  const selection = stack ? mergeSelections(options, stack.selection) : options;
  const { api, context, namespace } = await openApi(selection);
  const selector = stack
    ? `${labelKeys.owner}=${ownerHash(stack.name)}`
    : `${labelKeys.managedBy}=${managedBy}`;
  const pods = await podsOf(api, `${selector},${labelKeys.instanceId}`, options.namespace, [
    namespace,
    ...(stored ?? []).map(({ outputs }) => outputs.namespace),
  ]);
  const isHere = ({ id, outputs }: StoredInstance) =>
    podOf(pods, id) !== undefined ||
    (outputs.context === context && [undefined, outputs.namespace].includes(options.namespace));
  const storedHere = stored?.filter(isHere);
  const off = await offPods(api, pods);
  return {
    api,
    selection: { ...selection, context },
    stack: stack?.name.reference,
    stored: storedHere,
    instances: summarize(pods, storedHere, new Date(), (pod) => off.has(pod)),
    resources: () => stack?.resources() ?? [],
    keyPairs: stack?.keyPairs ?? [],
  };
}

/** A stack or folder that is named outside of a project is a mistake, which the search for the project reports. */
const needsStack = ({ all, cwd, stack }: Scope): boolean =>
  !all && (stack !== undefined || cwd !== undefined || projectFile(resolve(".")) !== undefined);

function storedInstances({ name, instances }: LoadedStack): StoredInstance[] {
  if (instances) return instances;
  throw new ExplainedError(
    `the backend has no stack "${name.reference}"`,
    'Name another stack with --stack, or list the instances that it left with "ec2-pods list --all"',
  );
}

/** The Pods whose instances are powered off. */
async function offPods(api: Api, pods: Pod[]): Promise<Set<Pod>> {
  const console = (...of: [Pod, string, number?]) => consoleOf(api, ...of);
  const answers = await Promise.all(
    pods.map(async (pod) => {
      const isPodOff = await isOff({ console }, pod).catch(() => wantsOff(pod));
      return isPodOff ? [pod] : [];
    }),
  );
  return new Set(answers.flat());
}

async function podsOf(
  api: Api,
  labelSelector: string,
  only: string | undefined,
  likelyNamespaces: string[],
): Promise<Pod[]> {
  const list = async (namespace?: string) =>
    (await api.get<List<Pod>>(objectPath("pods", namespace), { labelSelector })).items;
  return only === undefined ? (await everywhereOr(list, likelyNamespaces)).flat() : list(only);
}
