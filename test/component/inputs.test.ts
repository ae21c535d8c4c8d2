import * as pulumi from "@pulumi/pulumi";

import { checkedInputs, rejectInputs } from "../../provider/security-group/inputs";
import { failuresOf, unknownText, valueOf } from "../support/mocks";

const about = { kind: "SecurityGroup", name: "web" };
const reject = () => rejectInputs("SecurityGroup", "web", [{ property: "region", reason: 'is "moon"' }]);

test("an argument that the constructor didn't know is checked once it is known, with the others unknown", async () => {
  const check = jest.fn(() => []);
  const args = { region: pulumi.output("moon"), tags: { a: unknownText() }, strict: true };
  expect(await valueOf(checkedInputs({ ...about, args }, check, ["region"]))).toEqual({ region: "moon" });
  const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  expect(check.mock.calls).toEqual([[{ region: "moon", tags: { a: unknown }, strict: true }]]);
});

test("an argument that the constructor knew isn't checked again", async () => {
  const args = { region: "moon", name: pulumi.output("web") };
  expect(await valueOf(checkedInputs({ ...about, args }, reject as never, ["region"]))).toEqual({
    region: "moon",
  });
});

test("an error in an output is only its message: no stack, and no property that waits for it", () => {
  const { message } = failuresOf(reject);
  expect(message).toBe('Cannot create SecurityGroup "web": region is "moon".');
  const error = (() => {
    try {
      return reject();
    } catch (thrown) {
      return thrown as Error;
    }
  })()!;
  // As the SDK does for each property.
  error.message = `error serializing property "spec": ${error.message}`;
  expect([error.message, error.stack]).toEqual([message, message]);
});
