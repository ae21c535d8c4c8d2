import type * as pulumi from "@pulumi/pulumi";

import type { Optional, RootBlockDevice, Tags } from "./instance-blocks";

/** Arguments of `aws.ec2.Instance` that are taken so that programs run unchanged; a warning says why each does nothing. */
export interface AcceptedArgs {
  /** Without effect, with a warning unless `false`: a Pod has no public address. A change replaces. */
  associatePublicIpAddress?: Optional<boolean>;
  /** Without effect, with a warning: a container neither earns nor spends CPU credits. */
  creditSpecification?: Optional<{ cpuCredits?: Optional<string> }>;
  /** Without effect, with a warning unless `false`: no traffic to volumes is kept apart. A change replaces. */
  ebsOptimized?: Optional<boolean>;
  /** Without effect, with a warning: instance metadata serves no credentials. */
  iamInstanceProfile?: Optional<string | pulumi.CustomResource>;
  /** Without effect, with a warning unless `stop`: an instance that shuts itself down is stopped. */
  instanceInitiatedShutdownBehavior?: Optional<string>;
  /** Without effect, with a warning: nothing logs in by SSH. A change replaces. */
  keyName?: Optional<string>;
  /** Without effect, with a warning unless `default`: Kubernetes keeps the instance up by its own rules. */
  maintenanceOptions?: Optional<{ autoRecovery?: Optional<string> }>;
  /** Without effect, with a warning unless `false`: there is no CloudWatch. */
  monitoring?: Optional<boolean>;
  /** Without effect, with a warning: the root is the container's file system. */
  rootBlockDevice?: Optional<RootBlockDevice>;
  /** Without effect, with a warning unless `true`: the cluster's network decides what it forwards. */
  sourceDestCheck?: Optional<boolean>;
  /** Without effect, with a warning: Pods get their addresses from the cluster's network. A change replaces. */
  subnetId?: Optional<string>;
  /** Without effect, with a warning: claims have no tags. */
  volumeTags?: Tags;

  /** Only what is the default on EC2 too: there are no targets for reservations. */
  capacityReservationSpecification?: Optional<{
    capacityReservationPreference?: Optional<"open" | "none">;
  }>;
  /** Only `disabled`: the instance type alone decides about the CPU. */
  cpuOptions?: Optional<{
    amdSevSnp?: Optional<"disabled">;
    nestedVirtualization?: Optional<"disabled">;
  }>;
  /** Only `false`. */
  enablePrimaryIpv6?: Optional<false>;
  /** Only `{ enabled: false }`. */
  enclaveOptions?: Optional<{ enabled?: Optional<false> }>;
  /** Only `false`. */
  getPasswordData?: Optional<false>;
  /** Only `false`. */
  hibernation?: Optional<false>;
  /** Only `0`. */
  ipv6AddressCount?: Optional<0>;
  /** Only `ip-name`, and no records: the cluster decides about names. */
  privateDnsNameOptions?: Optional<{
    enableResourceNameDnsAaaaRecord?: Optional<false>;
    enableResourceNameDnsARecord?: Optional<false>;
    hostnameType?: Optional<"ip-name">;
  }>;
  /** Only `default`. */
  tenancy?: Optional<"default">;
}
