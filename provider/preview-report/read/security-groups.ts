import { securityGroupIdPattern } from "../../common/names";
import { isRecord } from "../../common/values";
import { partsOf } from "./preview";
import type { State } from "./preview";
import type { Resource } from "./resources";

/** Names of security groups by id. */
export type Names = ReadonlyMap<string, string>;

/** Types of a security group and of a standalone rule. */
const groupType = /^ec2-pods:index:SecurityGroup(IngressRule|EgressRule|Rule)?$/;
const policyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

/** URN of the group or standalone rule that a policy belongs to; undefined for any other resource. */
export function ownerOf({ type, old, new: after }: Resource): string | undefined {
  const parent = after?.parent ?? old?.parent ?? "";
  return type === policyType && groupType.test(partsOf(parent).type) ? parent : undefined;
}

export const groupNames = (resources: Resource[]): Names => new Map(resources.flatMap(nameOf));

function nameOf(resource: Resource): [string, string][] {
  const owner = partsOf(ownerOf(resource) ?? "");
  const id = groupIdOf(resource.new ?? resource.old);
  return id && owner.type.endsWith(":SecurityGroup") ? [[id, owner.name]] : [];
}

/** Id of the group that a policy is named after; known even if its spec isn't. */
export function groupIdOf(state: State | undefined): string | undefined {
  const metadata = state?.inputs["metadata"];
  const name = isRecord(metadata) ? String(metadata["name"]) : "";
  // Outside of the home namespace, the namespace follows the id.
  const id = name.slice(0, "sg-".length + 17);
  return securityGroupIdPattern.test(id) ? id : undefined;
}
