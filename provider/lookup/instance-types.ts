import { instanceTypeSpec } from "../instance/instance-types";
import type { Values } from "../record/kind";

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
