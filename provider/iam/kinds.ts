import { randomBytes } from "node:crypto";

import { string, wholeNumber, type Check } from "../common/checks";
import { accountId } from "../common/names";
import { show } from "../common/text";
import { isUnknown } from "../common/values";
import { made, type RecordKinds, text, type Values } from "../record/kind";

const iamArn = (type: string) => (values: Values) =>
  made(
    (path, name) => `arn:aws:iam::${accountId}:${type}${path}${name}`,
    values["path"] ?? "/",
    values["name"],
  );

/** IAM's ids of entities, as AROA… of a role. */
const uniqueId = (prefix: string, key: string, olds: Values): Values => ({
  [key]: olds[key] ?? `${prefix}${randomBytes(9).toString("hex").toUpperCase().slice(0, 17)}`,
});

const path: Check = string((value) =>
  /^\/([!-~]+\/)?$/.test(value) ? undefined : `is ${show(value)}. Begin and end it with "/"`,
);

/** A policy that IAM could parse. */
const document: Check = (value, fail) => {
  try {
    const { Statement: statement } = JSON.parse(String(value)) as { Statement?: unknown };
    if (statement === undefined) fail("", 'is a policy without "Statement". Add one');
  } catch {
    fail("", "isn't JSON. Use JSON.stringify, or aws.iam.getPolicyDocument");
  }
};

const emptyIfUnknown = (value: unknown): unknown => (isUnknown(value) ? value : (value ?? ""));

export const iamKinds: RecordKinds = {
  "iam:Role": {
    note: "A role. Instances get no credentials of it, unless `ec2-pods:credentials` names where they come from.",
    id: ({ name }) => name,
    name: "name",
    arn: iamArn("role"),
    replaces: ["name", "namePrefix", "path"],
    defaults: () => ({ path: "/", maxSessionDuration: 3600, forceDetachPolicies: false }),
    checks: {
      assumeRolePolicy: document,
      path,
      maxSessionDuration: wholeNumber(3600, 43_200, "whole seconds"),
    },
    outputs: (_, { olds }) => ({
      ...uniqueId("AROA", "uniqueId", olds),
      createDate: olds["createDate"] ?? new Date().toISOString().replace(/\.\d+/, ""),
      managedPolicyArns: [],
      inlinePolicies: [],
    }),
  },
  "iam:Policy": {
    note: "A policy. Nothing here evaluates it.",
    id: (values) => iamArn("policy")(values),
    name: "name",
    arn: iamArn("policy"),
    replaces: ["name", "namePrefix", "path", "description"],
    defaults: () => ({ path: "/" }),
    checks: { policy: document, path },
    outputs: (_, { olds }) => ({ ...uniqueId("ANPA", "policyId", olds), attachmentCount: 0 }),
  },
  "iam:RolePolicy": {
    note: "A policy inside of a role. Nothing here evaluates it.",
    id: ({ name, role }) => text`${role}:${name}`,
    name: "name",
    replaces: ["name", "namePrefix", "role"],
    checks: { policy: document },
  },
  "iam:RolePolicyAttachment": {
    note: "Gives a role a policy.",
    id: ({ policyArn, role }) => text`${role}-${policyArn}`,
    replaces: ["policyArn", "role"],
  },
  "iam:PolicyAttachment": {
    note: "Gives roles, users and groups a policy.",
    id: ({ name }) => name,
    name: "name",
    replaces: ["name", "policyArn"],
  },
  "iam:InstanceProfile": {
    note: "The role of an instance.",
    id: ({ name }) => name,
    name: "name",
    arn: iamArn("instance-profile"),
    replaces: ["name", "namePrefix", "path"],
    defaults: () => ({ path: "/" }),
    checks: { path },
    outputs: ({ role }, { olds }) => ({
      ...uniqueId("AIPA", "uniqueId", olds),
      createDate: olds["createDate"] ?? new Date().toISOString().replace(/\.\d+/, ""),
      role: emptyIfUnknown(role),
    }),
  },
  "iam:User": {
    note: "A user.",
    id: ({ name }) => name,
    name: "name",
    arn: iamArn("user"),
    replaces: ["name"],
    defaults: () => ({ path: "/", forceDestroy: false }),
    checks: { path },
    outputs: (_, { olds }) => uniqueId("AIDA", "uniqueId", olds),
  },
  "iam:Group": {
    note: "A group of users.",
    id: ({ name }) => name,
    name: "name",
    arn: iamArn("group"),
    replaces: ["name"],
    defaults: () => ({ path: "/" }),
    checks: { path },
    outputs: (_, { olds }) => uniqueId("AGPA", "uniqueId", olds),
  },
};
