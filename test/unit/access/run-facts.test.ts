import { factsOfRun } from "../../../provider/access/run-facts";
import { publicAddress } from "../../../provider/common/public-address";
import type { InstanceState } from "../../../provider/instance/model";
import { unknownValue } from "../../../provider/common/values";
import { forget, remember, whenRemembered } from "../../../provider/record/registry";

const id = "i-0123456789abcdef0";
const web = {
  ...{ instanceId: id, name: "web", project: "shop", stack: "dev", region: "us-east-1", ami: "debian:12" },
  ...{ keyName: "deployer", privateIp: "10.0.0.1", privateDns: "", pod: { image: "debian:12" } },
} as unknown as InstanceState;
const urns: string[] = [];

function know(kind: string, recordId: string, values: object, more: { isLookup?: boolean } = {}): void {
  const urn = `urn::${kind}::${recordId}`;
  urns.push(urn);
  remember(urn, { kind, id: recordId, values: { region: "us-east-1", ...values }, ...more });
}
afterEach(() => urns.splice(0).forEach(forget));

test("the facts of a run are those of the resources that it has checked, before any state has them", () => {
  know("ec2:KeyPair", "deployer", { publicKey: "ssh-ed25519 A" });
  know("ec2:KeyPair", "other", { publicKey: "ssh-ed25519 B" });
  know("ec2:Eip", "eipalloc-1", { instance: id });
  know("ec2:Eip", "eipalloc-2", { instance: unknownValue });
  know("ec2:Eip", "eipalloc-3", { instance: id }, { isLookup: true });
  know("ec2:EipAssociation", "eipassoc-1", { allocationId: "eipalloc-4", instanceId: id });
  const { stack, instances, elasticIps } = factsOfRun("shop/dev", [web]);
  expect(stack).toBe("shop/dev");
  expect(instances.get(id)).toEqual({
    name: "web",
    login: { publicKeys: ["ssh-ed25519 A"], user: "admin", addresses: ["10.0.0.1", publicAddress(id)] },
  });
  expect(elasticIps.get(id)).toEqual(["eipalloc-1", "eipalloc-4"]);
});

test("a key that a preview doesn't know lets nothing in", () => {
  know("ec2:KeyPair", "deployer", { publicKey: unknownValue });
  expect(factsOfRun("shop/dev", [web]).instances.get(id)?.login.publicKeys).toEqual([]);
});

test("whoever serves a run learns of each resource", () => {
  const heard = jest.fn();
  whenRemembered(heard);
  know("ec2:Eip", "eipalloc-1", { instance: id });
  expect(heard).toHaveBeenCalledTimes(1);
});
