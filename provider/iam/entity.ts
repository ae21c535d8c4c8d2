import { randomBytes } from "node:crypto";

import { accountId } from "../common/names";
import { made } from "../record/kind";
import type { Values } from "../record/kind";

/** The ARN of what has a path and a name. */
export const iamArn = (type: string) => (values: Values) =>
  made(
    (path, name) => `arn:aws:iam::${accountId}:${type}${path}${name}`,
    values["path"] ?? "/",
    values["name"],
  );

/** IAM's own id of an entity, such as AROA… of a role. */
export const uniqueId = (prefix: string, key: string, olds: Values): Values => ({
  [key]: olds[key] ?? `${prefix}${randomBytes(9).toString("hex").toUpperCase().slice(0, 17)}`,
});

export const createDate = (olds: Values): Values => ({
  createDate: olds["createDate"] ?? new Date().toISOString().replace(/\.\d+/, ""),
});

export const nameFromId = (id: string): Values => ({ name: id });
