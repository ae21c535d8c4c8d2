import { wholeNumber } from "../common/checks";
import type { Fail } from "../common/errors";
import { isAbsent, isGiven, isRecord } from "../common/values";
import { text } from "../record/kind";
import type { RecordKinds, Values } from "../record/kind";
import {
  description,
  nameOf,
  namesOf,
  ownName,
  path,
  policyArn,
  policyArns,
  policyCount,
  uniqueName,
} from "./checks";
import { createDate, iamArn, nameFromId, uniqueId } from "./entity";
import { policy } from "./policy-check";
import { userKinds } from "./user-kinds";

/** What belongs to a role or a user has the id `owner:name`. */
const ownedFromId = (id: string): Values => {
  const [role, name] = id.split(":");
  return { role, name };
};

function inlinePolicies(value: unknown, fail: Fail): void {
  if (!Array.isArray(value)) return;
  value.forEach((item: unknown, index) => {
    if (!isRecord(item) || !isGiven(item["policy"])) return;
    policy("identity", 10_240)(item["policy"], (_, reason) => fail(`[${index}].policy`, reason));
  });
}

export const iamKinds: RecordKinds = {
  "iam:Role": {
    note: "A role. Instances get no credentials of it, unless `ec2-pods:credentials` names where they come from.",
    id: ({ name }) => name,
    fromId: nameFromId,
    name: "name",
    arn: iamArn("role"),
    replaces: ["name", "namePrefix", "path"],
    defaults: () => ({ path: "/", maxSessionDuration: 3600, forceDetachPolicies: false }),
    checks: {
      // The highest quota that an account gets; the default is 2048.
      assumeRolePolicy: policy("trust", 8192),
      description,
      inlinePolicies,
      managedPolicyArns: policyArns,
      maxSessionDuration: wholeNumber(3600, 43_200, "whole seconds"),
      path,
      permissionsBoundary: policyArn,
    },
    check: (values, fail) => {
      ownName(64)(values, fail);
      uniqueName("iam:Role", values, fail);
    },
    outputs: (_, { olds }) => ({
      ...uniqueId("AROA", "uniqueId", olds),
      ...createDate(olds),
      managedPolicyArns: [],
      inlinePolicies: [],
    }),
  },
  "iam:Policy": {
    note: "A policy. Nothing here evaluates it.",
    id: (values) => iamArn("policy")(values),
    fromId: (arn) => {
      const [, folder = "/", name = arn] = /:policy(\/(?:.*\/)?)([^/]*)$/.exec(arn) ?? [];
      return { arn, path: folder, name };
    },
    name: "name",
    arn: iamArn("policy"),
    replaces: ["name", "namePrefix", "path", "description"],
    defaults: () => ({ path: "/" }),
    checks: { description, path, policy: policy("identity", 6144) },
    check: (values, fail) => {
      ownName(128)(values, fail);
      uniqueName("iam:Policy", values, fail);
    },
    outputs: (_, { olds }) => ({ ...uniqueId("ANPA", "policyId", olds), attachmentCount: 0 }),
  },
  "iam:RolePolicy": {
    note: "A policy inside of a role. Nothing here evaluates it.",
    id: ({ name, role }) => text`${role}:${name}`,
    fromId: ownedFromId,
    name: "name",
    replaces: ["name", "namePrefix", "role"],
    checks: { policy: policy("identity", 10_240), role: nameOf("role") },
    check: ownName(128),
  },
  "iam:RolePolicyAttachment": {
    note: "Gives a role a policy.",
    id: ({ policyArn, role }) => text`${role}-${policyArn}`,
    replaces: ["policyArn", "role"],
    checks: { policyArn, role: nameOf("role") },
    check: ({ role, policyArn }, fail) => policyCount(role, policyArn, fail),
  },
  "iam:PolicyAttachment": {
    note: "Gives roles, users and groups a policy.",
    id: ({ name }) => name,
    name: "name",
    replaces: ["name", "policyArn"],
    checks: { groups: namesOf("group"), policyArn, roles: namesOf("role"), users: namesOf("user") },
    check: (values, fail) => {
      const lists = ["roles", "users", "groups"].map((key) => values[key]);
      if (lists.every((list) => isAbsent(list) || (Array.isArray(list) && list.length === 0))) {
        fail("roles", "is missing, and so are users and groups. Name at least one");
      }
    },
  },
  "iam:InstanceProfile": {
    note: "The role of an instance.",
    id: ({ name }) => name,
    fromId: nameFromId,
    name: "name",
    arn: iamArn("instance-profile"),
    replaces: ["name", "namePrefix", "path"],
    defaults: () => ({ path: "/" }),
    checks: { path, role: nameOf("role") },
    check: ownName(128),
    outputs: (_, { olds }) => ({ ...uniqueId("AIPA", "uniqueId", olds), ...createDate(olds) }),
  },
  ...userKinds,
};
