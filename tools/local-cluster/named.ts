import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

import { parse } from "yaml";

import { isLocal } from "../../provider/cluster/target";
import type { Access } from "./kinds";

interface Kubeconfig {
  clusters?: { name: string; cluster: { server: string } }[];
  contexts?: { name: string; context: { cluster: string } }[];
  "current-context"?: string;
}

/** The cluster that the user names: a context, or a KUBECONFIG whose current context is recognisably local. */
export async function namedCluster(context: string | undefined): Promise<Access | undefined> {
  const variable = process.env["KUBECONFIG"];
  if (!context && !variable) return undefined;
  const kubeconfig = variable ?? join(homedir(), ".kube", "config");
  const files = kubeconfig.split(delimiter).map(read);
  const name = context ?? files.map((file) => file["current-context"]).find(Boolean) ?? "";
  const known = files.flatMap((file) => file.contexts ?? []);
  const found = known.find((item) => item.name === name);
  if (context && !found) {
    const names = known.map((item) => item.name).join(", ") || "none";
    throw new Error(
      `Cannot use the context "${context}": ${kubeconfig} has ${names}. Use one of these, or leave --context out.`,
    );
  }
  const cluster = files
    .flatMap((file) => file.clusters ?? [])
    .find((item) => item.name === found?.context.cluster);
  const server = cluster?.cluster.server;
  if (!context && !(found && isLocal({ name, ...(server ? { server } : {}) }))) return undefined;
  return { kubeconfig, context: name };
}

function read(file: string): Kubeconfig {
  try {
    return (parse(readFileSync(file, "utf8")) ?? {}) as Kubeconfig;
  } catch {
    return {};
  }
}
