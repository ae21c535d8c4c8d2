import type * as pulumi from "@pulumi/pulumi";

/** An argument whose value may also be undefined in an output. */
export type Optional<T> = pulumi.Input<T | undefined>;

/** Tags of an AWS resource, by key. */
export type Tags = Optional<Record<string, pulumi.Input<string>>>;
