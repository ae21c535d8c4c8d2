import { keyOf, sideOf } from "../../read/aws/side";
import type { When } from "../../read/aws/side";
import { isInstance, isOneMachine, isVpc, joinsVpcs } from "../../read/aws/types";
import { kindOfType } from "../../read/preview";
import type { Resource } from "../../read/resources";
import type { Attachment, Firewall, Grant } from "../grants";
import { cidrPeer, everywhere } from "../peers";
import { allTraffic } from "../ports";
import { groupsOf } from "./groups";
import { attachmentsOf } from "./members";
import { prefixListsOf } from "./prefix-lists";
import { grantsOfRules } from "./rules";
import type { Context } from "./rules";

/** Reads the firewall from the groups, the rules and the members of `@pulumi/aws`. */
export function awsFirewall(resources: Resource[]): Firewall {
  const [was, is] = [contextOf(resources, "old"), contextOf(resources, "new")];
  const { before, after } = grantsOfRules(was, is);
  const sides = [attachmentsOf(was), attachmentsOf(is)] as const;
  const vpcs = new Set([was, is].flatMap(({ side }) => side.ofType(isVpc).map(keyOf)));
  // Nothing here says what another VPC is joined with.
  const realm = ({ joined }: Context, vpc: string | undefined) =>
    vpc === undefined || joined.length > 0 || !vpcs.has(vpc) ? root : `${root}${vpc}/`;
  const attachment = (context: Context, found: Attachment | undefined) =>
    found && { ...found, realm: realm(context, found.realm) };
  const members = resources.flatMap((resource) => {
    const old = attachment(was, sides[0].get(resource.urn));
    const now = attachment(is, sides[1].get(resource.urn));
    const { urn, type } = resource;
    return old || now
      ? [{ name: nameOf(resource), urn, isMany: !isOneMachine(type), before: old, after: now }]
      : [];
  });
  const used = new Set(
    members.flatMap((each) => [each.before, each.after]).flatMap((side) => side?.groups ?? []),
  );
  const foreign = [...used].filter((id) => !was.groups.isDeclared(id) && !is.groups.isDeclared(id));
  // These don't change here. EC2 lets all traffic out of a group unless its rules say otherwise.
  const egress = foreign.flatMap((group) =>
    anywhere.map((peer): Grant => ({ group, direction: "egress", peer, ports: allTraffic })),
  );
  return {
    before: [...before, ...egress],
    after: [...after, ...egress],
    members,
    realms: new Map(
      [...new Set([...before, ...after].map(({ group }) => group))].map((id) => [
        id,
        realm(is, is.groups.vpcOf(id) ?? was.groups.vpcOf(id)),
      ]),
    ),
    foreign,
    unresolved: [...sides[1].values()].filter(({ isPartial }) => isPartial).length,
  };
}

/** The network of all VPCs; see {@link Attachment.realm}. */
const root = "aws/";

const anywhere = [everywhere, "::/0"].map(cidrPeer);

function contextOf(resources: Resource[], when: When): Context {
  const side = sideOf(resources, when);
  const isJoined = side.resources.some(({ type }) => joinsVpcs(type));
  return {
    ...{ side, groups: groupsOf(side), prefixLists: prefixListsOf(side) },
    joined: isJoined ? side.ofType(isVpc).map(keyOf) : [],
  };
}

/** Instances have their names; what else is in groups has its kind as well. */
const nameOf = ({ name, type }: Resource): string =>
  isInstance(type) ? name : `${name} (${kindOfType(type)})`;
