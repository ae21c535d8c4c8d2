import { text } from "../record/kind";
import type { RecordKinds } from "../record/kind";
import { nameOf, namesOf, ownName, path, policyArn } from "./checks";
import { iamArn, nameFromId, uniqueId } from "./entity";
import { policy } from "./policy-check";

/** Users and groups. Programs declare them beside the roles of their instances. */
export const userKinds: RecordKinds = {
  "iam:User": {
    note: "A user. You can't sign in as one.",
    id: ({ name }) => name,
    fromId: nameFromId,
    name: "name",
    arn: iamArn("user"),
    replaces: ["name"],
    defaults: () => ({ path: "/", forceDestroy: false }),
    checks: { path, permissionsBoundary: policyArn },
    check: ownName(64),
    outputs: (_, { olds }) => uniqueId("AIDA", "uniqueId", olds),
  },
  "iam:Group": {
    note: "A group of users.",
    id: ({ name }) => name,
    fromId: nameFromId,
    name: "name",
    arn: iamArn("group"),
    replaces: ["name"],
    defaults: () => ({ path: "/" }),
    checks: { path },
    check: ownName(128),
    outputs: (_, { olds }) => uniqueId("AGPA", "uniqueId", olds),
  },
  "iam:UserPolicy": {
    note: "A policy inside of a user. Nothing here evaluates it.",
    id: ({ name, user }) => text`${user}:${name}`,
    name: "name",
    replaces: ["name", "namePrefix", "user"],
    checks: { policy: policy("identity", 2048), user: nameOf("user") },
    check: ownName(128),
  },
  "iam:UserPolicyAttachment": {
    note: "Gives a user a policy.",
    id: ({ policyArn: arn, user }) => text`${user}-${arn}`,
    replaces: ["policyArn", "user"],
    checks: { policyArn, user: nameOf("user") },
  },
  "iam:GroupPolicy": {
    note: "A policy inside of a group. Nothing here evaluates it.",
    id: ({ group, name }) => text`${group}:${name}`,
    name: "name",
    replaces: ["name", "namePrefix", "group"],
    checks: { group: nameOf("group"), policy: policy("identity", 5120) },
    check: ownName(128),
  },
  "iam:GroupPolicyAttachment": {
    note: "Gives a group a policy.",
    id: ({ group, policyArn: arn }) => text`${group}-${arn}`,
    replaces: ["policyArn", "group"],
    checks: { group: nameOf("group"), policyArn },
  },
  "iam:UserGroupMembership": {
    note: "Puts a user into groups.",
    id: "membership",
    replaces: ["user"],
    checks: { groups: namesOf("group"), user: nameOf("user") },
  },
  "iam:GroupMembership": {
    note: "Puts users into a group.",
    id: ({ name }) => name,
    name: "name",
    replaces: ["name", "group"],
    checks: { group: nameOf("group"), users: namesOf("user") },
  },
};
