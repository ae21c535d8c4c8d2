import * as pulumi from "@pulumi/pulumi";

import { instanceToken, volumeKey } from "../common/names";
import type { ProgramSource } from "../instance/attachments";
import { isRecordOf } from "../record/aws-record";
import { isOfType } from "../record/program";
import type { VolumeArgs } from "./volume";

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
function urnOf(resource: pulumi.Resource): string {
  const types = lineage(resource).map((each) => internals(each).__pulumiType);
  return `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${types.join("$")}::${internals(resource).__name}`;
}

/** The URNs that a resource had before. Those below a custom resource would wait for that to be created. */
function formerUrns(resource: pulumi.Resource): Promise<string>[] {
  if (
    lineage(resource)
      .slice(0, -1)
      .some((each) => pulumi.CustomResource.isInstance(each))
  )
    return [];
  return (internals(resource).__aliases ?? []).map((alias) =>
    (pulumi.output(alias) as unknown as { promise(): Promise<string> }).promise(),
  );
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
  { size, multiAttachEnabled = false }: VolumeArgs,
  deviceName: unknown,
): ProgramSource | undefined {
  if (typeof size !== "number" || typeof deviceName !== "string" || typeof multiAttachEnabled !== "boolean") {
    return undefined;
  }
  const former = formerUrns(volume).map((urn) => urn.then(volumeKey));
  return {
    deviceName,
    size,
    name: internals(volume).__name,
    keys: [volumeKey(urnOf(volume)), ...former],
    multiAttach: multiAttachEnabled,
  };
}
