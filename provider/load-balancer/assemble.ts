import { formerIdsOf } from "./objects";
import type { KeptPart } from "./objects";
import type { AttachedPart, Parts } from "./parts";

/** Everything in a namespace that one load balancer serves by. */
export interface Assembly {
  part: KeptPart;
  parts: Parts;
  /** Ids of what it is made of, also former ones, and of the load balancers that are its targets: their names can change. */
  ids: ReadonlySet<string>;
}

/**
 * The parts, with the ids that others have now: what a replacement takes over from names the replaced one until the
 * engine has updated it, and is served meanwhile.
 */
function byCurrentIds(all: readonly KeptPart[]): readonly KeptPart[] {
  const ids = new Set(all.map(({ id }) => id));
  const renamed = all.flatMap(({ id, values }) =>
    formerIdsOf(values)
      .filter((formerId) => !ids.has(formerId))
      .map((formerId) => ({ id, formerId })),
  );
  return all.map((part) => {
    const text = renamed.reduce(
      (values, { id, formerId }) => values.replaceAll(JSON.stringify(formerId), () => JSON.stringify(id)),
      JSON.stringify(part.values),
    );
    const values = JSON.parse(text) as KeptPart["values"];
    return { ...part, values: { ...values, formerId: part.values["formerId"] } };
  });
}

/** One part of each kind and id, the newest: an older release left what kept a part that an alias renamed. */
function withoutTwins(all: readonly KeptPart[]): readonly KeptPart[] {
  const newest = new Map<string, KeptPart>();
  const keyOf = ({ kind, id }: KeptPart): string => `${kind} ${id}`;
  for (const part of all) {
    const other = newest.get(keyOf(part));
    if (!other || other.createdAt <= part.createdAt) newest.set(keyOf(part), part);
  }
  return all.filter((part) => newest.get(keyOf(part)) === part);
}

/** Puts the parts of each load balancer together. */
export function assemble(kept: readonly KeptPart[]): Assembly[] {
  const all = byCurrentIds(withoutTwins(kept));
  const of = (kind: string) => all.filter((part) => part.kind === `lb:${kind}`);
  return of("LoadBalancer").map((loadBalancer) => {
    const listeners = of("Listener").filter(({ values }) => values["loadBalancerArn"] === loadBalancer.id);
    const own = new Set(listeners.map(({ id }) => id));
    const rules = of("ListenerRule").filter(({ values }) => own.has(String(values["listenerArn"])));
    const actions = JSON.stringify([...listeners, ...rules].map(({ values }) => values));
    const targetGroups = of("TargetGroup").filter(({ id }) => actions.includes(JSON.stringify(id)));
    const groups = new Set(targetGroups.map(({ id }) => id));
    const attachments = of("TargetGroupAttachment")
      .filter(({ values }) => groups.has(String(values["targetGroupArn"])))
      .map((part) => attached(part, all));
    const parts = { loadBalancer, listeners, rules, targetGroups, attachments };
    const ids = [loadBalancer, ...listeners, ...rules, ...targetGroups, ...attachments].flatMap(
      ({ id, values }) => [id, ...formerIdsOf(values)],
    );
    const targets = of("LoadBalancer")
      .map(({ id }) => id)
      .filter((id) => attachments.some(({ values }) => values["targetId"] === id));
    return { part: loadBalancer, parts, ids: new Set([...ids, ...targets]) };
  });
}

/** An attachment with its host: a target that is a load balancer answers by that one's name. */
function attached(part: KeptPart, all: readonly KeptPart[]): AttachedPart {
  const target = all.find(({ kind, id }) => kind === "lb:LoadBalancer" && id === part.values["targetId"]);
  return { ...part, host: String(target?.values["dnsName"] ?? part.values["host"]) };
}
