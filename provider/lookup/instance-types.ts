import { instanceTypeNames, instanceTypeSpec } from "../instance/instance-types";
import type { Values } from "../record/kind";
import { zoneId, zoneNames } from "../region/zones";

/** An instance type as EC2 describes it, as far as it is known here. */
export function findInstanceTypes({ instanceType }: Values): Values[] {
  const spec = instanceTypeSpec(String(instanceType));
  if (!spec) return [];
  const { architecture, memoryMiB, vCpus } = spec;
  return [
    {
      id: instanceType,
      instanceType,
      currentGeneration: true,
      defaultVcpus: vCpus,
      memorySize: memoryMiB,
      supportedArchitectures: [architecture],
      supportedRootDeviceTypes: ["ebs"],
      supportedUsagesClasses: ["on-demand", "spot"],
      supportedVirtualizationTypes: ["hvm"],
      burstablePerformanceSupported: /^t\d/.test(String(instanceType)),
      bareMetal: /\.metal/.test(String(instanceType)),
    },
  ];
}

/** All types that are known here, in each place of the kind that is asked for: a region has the same types everywhere. */
export function findOfferings({ locationType = "region" }: Values, region: string): Values[] {
  const places =
    locationType === "region"
      ? [region]
      : zoneNames(region).map((zone) => (locationType === "availability-zone-id" ? zoneId(zone) : zone));
  return places.flatMap((location) =>
    instanceTypeNames().map((instanceType) => ({ instanceType, location, locationType })),
  );
}
