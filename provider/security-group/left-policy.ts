import * as pulumi from "@pulumi/pulumi";

import { savesAtEnd } from "../cluster/after-save";
import { connect } from "../cluster/cluster";
import { resolveTarget } from "../cluster/kubeconfig";
import type { NetworkPolicy } from "../cluster/objects";
import type { ClusterSelection } from "../cluster/target";
import type { Optional } from "../common/inputs";
import { localStack } from "../common/local-stack";
import { annotationKeys, labelKeys, ownerHash } from "../common/names";
import { isOrigin, projectFile } from "../common/origin";
import { isUnknown } from "../common/values";
import { knownValue } from "../record/known-now";
import { clusterOf, perProgram } from "../record/program";
import { warn } from "./inputs";
import { stackSelection } from "./program";

interface Place {
  selection: ClusterSelection;
  namespace: string;
}

/** A policy that the program is about to declare. */
interface Declared {
  kind: string;
  owner: pulumi.Resource;
  objectName: string;
  namespace: Optional<string>;
  /** The one that the program sets. */
  provider: pulumi.ProviderResource | undefined;
}

/** Only an update without checkpoints looks for a policy that the state doesn't have. */
export const leftPolicy = (declared: Declared): LeftPolicy | undefined =>
  savesAtEnd && !pulumi.runtime.isDryRun() ? new LeftPolicy(declared) : undefined;

/**
 * The policy that a killed update may have left under the name of a new one. The Kubernetes provider refuses to create what
 * exists.
 *
 * It gives way to a copy, which selects the same Pods until the engine has made it again, so they are never open. It stays if
 * the state has it, or may have it: that of another stack, machine, user or folder, or one that the program can't read.
 */
class LeftPolicy {
  /** The name of the new policy, once it is free. */
  readonly name: Promise<string>;
  private readonly place: Promise<Place | undefined>;
  /** Whether there may be a copy. */
  private readonly isCopied: Promise<boolean>;

  constructor(private readonly declared: Declared) {
    this.place = placeOf(declared);
    // The engine explains what prevents this.
    this.isCopied = this.giveWay().catch(() => true);
    this.name = this.isCopied.then(() => declared.objectName);
  }

  private async giveWay(): Promise<boolean> {
    const { objectName } = this.declared;
    const place = await this.place;
    if (!place) return false;
    const own = (await policiesIn(place)).filter(isOfStack);
    const left = own.find(({ metadata }) => metadata?.name === objectName);
    if (!left || mayBeInState(place, objectName)) return own.some(isCopyOf(objectName));
    const cluster = await connect(place.selection);
    await cluster.apply("networkpolicies", copyOf(left));
    await cluster.deleteObject("networkpolicies", place.namespace, objectName, left.metadata?.uid);
    return true;
  }

  /** Ends the copy once the engine has the policy. */
  endWith(policy: pulumi.CustomResource): void {
    policy.id.apply(async () => {
      const place = (await this.isCopied) && (await this.place);
      if (place) await this.endCopy(place).catch((error: Error) => this.warnOfCopy(place, error));
    });
  }

  private async endCopy({ selection, namespace }: Place): Promise<void> {
    const { objectName } = this.declared;
    const cluster = await connect(selection);
    const [policy, copy] = await Promise.all(
      [objectName, copyName(objectName)].map((name) => cluster.object("networkpolicies", namespace, name)),
    );
    if (!policy || !copy || !isCopyOf(objectName)(copy)) return;
    await cluster.deleteObject("networkpolicies", namespace, copyName(objectName), copy.metadata?.uid);
  }

  private warnOfCopy({ namespace }: Place, { message }: Error): void {
    const { kind, owner, objectName } = this.declared;
    const name = copyName(objectName);
    warn(owner, {
      kind,
      verb: "clean up after the killed update of",
      cause: `NetworkPolicy ${name} still allows what that one did: ${message}`,
      fix: `Delete it with "kubectl --namespace ${namespace} delete networkpolicy ${name}"`,
    });
  }
}

/** Where a policy will be; undefined if the program doesn't get to know it. */
async function placeOf({ namespace, provider }: Declared): Promise<Place | undefined> {
  const own = provider ? clusterOf({}, { provider }) : stackSelection();
  // As a promise: the kubeconfig is secret, and the name of the policy isn't.
  const known = await knownValue(pulumi.all([own, namespace]));
  if (isUnknown(known)) return undefined;
  const [selection, given] = known as [ClusterSelection, string | undefined];
  const found = given ?? selection.namespace ?? resolveTarget(selection).namespace;
  return { selection, namespace: found ?? "default" };
}

/** The policies of each namespace when this run first asked. */
const seen = perProgram(() => new Map<string, Promise<NetworkPolicy[]>>());

function policiesIn({ selection, namespace }: Place): Promise<NetworkPolicy[]> {
  const key = JSON.stringify([selection, namespace]);
  const policies =
    seen().get(key) ?? connect(selection).then((cluster) => cluster.networkPolicies(namespace));
  seen().set(key, policies);
  return policies;
}

/** Another user may have a stack of the same name. */
const isOfStack = ({ metadata }: NetworkPolicy): boolean =>
  metadata?.labels?.[labelKeys.owner] ===
    ownerHash({ project: pulumi.getProject(), stack: pulumi.getStack() }) &&
  isOrigin(metadata.annotations?.[annotationKeys.origin]);

/** No namespace has a dot in its name, which the names of policies may end with. */
const copyName = (name: string): string => `left.${name}`;

const isCopyOf =
  (name: string) =>
  ({ metadata }: NetworkPolicy): boolean =>
    metadata?.annotations?.[annotationKeys.standsInFor] === name;

function copyOf({ metadata: { name = "", namespace, labels, annotations } = {}, spec }: NetworkPolicy) {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: {
      name: copyName(name),
      namespace,
      labels,
      annotations: { ...annotations, [annotationKeys.standsInFor]: name },
    },
    spec,
  } as NetworkPolicy;
}

/** An id that somebody imported may lack the namespace. */
function mayBeInState({ namespace }: Place, name: string): boolean {
  const { ids } = objectsInState();
  return !ids || ids.has(`${namespace}/${name}`) || ids.has(name);
}

/** The ids of the objects in the state that this update began with; absent if only the CLI can read it. */
const objectsInState = perProgram((): { ids?: Set<string | undefined> } => {
  const [project, stack] = [pulumi.getProject(), pulumi.getStack()];
  // A program that runs inline has another environment than the CLI, which may say where the state is.
  if (process.env["PULUMI_NODEJS_STACK"] !== stack) return {};
  const { state } = localStack(projectFile(process.cwd()) ?? "", project, stack);
  if (state === undefined) return {};
  const { checkpoint } = JSON.parse(state) as {
    checkpoint: { latest?: { resources?: { id?: string; type: string }[] } };
  };
  const objects = (checkpoint.latest?.resources ?? []).filter(({ type }) => type.startsWith("kubernetes:"));
  return { ids: new Set(objects.map(({ id }) => id)) };
});
