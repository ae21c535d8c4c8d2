import type { Check } from "../common/checks";
import { string } from "../common/checks";
import { show } from "../common/text";
import { isAbsent, isRecord } from "../common/values";

/** A block of a list, with its path. */
export interface Block {
  path: string;
  fields: Readonly<Record<string, unknown>>;
}

/** The blocks of a list; a preview may not know some of the items. */
export const blocksIn = (list: unknown, path: string): Block[] =>
  (Array.isArray(list) ? (list as unknown[]) : []).flatMap((fields, index) =>
    isRecord(fields) ? [{ path: `${path}[${index}]`, fields }] : [],
  );

/** The items of a list that isn't absent. */
export const itemsIn = (list: unknown): unknown[] =>
  Array.isArray(list) ? (list as unknown[]).filter((item) => !isAbsent(item)) : [];

/** An ARN of load balancing, of one type of resource. */
export const arnOf = (type: "loadbalancer" | "listener" | "targetgroup"): Check =>
  string((value) =>
    value.startsWith("arn:") && value.includes(`:${type}/`)
      ? undefined
      : `is ${show(value)}. Use an ARN with ":${type}/", the output arn of the resource`,
  );

/** AWS's limits of the names of load balancers and target groups. */
export const elbName: Check = string((value) => [
  ...(value.length > 32
    ? [
        `is ${show(value)}, which has ${value.length} characters; AWS accepts at most 32. Set a shorter name, or a shorter logical name`,
      ]
    : []),
  ...(/^[A-Za-z0-9-]+$/.test(value) && !/^-|-$/.test(value)
    ? []
    : [`is ${show(value)}. Use letters, digits and hyphens, with no hyphen at either end`]),
  ...(value.startsWith("internal-")
    ? [`is ${show(value)}, which starts with "internal-", as AWS's own names do. Choose another name`]
    : []),
]);

export const namePrefix: Check = string((value) =>
  value.length <= 6
    ? undefined
    : `is ${show(value)}, which has ${value.length} characters; AWS accepts at most 6. Shorten it`,
);
