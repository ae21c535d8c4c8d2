import { isRecord } from "../../common/values";
import { stepOf } from "./preview";
import { resourcesOf } from "./resources";
import type { Resource } from "./resources";

/** The resources of a stack's state, as a preview has them in which nothing changes. */
export function resourcesOfState(stored: readonly unknown[]): Resource[] {
  const own = stored.filter(isRecord).filter((each) => each["delete"] !== true && each["external"] !== true);
  return resourcesOf(own.map((state) => stepOf({ ...state, op: "same", state }, "state", "state")));
}
