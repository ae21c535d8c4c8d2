import * as pulumi from "@pulumi/pulumi";

import { instanceToken } from "../common/names";
import { formatUrn, parseUrn } from "../common/urn";
import type { Urn } from "../common/urn";
import { endOfTurn } from "../instance/attachments";
import type { ProgramSource } from "../instance/attachments";
import { isRecordOf } from "../record/aws-record";
import { valueOf } from "../record/known-now";
import { isOfType, parentTypes } from "../record/program";
import type { Declaration } from "./volume";

type Alias = pulumi.Input<pulumi.URN | pulumi.Alias>;

/** The parts of a resource that the SDK keeps and doesn't declare. */
interface Internals {
  __pulumiType: string;
  __name: string;
  __parentResource?: pulumi.Resource;
  __aliases?: pulumi.Input<string>[];
}

const internals = (resource: pulumi.Resource) => resource as unknown as Internals;

/** What a URN is made of; in the stack of the program unless it names another one. */
interface UrnParts extends Partial<Pick<Urn, "stack" | "project">>, Pick<Urn, "name"> {
  /** Types of the parents. */
  parents: string;
  type: string;
}

const toUrn = ({
  stack = pulumi.getStack(),
  project = pulumi.getProject(),
  parents,
  type,
  name,
}: UrnParts): string => formatUrn({ stack, project, types: [parents, type].filter(Boolean).join("$"), name });

/** Type with those of the parents, and logical name. The stack has no type in the URNs of its children. */
function partsOf(urn: string): Pick<Urn, "types" | "name"> {
  const { types, name } = parseUrn(urn);
  return { types: types === "pulumi:pulumi:Stack" ? "" : types, name };
}

/** The URN of a resource. The SDK's own waits for the parent's registration, and the parent may be the instance. */
function urnOf(resource: pulumi.Resource): string {
  const { __name: name, __pulumiType: type, __parentResource } = internals(resource);
  return toUrn({ parents: parentTypes(__parentResource), type, name });
}

/** The URN that an alias names; undefined if the program doesn't know all of its parts at once. */
function plainUrn(resource: pulumi.Resource, alias: Alias): string | undefined {
  if (typeof alias === "string") return alias;
  if (pulumi.Output.isInstance(alias) || alias instanceof Promise) return undefined;
  const { __name, __pulumiType, __parentResource } = internals(resource);
  const given = alias as pulumi.Alias;
  const {
    name = __name,
    type = __pulumiType,
    stack = pulumi.getStack(),
    project = pulumi.getProject(),
  } = given;
  const parents = typesOfParent("parent" in given ? given.parent : __parentResource);
  const parts = { stack, project, parents, type, name };
  const isKnown = Object.values(parts).every((part) => typeof part === "string");
  return isKnown ? toUrn(parts as Required<UrnParts>) : undefined;
}

/** The types that a URN has for a parent; undefined if the program doesn't know the parent at once. */
function typesOfParent(parent: unknown): string | undefined {
  if (typeof parent === "string") return partsOf(parent).types;
  return parent === undefined || pulumi.Resource.isInstance(parent) ? parentTypes(parent) : undefined;
}

/** The URN below a former one of its parent, whose name its own may begin with. */
function inheritedUrn(urn: string, parent: pulumi.Resource, formerParent: string): string {
  const { types, name } = partsOf(urn);
  const former = partsOf(formerParent);
  const { __name: prefix } = internals(parent);
  return toUrn({
    parents: former.types,
    type: types.split("$").at(-1) ?? "",
    name: name.startsWith(prefix) ? former.name + name.slice(prefix.length) : name,
  });
}

/**
 * The URN of a resource and those that its aliases name, combined with those of its parents as the engine does it.
 *
 * Only the SDK has the aliases of parents and of transformations. Those that it doesn't know by the deadline are left out.
 */
async function urnsOf(
  resource: pulumi.Resource,
  aliases: readonly Alias[],
  deadline: Promise<undefined>,
): Promise<string[]> {
  const { __parentResource: parent, __aliases = [] } = internals(resource);
  const plain = aliases.map((alias) => plainUrn(resource, alias));
  const known = __aliases.map((alias) =>
    Promise.race([valueOf(pulumi.output(alias)).catch(() => undefined), deadline]),
  );
  const own = [urnOf(resource), ...plain, ...(await Promise.all(known))].filter((urn) => urn !== undefined);
  const [, ...above] = parent ? await urnsOf(parent, [], deadline) : [];
  const inherited = parent
    ? above.flatMap((former) => own.map((urn) => inheritedUrn(urn, parent, former)))
    : [];
  return [...new Set([...own, ...inherited])];
}

/** The moment at which an instance is registered: after its parent, and once the program has declared what follows. */
async function registrationOf(instance: pulumi.Resource): Promise<undefined> {
  const { __parentResource: parent } = internals(instance);
  await (parent && valueOf(parent.urn).catch(() => undefined));
  await endOfTurn();
  return undefined;
}

/** The one resource whose output this is, or that it is itself; undefined for other values. */
function resourceOf(input: unknown): pulumi.Resource | undefined {
  if (pulumi.Resource.isInstance(input)) return input;
  if (!pulumi.Output.isInstance(input)) return undefined;
  const resources = [...(input as unknown as { resources(): Set<pulumi.Resource> }).resources()];
  return resources.length === 1 ? resources[0] : undefined;
}

export const instanceOf = (input: unknown): pulumi.Resource | undefined => {
  const resource = resourceOf(input);
  return isOfType(resource, instanceToken) ? resource : undefined;
};

export const volumeOf = (input: unknown): pulumi.Resource | undefined => {
  const resource = resourceOf(input);
  return isRecordOf("ebs:Volume", resource) ? resource : undefined;
};

/** What an instance must know to mount a volume; undefined if the program doesn't know all of it at once. */
export function toSource(
  instance: pulumi.Resource,
  volume: pulumi.Resource,
  { args, aliases }: Declaration,
  deviceName: unknown,
): ProgramSource | undefined {
  const { multiAttachEnabled = false, snapshotId } = args;
  if (typeof deviceName !== "string" || typeof multiAttachEnabled !== "boolean") return undefined;
  const size = typeof args.size === "string" && /^\d+$/.test(args.size) ? Number(args.size) : args.size;
  // The snapshot may be one of the instance's own volumes, which it can't wait for.
  const isEmpty = snapshotId === undefined || snapshotId === "";
  return {
    deviceName,
    size: isEmpty && typeof size === "number" ? size : undefined,
    name: internals(volume).__name,
    urns: urnsOf(volume, aliases, registrationOf(instance)),
    multiAttach: multiAttachEnabled,
  };
}
