import * as pulumi from "@pulumi/pulumi";

import "../../../provider/load-balancer/warnings";
import { declare } from "../../../provider/record/declared";

afterEach(() => jest.restoreAllMocks());

const told = async (kind: string, args: object, isLookup = false): Promise<string[]> => {
  const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
  declare(`lb:${kind}`, { __name: "web" }, args, { isLookup });
  await new Promise((resolve) => setTimeout(resolve, 50));
  return warn.mock.calls.map(([text]) => text);
};

const header = (value: pulumi.Input<string>) => [
  { httpHeader: { httpHeaderName: "X-Origin", values: [value] } },
];
const message = (kind: string, argument: string) =>
  `Cannot encrypt ${kind} "web": ${argument} is a secret, and the proxy's ConfigMaps have it as plain text. Limit who can read ConfigMaps in its namespace.`;

test.each<[kind: string, argument: string, value: unknown]>([
  ["ListenerRule", "conditions", header(pulumi.secret("key"))],
  ["ListenerRule", "actions", pulumi.secret([{ type: "forward" }])],
  ["Listener", "defaultActions", [{ fixedResponse: { messageBody: pulumi.secret("key") } }]],
  ["TargetGroup", "healthCheck", { path: pulumi.secret("/key") }],
])("a %s whose %s is a secret says that a ConfigMap has it as plain text", async (kind, argument, value) => {
  expect(await told(kind, { port: 80, [argument]: value })).toEqual([message(kind, argument)]);
});

test("nothing is said of what isn't secret, and of a look-up", async () => {
  const secret = { conditions: header(pulumi.secret("key")) };
  expect(await told("ListenerRule", { conditions: header(pulumi.output("key")) })).toEqual([]);
  expect(await told("ListenerRule", secret, true)).toEqual([]);
});
