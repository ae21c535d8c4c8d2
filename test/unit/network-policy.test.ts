import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";

import { toAnnotations, toNetworkPolicySpec, type Rule } from "../../provider/network-policy";
import { checkGroup } from "../../provider/security-group-check";

interface Golden {
  input: { ingress: Rule[]; egress: Rule[] };
  expected: unknown;
  untranslatable: unknown[];
}

const group = "sg-0123456789abcdef0";
const folder = join(__dirname, "golden", "network-policy");
const cases = readdirSync(folder).map((file) => file.replace(/\.yaml$/, ""));

test.each(cases)("golden: %s", (name) => {
  const { input, expected, untranslatable } = parse(
    readFileSync(join(folder, `${name}.yaml`), "utf8"),
  ) as Golden;
  expect(toNetworkPolicySpec(group, input)).toEqual({ spec: expected, untranslatable });
});

test("the golden rules are rules that pass the check", () => {
  const failing = cases.filter((name) => {
    const { input } = parse(readFileSync(join(folder, `${name}.yaml`), "utf8")) as Golden;
    return checkGroup("web", { ...input }).length > 0;
  });
  expect(failing).toEqual([]);
});

test("tags in another order are the same annotation", () => {
  const annotations = toAnnotations(["web", "Web servers", { b: "2", a: "1" }]);
  expect(annotations).toEqual({
    "ec2-pods/group-name": "web",
    "ec2-pods/description": "Web servers",
    "ec2-pods/tags": '{"a":"1","b":"2"}',
  });
});
