import { isRecord, secretSignature, unknownValue } from "../../common/values";

/** What documents have in place of a secret. */
export const secretText = "[secret]";

/** Documents have a text in place of a secret, and events an object. */
export const isMasked = (value: unknown): boolean =>
  value === secretText || (isRecord(value) && secretSignature in value);

/** The value with {@link unknownValue} in place of each secret: a preview says neither. */
export function withoutSecrets(value: unknown): unknown {
  // Most values are the same without: a copy of each would take half of the memory.
  if (!containsSecret(value)) return value;
  if (isMasked(value)) return unknownValue;
  if (Array.isArray(value)) return value.map(withoutSecrets);
  return Object.fromEntries(
    Object.entries(value as object).map(([key, item]) => [key, withoutSecrets(item)]),
  );
}

export const containsSecret = (value: unknown): boolean =>
  typeof value === "object" && value !== null
    ? isMasked(value) || Object.values(value).some(containsSecret)
    : isMasked(value);
