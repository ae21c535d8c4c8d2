import type * as pulumi from "@pulumi/pulumi";

/** An argument whose value may also be undefined in an output. */
export type Optional<T> = pulumi.Input<T | undefined>;

/** Tags of an AWS resource, by key. */
export type Tags = Optional<Record<string, pulumi.Input<string>>>;

/** A value whose parts may be outputs. */
type Nested<T> = T extends (infer Item)[]
  ? pulumi.Input<Nested<Item>>[]
  : T extends object
    ? OutputArgs<T>
    : T;

/** The arguments of a look-up, each of which may be an output. */
export type OutputArgs<T> = { [K in keyof T]: pulumi.Input<Nested<T[K]>> };

/** Names of a resource's outputs. */
type OutputKey<T> = {
  [K in keyof T]: T[K] extends pulumi.Output<unknown> ? K : never;
}[keyof T];

/** Values of a resource's outputs, as `get` takes them. */
export type StateOf<T> = {
  [K in Exclude<OutputKey<T>, "id" | "urn">]?: T[K] extends pulumi.Output<infer Value>
    ? Optional<Nested<Value>>
    : never;
};
