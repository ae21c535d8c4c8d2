import * as operations from "./instance/lifecycle";
import type { InstanceInputs, InstanceState } from "./instance/model";
import { followCluster } from "./record/follow-cluster";

const followed = followCluster<InstanceInputs, InstanceState, typeof operations>(operations, (values) => ({
  kind: "Ec2Instance",
  name: (values as InstanceState).name,
}));

/** The operations of instances, as the engine calls them in the provider process. */
export const { configure, check, diff, create, update, read } = followed;
const { delete: remove } = followed;
export { remove as delete };
