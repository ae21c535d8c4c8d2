import * as pulumi from "@pulumi/pulumi";

import * as aws from "../../provider";
import { settled } from "../support/mocks";
import { elbArns } from "../support/record-samples";

test("a listener that isn't served says so once, in the program", async () => {
  const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
  await pulumi.runtime.setMocks(
    { newResource: ({ inputs }) => ({ id: "it", state: inputs as object }), call: () => ({}) },
    "shop",
    "dev",
    true,
  );
  const listener = (protocol: pulumi.Input<string> | undefined, port: number) =>
    new aws.lb.Listener(`${port}`, {
      loadBalancerArn: elbArns.loadBalancer,
      port,
      protocol,
      defaultActions: [{ type: "forward", targetGroupArn: elbArns.targetGroup }],
    });
  listener("HTTPS", 443);
  listener(pulumi.output("TCP_UDP"), 53);
  listener("HTTP", 80);
  listener(undefined, 81);
  aws.lb.Listener.get("other", elbArns.listener, { protocol: "HTTPS" });
  await settled();
  expect(warn.mock.calls.map(([text]) => text).sort()).toEqual([
    'Cannot serve Listener "443": protocol is "HTTPS", and there is no certificate of AWS here, so nothing answers on its port. Add a listener of HTTP to reach the targets.',
    'Cannot serve Listener "53": protocol is "TCP_UDP", and the proxy only forwards its TCP part.',
  ]);
});

test("alb has the same classes as lb", () => {
  expect(aws.alb.LoadBalancer).toBe(aws.lb.LoadBalancer);
  expect(aws.alb.TargetGroup).toBe(aws.lb.TargetGroup);
  expect(aws.alb.LoadBalancerType.Application).toBe("application");
});
