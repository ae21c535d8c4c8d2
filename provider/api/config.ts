import * as pulumi from "@pulumi/pulumi";

import { defaultRegion } from "../record/program";
import type { Region } from "../region/enums.data";

/** `aws:region` of the stack's configuration, else `us-east-1`. */
export declare const region: string;
/** `aws:profile` of the stack's configuration. It has no effect here. */
export declare const profile: string | undefined;

/** The same as `region`. It always exists here. */
export const requireRegion = (): Region => defaultRegion() as Region;

const values = {
  get region() {
    return defaultRegion();
  },
  get profile() {
    return pulumi.runtime.getConfig("aws:profile");
  },
};

// In the form that Node.js recognizes as named exports. One process can run several stacks, so the values aren't fixed.
Object.defineProperty(exports, "region", { enumerable: true, get: function () { return values.region; } }); // prettier-ignore
Object.defineProperty(exports, "profile", { enumerable: true, get: function () { return values.profile; } }); // prettier-ignore
