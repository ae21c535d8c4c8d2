import * as pulumi from "@pulumi/pulumi";

import { instanceToken, volumeKey } from "../common/names";
import { defined } from "../common/values";
import { endOfTurn } from "../instance/attachments";
import type { ProgramSource } from "../instance/attachments";
import { isRecordOf } from "../record/aws-record";
import { valueOf } from "../record/look-up";
import { isOfType } from "../record/program";
import type { Declaration } from "./volume";

/** The parts of a resource that the SDK keeps and doesn't declare. */
interface Internals {
  __pulumiType: string;
  __name: string;
  __parentResource?: pulumi.Resource;
  __aliases?: pulumi.Input<string>[];
}

const internals = (resource: pulumi.Resource) => resource as unknown as Internals;

/** The resource and those that it is a child of. */
function lineage(resource: pulumi.Resource): pulumi.Resource[] {
  const parent = internals(resource).__parentResource;
  const isStack = parent && internals(parent).__pulumiType === "pulumi:pulumi:Stack";
  return parent && !isStack ? [...lineage(parent), resource] : [resource];
}

/** The URN of a resource. The SDK's own waits for the parent's registration, and the parent may be the instance. */
function urnOf(resource: pulumi.Resource, former: { name?: string; type?: string } = {}): string {
  const { __name, __pulumiType } = internals(resource);
  const { name = __name, type = __pulumiType } = former;
  const parents = lineage(resource)
    .slice(0, -1)
    .map((each) => internals(each).__pulumiType);
  return `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${[...parents, type].join("$")}::${name}`;
}

/** The URN that an alias stands for; undefined if that takes longer than the program's turn, or is never known. */
async function formerUrn(
  resource: pulumi.Resource,
  alias: pulumi.Input<pulumi.URN | pulumi.Alias>,
  collapsed: pulumi.Input<string> | undefined,
): Promise<string | undefined> {
  if (typeof alias === "string") return alias;
  const { name, type, ...others } = alias as { name?: unknown; type?: unknown };
  const isPlain = [name, type].every((value) => value === undefined || typeof value === "string");
  if (!pulumi.Output.isInstance(alias) && isPlain && Object.keys(others).length === 0) {
    return urnOf(resource, defined({ name, type }) as { name?: string; type?: string });
  }
  const known = valueOf(pulumi.output(collapsed));
  const urn = await Promise.race([known.catch(() => undefined), endOfTurn()]);
  return typeof urn === "string" ? urn : undefined;
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
  volume: pulumi.Resource,
  { args, aliases }: Declaration,
  deviceName: unknown,
): ProgramSource | undefined {
  const { multiAttachEnabled = false, snapshotId } = args;
  if (typeof deviceName !== "string" || typeof multiAttachEnabled !== "boolean") return undefined;
  const size = typeof args.size === "string" && /^\d+$/.test(args.size) ? Number(args.size) : args.size;
  // The snapshot may be one of the instance's own volumes, which it can't wait for.
  const isEmpty = snapshotId === undefined || snapshotId === "";
  const former = aliases.map((alias, index) =>
    formerUrn(volume, alias, internals(volume).__aliases?.[index]).then((urn) =>
      urn === undefined ? undefined : volumeKey(urn),
    ),
  );
  return {
    deviceName,
    size: isEmpty && typeof size === "number" ? size : undefined,
    name: internals(volume).__name,
    keys: [volumeKey(urnOf(volume)), ...former],
    multiAttach: multiAttachEnabled,
  };
}
