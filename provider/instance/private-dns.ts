import type { Pod, Service } from "../cluster/objects";
import { labelKeys, managedBy } from "../common/names";
import { sameValue } from "../common/values";
import type { InstanceInputs, InstanceState } from "./model";

/** Name of the headless Service of a namespace, which gives the Pods of its instances their names in DNS. */
export const namingService = "ec2-instances";

/** What `ec2-pods:clusterDomain` is by default. */
export const usualDomain = "cluster.local";

/** Name of an instance in the cluster's DNS, of the form of EC2's resource names. */
export const privateDnsName = (instanceId: string, namespace: string, domain = usualDomain): string =>
  `${instanceId}.${namingService}.${namespace}.svc.${domain}`;

/** The domain of a name of {@link privateDnsName}; undefined for another name. */
export const domainIn = (privateDns: string): string | undefined =>
  new RegExp(`^[^.]+\\.${namingService}\\.[^.]+\\.svc\\.(.+)$`).exec(privateDns)?.[1];

/** The name that the instance has for good; undefined if it is that of the Pod of an older release. */
export const lastingName = ({ privateDns }: Partial<InstanceState>): string | undefined =>
  domainIn(privateDns ?? "") === undefined ? undefined : privateDns;

/**
 * The inputs with the domain of the name, which `check` leaves out if the Pod may be that of an older release. A Pod that
 * has no name gets none by it.
 */
export const withDomain = (inputs: InstanceInputs, clusterDomain: string): InstanceInputs =>
  inputs.pod.clusterDomain === undefined ? { ...inputs, pod: { ...inputs.pod, clusterDomain } } : inputs;

/** True if the Service gives this Pod a name, which a Pod of an older release can't get. */
export const isNamed = ({ spec }: Pod): boolean => spec?.subdomain === namingService;

/** What makes a Pod a host of the Service. */
export const hostOf = (instanceId: string): { hostname: string; subdomain: string } => ({
  hostname: instanceId,
  subdomain: namingService,
});

/** The Service selects the Pods that run, whatever stack they belong to. One that isn't ready or is being deleted has no name. */
export const toNamingService = (namespace: string): Service => ({
  metadata: {
    name: namingService,
    namespace,
    labels: { [labelKeys.managedBy]: managedBy, [labelKeys.service]: "ec2" },
  },
  spec: {
    clusterIP: "None",
    selector: { [labelKeys.managedBy]: managedBy, [labelKeys.power]: "on" },
  },
});

/** Whether an existing Service names instances, whoever created it. */
export const namesInstances = ({ spec }: Service): boolean =>
  spec?.clusterIP === "None" && sameValue(spec.selector, toNamingService("").spec?.selector);

/** True if this package created the Service. */
export const isOurs = ({ metadata }: Service): boolean =>
  metadata?.labels?.[labelKeys.managedBy] === managedBy;
