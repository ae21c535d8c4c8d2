import { resolve } from "node:path";

import { isContents } from "../cluster/target";
import type { ClusterSelection } from "../cluster/target";
import { defined } from "../common/values";
import type { Option } from "./command";

const text = (value: string, description: string) =>
  ({ type: "string", value, text: description }) as const satisfies Option;
const flag = (description: string) =>
  ({ type: "boolean", default: false, text: description }) as const satisfies Option;

export const json = flag("Print JSON");

export const all = flag("Use the instances of all stacks, as outside of a project");

export const anyOrigin = flag("Include objects that another machine, user or folder created");

/** Select a cluster without a stack. */
export const clusterOptions = {
  kubeconfig: text("path", "Kubeconfig (default: KUBECONFIG or ~/.kube/config)"),
  context: text("name", "Context (default: the current one)"),
  namespace: text("name", "Namespace (default: the one of the context)"),
} as const;

/** Select a stack, and with it a cluster. */
export const stackOptions = {
  stack: text("name", "Pulumi stack (default: the selected one)"),
  cwd: text("folder", "Folder of the Pulumi project (default: this one)"),
  kubeconfig: text(
    "path",
    "Kubeconfig (default: the stack's kubernetes:kubeconfig, KUBECONFIG or ~/.kube/config)",
  ),
  context: text("name", "Context (default: the stack's kubernetes:context or the current one)"),
  namespace: text("name", "Namespace to search (default: all)"),
} as const;

export const instanceOperand = { usage: "<instance>", least: 1, most: 1 } as const;

export const instanceNote =
  "<instance> is a Pulumi name, a Name tag, an instance id, or the start of an id with at least 4 digits.";

export const interruptCode = { 130: "you stopped it with Ctrl-C" } as const;

/** The cluster that the options select. A relative path is one in the current folder. */
export const selectionOf = ({ kubeconfig, context, namespace }: ClusterSelection): ClusterSelection =>
  defined({
    kubeconfig:
      kubeconfig && (/^~/.test(kubeconfig) || isContents(kubeconfig) ? kubeconfig : resolve(kubeconfig)),
    context,
    namespace,
  });
