import { defined, isGiven, isUnknown, unknownValue } from "../common/values";
import type { Fail } from "../common/errors";
import type { PodNetwork } from "../common/network-labels";
import { prepareGroups } from "../instance/groups";
import { groupsOf } from "../instance/membership";
import { untilGone } from "../instance/wait";
import { recordFinder, subnetFacts } from "../instance/subnet-facts";
import { defaultVpc } from "../network/default-vpc";
import { identityIn } from "../record/check";
import type { Values } from "../record/kind";
import { limit } from "../record/target";
import { defaultImage, podSelector, proxyContainer } from "./objects";
import { partLifecycle } from "./part-lifecycle";
import type { Operations } from "./part-lifecycle";
import { removeServing } from "./sync";

/** The image that the stack's configuration names. */
let image = defaultImage;
