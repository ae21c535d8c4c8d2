import { programPair } from "../../support/chaos/program-pairs";

const seeds = Array.from({ length: 40 }, (_, seed) => seed);
const pairs = seeds.map(programPair);

const declared = (program: string, kind: string) => program.split(`new ${kind}(`).length - 1;

test("a seed always has the same programs, and no two seeds have the same ones", () => {
  expect(seeds.map(programPair)).toEqual(pairs);
  expect(new Set(pairs.map((pair) => JSON.stringify(pair))).size).toBe(seeds.length);
});

test.each([
  / ami: (image|source)/,
  / ebsBlockDevices: /,
  / launchTemplate: /,
  / securityGroups: /,
  / referencedSecurityGroupId: /,
  /new SecurityGroupEgressRule\(/,
])("some programs have %p, and some updates add or remove it", (part) => {
  const found = pairs.map(({ before, after }) => [part.test(before), part.test(after)]);
  expect(found.filter(([before]) => before).length).toBeGreaterThan(3);
  expect(found.filter(([, after]) => after).length).toBeGreaterThan(3);
  expect(found.filter(([before, after]) => before !== after).length).toBeGreaterThan(3);
});

test("some updates remove a group, which nothing names then", () => {
  const removals = pairs.filter(
    ({ before, after }) => declared(after, "SecurityGroup") < declared(before, "SecurityGroup"),
  );
  expect(removals.length).toBeGreaterThan(0);
  for (const { after } of removals) {
    const names = [...after.matchAll(/\b(web|app|db)\.id\b/g)].map(([, name]) => name!);
    for (const name of names) expect(after).toContain(`const ${name} = new SecurityGroup(`);
  }
});
