import type { InputFailure } from "../../provider/common/errors";
import { forget, recordsOf } from "../../provider/record/registry";
import { recordKinds, recordOperations } from "../../provider/records";

type Values = Record<string, unknown>;

/** A record as the provider process makes it. */
export interface Made {
  id: string;
  inputs: Values;
  /** Each as `property reason`. */
  failures: string[];
}

const urns = new Set<string>();

/** The URN of a record with this logical name. */
export function urnOf(token: string, name: string): string {
  const urn = `urn:pulumi:dev::shop::pulumi-nodejs:${token.replace(":", "/")}:${token.split(":")[1]}::${name}`;
  urns.add(urn);
  return urn;
}

/** Checks a record of this kind, which later checks then know. */
export async function make(token: string, args: object, name = "it", olds: Values = {}): Promise<Made> {
  const news = { ...args, __urn: urnOf(token, name), __provider: "text" };
  const { inputs, failures } = await recordOperations(token).check(olds, news);
  return {
    id: typeof inputs["recordId"] === "string" ? inputs["recordId"] : "",
    inputs,
    failures: failures.map(text),
  };
}

const text = ({ property, reason }: InputFailure) => [property, reason].filter(Boolean).join(" ");

/** What a change of the arguments does. */
export async function change(token: string, before: object, after: object) {
  const old = await make(token, before);
  const next = await make(token, after, "it", old.inputs);
  // The engine gives the outputs.
  const { outs } = await recordOperations(token).create(old.inputs);
  return recordOperations(token).diff(old.id, outs, next.inputs);
}

/** Ends the run: its checks are forgotten. */
export function endRun(): void {
  for (const urn of urns) forget(urn);
  urns.clear();
  const left = recordsOf(...Object.keys(recordKinds)).length;
  if (left > 0) throw new Error(`${left} records are still known`);
}
