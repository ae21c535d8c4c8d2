import type { Fail, InputFailure } from "./errors";
import { containsUnknown, inputKeys, isUnknown, type InstanceInputs } from "./instance";
import { newInstanceId, securityGroupIdPattern } from "./names";
import { checkTags } from "./tags";
import type { Target } from "./target";
import { userDataFailure } from "./user-data";

type Raw = Record<string, unknown>;

const ignored = new Set(["project", "stack", "name", "instanceId", "__provider"]);

/** Validates the arguments of an instance, all failures at once, and fills in what previews should show. */
export function checkInstance(
  olds: Partial<InstanceInputs>,
  news: Raw,
  target: Target,
): { inputs: InstanceInputs; failures: InputFailure[] } {
  const failures: InputFailure[] = [];
  const fail = (property: string, reason: string) => failures.push({ property, reason });
  const given = (key: keyof InstanceInputs) => news[key] !== undefined && news[key] !== null;

  for (const key of Object.keys(news)) {
    if (!ignored.has(key) && !(inputKeys as string[]).includes(key)) {
      fail(key, `the argument "${key}" is not supported. Remove it; supported are ${inputKeys.join(", ")}`);
    }
  }

  if (!given("ami")) fail("ami", 'is missing. Name a container image, for example "busybox:1.35"');
  else checkString(news, "ami", fail, checkImage);

  if (!given("instanceType")) fail("instanceType", 'is missing. Name an EC2 type, for example "t3.micro"');
  else checkString(news, "instanceType", fail, checkInstanceType);

  if (given("userData") && given("userDataBase64")) {
    fail("userDataBase64", "conflicts with userData. Give one of the two");
  }
  for (const key of ["userData", "userDataBase64"] as const) {
    if (given(key)) checkString(news, key, fail, (text) => userDataFailure(key, text));
  }
  for (const key of ["userDataReplaceOnChange", "keepOnFailure"] as const) {
    if (given(key) && !isUnknown(news[key]) && typeof news[key] !== "boolean") {
      fail(key, `is ${show(news[key])}. Use true or false`);
    }
  }
  if (given("instanceState")) checkString(news, "instanceState", fail, checkInstanceState);
  for (const key of ["namespace", "context", "kubeconfig"] as const) {
    if (given(key)) checkString(news, key, fail, key === "namespace" ? checkNamespace : () => undefined);
  }
  checkGroups(news["vpcSecurityGroupIds"], fail);
  checkTags(news["tags"], fail);
  checkTimeouts(news["timeouts"], fail);
  if (target.refusal) fail("context", target.refusal);

  const groups = news["vpcSecurityGroupIds"];
  const inputs = {
    ...news,
    instanceId: olds.instanceId ?? newInstanceId(),
    instanceState: given("instanceState") ? news["instanceState"] : "running",
    vpcSecurityGroupIds:
      Array.isArray(groups) && !containsUnknown(groups) ? [...new Set(groups)].sort() : groups,
    namespace: given("namespace") ? news["namespace"] : (target.namespace ?? olds.namespace),
    context: given("context") ? news["context"] : (target.context ?? olds.context),
  } as unknown as InstanceInputs;
  return { inputs, failures };
}

const show = (value: unknown): string => JSON.stringify(value) ?? String(value);

function checkString(news: Raw, key: string, fail: Fail, check: (text: string) => string | undefined): void {
  const value = news[key];
  if (isUnknown(value)) return;
  if (typeof value !== "string") return fail(key, `is ${show(value)}. Use a string`);
  const reason = value === "" ? 'is "". Leave it out, or give it a value' : check(value);
  if (reason) fail(key, reason);
}

function checkImage(ami: string): string | undefined {
  if (/^ami-([0-9a-f]{8}|[0-9a-f]{17})$/.test(ami)) {
    return `is the AMI id "${ami}", which no container image is known for. Name an image, for example "busybox:1.35"`;
  }
  const reference =
    /^[a-z0-9]+([._:-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:[\w][\w.-]{0,127})?(@sha256:[0-9a-f]{64})?$/i;
  return reference.test(ami)
    ? undefined
    : `is "${ami}", which is not a container image reference. Use the form "registry/name:tag"`;
}

const checkInstanceType = (type: string): string | undefined =>
  /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/.test(type)
    ? undefined
    : `is "${type}", which is not an EC2 instance type. Use the form "t3.micro"`;

const checkInstanceState = (state: string): string | undefined =>
  state === "running" || state === "stopped" ? undefined : `is "${state}". Use "running" or "stopped"`;

const checkNamespace = (namespace: string): string | undefined =>
  /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(namespace)
    ? undefined
    : `is "${namespace}", which is not a namespace name. Use at most 63 lower-case letters, digits and inner dashes`;

function checkGroups(groups: unknown, fail: Fail): void {
  if (isUnknown(groups)) return;
  if (!Array.isArray(groups) || groups.length === 0) {
    return fail(
      "vpcSecurityGroupIds",
      `is ${show(groups)}; an instance needs at least one security group. Leave it out for the default group`,
    );
  }
  groups.forEach((id: unknown, index) => {
    if (!isUnknown(id) && !(typeof id === "string" && securityGroupIdPattern.test(id))) {
      fail(
        `vpcSecurityGroupIds[${index}]`,
        `is ${show(id)}, which is not the id of a SecurityGroup of this package. Use the group's "id" output`,
      );
    }
  });
}

const durationPattern = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/;
const unitMilliseconds: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of `"90s"` or `"5m"`; undefined where the text is no duration. */
export function parseDuration(text: string): number | undefined {
  const match = durationPattern.exec(text);
  return match ? Number(match[1]) * (unitMilliseconds[match[2] ?? ""] ?? 1) : undefined;
}

function checkTimeouts(timeouts: unknown, fail: Fail): void {
  if (timeouts === undefined || timeouts === null || isUnknown(timeouts)) return;
  if (typeof timeouts !== "object" || Array.isArray(timeouts)) {
    return fail("timeouts", `is ${show(timeouts)}. Use { create: "90s" }`);
  }
  for (const [key, value] of Object.entries(timeouts)) {
    if (!["create", "update", "delete"].includes(key)) {
      fail(`timeouts.${key}`, `is not an operation. Use create, update or delete`);
    } else if (!isUnknown(value) && !(typeof value === "string" && parseDuration(value))) {
      fail(
        `timeouts.${key}`,
        `is ${show(value)}, which is not a duration above zero. Use a text like "90s" or "5m"`,
      );
    }
  }
}
