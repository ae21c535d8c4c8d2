import { randomBytes } from "node:crypto";

import { accountId, hash, slug } from "../common/names";
import { isAbsent } from "../common/values";
import { made } from "../record/kind";
import type { Facts } from "../record/kind";

/** What ARNs call the types of load balancers that there are here. */
const typeWords: Readonly<Record<string, string>> = { application: "app", network: "net", gateway: "gwy" };

/** The id that the resource has, else a new one that starts like this. */
const keptId = ({ olds }: Facts, newId: () => unknown): unknown => olds["recordId"] ?? newId();

const newDigits = (): string => randomBytes(8).toString("hex");

const elbArn = (region: string, resource: string): string =>
  `arn:aws:elasticloadbalancing:${region}:${accountId}:${resource}`;

export const loadBalancerArn = (name: unknown, type: unknown, facts: Facts): unknown =>
  keptId(facts, () =>
    made(
      (own, kind, region) => elbArn(region, `loadbalancer/${typeWords[kind] ?? "app"}/${own}/${newDigits()}`),
      name,
      type,
      facts.region,
    ),
  );

export const targetGroupArn = (name: unknown, facts: Facts): unknown =>
  keptId(facts, () =>
    made((own, region) => elbArn(region, `targetgroup/${own}/${newDigits()}`), name, facts.region),
  );

/** ARN of a part of what has this ARN: of a listener of a load balancer, or of a rule of a listener. */
export const partArn = (owner: unknown, type: "listener" | "listener-rule", facts: Facts): unknown =>
  keptId(facts, () =>
    made((arn) => `${arn.replace(/:(loadbalancer|listener)\//, `:${type}/`)}/${newDigits()}`, owner),
  );

export const attachmentId = (targetGroup: unknown, facts: Facts): unknown =>
  keptId(facts, () => made((arn) => `${arn}-${newDigits()}`, targetGroup));

/** The part of an ARN that CloudWatch names a load balancer or a target group by. */
export const arnSuffix = (arn: unknown): unknown =>
  made((text) => text.replace(/^.*?:(?:loadbalancer\/)?(?=[^:]*$)/, ""), arn);

/** Type and name of the load balancer in its ARN, or in that of a listener or a rule; undefined in another text. */
export function loadBalancerIn(arn: unknown): { type: string; name: string } | undefined {
  const [, word, name] =
    /:(?:loadbalancer|listener|listener-rule)\/(app|net|gwy)\/([^/]+)\//.exec(String(arn)) ?? [];
  const type = Object.keys(typeWords).find((key) => typeWords[key] === word);
  return type !== undefined && name !== undefined ? { type, name } : undefined;
}

/** Name of the Service in front of a load balancer: a DNS label, and always another for another load balancer. */
export const serviceName = (urnOrId: string): string =>
  ["lb", slug(loadBalancerIn(urnOrId)?.name ?? urnOrId.split("::").at(-1) ?? "", 40), hash(urnOrId, 10)]
    .filter(Boolean)
    .join("-");

/** Name of a Service in the cluster's DNS; undefined as long as its namespace isn't known. */
export const hostOf = (urn: unknown, namespace: unknown): unknown =>
  isAbsent(namespace)
    ? undefined
    : made((name, space) => `${serviceName(name)}.${space}.svc.cluster.local`, urn, namespace);

/** AWS's id of the DNS zone of a region's load balancers; a placeholder, as nothing here keeps such zones. */
export const zoneId = (type: unknown, region: unknown): unknown =>
  made((kind, where) => `Z${hash(`elb/${kind}/${where}`, 13).toUpperCase()}`, type, region);
