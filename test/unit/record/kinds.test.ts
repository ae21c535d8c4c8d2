import fc from "fast-check";

import { containsUnknown, unknownValue } from "../../../provider/common/values";
import { forget } from "../../../provider/record/registry";
import { shapeOf } from "../../../provider/record/shape";
import { recordKinds, recordOperations } from "../../../provider/records";
import { recordSamples } from "../../support/record-samples";
import { change, endRun, make } from "../../support/records";

afterEach(endRun);

/** Rejected whatever its arguments, in words that name what works instead. */
const rejected = "ec2:NetworkInterfaceSecurityGroupAttachment";
const kinds = Object.entries(recordKinds).filter(([token]) => token !== rejected);

test("a kind that can't work here says what does", async () => {
  expect((await make(rejected, recordSamples[rejected] ?? {})).failures).toEqual([
    expect.stringMatching(
      /^securityGroupId is "sg-.*Remove this resource, and add the group to vpcSecurityGroupIds/,
    ),
  ]);
});

test("each kind has a sample, and its arguments are those of @pulumi/aws", () => {
  expect(Object.keys(recordSamples).sort()).toEqual(Object.keys(recordKinds).sort());
  for (const [token, { replaces, name, checks = {} }] of kinds) {
    const names = [...replaces, ...Object.keys(checks), ...(name ? [name] : [])];
    expect([token, names.filter((key) => !(key in shapeOf(token).arguments))]).toEqual([token, []]);
  }
});

test.each(kinds)(
  "%s: the sample is accepted, all of it is known, and nothing changes it again",
  async (token) => {
    const { failures, inputs } = await make(token, recordSamples[token] ?? {});
    expect(failures).toEqual([]);
    expect(containsUnknown(inputs)).toBe(false);
    expect(JSON.stringify(inputs)).not.toMatch(/undefined|NaN|\[object/);
    expect(inputs).toMatchObject(recordSamples[token] ?? {});
    const again = await make(token, recordSamples[token] ?? {}, "it", inputs);
    expect(again.inputs).toEqual(inputs);
    const { outs } = await recordOperations(token).create(inputs);
    expect(await recordOperations(token).diff("id", outs, again.inputs)).toEqual({ changes: false });
  },
);

test.each(kinds)("%s: what create answers has every output that always has a value", async (token) => {
  const { id, inputs } = await make(token, recordSamples[token] ?? {});
  const created = await recordOperations(token).create(inputs);
  expect(created.id).toBe(id);
  const { filled } = shapeOf(token);
  expect(Object.keys(filled).filter((key) => created.outs[key] === undefined)).toEqual([]);
  // A refresh changes nothing.
  expect(await recordOperations(token).read(id, created.outs)).toEqual({ id, props: created.outs });
});

test.each(kinds)(
  "%s: a replaced resource gets another id, unless AWS makes it of the arguments",
  async (token, { id }) => {
    const first = await make(token, recordSamples[token] ?? {});
    const second = await make(token, recordSamples[token] ?? {});
    if (typeof id === "string") expect(second.id).not.toBe(first.id);
    expect(first.id).toMatch(/./);
  },
);

test.each(kinds)("%s: any argument may be unknown", async (token) => {
  const sample = recordSamples[token] ?? {};
  for (const key of Object.keys(shapeOf(token).arguments)) {
    const { failures, inputs } = await make(token, { ...sample, [key]: unknownValue });
    expect([key, failures.filter((failure) => failure.startsWith(`${key} `))]).toEqual([key, []]);
    // Unknown as a whole, never as a part of a text.
    const texts = JSON.stringify(inputs).replaceAll(`"${unknownValue}"`, "");
    expect([key, texts.includes(unknownValue)]).toEqual([key, false]);
  }
});

test.each(kinds)("%s: arguments of another type fail on their own path, or are harmless", async (token) => {
  const { arguments: types, required } = shapeOf(token);
  for (const key of Object.keys(types)) {
    for (const value of [5, true, "no such value", [[5]], { nothing: 5 }, [null], [{}]]) {
      const { failures } = await make(token, { ...recordSamples[token], [key]: value });
      const isOfType = failures.every((failure) => /^[\w.[\]"]+ .+/.test(failure));
      expect([key, value, isOfType]).toEqual([key, value, true]);
    }
  }
  for (const key of required) {
    const { failures } = await make(token, { ...recordSamples[token], [key]: undefined });
    expect([key, failures.some((failure) => failure.startsWith(`${key} is missing`))]).toEqual([key, true]);
  }
});

test("any JSON as arguments never crashes a check", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(recordKinds)),
      fc.infiniteStream(fc.jsonValue()),
      async (token, values) => {
        const names = Object.keys(shapeOf(token).arguments);
        const args = Object.fromEntries(names.map((name) => [name, values.next().value]));
        const { failures } = await make(token, args);
        expect(Array.isArray(failures)).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

test.each(kinds)(
  "%s: a change of a replacing argument replaces, of another one is live",
  async (token, { replaces, id }) => {
    const { arguments: types } = shapeOf(token);
    const sample = recordSamples[token] ?? {};
    for (const key of Object.keys(types).filter((name) => name !== "tags")) {
      const { inputs } = await make(token, sample);
      const diff = await recordOperations(token).diff("id", inputs, {
        ...inputs,
        __computed: [],
        [key]: "another",
      });
      const isReplacing = replaces.includes(key) || key === "region";
      expect([key, diff]).toEqual([key, { replaces: isReplacing ? [key] : [] }]);
    }
    // Else a live change would leave the resource under an id that isn't its own any more.
    if (typeof id === "function")
      expect(replaces.length + Number(token.includes("Default"))).toBeGreaterThan(0);
  },
);

test("no message shows what may be a secret", async () => {
  const secrets = kinds.flatMap(([token, { secrets = [], concealed = [] }]) =>
    [...secrets, ...concealed].map((key) => [token, key] as const),
  );
  expect(secrets.length).toBeGreaterThan(4);
  for (const [token, key] of secrets) {
    for (const value of [{ hunter2: "hunter2" }, ["hunter2"], "hunter2 isn't a value"]) {
      const { failures } = await recordOperations(token).check(
        {},
        { ...recordSamples[token], [key]: value, __urn: "u::p::t::n" },
      );
      // The engine prints the value of the property that a failure is on.
      expect(failures.filter(({ property }) => property.startsWith(key))).toEqual([]);
      expect(JSON.stringify(failures)).not.toContain("hunter2");
    }
  }
  forget("u::p::t::n");
});

test("a change of tags is live, and tagsAll follows", async () => {
  const tagged = kinds.filter(([token]) => "tags" in shapeOf(token).arguments);
  expect(tagged.length).toBeGreaterThan(20);
  for (const [token] of tagged) {
    const sample = recordSamples[token] ?? {};
    expect(await change(token, sample, { ...sample, tags: { other: "tag" } })).toEqual({ replaces: [] });
    const { inputs } = await make(token, { ...sample, tags: { other: "tag" } });
    expect([token, inputs["tagsAll"]]).toEqual([token, { other: "tag" }]);
  }
});

test("a group can't be attached to an interface; the message names what does the same", async () => {
  const args = { networkInterfaceId: "eni-1", securityGroupId: "sg-1" };
  expect((await make(rejected, args)).failures).toEqual([
    'securityGroupId is "sg-1", a group that a Pod can\'t join beside its instance. Remove this resource, and add the group to vpcSecurityGroupIds of the instance',
  ]);
});

test("a change of the default tags updates a record that has tags, and nothing else", async () => {
  const args = { cidrBlock: "10.0.0.0/16", tags: { Name: "main" } };
  const before = { ...args, tagsAll: { Team: "shop", Name: "default" } };
  expect((await make("ec2:Vpc", before)).inputs).toMatchObject({ tagsAll: { Team: "shop", Name: "main" } });
  expect(await change("ec2:Vpc", before, before)).toEqual({ changes: false });
  expect(await change("ec2:Vpc", before, args)).toEqual({ replaces: [] });
  expect(await change("ec2:Vpc", args, { ...args, tagsAll: { Name: "default" } })).toEqual({
    changes: false,
  });
});
