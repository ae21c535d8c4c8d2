import { errorMessage } from "../../../provider/common/errors";
import { hide, say } from "../../../provider/common/secrets";
import { instanceArguments } from "../../../provider/instance/arguments";
import { check } from "../../../provider/instance/lifecycle";
import { shapeOf } from "../../../provider/record/shape";
import { recordKinds, recordOperations } from "../../../provider/records";
import { volumeKinds } from "../../../provider/volume/kinds";
import { instanceArgs } from "../../support/instance";
import { leaks, needles } from "../../support/needles";
import { recordSamples } from "../../support/record-samples";

const secrets = () => {
  const { nested, values } = needles();
  return [...values, ...nested];
};

test.each(Object.keys(instanceArguments))("no failure of an instance shows a secret %s", async (name) => {
  const leaked: string[] = [];
  for (const value of secrets()) {
    const { failures } = await check({}, { ...instanceArgs, [name]: value, __secrets: [value] });
    leaked.push(...leaks(failures));
  }
  expect(leaked).toEqual([]);
});

test.each(Object.keys({ ...recordKinds, ...volumeKinds }))(
  "no failure of %s shows a secret argument",
  async (token) => {
    const operations = recordOperations(token);
    const leaked: string[] = [];
    const __urn = `urn:pulumi:dev::shop::pulumi-nodejs:${token}::x`;
    for (const name of Object.keys(shapeOf(token).arguments)) {
      for (const value of secrets()) {
        const args = { ...recordSamples[token], [name]: value, __urn, __secrets: [value] };
        const { failures, inputs } = await operations.check({}, args);
        leaked.push(...leaks(failures).map((text) => `${name}: ${text}`));
        expect(inputs).not.toHaveProperty("__secrets");
      }
    }
    expect(leaked).toEqual([]);
  },
);

test.each([
  ["annotations", "a=b,Needle Token"],
  ["annotations", "a=b,Needle Token=c"],
  ["node-selector", "a=Needle Token"],
  ["pull-secret", "a,Needle Token"],
  ["tolerations", '[{"effect":"Needle"}]'],
])("no failure shows a part of a secret tag ec2-pods/%s: %s", async (setting, text) => {
  for (const prefix of ["ec2-pods", "fakecloud-k8s"]) {
    const property = `tags["${prefix}/${setting}"]`;
    const tags = { [`${prefix}/${setting}`]: text };
    const { failures } = await check({}, { ...instanceArgs, tags, __secrets: [text] });
    const reason = expect.stringContaining("isn't valid, and isn't shown as it is a secret. Use ") as string;
    expect(failures).toContainEqual({ property, reason });
    expect(JSON.stringify(failures)).not.toContain("Needle");
  }
});

const secret = 'pass"word\\one\nsecond line';
const printed = (text: string) =>
  errorMessage({ verb: "create", kind: "Ec2Instance", name: "web", cause: text, fix: `Remove ${text}` });

test.each([
  ["as it is", secret],
  ["as JSON", JSON.stringify(secret)],
  ["as JSON in JSON", JSON.stringify(JSON.stringify({ secret }))],
  ["one line of it", "second line"],
])("a hidden value is in no error: %s", (_, text) => {
  hide({ list: [secret] });
  expect(printed(text)).not.toMatch(/pass|word|second/);
});

test("a hidden value is in no line that is printed, and a short one is no secret", () => {
  hide(["a-password", 123_456, "on", true]);
  const log = jest.spyOn(console, "log").mockReturnValue();
  say("based on a-password, 123456: true");
  expect(log).toHaveBeenCalledWith("based on [secret], [secret]: true");
  log.mockRestore();
});
