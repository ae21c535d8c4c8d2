import { recordSamples } from "../../support/record-samples";
import { endRun, make } from "../../support/records";

afterEach(endRun);

const failuresOf = async (kind: string, args: Record<string, unknown>): Promise<string[]> =>
  (await make(`autoscaling:${kind}`, { ...recordSamples[`autoscaling:${kind}`], ...args })).failures;

test("ids and ARNs are those of AWS", async () => {
  const policy = await make("autoscaling:Policy", { ...recordSamples["autoscaling:Policy"], name: "busy" });
  expect(policy.id).toBe("busy");
  expect(policy.inputs["arn"]).toMatch(
    /^arn:aws:autoscaling:us-east-1:000000000000:scalingPolicy:[0-9a-f-]{36}:autoScalingGroupName\/web:policyName\/busy$/,
  );
  expect((await make("autoscaling:Tag", recordSamples["autoscaling:Tag"] ?? {})).id).toBe("web,team");
});

test.each<[string, Record<string, unknown>, string]>([
  ["Attachment", { elb: "web" }, "elb conflicts with lbTargetGroupArn. Set only one of the two"],
  [
    "Attachment",
    { lbTargetGroupArn: undefined },
    'lbTargetGroupArn is missing. Use the "arn" output of a TargetGroup',
  ],
  ["LifecycleHook", { heartbeatTimeout: 5 }, "heartbeatTimeout is 5. Use whole seconds from 30 to 7200"],
  [
    "Policy",
    { policyType: "TargetTrackingScaling" },
    "targetTrackingConfiguration is missing, and a policy of the type TargetTrackingScaling needs it. Set it",
  ],
  [
    "Policy",
    { adjustmentType: undefined },
    'adjustmentType is missing. Set it, for example to "ChangeInCapacity"',
  ],
  [
    "Schedule",
    { recurrence: undefined },
    "startTime is missing, and so is recurrence. Set at least one of the two",
  ],
  [
    "Schedule",
    { startTime: "2030-01-02T00:00:00Z", endTime: "2030-01-01T00:00:00Z" },
    'endTime is "2030-01-01T00:00:00Z", which isn\'t after startTime. Use a later time',
  ],
])("%s with %j is rejected", async (kind, args, failure) => {
  expect(await failuresOf(kind, args)).toContain(failure);
});
