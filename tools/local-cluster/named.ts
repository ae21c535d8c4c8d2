import { homedir } from "node:os";
import { join } from "node:path";

import { loadKubeconfig, viewOf } from "../../provider/cluster/kubeconfig";
import { isLocal, type KubeconfigView } from "../../provider/cluster/target";
import { explain, ExplainedError } from "../../provider/common/errors";
import type { Access } from "./kinds";

/** The cluster that the user names: with a context, or with a KUBECONFIG whose current context is recognizably local. */
export function namedCluster(context: string | undefined): Access | undefined {
  const variable = process.env["KUBECONFIG"];
  if (!context && !variable) return undefined;
  const kubeconfig = variable || join(homedir(), ".kube", "config");
  const { currentContext, contexts } = readKubeconfig(kubeconfig);
  const found = contexts.find(({ name }) => name === (context ?? currentContext));
  if (found && (context || isLocal(found))) return { kubeconfig, context: found.name };
  if (!context) return undefined;
  const names = contexts.map(({ name }) => name).join(", ") || "none";
  throw new Error(
    `Cannot use the context "${context}": ${kubeconfig} doesn't have it. It has ${names}. Use one of these, or omit --context.`,
  );
}

/** The contexts of a kubeconfig; none if it doesn't exist. */
function readKubeconfig(file: string): KubeconfigView {
  try {
    const config = loadKubeconfig({});
    return config ? viewOf(config) : { currentContext: "", contexts: [] };
  } catch (error) {
    const fix = "Correct the file, or name another one with KUBECONFIG";
    const explained = new ExplainedError((error as Error).message, fix);
    throw explain(explained, { verb: "use", kind: "kubeconfig", name: file });
  }
}
