import type * as pulumi from "@pulumi/pulumi";

/** An argument that a program may also leave undefined in an output. */
export type Optional<T> = pulumi.Input<T | undefined>;

export type Tags = Optional<Record<string, pulumi.Input<string>>>;
