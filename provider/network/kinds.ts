import type { RecordKinds } from "../record/kind";
import { aclKinds } from "./acls";
import { addressKinds } from "./addresses";
import { endpointKinds } from "./endpoints";
import { gatewayKinds } from "./gateways";
import { interfaceKinds } from "./interfaces";
import { keyPairKinds } from "./key-pair";
import { launchKinds } from "./launch";
import { routeKinds } from "./routes";
import { subnetKinds } from "./subnet";
import { vpcKinds } from "./vpc";

/** All records of EC2. */
export const networkKinds: RecordKinds = {
  ...vpcKinds,
  ...subnetKinds,
  ...gatewayKinds,
  ...routeKinds,
  ...aclKinds,
  ...addressKinds,
  ...keyPairKinds,
  ...interfaceKinds,
  ...endpointKinds,
  ...launchKinds,
};
