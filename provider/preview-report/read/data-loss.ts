import { instanceToken } from "../../common/names";
import { valueAt } from "../../common/values";
import type { State } from "./preview";

type Inputs = State["inputs"];

const always = (): boolean => true;
const withoutSnapshot = (inputs: Inputs): boolean => inputs["finalSnapshot"] !== true;
const withoutLastSnapshot = (inputs: Inputs): boolean => inputs["skipFinalSnapshot"] === true;

/** Resources that hold data, by type, and whether it ends with them. */
const holders: Readonly<Record<string, (inputs: Inputs) => boolean>> = {
  [instanceToken]: always,
  // It takes no final snapshot.
  "pulumi-nodejs:ebs/volume:Volume": always,
  "aws:ec2/instance:Instance": (inputs) => valueAt(inputs, "rootBlockDevice.deleteOnTermination") !== false,
  "aws:ebs/volume:Volume": withoutSnapshot,
  "aws:rds/instance:Instance": withoutLastSnapshot,
  "aws:rds/cluster:Cluster": withoutLastSnapshot,
};

/** Whether the deletion or the replacement of a resource deletes its disk. */
export const losesData = (type: string, old: State | undefined): boolean =>
  old !== undefined && !old.isRetained && (holders[type]?.(old.inputs) ?? false);
