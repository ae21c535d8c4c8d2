import type { Values } from "../record/kind";
import { ManagedPolicy } from "./enums.data";

/** The policies that AWS manages, as look-ups answer. Nothing here knows what they allow. */
export const managedPolicies = (asked: unknown): Values[] =>
  [...new Set([...Object.values(ManagedPolicy), asked])].flatMap((arn) => {
    // AWS adds policies more often than this package is released.
    const [, path, name] =
      /^arn:aws[\w-]*:iam::aws:policy(\/(?:.*\/)?)([^/]+)$/.exec(typeof arn === "string" ? arn : "") ?? [];
    return name === undefined ? [] : [{ id: arn, arn, name, path }];
  });
