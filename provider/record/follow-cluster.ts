import { contextNames, hasContext, isFollowed, resolveTarget } from "../cluster/kubeconfig";
import { contextOf, identityOf, isRecorded, recordedIdentity } from "../cluster/identity";
import { answerOf } from "../cluster/operation";
import type { ClusterSelection } from "../cluster/target";
import { explain, ExplainedError } from "../common/errors";
import { say } from "../common/secrets";
import { defined, isGiven, isUnknown } from "../common/values";
import { configureStack, selectionOf } from "./target";
import type { ConfigureRequest } from "./target";

/** Where a resource is, by its inputs or its state. */
interface Placed extends Omit<ClusterSelection, "kubeconfig"> {
  kubeconfig?: string | undefined;
  /** The identity of its cluster; absent in states of older releases, and if the cluster didn't say. */
  clusterId?: string;
}

/** What tells a machine that runs from one that doesn't. */
interface Machine {
  podName?: string;
  ebsBlockDevices?: unknown[];
}

interface Diff {
  changes?: boolean;
  replaces?: string[];
  deleteBeforeReplace?: boolean;
}

/** The operations of a resource that exists in a cluster. */
export interface ClusterOperations<Inputs extends Placed, State extends Placed> {
  configure(request: ConfigureRequest): void;
  /** @param moved - The property that leads to another cluster, for which the resource is replaced. */
  diff(id: string, olds: State, news: Inputs, moved?: string): Promise<Diff>;
  create(inputs: Inputs): Promise<{ id: string; outs: object }>;
  update?(id: string, olds: State, news: Inputs): Promise<{ outs: object }>;
  read(id: string, props: State): Promise<{ id: string; props?: object }>;
  delete(id: string, props: State): Promise<void>;
}

/**
 * The same operations of a resource that knows its cluster by identity, not only by the name of a context.
 *
 * The identity is recorded when the resource is created or changed. A context with another name of the same cluster is
 * followed. What was in another cluster than the one that its context now leads to is gone, and nothing of its name in
 * the new one is touched.
 */
export function followCluster<
  Inputs extends Placed,
  State extends Placed,
  T extends ClusterOperations<Inputs, State>,
>(operations: T, subjectOf: (values: Placed) => { kind: string; name: string }): T {
  const tell = (values: Placed, line: string) => {
    const { kind, name } = subjectOf(values);
    say(`${kind} "${name}": ${line}`);
  };
  /** The state where the cluster is now; undefined if it is gone, which is said. */
  const found = async (props: State): Promise<State | undefined> => {
    const there = await whereabouts(props);
    if (typeof there === "object") return there.context ? { ...props, context: there.context } : props;
    tell(props, `is gone: ${there}`);
    return undefined;
  };
  const withId = async <A extends { outs: object }>(
    inputs: Inputs,
    answer: A,
    { clusterId: before }: { clusterId?: string } = {},
  ): Promise<A> => {
    const identity = await identityNow(inputs);
    const clusterId = identity ? recordedIdentity(identity, before) : before;
    return { ...answer, outs: { ...answer.outs, ...defined({ clusterId }) } };
  };
  const explained = (error: unknown, values: Placed) =>
    explain(error, { verb: "update", ...subjectOf(values) });
  /** Whether the new context leads to what the state describes, if neither says which cluster it is. */
  const isThere = async (id: string, olds: State, { context }: Inputs): Promise<boolean> => {
    const { id: found, props } = await operations.read(id, { ...olds, context });
    const { podName, ebsBlockDevices = [] } = (props ?? {}) as Machine;
    // Nothing of a machine without a Pod was found, and nothing of it can be lost but its volumes.
    if (podName === "" && ebsBlockDevices.length > 0) throw explained(unclear(olds, context), olds);
    return found !== "";
  };
  const { update } = operations;
  return {
    ...operations,
    // Synchronous, because concurrent calls don't wait for it.
    configure(request: ConfigureRequest): void {
      operations.configure(request);
      configureStack(request);
    },
    async diff(id: string, olds: State, news: Inputs): Promise<Diff> {
      const isMoved = contextChanges(olds, news);
      const verdict = await answerOf(() => isSameCluster(olds, news));
      const isSame = verdict === "ask it" ? await isThere(id, olds, news) : verdict;
      if (isSame === "no answer") throw explained(noAnswer(news), olds);
      if (isSame === true && isMoved) {
        const answer = await operations.diff(id, { ...olds, context: news.context }, news);
        // The state gets to know the new name, whatever else changes.
        return answer.changes === false ? { ...answer, changes: true } : answer;
      }
      const moved = isMoved ? "context" : olds.kubeconfig !== news.kubeconfig ? "kubeconfig" : undefined;
      if (isSame === false && moved === undefined) throw explained(replacedCluster(news), news);
      if (isSame === false && isLost(olds, news)) throw explained(await lostContext(olds, news), olds);
      if (isSame !== false || moved === undefined) return operations.diff(id, olds, news);
      const { replaces = [], deleteBeforeReplace } = await operations.diff(id, olds, news, moved);
      return { ...defined({ deleteBeforeReplace }), replaces: [...new Set([...replaces, moved])] };
    },
    create: async (inputs: Inputs) => withId(inputs, await operations.create(inputs)),
    ...(update && {
      update: async (id: string, olds: State, news: Inputs) => {
        // A diff doesn't wait for a cluster that is slow to answer, for example because of a login.
        if (!contextChanges(olds, news) && isRecorded(olds.clusterId, await identityNow(news)) === false) {
          throw explained(replacedCluster(news), news);
        }
        return withId(news, await update(id, olds, news), olds);
      },
    }),
    async read(id: string, props: State) {
      const there = await found(props);
      return there ? operations.read(id, there) : { id: "" };
    },
    async delete(id: string, props: State): Promise<void> {
      const there = await found(props);
      if (there) await operations.delete(id, there);
    },
  };
}

const identityNow = (values: Placed) => answerOf(() => identityOf(selectionOf(values), { answersNow: true }));

const contextChanges = (olds: Placed, news: Placed): boolean =>
  olds.context !== undefined && isGiven(news.context) && olds.context !== news.context;

/**
 * Whether a change leaves the resource in its cluster; undefined if a preview doesn't know where it goes, or the name of the
 * cluster stays and nothing says that it is another one.
 */
async function isSameCluster(
  olds: Placed,
  news: Placed,
): Promise<boolean | undefined | "ask it" | "no answer"> {
  if (isUnknown(news.kubeconfig) || !isGiven(news.context)) return undefined;
  const isMoved = contextChanges(olds, news);
  if (!isMoved && olds.clusterId === undefined) return undefined;
  if (!hasContext(selectionOf(news))) return undefined;
  const now = await identityOf(selectionOf(news));
  if (!isMoved) return isRecorded(olds.clusterId, now);
  if (!now) return "no answer";
  return isRecorded(olds.clusterId ?? (await identityBefore(olds)), now) ?? "ask it";
}

/** What a state of an older release doesn't say, as long as the name still leads there. */
async function identityBefore(olds: Placed): Promise<string | undefined> {
  const identity = await identityOf(selectionOf(olds));
  return identity && recordedIdentity(identity);
}

/** Why the cluster of a resource is gone, or the context that leads to it if the recorded one doesn't exist. */
async function whereabouts(props: Placed): Promise<string | { context?: string }> {
  const { context, clusterId } = props;
  if (context === undefined || clusterId === undefined) return {};
  const selection = selectionOf(props);
  if (!hasContext(selection)) return defined({ context: await otherName(props, selection) });
  const isGone = isRecorded(clusterId, await identityOf(selection)) === false;
  return isGone ? isAnotherCluster(context) : {};
}

/** The context that leads to the recorded cluster by another name, that of the configuration or the current one first. */
async function otherName(
  { clusterId, ownTarget }: Placed,
  { kubeconfig }: ClusterSelection,
): Promise<string | undefined> {
  const { context: configured } = selectionOf({ ownTarget });
  const { context: current } = resolveTarget({ kubeconfig } as ClusterSelection);
  return contextOf(clusterId, { kubeconfig } as ClusterSelection, [configured, current]);
}

/** Whether a resource would go to another cluster only because its context was renamed or removed. */
const isLost = (olds: Placed, news: Placed): boolean =>
  olds.clusterId !== undefined &&
  contextChanges(olds, news) &&
  olds.kubeconfig === news.kubeconfig &&
  isFollowed(selectionOf(news));

async function lostContext(olds: Placed, news: Placed): Promise<ExplainedError> {
  const { context: before = "" } = olds;
  const { context: current = "" } = news;
  const home = await otherName(olds, selectionOf(news));
  const place = home
    ? `it is in the cluster of context "${home}"`
    : `no context of the kubeconfig leads to its cluster, which was that of "${before}"`;
  const naming = asSentence(nameTheRightOne(news, home));
  const renaming = `If its cluster was replaced, run "kubectl config rename-context ${current} ${before}" and "pulumi up --refresh"`;
  return new ExplainedError(
    `${place}, and the current context "${current}" leads to another`,
    home ? naming : `${naming}. ${renaming}`,
  );
}

/** What to set, so that the resource is found. A kubeconfig with one context doesn't have that of another cluster. */
function nameTheRightOne(values: Placed, context = "<name>"): string {
  const { ownTarget, kubeconfig } = values;
  const hasOthers = contextNames(selectionOf(values)).length > 1;
  if (ownTarget) {
    const setting = hasOthers ? "context" : "kubeconfig";
    return `set ${setting} of its Kubernetes Provider to ${hasOthers ? `"${context}"` : "that of the right one"}`;
  }
  if (hasOthers) return `name the right one with "pulumi config set kubernetes:context ${context}"`;
  return kubeconfig
    ? "set kubeconfig to that of the right one"
    : 'name the kubeconfig of the right one with "pulumi config set kubernetes:kubeconfig <path>"';
}

const asSentence = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const isAnotherCluster = (context: string): string =>
  `context "${context}" leads to another cluster than the one that it was created in`;

const replacedCluster = (news: Placed): ExplainedError =>
  new ExplainedError(
    isAnotherCluster(news.context ?? ""),
    `If that cluster was replaced, run "pulumi up --refresh", which creates everything again. Otherwise ${nameTheRightOne(news)}`,
  );

const noAnswer = ({ context = "" }: Placed): ExplainedError =>
  new ExplainedError(
    `context "${context}" doesn't answer, so you can't tell whether it leads to the cluster that it was created in`,
    "Run the same command again once the cluster answers",
  );

const unclear = ({ context: before = "" }: Placed, context = ""): ExplainedError =>
  new ExplainedError(
    `it is stopped, so you can't tell whether context "${context}" leads to the cluster that it was created in`,
    `Name that cluster "${before}" again with "kubectl config rename-context", start the instance, and rename it then`,
  );
