import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { amiId } from "../../provider/image/catalogue";
import {
  getParameter,
  type GetParameterArgs,
  getParameterOutput,
  type GetParameterOutputArgs,
  type GetParameterResult,
} from "../../provider/image/get-parameter";
import { declare } from "../../provider/record/declared";
import { isKnown, lateFailureOf, mock, unknownText, valueOf } from "../support/mocks";

const name = "/aws/service/debian/release/12/latest/amd64";
const id = amiId("debian-12-amd64-20260821-2577", "us-east-1");

const accepted: [GetParameterArgs, GetParameterOutputArgs] = [
  {} as aws.ssm.GetParameterArgs,
  {} as aws.ssm.GetParameterOutputArgs,
];
const answered: Required<aws.ssm.GetParameterResult> extends Required<GetParameterResult> ? true : false =
  true;

test("the types are those of @pulumi/aws", () => {
  expect([accepted.length, answered]).toEqual([2, true]);
});

test("both forms read a public parameter", async () => {
  const result = await getParameter({ name });
  expect(result).toEqual({
    arn: `arn:aws:ssm:us-east-1::parameter${name}`,
    id: name,
    insecureValue: id,
    name,
    region: "us-east-1",
    type: "String",
    value: id,
    version: 1,
  });
  const output = getParameterOutput({ name: pulumi.output(name), withDecryption: false });
  expect(await valueOf(output)).toEqual({ ...result, withDecryption: false });
  expect(await pulumi.isSecret(output)).toBe(false);
  const inRegion = await getParameter({ name, region: "eu-west-1" });
  expect(inRegion.value).toBe(amiId("debian-12-amd64-20260821-2577", "eu-west-1"));
});

test("what no AMI has is an error that says what exists, in both forms", async () => {
  const wrong = "/aws/service/debian/release/12/latest/amd46";
  const message = `Cannot look up Parameter "${wrong}": ParameterNotFound: no AMI of the catalogue has this public parameter. Did you mean "${name}"?`;
  await expect(getParameter({ name: wrong })).rejects.toMatchObject({ message, stack: message });
  expect(await lateFailureOf(() => getParameterOutput({ name: wrong }))).toBe(message);
  await expect(getParameter({ name: "/my/own" })).rejects.toThrow(
    /^Cannot look up Parameter "\/my\/own": ParameterNotFound: .*\. Use one of \/aws\/service\/ami-amazon-linux-latest\/<name>, /,
  );
  expect((await getParameter({ name: "/my/own" }).catch(() => getParameter({ name }))).value).toBe(id);
});

test("wrong arguments are all reported", async () => {
  const args = { nmae: "x", withDecryption: "no", region: "moon" } as unknown as GetParameterArgs;
  await expect(getParameter(args)).rejects.toThrow(
    /4 arguments aren't valid:\n {2}- nmae [^]*\n {2}- name is undefined/,
  );
});

test("a preview that doesn't know the name doesn't know the value", async () => {
  await mock(true);
  expect(await isKnown(getParameterOutput({ name: unknownText() }))).toBe(false);
});

const own = (value: pulumi.Input<string>) => ({
  arn: pulumi.output("arn:own"),
  type: pulumi.output("SecureString"),
  value: pulumi.output(value),
  version: pulumi.output(3),
});

test("a parameter that the program declares is found by its name, with its secret", async () => {
  declare("ssm:Parameter", own("other"), { name: "/other" });
  declare("ssm:Parameter", own(pulumi.secret("hunter2")), { name: pulumi.output("/db/password") });
  const output = getParameterOutput({ name: "/db/password" });
  expect(await valueOf(output)).toMatchObject({
    name: "/db/password",
    value: "hunter2",
    version: 3,
    arn: "arn:own",
  });
  expect(await pulumi.isSecret(output)).toBe(true);
  expect((await getParameter({ name: "/other" })).value).toBe("other");
  // Another program has others.
  await mock();
  await expect(getParameter({ name: "/other" })).rejects.toThrow("ParameterNotFound");
});

test("a promise has the text of a SecureString, as in AWS, and nothing else of the answer does", async () => {
  const printed = [jest.spyOn(pulumi.log, "info"), jest.spyOn(console, "log")];
  declare("ssm:Parameter", own(pulumi.secret("hunter2")), { name: "/db/password" });
  const { value, ...others } = await getParameter({ name: "/db/password" });
  expect(value).toBe("hunter2");
  expect(JSON.stringify(others)).not.toContain("hunter2");
  const encrypted = await getParameter({ name: "/db/password", withDecryption: false });
  expect(encrypted.value).toMatch(/^[0-9a-f]{64}$/);
  expect(await pulumi.isSecret(getParameterOutput({ name: "/db/password" }).value)).toBe(true);
  for (const print of printed) expect(print).not.toHaveBeenCalled();
});

test("a failed look-up of a SecureString never shows its text", async () => {
  declare("ssm:Parameter", own(pulumi.secret("hunter2")), { name: "/db/password" });
  const args = { name: "/db/password", region: "moon", withDecryption: "no" } as unknown as GetParameterArgs;
  await expect(getParameter(args)).rejects.not.toThrow("hunter2");
  await expect(getParameter({ name: "/db/passwort" })).rejects.not.toThrow("hunter2");
});

test("a parameter that waits for the look-up of another one doesn't stop it", async () => {
  declare("ssm:Parameter", own("a"), { name: "/a" });
  const b = getParameterOutput({ name: "/a" }).value;
  declare("ssm:Parameter", own(b), { name: "/b" });
  expect(await valueOf(getParameterOutput({ name: "/b" }).value)).toBe("a");
});

test("a promise of a value that a preview doesn't know fails with the function to use", async () => {
  await mock(true);
  declare("ssm:Parameter", own(unknownText()), { name: "/later" });
  await expect(getParameter({ name: "/later" })).rejects.toThrow(
    'Cannot look up Parameter "/later": a preview doesn\'t know its value. Use getParameterOutput.',
  );
  expect(await isKnown(getParameterOutput({ name: "/later" }).value)).toBe(false);
});

test("a parameter with an unknown name stops only look-ups that it may answer", async () => {
  await mock(true);
  declare("ssm:Parameter", own("later"), { name: unknownText() });
  declare("ssm:Parameter", own("a"), { name: "/own/a" });
  expect((await getParameter({ name: "/own/a" })).value).toBe("a");
  expect(await valueOf(getParameterOutput({ name: "/own/a" }).value)).toBe("a");
  await expect(getParameter({ name: "/own/b" })).rejects.toThrow(
    'Cannot look up Parameter "/own/b": a preview doesn\'t know whether the program declares it. Use getParameterOutput.',
  );
  expect(await isKnown(getParameterOutput({ name: "/own/b" }).value)).toBe(false);
});

test("a parameter is found in its own region only", async () => {
  const west = pulumi.output<string | undefined>("us-west-2");
  declare("ssm:Parameter", own("west"), { name: "/own" }, { region: west });
  await expect(getParameter({ name: "/own" })).rejects.toThrow("ParameterNotFound");
  declare("ssm:Parameter", own("east"), { name: "/own" });
  expect((await getParameter({ name: "/own" })).value).toBe("east");
  expect((await getParameter({ name: "/own", region: "us-west-2" })).value).toBe("west");
});
