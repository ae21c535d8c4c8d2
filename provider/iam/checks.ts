import { matching, string } from "../common/checks";
import type { Check } from "../common/checks";
import type { Fail } from "../common/errors";
import { show } from "../common/text";
import { isGiven } from "../common/values";
import type { Values } from "../record/kind";
import { recordsOf } from "../record/registry";

export const path: Check = string(
  (value) => (/^\/([!-\x7f]+\/)?$/.test(value) ? undefined : `is ${show(value)}. Begin and end it with "/"`),
  (value) =>
    value.length > 512 ? `has ${value.length} characters; IAM accepts at most 512. Shorten it` : undefined,
);

/** The ARN of a policy of AWS or of an account. */
export const policyArn: Check = matching(
  /^arn:aws[\w-]*:iam::(aws|\d{12}):policy\/[!-~]+$/,
  'the ARN of a policy. Use the policy\'s "arn" output, or aws.iam.ManagedPolicy',
);

export const policyArns: Check = (value, fail) => {
  if (!Array.isArray(value)) return;
  value.forEach((arn: unknown, index) => {
    if (isGiven(arn)) policyArn(arn, (_, reason) => fail(`[${index}]`, reason));
  });
  if (value.length > mostPolicies) {
    fail(
      "",
      `has ${value.length} policies; IAM attaches at most ${mostPolicies} to a role. Merge some into one Policy`,
    );
  }
};

/** Managed policies of one role, by the highest quota that an account gets; the default is 10. */
export const mostPolicies = 25;

export const description: Check = (value, fail) => {
  const length = typeof value === "string" ? value.length : 0;
  if (length > 1000) fail("", `has ${length} characters; IAM accepts at most 1000. Shorten it`);
};

/** The name of another resource of IAM, as `role: role.name`. */
export const nameOf = (kind: string): Check =>
  matching(/^[\w+=,.@-]{1,128}$/, `the name of a ${kind}. Use the ${kind}'s "name" output`);

export const namesOf =
  (kind: string): Check =>
  (value, fail) => {
    if (!Array.isArray(value)) return;
    value.forEach((name: unknown, index) => {
      if (isGiven(name)) nameOf(kind)(name, (_, reason) => fail(`[${index}]`, reason));
    });
  };

/** Checks a resource's own name, whether the program gives it or it is made of the logical name. */
export const ownName =
  (most: number) =>
  ({ name }: Values, fail: Fail): void => {
    if (!isGiven(name)) return;
    const value = String(name);
    if (!/^[\w+=,.@-]+$/.test(value)) {
      fail("name", `is ${show(value)}. Use letters, digits and the characters _+=,.@-`);
    } else if (value.length > most) {
      fail(
        "name",
        `is ${show(value)}, which has ${value.length} characters; IAM accepts at most ${most}. Shorten it`,
      );
    }
  };

/** IAM's names are unique in the account, whatever their case. */
export function uniqueName(kind: string, values: Values, fail: Fail): void {
  const { name } = values;
  const lower = (value: unknown) => (typeof value === "string" ? value.toLowerCase() : value);
  const isTaken = recordsOf(kind).some(
    (other) => !other.isLookup && lower(other.values["name"]) === lower(name),
  );
  if (isGiven(name) && isTaken) {
    fail(
      "name",
      `is ${show(name)}, which another ${kind.split(":")[1] ?? ""} of the program has. Set another name`,
    );
  }
}

/** Whether the program attaches more managed policies to a role than IAM does. */
export function policyCount(role: unknown, policyArn: unknown, fail: Fail): void {
  const arns = new Set([
    ...recordsOf("iam:Role").flatMap(({ id, values }) =>
      id === role ? [values["managedPolicyArns"]].flat() : [],
    ),
    ...recordsOf("iam:RolePolicyAttachment").flatMap(({ values }) =>
      values["role"] === role ? [values["policyArn"]] : [],
    ),
    policyArn,
  ]);
  const known = [...arns].filter(isGiven);
  if (known.length > mostPolicies) {
    fail(
      "policyArn",
      `is policy ${known.length} of the role ${show(role)}; IAM attaches at most ${mostPolicies}. Merge some into one Policy`,
    );
  }
}
