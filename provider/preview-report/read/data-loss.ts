import { instanceToken } from "../../common/names";
import { asBoolean, isRecord } from "../../common/values";
import type { State } from "./preview";

type Inputs = State["inputs"];

const always = (): boolean => true;
const withoutSnapshot = (inputs: Inputs): boolean => asBoolean(inputs["finalSnapshot"]) !== true;
const withoutLastSnapshot = (inputs: Inputs): boolean => asBoolean(inputs["skipFinalSnapshot"]) === true;

/** EC2 deletes the disks that it creates with an instance, unless they say otherwise. */
function withDisk(inputs: Inputs): boolean {
  const others = inputs["ebsBlockDevices"];
  const disks = [inputs["rootBlockDevice"] ?? {}, ...(Array.isArray(others) ? (others as unknown[]) : [])];
  return disks.some((disk) => !isRecord(disk) || asBoolean(disk["deleteOnTermination"]) !== false);
}

/** Resources that hold data, by type, and whether it ends with them. */
const holders: ReadonlyMap<string, (inputs: Inputs) => boolean> = new Map([
  [instanceToken, always],
  // It takes no final snapshot.
  ["pulumi-nodejs:ebs/volume:Volume", always],
  ["aws:ec2/instance:Instance", withDisk],
  ["aws:ec2/spotInstanceRequest:SpotInstanceRequest", withDisk],
  ["aws:ebs/volume:Volume", withoutSnapshot],
  ["aws:rds/instance:Instance", withoutLastSnapshot],
  ["aws:rds/cluster:Cluster", withoutLastSnapshot],
]);

/** Whether the deletion or the replacement of a resource deletes its disk. */
export const losesData = (type: string, old: State | undefined): boolean =>
  old !== undefined && !old.isRetained && (holders.get(type)?.(old.inputs) ?? false);
