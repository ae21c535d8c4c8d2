import type { TestStack } from "../stack";

/** The commands of one run, in this order. */
export const commands = ["create", "refresh", "change", "destroy"] as const;
export type Command = (typeof commands)[number];

/**
 * The calls of the API server that each command makes, with the least number of each. An engine gives its provider a second
 * at the end, in which a busy machine doesn't take all marks off.
 */
export type Calls = Record<Command, Record<string, number>>;

/** How each command begins. */
export const firstCalls = { "GET /api/v1/namespaces/kube-system": 1, "GET pods": 1, "WATCH pods": 1 };

/** How one begins that launches an instance. */
export const launchCalls = { ...firstCalls, "GET /api/v1/nodes": 1, "GET /apis/apps/v1/daemonsets": 1 };

/** A program that changes once, and what must be true of it whatever happens to its commands. */
export interface Scene {
  /** Logical name of the resources that decoys imitate. */
  imitated: string;
  /** Kinds of objects that only this scene's cluster has. */
  moreKinds?: readonly string[];
  /** Instances that a run may launch twice, to free a volume and to attach another one. */
  relaunched?: readonly string[];
  /** Additional environment of the CLI. */
  env: NodeJS.ProcessEnv;
  /** `created` has the outputs of the stack after its creation. */
  program(isChanged: boolean, created: object): string;
  calls: Calls;
  /** Calls that a busy machine makes as well. */
  occasional: readonly string[];
  /** The calls after which a kill endangers most. */
  riskiest: Record<Exclude<Command, "refresh">, string>;
  /** The number of seeds. Each error of each call of each command belongs to one of them. */
  seeds: number;
  /** Returns what checks a stack after its creation, and again after its change. */
  checkOf(stack: TestStack): () => Promise<void>;
}
