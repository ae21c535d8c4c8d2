import { oneOf } from "../common/checks";
import { accountId, ec2Arn } from "../common/names";
import { show } from "../common/text";
import { isGiven } from "../common/values";
import { idOf, made, text } from "../record/kind";
import type { RecordKinds } from "../record/kind";

/** Arguments of a template that aren't part of its versions. */
const unversioned = ["defaultVersion", "name", "namePrefix", "region", "tags", "updateDefaultVersion"];

export const launchKinds: RecordKinds = {
  "ec2:LaunchTemplate": {
    note: "Arguments of instances under a name. An instance uses its data for arguments that it doesn't set.",
    id: "lt",
    arn: "launch-template",
    name: "name",
    replaces: ["name", "namePrefix"],
    outputs: ({ defaultVersion, updateDefaultVersion }, { changes, olds }) => {
      // EC2 numbers the versions from 1; a change of the data makes the next one.
      const isNew = olds["latestVersion"] === undefined || changes.some((key) => !unversioned.includes(key));
      const latestVersion = Number(olds["latestVersion"] ?? 0) + Number(isNew);
      const standing = updateDefaultVersion === true ? latestVersion : (olds["defaultVersion"] ?? 1);
      return { latestVersion, defaultVersion: defaultVersion ?? standing };
    },
  },
  "ec2:LaunchConfiguration": {
    note: "Arguments of the instances of an auto scaling group.",
    id: ({ name }) => name,
    name: "name",
    replaces: [
      "associatePublicIpAddress",
      "ebsBlockDevices",
      "ebsOptimized",
      "enableMonitoring",
      "ephemeralBlockDevices",
      "iamInstanceProfile",
      "imageId",
      "instanceType",
      "keyName",
      "metadataOptions",
      "name",
      "namePrefix",
      "placementTenancy",
      "rootBlockDevice",
      "securityGroups",
      "spotPrice",
      "userData",
      "userDataBase64",
    ],
    arn: ({ name, region }) =>
      text`arn:aws:autoscaling:${region}:${accountId}:launchConfiguration::launchConfigurationName/${name}`,
  },
  "ec2:PlacementGroup": {
    note: "A placement of instances. Kubernetes chooses the nodes, without regard to it.",
    id: ({ name }) => name,
    name: "name",
    arn: ({ name, region }) => made(ec2Arn, region, "placement-group", name),
    replaces: ["name", "partitionCount", "spreadLevel", "strategy"],
    checks: { strategy: oneOf("cluster", "partition", "spread"), spreadLevel: oneOf("host", "rack") },
    check: ({ partitionCount, strategy }, fail) => {
      if (isGiven(partitionCount) && isGiven(strategy) && strategy !== "partition") {
        fail(
          "partitionCount",
          `is ${show(partitionCount)}, but strategy is ${show(strategy)}. Remove it, or use "partition"`,
        );
      }
    },
    outputs: ({ name, strategy }) => ({
      placementGroupId: idOf("pg", name),
      spreadLevel: strategy === "spread" ? "rack" : "",
    }),
  },
};
