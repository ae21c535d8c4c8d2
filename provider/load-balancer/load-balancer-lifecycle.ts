import { ExplainedError } from "../common/errors";
import { annotationKeys } from "../common/names";
import type { PodNetwork } from "../common/network-labels";
import { isOrigin } from "../common/origin";
import { say } from "../common/secrets";
import { isAbsent, isGiven, isUnknown, unknownValue } from "../common/values";
import { prepareGroups } from "../instance/groups";
import { recordFinder, subnetFacts } from "../instance/subnet-facts";
import { untilGone } from "../instance/wait";
import { defaultVpc } from "../network/default-vpc";
import { identityIn } from "../record/check";
import type { Values } from "../record/kind";
import { limit } from "../record/target";
import { keptPart } from "./keepers";
import { hostOf } from "./names";
import { defaultImage, podSelector, proxyContainer } from "./objects";
import { partLifecycle } from "./part-lifecycle";
import type { Operations, Place } from "./part-lifecycle";
import { isServing, namesakes, requireNames } from "./serving";
import type { Named } from "./serving";
import { isToServe, removeServing } from "./sync";
import { isTrackedPlace } from "./tracked";

/** The image that the stack's configuration names. */
let image = defaultImage;

/** Where the Pod of a load balancer is for rules by ranges: in its first subnet. */
function networkOf({ subnets, region }: Values, olds: Values): unknown {
  if (isUnknown(subnets)) return unknownValue;
  const [subnetId] = Array.isArray(subnets) ? (subnets as unknown[]) : [];
  if (isAbsent(subnetId)) return undefined;
  const { network } = subnetFacts(subnetId, region, {}, recordFinder(undefined));
  if (!isGiven(network) || isUnknown(region)) return network ?? olds["network"];
  const { id, cidrBlock: vpcCidrBlock } = defaultVpc(String(region));
  return network?.vpcId === id ? { ...network, vpcCidrBlock } : network;
}

/** Ids of its groups as EC2 keeps them: a set. */
const groupsIn = ({ securityGroups }: Values): string[] =>
  Array.isArray(securityGroups) ? [...(securityGroups as string[])].sort() : [];

/** Whether an earlier try left an object, and not the same stack of another user. */
const isLeft = (object: Named | undefined, name: string): boolean =>
  isServing(object, name) && isOrigin(object?.metadata?.annotations?.[annotationKeys.origin]);

/** What the objects of a load balancer that serves show. */
async function observed({ cluster, namespace, name }: Place, { recordId }: Values) {
  const { deployment, service, config, oldConfig } = await namesakes(cluster, { namespace, name });
  const isOld =
    isServing(deployment, name) &&
    deployment?.spec?.template.spec?.volumes?.some(({ configMap }) => configMap);
  const [isDeployed, hasService, hasConfig] = [deployment, service, isOld ? oldConfig : config].map((each) =>
    isServing(each, name),
  );
  if (!isDeployed && !hasService && !hasConfig && !(await isToServe(cluster, namespace, recordId))) return {};
  const containers = (isDeployed && hasConfig && deployment?.spec?.template.spec?.containers) || [];
  return {
    image: containers.find((each) => each.name === proxyContainer)?.image ?? "",
    ...(!hasService && { dnsName: "" }),
  };
}

/** A load balancer: a Deployment of one Pod behind a Service, once it has a listener. */
export const loadBalancerLifecycle = (records: Operations) =>
  partLifecycle("lb:LoadBalancer", records, {
    configure({ config }) {
      image = config.get("ec2-pods:loadBalancerImage") || defaultImage;
    },
    inputs: (inputs, olds) => ({
      image,
      network: networkOf(inputs, olds) as PodNetwork | undefined,
      dnsName: hostOf(inputs["__urn"], inputs["namespace"]),
    }),
    async require({ cluster, namespace, name }) {
      // What the state has may have lost its record, and its objects be of another origin.
      const isKnown =
        isTrackedPlace({ namespace, name }) || (await keptPart(cluster, { namespace, name })) !== undefined;
      await requireNames(cluster, { namespace, name }, isKnown ? isServing : isLeft);
    },
    prepare: ({ cluster, namespace }, inputs) => prepareGroups(cluster, namespace, groupsIn(inputs)),
    observed,
    async remains({ cluster, namespace, name }) {
      const objects = Object.values(await namesakes(cluster, { namespace, name }));
      return objects.some((each) => isServing(each, name)) ? { image: "", dnsName: "" } : undefined;
    },
    protection({ enableDeletionProtection, recordId }) {
      if (String(enableDeletionProtection) !== "true") return undefined;
      return new ExplainedError(
        `OperationNotPermitted: Load balancer '${String(recordId)}' cannot be deleted because deletion protection is enabled`,
        'Set enableDeletionProtection to false and run "pulumi up" first',
      );
    },
    async remove({ cluster, namespace, name }, props) {
      await removeServing(cluster, { namespace, name });
      // Its groups are deleted after it, and their policies must outlive its Pods.
      const pods = await cluster.pods(namespace, podSelector(name));
      await untilGone(cluster, pods, limit, (line) =>
        say(`LoadBalancer "${identityIn(props["__urn"]).name}": ${line}`),
      );
    },
  });
