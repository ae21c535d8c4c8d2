import * as pulumi from "@pulumi/pulumi";

import type { Optional } from "../common/inputs";
import { defined, isAbsent, isRecord } from "../common/values";
import type { Ec2InstanceArgs, LaunchTemplateReference } from "../instance/ec2-instance-args";
import { declaredFor } from "../record/declared";
import type { Declared } from "../record/declared";
import { programError } from "../record/failure";
import type { LaunchConfigurationArgs } from "../resources/ec2/launchConfiguration";
import type { GroupArgs } from "./group-args";

/** What a group launches its instances with. */
export interface Launch {
  args: Ec2InstanceArgs;
  /** Name of the launch configuration, if that is it. */
  configuration?: pulumi.Output<string>;
  /** What must be there before. */
  dependsOn: pulumi.Resource[];
  /** The launch template, if that is it. */
  template?: { reference: LaunchTemplateReference; declared: Declared | undefined };
}

/** The arguments of instances that a group's launch template, launch configuration or policy says. */
export function launchOf(name: string, args: GroupArgs): Launch {
  if (args.launchConfiguration !== undefined) return ofConfiguration(name, args.launchConfiguration);
  if (args.launchTemplate !== undefined) {
    const { launchTemplate } = args;
    return ofTemplate(
      part(launchTemplate, "id"),
      part(launchTemplate, "name"),
      part(launchTemplate, "version"),
    );
  }
  const policy = part(args.mixedInstancesPolicy, "launchTemplate");
  const override = firstOf(part(policy, "overrides"));
  const [own, other] = [override, policy].map((block) => part(block, "launchTemplateSpecification"));
  // Each part of an output is one, also if there is nothing in it.
  const specification = pulumi.Output.isInstance(own)
    ? pulumi.all([own, other]).apply(([first, second]) => first ?? second)
    : (own ?? other);
  const launch = ofTemplate(
    part(specification, "launchTemplateId"),
    part(specification, "launchTemplateName"),
    part(specification, "version"),
  );
  const instanceType = part(override, "instanceType") as Optional<string>;
  return instanceType === undefined ? launch : { ...launch, args: { ...launch.args, instanceType } };
}

/** A part of a block; outputs have the parts of their values. */
const part = (block: unknown, key: string): unknown =>
  isRecord(block) || pulumi.Output.isInstance(block)
    ? (block as unknown as Record<string, unknown>)[key]
    : undefined;

const firstOf = (list: unknown): unknown => (Array.isArray(list) ? (list as unknown[])[0] : part(list, "0"));

/** A resource of the program by one of its outputs, or by the name that the program gives it. */
const find = (token: string, value: unknown, output: string): Declared | undefined =>
  declaredFor(token, value, output).find(({ isLookup }) => !isLookup);

function ofTemplate(id: unknown, name: unknown, version: unknown): Launch {
  const token = "ec2:LaunchTemplate";
  const declared = isAbsent(id) ? find(token, name, "name") : find(token, id, "id");
  const latest = (declared?.resource as { latestVersion?: pulumi.Output<number> } | undefined)?.latestVersion;
  // The data of a template is the latest here, whatever the version, so that its change is one of the instances.
  const followed = pulumi
    .all([version as Optional<string>, latest])
    .apply(([given, last]) => (/^\d+$/.test(String(given)) || isAbsent(last) ? given : String(last)));
  const reference = {
    ...(isAbsent(id) ? {} : { id }),
    ...(isAbsent(name) ? {} : { name }),
    version: followed,
  } as LaunchTemplateReference;
  return {
    args: { launchTemplate: reference },
    dependsOn: declared ? [declared.resource as pulumi.Resource] : [],
    template: { reference, declared },
  };
}

function ofConfiguration(group: string, value: unknown): Launch {
  const token = "ec2:LaunchConfiguration";
  const declared = find(token, value, "name") ?? find(token, value, "id");
  if (!declared) {
    const shown = typeof value === "string" ? `"${value}"` : "an output";
    throw programError({
      verb: "create",
      kind: "Group",
      name: group,
      cause: `launchConfiguration is ${shown}, and this program has no such LaunchConfiguration`,
      fix: 'Declare it before the group, and use its "name" output',
    });
  }
  return {
    args: configuredArguments(declared.args as unknown as LaunchConfigurationArgs),
    configuration: (declared.resource as { name: pulumi.Output<string> }).name,
    dependsOn: [declared.resource as pulumi.Resource],
  };
}

/** The arguments of an instance that a launch configuration has under other names. */
function configuredArguments(args: LaunchConfigurationArgs): Ec2InstanceArgs {
  return defined({
    ami: args.imageId,
    associatePublicIpAddress: args.associatePublicIpAddress,
    ebsBlockDevices: args.ebsBlockDevices && pulumi.output(args.ebsBlockDevices).apply(withoutNoDevice),
    ebsOptimized: args.ebsOptimized,
    ephemeralBlockDevices: args.ephemeralBlockDevices,
    iamInstanceProfile:
      typeof args.iamInstanceProfile === "string"
        ? args.iamInstanceProfile.replace(/^arn:.*\//, "")
        : args.iamInstanceProfile,
    instanceMarketOptions: args.spotPrice && {
      marketType: "spot",
      spotOptions: { maxPrice: args.spotPrice },
    },
    instanceType: args.instanceType,
    keyName: args.keyName,
    metadataOptions: args.metadataOptions,
    monitoring: args.enableMonitoring,
    rootBlockDevice: args.rootBlockDevice,
    securityGroups: args.securityGroups,
    tenancy: args.placementTenancy,
    userData: args.userData,
    userDataBase64: args.userDataBase64,
    userDataReplaceOnChange: true,
  }) as Ec2InstanceArgs;
}

/** `noDevice` takes a device of the AMI away, and images have none. */
const withoutNoDevice = (devices: readonly { noDevice?: boolean }[] | undefined) =>
  devices
    ?.filter(({ noDevice }) => !noDevice)
    .map((device) => Object.fromEntries(Object.entries(device).filter(([key]) => key !== "noDevice")));
