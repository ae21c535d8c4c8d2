import * as pulumi from "@pulumi/pulumi";

import { accountId } from "../common/names";
import type { Ec2Instance } from "../instance/ec2-instance";
import { idOfResource } from "../record/aws-record";
import type { GroupArgs } from "./group-args";
import type { Launch } from "./launch";

/** AWS's defaults. */
export const defaultOutputs: Readonly<Record<string, unknown>> = {
  defaultCooldown: 300,
  forceDelete: false,
  healthCheckGracePeriod: 300,
  healthCheckType: "EC2",
  loadBalancers: [],
  metricsGranularity: "1Minute",
  namePrefix: "",
  predictedCapacity: 0,
  protectFromScaleIn: false,
  serviceLinkedRoleArn: `arn:aws:iam::${accountId}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
  targetGroupArns: [],
  trafficSources: [],
  vpcZoneIdentifiers: [],
  waitForCapacityTimeout: "10m",
  warmPoolSize: 0,
};

/** Outputs that are the arguments as the program gives them, or AWS's defaults. */
export const givenOutputs = (
  args: GroupArgs,
  names: readonly string[],
): Record<string, pulumi.Output<unknown>> =>
  Object.fromEntries(
    names.map((name) => {
      const given = idOfResource(args[name as keyof GroupArgs]) as object | undefined;
      return [name, pulumi.output(given).apply((value) => value ?? defaultOutputs[name])];
    }),
  );

/** The launch template as AWS answers it. */
export const templateOutput = ({ template }: Launch): pulumi.Output<unknown> => {
  if (!template) return pulumi.output(undefined);
  const { id, name } = (template.declared?.resource ?? template.reference) as Record<string, unknown>;
  const { version } = template.reference;
  return pulumi.output({ id, name, version });
};

/** The zones of these instances, each once. */
export const zonesOf = (members: readonly Ec2Instance[]): pulumi.Output<string[]> =>
  pulumi
    .all(members.map(({ availabilityZone }) => availabilityZone))
    .apply((zones) => [...new Set(zones)].sort());
