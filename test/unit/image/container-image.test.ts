import fc from "fast-check";

import { ExplainedError } from "../../../provider/common/errors";
import { amiId, amis } from "../../../provider/image/catalogue";
import { containerImage, isUnmapped, ownNames } from "../../../provider/image/container-image";
import { readImageSettings } from "../../../provider/image/image-settings";

const region = "us-east-1";
const al2023 = "al2023-ami-2023.12.20260930.0-kernel-6.1-x86_64";
const al2 = "amzn2-ami-hvm-2.0.20260930.0-arm64-gp2";
const jammy = "ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-20260731";
const windows = "Windows_Server-2022-English-Full-Base-2026.09.17";
const unknownId = "ami-0abcdef1234567890";
const idOf = (name: string) => amiId(name, region);

const settings = (amiMap: Record<string, string> = {}) => ({ amiMap, defaultImage: "default:1" });
const run = (ami: string, amiMap?: Record<string, string>) => containerImage(ami, region, settings(amiMap));

test.each<[what: string, ami: string, image: string]>([
  ["an image", "busybox:1.35", "busybox:1.35"],
  ["an image with a digest", `ghcr.io/a/b@sha256:${"0".repeat(64)}`, `ghcr.io/a/b@sha256:${"0".repeat(64)}`],
  ["an id of Amazon Linux 2023", idOf(al2023), "public.ecr.aws/amazonlinux/amazonlinux:2023"],
  ["an id of Amazon Linux 2", idOf(al2), "public.ecr.aws/amazonlinux/amazonlinux:2"],
  ["a name with slashes", jammy, "ubuntu:22.04"],
  ["an unknown id", unknownId, "default:1"],
  ["an unknown old id", "ami-12345678", "default:1"],
  ["a parameter", "resolve:ssm:/aws/service/debian/release/12/latest/amd64", "debian:12"],
])("%s, %s, runs %s", (_, ami, image) => {
  expect(run(ami).image).toBe(image);
});

test("the architecture is that of the AMI in the catalogue, mapped or not", () => {
  expect(run(idOf(al2)).architecture).toBe("arm64");
  expect(run(idOf(al2), { "amzn2-*": "a:1" }).architecture).toBe("arm64");
  expect(run("busybox:1.35").architecture).toBeUndefined();
  expect(run("packer-x86", { "packer-x86": "a:1" }).architecture).toBeUndefined();
});

test("in the map an id comes first, then a name, then the pattern with the most other characters", () => {
  const id = idOf(al2023);
  const map: [key: string, image: string][] = [
    [id, "id:1"],
    [al2023, "name:1"],
    ["al2023-ami-2023.12.*-x86_64", "long:1"],
    ["al2023-ami-*-x86_64", "short:1"],
    ["al2023-ami-**-x86_64", "same:1"],
    ["ami-*", "ids:1"],
    ["*", "all:1"],
  ];
  const expected = ["id:1", "name:1", "long:1", "same:1", "short:1", "ids:1", "all:1"];
  const order = [0, 1, 2, 4, 3, 5, 6];
  order.forEach((_, from) => {
    const rest = order.slice(from).map((index) => map[index]!);
    expect(run(id, Object.fromEntries(rest)).image).toBe(expected[from]);
    expect(run(id, Object.fromEntries([...rest].reverse())).image).toBe(expected[from]);
  });
});

test("a name of the catalogue can be mapped by the id that the region has for it", () => {
  expect(run(jammy, { [idOf(jammy)]: "a:1" }).image).toBe("a:1");
  expect(run(jammy, { [amiId(jammy, "us-west-2")]: "a:1" }).image).toBe("ubuntu:22.04");
});

test("patterns match AMIs alone, exact keys match any argument", () => {
  expect(run("busybox:1.35", { "*": "all:1", "busy*": "b:1" }).image).toBe("busybox:1.35");
  expect(run("busybox:1.35", { "busybox:1.35": "b:1" }).image).toBe("b:1");
  expect(run("web-server", { "web-server": "b:1", "*": "all:1" }).image).toBe("b:1");
  expect(run(unknownId, { "ami-0abc*": "b:1" })).toEqual({ image: "b:1" });
  expect(run(idOf("packer-web-2"), { "packer-web-2": "b:1" }).image).toBe("b:1");
  expect(ownNames({ "packer-web-2": "", "x*": "", [unknownId]: "", [al2023]: "" })).toEqual(["packer-web-2"]);
});

const command = (key: string) => `"pulumi config set --path 'ec2-pods:amiMap[\\"${key}\\"]' <image>"`;
test.each<[ami: string, map: Record<string, string>, reason: string, fix: string | undefined]>([
  [
    idOf(windows),
    {},
    `is the AMI "${windows}" of Windows Server 2022, which has no container image`,
    `Map it to an image that does its work with ${command(windows)}, or choose an AMI of Linux`,
  ],
  [
    amiId(al2023, "eu-west-1"),
    {},
    `is "${amiId(al2023, "eu-west-1")}", the id of "${al2023}" in another region. InvalidAMIID.NotFound: The image id '[${amiId(al2023, "eu-west-1")}]' does not exist in us-east-1`,
    "Look the AMI up in us-east-1, or set region to that of the look-up",
  ],
  [
    "ami-0abc",
    {},
    'is "ami-0abc", which isn\'t an AMI id',
    'Use "ami-" and 17 hexadecimal digits, or 8 as in old ids',
  ],
  [
    "my image",
    {},
    'is "my image", which isn\'t a container image reference. Use the form "registry/name:tag"',
    undefined,
  ],
  [
    idOf(al2023),
    { "al2023-*": "not an image" },
    `is "${idOf(al2023)}", which ec2-pods:amiMap of the stack's configuration maps to "not an image", which isn't a container image reference. Use the form "registry/name:tag"`,
    undefined,
  ],
  [
    "resolve:ssm:/aws/service/debian/release/12/latest/amd46",
    {},
    'is "resolve:ssm:/aws/service/debian/release/12/latest/amd46". ParameterNotFound: no AMI of the catalogue has this public parameter',
    'Did you mean "/aws/service/debian/release/12/latest/amd64"?',
  ],
])("%s with the map %j is rejected", (ami, map, reason, fix) => {
  let thrown: unknown;
  try {
    run(ami, map);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(ExplainedError);
  expect(thrown).toMatchObject({ reason, fix });
});

test("Windows and an id of another region run what the map has for them", () => {
  expect(run(idOf(windows), { "Windows_*": "iis:1" }).image).toBe("iis:1");
  expect(run(amiId(al2023, "eu-west-1"), { "al2023-*": "a:1" }).image).toBe("a:1");
});

test("a region that a preview doesn't know is that of any id", () => {
  const unsure = (ami: string) => containerImage(ami, undefined, settings()).image;
  expect(unsure(amiId(al2023, "eu-west-1"))).toBe("public.ecr.aws/amazonlinux/amazonlinux:2023");
  expect(unsure("resolve:ssm:/aws/service/debian/release/12/latest/amd64")).toBe("debian:12");
});

test("only an id that nothing maps is one to warn of", () => {
  expect(isUnmapped(unknownId, settings())).toBe(true);
  expect(isUnmapped(unknownId, settings({ [unknownId]: "a:1" }))).toBe(false);
  expect(isUnmapped(unknownId, settings({ "ami-*": "a:1" }))).toBe(false);
  expect(isUnmapped(unknownId, settings({ "ami-*": "not an image" }))).toBe(false);
  expect(isUnmapped(idOf(al2), settings())).toBe(false);
});

test("every Linux AMI leads to an image, and whatever the text, it is an image or an explained failure", () => {
  for (const { name, image } of amis()) {
    if (image) expect([run(name).image, run(idOf(name)).image]).toEqual([image, image]);
  }
  const keys = fc.oneof(fc.string(), fc.constantFrom("*", "__proto__", "ami-*", "toString", al2023));
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.constantFrom("__proto__", "toString", "resolve:ssm:")),
      fc.dictionary(keys, fc.string()),
      (ami, map) => {
        try {
          expect(run(ami, map).image).toMatch(/^\S+$/);
        } catch (error) {
          expect(error).toBeInstanceOf(ExplainedError);
        }
      },
    ),
  );
});

test("the configuration has a map and a default image, and says what is wrong with them", () => {
  const read = (config: Record<string, string>) => readImageSettings((key) => config[key]);
  expect(read({})).toEqual({
    amiMap: {},
    defaultImage: "public.ecr.aws/amazonlinux/amazonlinux:2023",
    failures: [],
  });
  expect(read({ "ec2-pods:amiMap": '{"a":"b:1"}', "ec2-pods:defaultImage": "c:1" })).toEqual({
    amiMap: { a: "b:1" },
    defaultImage: "c:1",
    failures: [],
  });
  for (const amiMap of ["a", "[]", '{"a":1}', "null", '{"a":{"b":"c"}}']) {
    expect(read({ "ec2-pods:amiMap": amiMap }).failures.map(({ property }) => property)).toEqual(["ami"]);
  }
  expect(read({ "ec2-pods:defaultImage": "a b" }).failures).toEqual([
    {
      property: "ami",
      reason:
        'ec2-pods:defaultImage of the stack\'s configuration is "a b", which isn\'t a container image reference. Use the form "registry/name:tag"',
    },
  ]);
});
