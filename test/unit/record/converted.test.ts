import { volumeKinds } from "../../../provider/volume/kinds";
import { lifecycleOf } from "../../../provider/record/lifecycle";
import { shapeOf } from "../../../provider/record/shape";

const volumes = lifecycleOf("ebs:Volume", volumeKinds["ebs:Volume"]!, shapeOf("ebs:Volume"));
const __urn = "urn:pulumi:dev::shop::pulumi-nodejs:ebs/volume:Volume::data";
const right = {
  availabilityZone: "us-east-1a",
  size: 8,
  encrypted: true,
  tags: { n: "1", b: "true" },
  __urn,
};
const given = { ...right, size: "8", encrypted: "true", tags: { n: 1, b: true }, region: "" };

test("a record takes values that AWS's provider converts, and shows no change for them", async () => {
  const { inputs: olds } = await volumes.check({}, right);
  const { inputs, failures } = await volumes.check(olds, given);
  expect(failures).toEqual([]);
  expect(inputs).toEqual(olds);
  expect(inputs["region"]).toBe("us-east-1");
  expect(await volumes.diff("vol-1", { ...olds, size: "8" }, inputs)).toMatchObject({ changes: false });
});

test("what isn't convertible is rejected", async () => {
  const { failures } = await volumes.check({}, { ...right, size: "eight", tags: { n: [1] } });
  expect(failures.map(({ property }) => property).sort()).toEqual(["size", 'tags["n"]']);
});
