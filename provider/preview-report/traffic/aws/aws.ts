import { keyOf, sideOf } from "../../read/aws/side";
import type { Side } from "../../read/aws/side";
import { isInstance, isOneMachine, isVpc, joinsVpcs } from "../../read/aws/types";
import { kindOfType } from "../../read/preview";
import type { Resource } from "../../read/resources";
import type { Attachment, Firewall } from "../grants";
import { groupsOf } from "./groups";
import { attachmentsOf } from "./members";
import { prefixListsOf } from "./prefix-lists";
import { leadsToOtherVpc } from "./routes";
import { grantsOfRules } from "./rules";
import type { Context } from "./rules";

/** Reads the firewall from the groups, the rules and the members of `@pulumi/aws`. */
export function awsFirewall(resources: Resource[]): Firewall {
  const [old, now] = [sideOf(resources, "old"), sideOf(resources, "new")];
  const [was, is] = [contextOf(old, old), contextOf(now, old)];
  const rules = grantsOfRules(was, is);
  const sides = [attachmentsOf(was), attachmentsOf(is)] as const;
  const own = [was, is].flatMap(({ side }) => side.ofType(isVpc)).filter(({ isRead }) => !isRead);
  const vpcs = new Set(own.map(keyOf));
  // Nothing here says what another VPC is joined with.
  const realm = ({ joined }: Context, vpc: string | undefined) =>
    vpc === undefined || joined.size > 0 || !vpcs.has(vpc) ? root : `${root}${vpc}/`;
  const attachment = (context: Context, found: Attachment | undefined) =>
    found && { ...found, realm: realm(context, found.realm) };
  const members = resources.flatMap((resource) => {
    const before = attachment(was, sides[0].get(resource.urn));
    const after = attachment(is, sides[1].get(resource.urn));
    const { urn, type } = resource;
    return before || after
      ? [{ name: nameOf(resource), urn, isMany: !isOneMachine(type), before, after }]
      : [];
  });
  const used = new Set(
    members.flatMap((each) => [each.before, each.after]).flatMap((side) => side?.groups ?? []),
  );
  const foreign = [...used].filter((id) => !was.groups.isDeclared(id) && !is.groups.isDeclared(id));
  const withRules = [...new Set([...rules.before, ...rules.after].map(({ group }) => group))];
  const realmsIn = (context: Context) =>
    new Map(withRules.map((id) => [id, realm(context, is.groups.vpcOf(id) ?? was.groups.vpcOf(id))]));
  return {
    ...rules,
    members,
    realms: { before: realmsIn(was), after: realmsIn(is) },
    foreign,
    unresolved: [...sides[1].values()].filter(({ isPartial }) => isPartial).length,
  };
}

/** The network of all VPCs; see {@link Attachment.realm}. */
const root = "aws/";

function contextOf(side: Side, earlier: Side): Context {
  const isJoined = side.resources.some(({ type }) => joinsVpcs(type)) || leadsToOtherVpc(side);
  return {
    ...{ side, groups: groupsOf(side), prefixLists: prefixListsOf(side, earlier) },
    joined: new Set(isJoined ? side.ofType(isVpc).map(keyOf) : []),
  };
}

/** Instances have their names; what else is in groups has its kind as well. */
const nameOf = ({ name, type }: Resource): string =>
  isInstance(type) ? name : `${name} (${kindOfType(type)})`;
