import type { Pod } from "../cluster/objects";
import { ExplainedError } from "../common/errors";
import type { InputFailure } from "../common/errors";
import { annotationKeys, labelKeys } from "../common/names";
import { isOrigin } from "../common/origin";
import { isRecord, sameValue } from "../common/values";
import { recordById } from "../record/registry";
import { adopterOf } from "./end";
import type { InstanceInputs, InstanceState } from "./model";
import { imageOf, nodeSelectorOf, systemSelector } from "./pod";
import { newestFirst } from "./pod-status";
import { isSupervised } from "./power";
import { isCheckedKey, trackedIds } from "./volume-users";

/** Keys of the instances that the program declares, also of those that --target leaves out. */
const declaredKeys = new Set<string>();

/** Notes what an instance that adopts another says of its program. */
export function noteDeclared(own: unknown): void {
  const keys = isRecord(own) ? own["__declared"] : undefined;
  if (Array.isArray(keys)) keys.forEach((key) => declaredKeys.add(String(key)));
}

/** Whether the program declares the resource of a key, and --target leaves it out: it may be any instance. */
const isLeftOut = (key: string): boolean => declaredKeys.has(key) && !isCheckedKey(key);

/** Two resources with one Pod would delete it for each other. */
export function sharedInstance(inputs: InstanceInputs, isSaved: boolean): InputFailure[] {
  const { instanceId, __key: key } = inputs;
  const other = recordById(instanceId);
  const { name, __key: otherKey } = other?.values ?? {};
  if (!key || !otherKey || key === otherKey || (isSaved && other?.isSaved)) return [];
  const reason = isSaved
    ? `is ${instanceId}, which Ec2Instance "${String(name)}" of this program adopts. Remove its adopt, or this resource`
    : `is the id of Ec2Instance "${String(name)}" of this program. Remove adopt, or that resource`;
  return [{ property: isSaved ? "instanceId" : "adopt", reason }];
}

/** Why an instance outlives its deletion, in words: a resource of the program has adopted it. undefined if none has. */
export function whyAdopted(id: string, pods: Pod[], props: InstanceState): string | undefined {
  const adopter = adopterOf(pods, props);
  if (adopter) return `"${adopter}" has adopted it`;
  const { isSaved, values = {} } = recordById(id) ?? {};
  // --replace hides the state from check and diff, so that what adopts an instance replaces itself.
  const isAgain = !isSaved && values["adopt"] === id && values["__key"] === props.__key;
  return isAgain ? "what replaces it adopts it again. Remove adopt to get a new instance" : undefined;
}

/** Whether the Pod of an instance to adopt differs from what these inputs ask for. */
export function adoptable(pods: Pod[], inputs: InstanceInputs, namespace: string): { differs: boolean } {
  const [pod] = newestFirst(pods);
  if (!pod) {
    throw new ExplainedError(
      `no Pod in namespace "${namespace}" belongs to instance ${inputs.instanceId}, the value of adopt`,
      'List the existing instances with "kubectl get pods -A -L ec2-pods/instance-id", or remove adopt to create a new one',
    );
  }
  const { name = "", labels = {}, annotations = {} } = pod.metadata ?? {};
  const { [annotationKeys.adopted]: isAdopted, [annotationKeys.resource]: key } = annotations;
  const isTracked = trackedIds.has(inputs.instanceId);
  if (isAdopted && isTracked && key === inputs.__key) {
    throw new ExplainedError(
      `instance ${inputs.instanceId} is already adopted`,
      "Remove adopt: it is for the first create only, and a replacement must be a new instance",
    );
  }
  if (isAdopted && !isTracked && !isOrigin(annotations[annotationKeys.origin])) {
    throw new ExplainedError(
      `instance ${inputs.instanceId} is adopted by a stack of the same name of another machine, user or folder`,
      `Use another namespace. If no state has the instance, run "kubectl annotate pod ${name} --namespace ${namespace} ${annotationKeys.adopted}-"`,
    );
  }
  const owner = labels[labelKeys.owner];
  if (owner && owner !== inputs.pod.labels[labelKeys.owner]) {
    throw new ExplainedError(
      `instance ${inputs.instanceId} belongs to another stack`,
      `Remove it there with "pulumi state delete", then run "kubectl label pod ${name} --namespace ${namespace} ${labelKeys.owner}-"`,
    );
  }
  if (isTracked || (key && key !== inputs.__key && isLeftOut(key))) {
    throw new ExplainedError(
      `another resource of the program already is instance ${inputs.instanceId}, the value of adopt`,
      "Remove adopt, or that resource",
    );
  }
  const type = annotations[annotationKeys.instanceType];
  const selector = nodeSelectorOf(inputs);
  // Older releases named no operating system.
  const isOnItsNode = sameValue({ ...systemSelector, ...pod.spec?.nodeSelector }, selector);
  const isInPlace = type === inputs.instanceType || (isSupervised(pod) && isOnItsNode);
  return { differs: imageOf(pod) !== inputs.pod.image || !isInPlace };
}
