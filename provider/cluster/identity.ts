import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

import { hash } from "../common/names";
import { openApi } from "./cluster";
import { ClusterError } from "./cluster-error";
import { contextNames, entriesOf, requireKubeconfig } from "./kubeconfig";
import type { Kubeconfig } from "./kubeconfig";
import type { ClusterSelection } from "./target";

/** What tells one cluster from another, whatever kubeconfigs call them. */
export interface ClusterIdentity {
  /** That of the namespace kube-system, which lives as long as its cluster; absent if the user may not read it. */
  uid?: string;
  /** Made of the server and its certificate authority. */
  access: string;
}

/** A cluster that takes longer to say who it is counts as one that doesn't answer. */
const answerMilliseconds = 5000;

const known = new Map<string, Promise<ClusterIdentity | undefined>>();

/**
 * The cluster that a selection leads to; undefined if it doesn't answer.
 *
 * Asked once in each run, or again if it didn't answer and has done so since.
 */
export async function identityOf(
  { kubeconfig, context }: ClusterSelection,
  { answersNow = false } = {},
): Promise<ClusterIdentity | undefined> {
  const selection = { kubeconfig, context };
  const key = JSON.stringify([kubeconfig, context, process.env["KUBECONFIG"]]);
  const asked = known.get(key);
  const before = await asked;
  if (before || (asked && !answersNow)) return before;
  // Another caller may have asked meanwhile.
  if (known.get(key) !== asked) return known.get(key);
  const answer = Promise.race([read(selection), late()]);
  known.set(key, answer);
  return answer;
}

const late = () => pause(answerMilliseconds, undefined, { ref: false });

async function read(selection: ClusterSelection): Promise<ClusterIdentity | undefined> {
  try {
    const { api, context } = await openApi(selection);
    const access = accessOf(requireKubeconfig(selection), context);
    const path = "/api/v1/namespaces/kube-system";
    const uid = await api
      .get<{ metadata?: { uid?: string } }>(path)
      .then(({ metadata }) => metadata?.uid)
      .catch((error: unknown) => {
        if (error instanceof ClusterError && [403, 404].includes(error.status ?? 0)) return undefined;
        throw error;
      });
    return { access, ...(uid && { uid }) };
  } catch {
    // What uses the cluster next explains it.
    return undefined;
  }
}

const entriesOfContext = (config: Kubeconfig, name: string) =>
  entriesOf(config, config.contexts.find((item) => item.name === name)?.context);

/** Whoever may not read kube-system tells clusters by this. */
function accessOf(config: Kubeconfig, name: string): string {
  const { cluster: entry } = entriesOfContext(config, name);
  const file = entry["certificate-authority"];
  const authority = entry["certificate-authority-data"] ?? (file ? readFileSync(String(file), "base64") : "");
  return hash(`${String(entry["server"])} ${String(authority).replace(/\s/g, "")}`, 17);
}

/** What a state records of a cluster. What was recorded before stays if it says more. */
export function recordedIdentity({ uid = "", access }: ClusterIdentity, before?: string): string {
  const isKnown = before !== undefined && !uid && isRecorded(before, { access });
  return isKnown ? before : `${uid} ${access}`;
}

/** Whether it is the recorded cluster; undefined if that is unclear, as one cluster may have many servers. */
export function isRecorded(
  recorded: string | undefined,
  identity: ClusterIdentity | undefined,
): boolean | undefined {
  if (!recorded || !identity) return undefined;
  const [uid, access] = recorded.split(" ");
  if (uid && identity.uid) return uid === identity.uid;
  return access === identity.access || undefined;
}

/**
 * The context of a kubeconfig that leads to the recorded cluster, whatever its name is; undefined if none does. The likely
 * ones are asked first, then those with the same server, because the others may take long or need a login.
 */
export async function contextOf(
  recorded: string | undefined,
  selection: ClusterSelection,
  likely: (string | undefined)[] = [],
): Promise<string | undefined> {
  const names = contextNames(selection);
  const leadsThere = async (context: string) =>
    isRecorded(recorded, await identityOf({ ...selection, context }));
  const near = names.filter((name) => hasAccess(selection, name, recorded));
  for (const context of [...likely, ...near]) if (context && (await leadsThere(context))) return context;
  // Without a uid, only the same access tells. No other cluster is logged in to, as that may open a browser.
  const hasUid = recorded !== undefined && !recorded.startsWith(" ");
  const others = hasUid ? names.filter((name) => !needsLogin(selection, name)) : [];
  const verdicts = await Promise.all(others.map(leadsThere));
  return others.find((_, index) => verdicts[index]);
}

/** Whether a program or a provider of tokens runs before a context is asked. */
function needsLogin(selection: ClusterSelection, context: string): boolean {
  const { user } = entriesOfContext(requireKubeconfig(selection), context);
  if (user["tokenFile"] || user["token"]) return false;
  return Boolean(user["exec"] ?? user["auth-provider"]);
}

function hasAccess(selection: ClusterSelection, context: string, recorded = ""): boolean {
  try {
    return recorded.endsWith(` ${accessOf(requireKubeconfig(selection), context)}`);
  } catch {
    return false;
  }
}
