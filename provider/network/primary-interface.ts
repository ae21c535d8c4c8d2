import { valueAt } from "../common/values";
import { idOf } from "../record/kind";
import type { Facts, Values } from "../record/kind";
import { related } from "./related";

/** Id of the network interface of an instance: the one that its arguments name, else the one that EC2 would make. */
export const primaryInterfaceId = (instanceId: unknown, instance: Values = {}): unknown =>
  valueAt(instance, "networkInterfaces[0].networkInterfaceId") ??
  valueAt(instance, "primaryNetworkInterface.networkInterfaceId") ??
  idOf("eni", instanceId, "0");

/** The same for the instance that an argument of a record names. With `--target`, it may only be in the record's state. */
export function interfaceOf(
  values: Values,
  argument: string,
  output: string,
  { changes, olds }: Facts,
): unknown {
  const instance = related(values, argument)?.values;
  if (!instance && olds[output] !== undefined && !changes.includes(argument)) return olds[output];
  return primaryInterfaceId(values[argument], instance);
}
