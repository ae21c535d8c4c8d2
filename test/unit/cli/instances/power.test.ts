import { powerText } from "../../../../provider/cli/instances/power";

test("the result says that Pulumi's state doesn't have it yet", () => {
  const instance = { name: "web", id: "i-0123456789abcdef0" };
  expect(powerText("stop", { ...instance, changed: true, state: "stopped" })).toBe(
    'web (i-0123456789abcdef0) stopped.\nRun "pulumi refresh" to record it in Pulumi\'s state.',
  );
  const started = { ...instance, state: "running" as const, pod: "ec2-web-2", privateIp: "10.0.0.8" };
  expect(powerText("start", { ...started, changed: true })).toBe(
    'web (i-0123456789abcdef0) started: Pod ec2-web-2, private IP 10.0.0.8.\nRun "pulumi refresh" to record it in Pulumi\'s state.',
  );
  expect(powerText("start", { ...started, changed: false })).toBe(
    "web (i-0123456789abcdef0) is already running.",
  );
});
