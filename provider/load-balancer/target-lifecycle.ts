import { ownOrigin } from "../common/origin";
import { isUnknown, unknownValue } from "../common/values";
import { recordById } from "../record/registry";
import { hostOf } from "./names";
import { toTargetService } from "./objects";
import { partLifecycle } from "./part-lifecycle";
import type { Operations } from "./part-lifecycle";

const isInstance = (targetId: unknown): boolean => /^i-/.test(String(targetId));

/** A target. That an instance has is a name, which stays when its Pod is launched again with another address. */
export const targetLifecycle = (records: Operations) =>
  partLifecycle("lb:TargetGroupAttachment", records, {
    inputs({ targetId, namespace, __urn }, olds) {
      if (isUnknown(targetId)) return { host: unknownValue };
      if (!isInstance(targetId)) return { host: targetId };
      // Of an instance that this run doesn't check, because of --target, the state knows where it is.
      const known = olds["targetId"] === targetId ? olds["targetNamespace"] : undefined;
      const targetNamespace = recordById(String(targetId))?.values["namespace"] ?? known ?? namespace;
      return { targetNamespace, host: hostOf(__urn, targetNamespace) };
    },
    async prepare({ cluster, name }, inputs, before = {}) {
      const isSame =
        isInstance(inputs["targetId"]) && before["targetNamespace"] === inputs["targetNamespace"];
      if (isInstance(before["targetId"]) && !isSame) {
        await cluster.deleteObject("services", String(before["targetNamespace"]), name);
      }
      if (!isInstance(inputs["targetId"])) return;
      await cluster.apply(
        "services",
        toTargetService(inputs, String(inputs["targetNamespace"]), ownOrigin()),
      );
    },
    async observed({ cluster, name }, props) {
      if (!isInstance(props["targetId"])) return {};
      const service = await cluster.object("services", String(props["targetNamespace"]), name);
      return service ? {} : { host: "" };
    },
    async remove({ cluster, name }, props) {
      if (!isInstance(props["targetId"])) return;
      await cluster.deleteObject("services", String(props["targetNamespace"]), name);
    },
  });
