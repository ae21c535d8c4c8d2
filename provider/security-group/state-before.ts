import * as pulumi from "@pulumi/pulumi";

import { readDeployment } from "../common/deployment";
import type { StoredResource } from "../common/deployment";
import { localStack, otherStates } from "../common/local-stack";
import { projectFile } from "../common/origin";
import { perProgram } from "../record/program";

/** What the state had when this update began. */
export interface StateBefore {
  urns: ReadonlySet<string | undefined>;
  /** The ids of the cluster's objects: `<namespace>/<name>`. */
  ids: ReadonlySet<string | undefined>;
  /** The names of these objects. */
  names: ReadonlySet<string | undefined>;
  /** Whether an update was killed as it created one. */
  isInterrupted: boolean;
  /** Whether another stack of the backend may have an object. `pulumi state move` keeps its id. */
  isElsewhere(id: string): boolean;
}

/** The state, read once; nothing is known if only the CLI can read it. */
export const stateBefore = perProgram((): { known?: StateBefore } => {
  const [project, stack] = [pulumi.getProject(), pulumi.getStack()];
  // A program that runs inline has another environment than the CLI, which may say where the state is.
  const { PULUMI_NODEJS_PROJECT, PULUMI_NODEJS_STACK } = process.env;
  if (PULUMI_NODEJS_PROJECT !== project || PULUMI_NODEJS_STACK !== stack) return {};
  const file = projectFile(process.cwd()) ?? "";
  const { state } = localStack(file, project, stack);
  if (state === undefined) return {};
  const { resources = [], pending_operations: pending = [] } = readDeployment(state);
  const isObject = ({ type }: StoredResource) => type?.startsWith("kubernetes:");
  let others: { texts?: string[] | undefined } | undefined;
  const ids = resources.filter(isObject).map(({ id }) => id);
  return {
    known: {
      urns: new Set(resources.map(({ urn }) => urn)),
      ids: new Set(ids),
      names: new Set(ids.map((id) => id?.split("/").at(-1))),
      isInterrupted: pending.some(({ type, resource }) => type === "creating" && isObject(resource)),
      isElsewhere: (id) => {
        others ??= { texts: otherStates(file, project, stack) };
        return others.texts?.some((text) => text.includes(JSON.stringify(id))) ?? true;
      },
    },
  };
});
