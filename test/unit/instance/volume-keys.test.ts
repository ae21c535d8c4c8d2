import { volumeKey } from "../../../provider/common/names";
import { keyedVolumes } from "../../../provider/instance/volume-keys";

const urnOf = (name: string, stack = "dev", project = "shop"): string =>
  `urn:pulumi:${stack}::${project}::pulumi-nodejs:ebs/volume:Volume::${name}`;

const volume = { deviceName: "/dev/sdf", name: "data", size: 8 };
const given = (...urns: string[]) => ({ ...volume, urns });
const stateOf = (stack: string, ...urns: string[]) => ({
  project: "shop",
  stack,
  __volumes: [{ ...volume, keys: urns.map(volumeKey) }],
});
const programOf = (stack: string, ...urns: string[]) => ({
  project: "shop",
  stack,
  __volumes: [given(...urns)],
});
const keysOf = (urns: string[]) => [{ ...volume, keys: urns.map(volumeKey) }];

test("the keys of a volume are those of its URNs", () => {
  const urns = [urnOf("data"), urnOf("old")];
  expect(keyedVolumes({}, programOf("dev", ...urns))).toEqual(keysOf(urns));
  expect(keyedVolumes({}, { project: "shop", stack: "dev" })).toBeUndefined();
});

test("a volume of a stack that was renamed keeps its key, also if an alias renames it in the same update", () => {
  const olds = stateOf("dev", urnOf("data"));
  const news = programOf("live", urnOf("data", "live"));
  expect(keyedVolumes(olds, news)).toEqual(keysOf([urnOf("data", "live"), urnOf("data")]));
  const renamed = programOf("live", urnOf("new", "live"), urnOf("data", "live"));
  expect(keyedVolumes(olds, renamed)).toEqual(
    keysOf([urnOf("new", "live"), urnOf("data", "live"), urnOf("data")]),
  );
  const moved = { ...programOf("dev", urnOf("data", "dev", "store")), project: "store" };
  expect(keyedVolumes(olds, moved)).toEqual(keysOf([urnOf("data", "dev", "store"), urnOf("data")]));
});

test("an instance that is replaced in the same update keeps the key, and no other instance gets it", () => {
  const olds = stateOf("dev", urnOf("data"));
  const news = programOf("live", urnOf("data", "live"));
  keyedVolumes(olds, { ...news, __key: "db" });
  const both = keysOf([urnOf("data", "live"), urnOf("data")]);
  expect(keyedVolumes({}, { ...news, __key: "db" })).toEqual(both);
  // Another stack may be named as this one was.
  for (const other of [{ ...news, __key: "other" }, news]) {
    expect(keyedVolumes({}, other)).toEqual(keysOf([urnOf("data", "live")]));
  }
});

test("an alias in another stack counts only for an instance that has had the volume of there", () => {
  const news = programOf("dev", urnOf("data"), urnOf("data", "live"));
  expect(keyedVolumes({}, news)).toEqual(keysOf([urnOf("data")]));
  expect(keyedVolumes(stateOf("dev", urnOf("data", "live")), news)).toEqual(
    keysOf([urnOf("data"), urnOf("data", "live")]),
  );
});
