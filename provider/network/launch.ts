import { oneOf } from "../common/checks";
import { accountId } from "../common/names";
import { show } from "../common/text";
import { isGiven, sameValue } from "../common/values";
import { idOf, type RecordKinds, text, type Values } from "../record/kind";

/** Arguments of a template that aren't part of its versions. */
const unversioned = ["defaultVersion", "name", "namePrefix", "region", "tags", "updateDefaultVersion"];

const versionKeys = (values: Values) => Object.keys(values).filter((key) => !unversioned.includes(key));

/** EC2 numbers the versions of a template from 1; a change of its data makes the next one. */
function latestVersion(values: Values, olds: Values, names: readonly string[]): number {
  const old = Number(olds["latestVersion"] ?? 0);
  const isSame = names.every((key) => sameValue(values[key], olds[key]));
  return old > 0 && isSame ? old : old + 1;
}

export const launchKinds: RecordKinds = {
  "ec2:LaunchTemplate": {
    note: "Arguments of instances under a name. An instance of it takes its data where it has no argument of its own.",
    id: "lt",
    arn: "launch-template",
    name: "name",
    replaces: ["name", "namePrefix"],
    outputs: (values, { olds }) => {
      const { defaultVersion, updateDefaultVersion } = values;
      const names = [...new Set([...versionKeys(values), ...versionKeys(olds)])].filter(
        (key) => key !== "id",
      );
      const outputs = ["arn", "latestVersion", "tagsAll", "recordId", "__urn", "__provider"];
      const latest = latestVersion(
        values,
        olds,
        names.filter((key) => !outputs.includes(key)),
      );
      return {
        latestVersion: latest,
        defaultVersion:
          defaultVersion ?? (updateDefaultVersion === true ? latest : (olds["defaultVersion"] ?? 1)),
      };
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
    arn: ({ name, region }) => text`arn:aws:ec2:${region}:${accountId}:placement-group/${name}`,
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
