import { derivedOutputs } from "../../../provider/instance/outputs";
import { forget, remember } from "../../../provider/record/registry";
import { endRun, make } from "../../support/records";

const id = "i-0123456789abcdef0";
afterEach(() => {
  forget("server");
  endRun();
});

/** The id that the instance itself has as an output. */
const ownId = (args: object) =>
  derivedOutputs["primaryNetworkInterfaceId"]!.value({ instanceId: id, ...args });

test.each([
  ["none", {}],
  ["one", { primaryNetworkInterface: { networkInterfaceId: "eni-00000000000000001" } }],
  ["a list of one", { networkInterfaces: [{ deviceIndex: 0, networkInterfaceId: "eni-00000000000000002" }] }],
])("an address is on the network interface of its instance, which names %s", async (_, args) => {
  remember("server", { kind: "ec2:Instance", id, values: args });
  const address = await make("ec2:Eip", { instance: id }, "address");
  const association = await make("ec2:EipAssociation", { instanceId: id, allocationId: address.id }, "both");
  expect(address.inputs["networkInterface"]).toBe(ownId(args));
  expect(association.inputs["networkInterfaceId"]).toBe(ownId(args));
});

test("with --target, an address stays on the interface that the state has", async () => {
  const olds = { instance: id, networkInterface: "eni-00000000000000001", recordId: "eipalloc-0" };
  const state = { ...olds, __computed: ["networkInterface"] };
  expect((await make("ec2:Eip", { instance: id }, "it", state)).inputs["networkInterface"]).toBe(
    "eni-00000000000000001",
  );
  const moved = await make("ec2:Eip", { instance: "i-1123456789abcdef0" }, "it", state);
  expect(moved.inputs["networkInterface"]).not.toBe("eni-00000000000000001");
  expect((await make("ec2:Eip", {})).inputs["networkInterface"]).toBeUndefined();
});
