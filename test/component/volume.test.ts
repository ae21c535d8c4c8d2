import { Volume } from "../../provider/volume/volume";
import { handling, registered, valueOf } from "../support/mocks";

test("a volume is deleted before the one that replaces it, also if the user asks for that, and says if it is retained", async () => {
  const args = { availabilityZone: "us-east-1a", size: 1 };
  const volumes = [new Volume("data", args), new Volume("kept", args, { retainOnDelete: true })];
  await Promise.all(volumes.map(({ urn }) => valueOf(urn)));
  const seen = registered.map(({ type, name, inputs }) => [
    ...[name, inputs["__retained"], handling.get(`${type}::${name}`)!.deleteBeforeReplace],
  ]);
  expect(seen.sort()).toEqual([
    ["data", undefined, true],
    ["kept", true, true],
  ]);
});
