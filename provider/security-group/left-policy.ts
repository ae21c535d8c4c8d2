import { setTimeout as pause } from "node:timers/promises";

import * as pulumi from "@pulumi/pulumi";

import { savesAtEnd } from "../cluster/after-save";
import { connect } from "../cluster/cluster";
import { resolveTarget } from "../cluster/kubeconfig";
import type { NetworkPolicy } from "../cluster/objects";
import { repeatedWhile } from "../cluster/repeat";
import type { ClusterSelection } from "../cluster/target";
import type { Optional } from "../common/inputs";
import { annotationKeys, labelKeys, ownerHash } from "../common/names";
import { ownOrigin } from "../common/origin";
import { isUnknown } from "../common/values";
import { knownValue } from "../record/known-now";
import { clusterOf, perProgram } from "../record/program";
import { warn } from "./inputs";
import { applyMilliseconds, copyName, copyOf, isCopyOf } from "./policy-copy";
import { stackSelection } from "./program";
import { stateBefore } from "./state-before";
import type { StateBefore } from "./state-before";

interface Place {
  selection: ClusterSelection;
  namespace: string;
  /** Whether it is more than the namespace of the kubeconfig, which may be another one tomorrow. */
  isNamed: boolean;
}

/** How long a policy may take to be gone. */
const endMilliseconds = 60_000;
const isEnding = new Error("the policy is ending");

/** A policy that the program is about to declare. */
interface Declared {
  kind: string;
  owner: pulumi.Resource;
  objectName: string;
  namespace: Optional<string>;
  /** The one that the program sets. */
  provider: pulumi.ProviderResource | undefined;
}

/** Only an update whose state the program can read looks for a policy that the state doesn't have. */
export function leftPolicy(declared: Declared): LeftPolicy | undefined {
  const { known } = pulumi.runtime.isDryRun() ? {} : stateBefore();
  return known && new LeftPolicy(declared, known);
}

/**
 * The policy that the cluster may have under the name of a new one: an update was killed as it made it, its answer was lost, or
 * a refresh dropped it. The Kubernetes provider refuses to create what exists.
 *
 * It gives way to a copy, which selects the same Pods until the engine has made it again, so they are never open. It stays if
 * the state has it, or if it is that of another stack, machine, user or folder.
 */
class LeftPolicy {
  private readonly place: Promise<Place | undefined>;
  /** Whether there may be a copy. */
  private readonly isCopied: Promise<boolean>;
  /** Whether the state has the policy. */
  private isSaved = false;

  constructor(
    private readonly declared: Declared,
    private readonly state: StateBefore,
  ) {
    // The engine explains what prevents this.
    this.place = placeOf(declared).catch(() => undefined);
    this.isCopied = this.giveWay().catch(() => true);
  }

  /** What the new policy depends on, once its name is free. The name itself stays a text, which a transformation may read. */
  before(dependsOn: pulumi.ResourceOptions["dependsOn"] = []): pulumi.Input<pulumi.Resource>[] {
    // A transformation may add to it, so it is a list, and the SDK takes one that is in it.
    return [this.isCopied.then(() => dependsOn) as Promise<pulumi.Resource>];
  }

  private async giveWay(): Promise<boolean> {
    const { objectName } = this.declared;
    const place = await this.place;
    if (!place) return false;
    const { namespace, isNamed } = place;
    const id = `${namespace}/${objectName}`;
    const { ids, names, isElsewhere } = this.state;
    // An id that somebody imported may lack the namespace.
    this.isSaved = isNamed ? ids.has(id) || ids.has(objectName) : names.has(objectName);
    if (!(await this.mayBeLeft())) return false;
    const policies = await policiesIn(place);
    const copy = policies.get(copyName(objectName));
    const left = policies.get(objectName);
    // Another user of the same names goes on here.
    if (copy && !isOwn(copy)) return false;
    if (!left || !isOwn(left) || this.isSaved || isElsewhere(id)) return copy !== undefined;
    await this.replaceByCopy(left, place).catch((error: Error) => this.warnOfLeft(error));
    return true;
  }

  /** Whether to ask the cluster for the policy, or for its copy. */
  private async mayBeLeft(): Promise<boolean> {
    // The state has nothing of a killed update.
    if (savesAtEnd) return true;
    if (this.isSaved) return this.state.isInterrupted;
    return this.state.urns.has((await knownValue(this.declared.owner.urn)) as string);
  }

  private async replaceByCopy(left: NetworkPolicy, { selection, namespace }: Place): Promise<void> {
    const { objectName } = this.declared;
    const cluster = await connect(selection);
    const { uid = "" } = left.metadata ?? {};
    await cluster.apply("networkpolicies", copyOf(left));
    await pause(applyMilliseconds);
    await cluster.deleteObject("networkpolicies", namespace, objectName, { uid });
    // A network plugin may have a finalizer on it.
    await repeatedWhile(
      (error) => error === isEnding,
      endMilliseconds,
      async () => {
        const found = await cluster.object("networkpolicies", namespace, objectName);
        if (found?.metadata?.uid === uid) throw isEnding;
      },
    );
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
    const name = copyName(objectName);
    const cluster = await connect(selection);
    // In this order: an update after this one may be about to make the policy a copy again, and that changes its version.
    const copy = await cluster.object("networkpolicies", namespace, name);
    const policy = await cluster.object("networkpolicies", namespace, objectName);
    if (!copy || !isOwn(copy) || !policy || policy.metadata?.deletionTimestamp) return;
    // One that the state had isn't deleted, although a killed update was about to.
    if (!this.isSaved && isCopyOf(copy, policy)) return;
    await pause(applyMilliseconds);
    const { uid = "", resourceVersion = "" } = copy.metadata ?? {};
    await cluster.deleteObject("networkpolicies", namespace, name, { uid, resourceVersion });
  }

  private warnOfLeft({ message }: Error): void {
    const { kind, owner, objectName } = this.declared;
    warn(owner, {
      kind,
      verb: "replace the policy of",
      cause: `the state has lost NetworkPolicy ${objectName}: ${message}`,
      fix: 'Import it with "ec2-pods restore --yes"',
    });
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
  const known = await knownValue(pulumi.all([own, namespace]));
  if (isUnknown(known)) return undefined;
  const [selection, given] = known as [ClusterSelection, string | undefined];
  const name = given || selection.namespace;
  const found = name || resolveTarget(selection).namespace || "default";
  return { selection, namespace: found, isNamed: Boolean(name) };
}

/** The policies of each namespace by name, when this run first asked. */
const seen = perProgram(() => new Map<string, Promise<ReadonlyMap<string, NetworkPolicy>>>());

function policiesIn({ selection, namespace }: Place): Promise<ReadonlyMap<string, NetworkPolicy>> {
  const key = JSON.stringify([selection, namespace]);
  const read = async () => (await connect(selection)).networkPolicies(namespace);
  const policies =
    seen().get(key) ??
    read().then((all) => new Map(all.map((policy) => [policy.metadata?.name ?? "", policy])));
  seen().set(key, policies);
  return policies;
}

/** Whether a policy is of this stack and from here: another user may have a stack of the same name. */
const isOwn = ({ metadata }: NetworkPolicy): boolean =>
  metadata?.labels?.[labelKeys.owner] ===
    ownerHash({ project: pulumi.getProject(), stack: pulumi.getStack() }) &&
  metadata.annotations?.[annotationKeys.origin] === ownOrigin();
