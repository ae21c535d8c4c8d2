import { boolean, eachOf, matching, oneOf, record, string, wholeNumber } from "../common/checks";
import type { Fail } from "../common/errors";
import { show } from "../common/text";
import { isAbsent, isEmptyList, isGiven, isRecord, isUnknown, unknownValue } from "../common/values";
import { text } from "../record/kind";
import type { RecordKinds, Values } from "../record/kind";
import { partArn } from "./arns";

const time = matching(
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  'a time in UTC. Use the form "2030-01-31T18:00:00Z"',
);

/** What each type of policy can't do without. */
const needs: Readonly<Record<string, string>> = {
  SimpleScaling: "scalingAdjustment",
  StepScaling: "stepAdjustments",
  TargetTrackingScaling: "targetTrackingConfiguration",
  PredictiveScaling: "predictiveScalingConfiguration",
};

function checkPolicy(values: Values, fail: Fail): void {
  const { policyType, adjustmentType } = values;
  if (isUnknown(policyType)) return;
  const needed = needs[String(policyType)] ?? "";
  if (isEmptyList(values[needed])) {
    fail(needed, `is missing, and a policy of the type ${String(policyType)} needs it. Set it`);
  }
  const isAdjusted = policyType === "SimpleScaling" || policyType === "StepScaling";
  if (isAdjusted && isAbsent(adjustmentType)) {
    fail("adjustmentType", 'is missing. Set it, for example to "ChangeInCapacity"');
  }
}

const events = ["LAUNCH", "TERMINATE", "LAUNCH_ERROR", "TERMINATE_ERROR"];
const notificationTypes = [
  ...events.map((event) => `autoscaling:EC2_INSTANCE_${event}`),
  "autoscaling:TEST_NOTIFICATION",
];

const size = wholeNumber(-1, 10_000, "whole numbers; -1 leaves it as it is,");

const field = (block: unknown, name: string): unknown =>
  isUnknown(block) ? unknownValue : isRecord(block) ? block[name] : undefined;

/** The kinds beside the group itself. Nothing here scales: they are for programs that name them. */
export const autoscalingKinds: RecordKinds = {
  "autoscaling:Attachment": {
    note: "Attaches the instances of a group to a target group. A classic load balancer, `elb`, has no effect.",
    id: "asa",
    replaces: ["autoscalingGroupName", "elb", "lbTargetGroupArn"],
    check: ({ elb, lbTargetGroupArn }, fail) => {
      const isGivenTwice = isGiven(elb) && isGiven(lbTargetGroupArn);
      if (isGivenTwice) fail("elb", "conflicts with lbTargetGroupArn. Set only one of the two");
      if (isAbsent(elb) && isAbsent(lbTargetGroupArn)) {
        fail("lbTargetGroupArn", 'is missing. Use the "arn" output of a TargetGroup');
      }
    },
  },
  "autoscaling:LifecycleHook": {
    note: "A lifecycle hook. Nothing waits for it, and nothing calls its target.",
    id: ({ name }) => name,
    name: "name",
    replaces: ["autoscalingGroupName", "name"],
    defaults: () => ({ defaultResult: "ABANDON", heartbeatTimeout: 3600 }),
    checks: {
      defaultResult: oneOf("ABANDON", "CONTINUE"),
      heartbeatTimeout: wholeNumber(30, 7200, "whole seconds"),
      lifecycleTransition: oneOf(
        "autoscaling:EC2_INSTANCE_LAUNCHING",
        "autoscaling:EC2_INSTANCE_TERMINATING",
      ),
    },
  },
  "autoscaling:Notification": {
    note: "Notifications about a group. Nothing sends them.",
    id: ({ topicArn }) => topicArn,
    replaces: ["topicArn"],
    checks: { notifications: eachOf(oneOf(...notificationTypes)), topicArn: string() },
  },
  "autoscaling:Policy": {
    note: "A scaling policy. Nothing scales: a group has its `desiredCapacity`, whatever a metric says.",
    id: ({ name }) => name,
    name: "name",
    arn: ({ region, autoscalingGroupName, name }) =>
      partArn("scalingPolicy", { region, group: autoscalingGroupName, name }),
    replaces: ["autoscalingGroupName", "name", "policyType"],
    defaults: () => ({ policyType: "SimpleScaling", enabled: true }),
    checks: {
      adjustmentType: oneOf("ChangeInCapacity", "ExactCapacity", "PercentChangeInCapacity"),
      enabled: boolean,
      metricAggregationType: oneOf("Average", "Maximum", "Minimum"),
      policyType: oneOf(...Object.keys(needs)),
      targetTrackingConfiguration: record("{ predefinedMetricSpecification, targetValue }", {}),
    },
    check: checkPolicy,
  },
  "autoscaling:Schedule": {
    note: "A scheduled action. Nothing runs it: a group has its `desiredCapacity` at any time.",
    id: ({ scheduledActionName }) => scheduledActionName,
    arn: ({ region, autoscalingGroupName, scheduledActionName }) =>
      partArn("scheduledUpdateGroupAction", {
        region,
        group: autoscalingGroupName,
        name: scheduledActionName,
      }),
    replaces: ["autoscalingGroupName", "scheduledActionName"],
    checks: { desiredCapacity: size, endTime: time, maxSize: size, minSize: size, startTime: time },
    check: ({ endTime, recurrence, startTime }, fail) => {
      if (isAbsent(recurrence) && isAbsent(startTime)) {
        fail("startTime", "is missing, and so is recurrence. Set at least one of the two");
      }
      if (isGiven(startTime) && isGiven(endTime) && String(startTime) >= String(endTime)) {
        fail("endTime", `is ${show(endTime)}, which isn't after startTime. Use a later time`);
      }
    },
  },
  "autoscaling:Tag": {
    note: "A tag of a group. As in AWS, instances that exist don't get it; new ones don't, either.",
    id: ({ autoscalingGroupName, tag }) => text`${autoscalingGroupName},${field(tag, "key")}`,
    replaces: ["autoscalingGroupName", "tag"],
    checks: { tag: record("{ key, value, propagateAtLaunch }", {}) },
  },
  "autoscaling:TrafficSourceAttachment": {
    note: "Attaches the instances of a group to the target group that is its `elbv2` traffic source.",
    id: ({ autoscalingGroupName, trafficSource }) =>
      text`${autoscalingGroupName},${field(trafficSource, "type")},${field(trafficSource, "identifier")}`,
    replaces: ["autoscalingGroupName", "trafficSource"],
    checks: { trafficSource: record("{ identifier, type }", { type: oneOf("elb", "elbv2", "vpc-lattice") }) },
  },
};
