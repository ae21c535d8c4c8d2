import { annotationKeys } from "../../../provider/common/names";
import { unknownValue } from "../../../provider/common/values";
import { checkInstance } from "../../../provider/instance/check";
import { changes } from "../../../provider/instance/effects";
import { metadataAnnotation } from "../../../provider/instance/metadata";
import { toState } from "../../../provider/instance/model";
import type { InstanceInputs } from "../../../provider/instance/model";
import { derivedOutputs } from "../../../provider/instance/outputs";
import { toPod } from "../../../provider/instance/pod";
import { observed } from "../../../provider/instance/pod-status";
import { readSettings } from "../../../provider/instance/settings";
import { instanceArgs } from "../../support/instance";

const defaults = { Team: "shop", Name: "default", "ec2-pods/node-selector": '{"disk":"ssd"}' };
const check = (more: object, olds: Partial<InstanceInputs> = {}) =>
  checkInstance(
    olds,
    { ...instanceArgs, ...more },
    { namespace: "apps" },
    readSettings(() => undefined, {}),
  ).inputs;
const inputs = check({
  tags: { Name: "web" },
  tagsAll: defaults,
  metadataOptions: { instanceMetadataTags: "enabled" },
});
const all = { ...defaults, Name: "web" };
const launch = { podName: "ec2-web", namespace: "apps", origin: "o", firstBoot: true, metadata: true };

test("default tags are below the own tags, on the Pod, in its metadata and in its configuration", () => {
  expect(inputs.tagsAll).toEqual(all);
  expect(inputs.tags).toEqual({ Name: "web" });
  expect(inputs.pod.nodeSelector).toMatchObject({ disk: "ssd" });
  expect(JSON.parse(toPod(inputs, launch).metadata!.annotations![annotationKeys.tags]!)).toEqual(all);
  expect(metadataAnnotation(inputs)).toContain("meta-data/tags/instance/Team\tshop\n");
  expect(derivedOutputs["tagsAll"]!.value(inputs)).toEqual(all);
});

test("without default tags, nothing of an instance changes", () => {
  const plain = check({ tags: { Name: "web" } });
  expect(plain).not.toHaveProperty("tagsAll");
  expect(derivedOutputs["tagsAll"]!.value(plain)).toEqual({ Name: "web" });
});

test("a change of the default tags is live, and a preview may not know them", () => {
  const state = toState(inputs, { namespace: "apps", instanceState: "running" });
  const changed = check({ ...inputs, tagsAll: { ...defaults, Team: "web" } }, inputs);
  expect(changes(state, changed)).toEqual([{ property: "tagsAll", effect: "live" }]);
  expect(changes(state, check({ ...inputs, tagsAll: undefined }, inputs))).toContainEqual({
    property: "tagsAll",
    effect: "live",
  });
  expect(check({ tags: { Name: "web" }, tagsAll: unknownValue }).tagsAll).toBe(unknownValue);
});

test("a refresh tells default tags from those of the program, and finds drift of both", () => {
  const state = toState(inputs, { namespace: "apps", instanceState: "running" });
  const pod = (tags: object) => ({
    metadata: { annotations: { [annotationKeys.tags]: JSON.stringify(tags) } },
  });
  expect(observed(pod(all), state)).toMatchObject({ tags: { Name: "web" }, tagsAll: all });
  const drifted = { Name: "other", Team: "else" };
  expect(observed(pod(drifted), state)).toMatchObject({ tags: drifted, tagsAll: drifted });
});
