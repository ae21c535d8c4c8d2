import fc from "fast-check";

import { amiId, amis, amiWithId, families, isAmiId } from "../../../provider/image/catalogue";
import { describe as described } from "../../../provider/image/describe";
import { imageFailure } from "../../../provider/image/image-settings";

const all = amis();
const regions = ["us-east-1", "us-west-2", "eu-central-1", "ap-southeast-5", "us-gov-west-1"];

test("names are unique, and so are ids in all regions", () => {
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  const ids = regions.flatMap((region) => all.map(({ name }) => amiId(name, region)));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^ami-0[0-9a-f]{16}$/.test(id))).toEqual([]);
});

test("an id is stable, and says its AMI in every region", () => {
  expect(amiId("al2023-ami-2023.12.20260930.0-kernel-6.1-x86_64", "us-east-1")).toBe("ami-048b23541c6b67c02");
  for (const ami of all) {
    for (const region of regions) expect(amiWithId(amiId(ami.name, region))).toBe(ami);
  }
});

test("no other text is the id of an AMI", () => {
  expect(["", "ami-", "ami-0", "AMI-0abcdef1234567890", "ami-0abcdef12345678901"].filter(isAmiId)).toEqual(
    [],
  );
  fc.assert(fc.property(fc.string(), (text) => amiWithId(text) === undefined));
  expect(amiWithId("ami-0abcdef1234567890")).toBeUndefined();
});

test("AMIs are in the order of their dates, which are those in their names", () => {
  const dates = all.map(({ creationDate }) => creationDate);
  expect(dates).toEqual([...dates].sort());
  for (const { name, creationDate } of all) {
    const [, date] =
      /(?<!\d)(20[12]\d[01]\d[0-3]\d)(?!\d)/.exec(name.replaceAll(/(\d{4})\.(\d\d)\.(\d\d)$/g, "$1$2$3")) ??
      [];
    if (date) expect(creationDate.slice(0, 10).replaceAll("-", "")).toBe(date);
    expect(new Date(creationDate).toISOString()).toBe(creationDate);
    expect(creationDate < "2026-11-01").toBe(true);
  }
});

test("no name or text has a placeholder or an empty part", () => {
  const texts = all.flatMap(({ name, description, parameters }) => [name, description, ...parameters]);
  expect(texts.filter((text) => /[{}]|undefined|--|\/\/| {2}|^ | $/.test(text))).toEqual([]);
});

test("every system but Windows has a container image", () => {
  for (const { system, image } of families) {
    if (image === undefined) expect(system).toMatch(/^Windows/);
    else expect(imageFailure(image)).toBeUndefined();
  }
});

test("releases are listed from old to new", () => {
  const lists = families.flatMap(({ releases, variants }) => [
    releases,
    ...variants.flatMap((variant) => (variant.releases ? [variant.releases] : [])),
  ]);
  for (const list of lists) {
    const dates = list.map(
      (release) => all.find(({ name }) => name.includes(release.split(" ")[0]!))!.creationDate,
    );
    expect(dates).toEqual([...dates].sort());
  }
});

test("owners are accounts, and amazon's are known by their alias", () => {
  for (const { owner } of all) expect(owner.id).toMatch(/^\d{12}$/);
  const aliases = new Map(all.map(({ owner }) => [owner.id, owner.alias]));
  expect(aliases.get("099720109477")).toBe("amazon");
  expect(aliases.get("125523088429")).toBeUndefined();
});

test("EC2 describes an AMI of the catalogue as one of Ubuntu", () => {
  const ami = all.find(({ name }) => name.endsWith("ubuntu-noble-24.04-amd64-server-20260923"))!;
  // As "terraform state show" printed it, but for the ids, the time of day, and what says when it is deprecated.
  expect(described(ami, "us-west-2", true)).toMatchObject({
    architecture: "x86_64",
    arn: `arn:aws:ec2:us-west-2::image/${amiId(ami.name, "us-west-2")}`,
    bootMode: "uefi-preferred",
    creationDate: expect.stringMatching(/^2026-09-23T/) as unknown,
    description: "Canonical, Ubuntu, 24.04, amd64 noble image",
    enaSupport: true,
    hypervisor: "xen",
    imageLocation: "amazon/ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20260923",
    imageOwnerAlias: "amazon",
    imageType: "machine",
    imdsSupport: "v2.0",
    ownerId: "099720109477",
    platform: "",
    platformDetails: "Linux/UNIX",
    productCodes: [],
    public: true,
    rootDeviceName: "/dev/sda1",
    rootDeviceType: "ebs",
    sriovNetSupport: "simple",
    state: "available",
    stateReason: { code: "UNSET", message: "UNSET" },
    tags: {},
    usageOperation: "RunInstances",
    virtualizationType: "hvm",
  });
});
