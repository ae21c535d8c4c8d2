import { isAbsent, isUnknown, stepsOf, valueAt } from "../../common/values";
import { lineDiff } from "./line-diff";
import type { State } from "./preview";

const properties = ["userData", "userDataBase64"];

/** What the CLI prints instead of a secret. */
const mask = "[secret]";

/** How cloud-init and EC2 tell a script. Anything else may be a digest, or compressed. */
const start = /^(#|<|content-type:|mime-version:)/i;

/** The lines of user data that change; undefined if a side is or may be secret, or if it is no script. */
export function userDataDiff(path: string, old: State, after: State): string[] | undefined {
  const steps = stepsOf(path);
  if (!properties.includes(steps.at(-1) ?? "")) return undefined;
  const sides = [old, after].map((state) =>
    isSecret(state, path, steps[0] ?? "") ? undefined : scriptAt(state, path),
  );
  const [from, to] = sides;
  return from === undefined || to === undefined ? undefined : lineDiff(from, to);
}

/** Whether the value is secret, by any sign. Events don't say which outputs the program declares as secrets. */
const isSecret = ({ inputs, outputs, secretOutputs, isEvent }: State, path: string, top: string): boolean =>
  isEvent ||
  secretOutputs.includes(top) ||
  inputs["secretUserData"] === true ||
  ![inputs, outputs].every((values) => isText(valueAt(values, path)));

/** Whether a value is an unmasked string, or absent. */
const isText = (value: unknown): boolean =>
  isAbsent(value) || (typeof value === "string" && value !== mask && !isUnknown(value));

function scriptAt({ inputs }: State, path: string): string | undefined {
  const value = valueAt(inputs, path);
  if (isAbsent(value) || value === "") return "";
  return [String(value), decoded(String(value))].find((text) => start.test(text));
}

/** The text that a string has in base64; empty if it has none. */
function decoded(text: string): string {
  if (!/^[A-Za-z\d+/\s]+=*\s*$/.test(text)) return "";
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(text, "base64"));
  } catch {
    return "";
  }
}
