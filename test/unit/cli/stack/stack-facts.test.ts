import { readStackFacts } from "../../../../provider/cli/stack/stack-facts";
import { publicAddress } from "../../../../provider/common/public-address";
import { primaryInterfaceId } from "../../../../provider/network/primary-interface";

const web = "i-0123456789abcdef0";
const api = "i-00000000000000002";

/** The facts of a stack with two instances and these resources. */
function factsOf(...more: object[]) {
  const instance = (id: string, name: string) => ({
    urn: `urn:pulumi:dev::shop::pulumi-nodejs:dynamic/ec2-pods:Ec2Instance::${name}`,
    type: "pulumi-nodejs:dynamic/ec2-pods:Ec2Instance",
    id,
    inputs: { name },
    outputs: { instanceId: id, name, namespace: "apps", podName: `ec2-${name}-1` },
  });
  const resources = [instance(web, "web"), instance(api, "api"), ...more];
  return readStackFacts({ resources }, { project: "shop", stack: "dev" });
}

const record = (type: string, id: string, outputs: object) => ({
  urn: `urn:pulumi:dev::shop::${type}::record`,
  type,
  id,
  inputs: {},
  outputs,
});
const eip = (id: string, outputs: object) => record("pulumi-nodejs:ec2/eip:Eip", id, outputs);

test("the facts name the instances, their Pods and who logs in", () => {
  expect(factsOf()).toMatchObject({ stack: "shop/dev", elasticIps: new Map() });
  expect(factsOf().instances.get(web)).toEqual({
    name: "web",
    namespace: "apps",
    podName: "ec2-web-1",
    login: { publicKeys: [], user: undefined, addresses: [publicAddress(web)] },
  });
});

test("an Elastic IP belongs to the instance that it, its interface or its association names", () => {
  const associated = record("pulumi-nodejs:ec2/eipAssociation:EipAssociation", "eipassoc-1", {
    allocationId: "eipalloc-3",
    instanceId: web,
  });
  const { elasticIps } = factsOf(
    eip("eipalloc-1", { instance: web }),
    eip("eipalloc-2", { networkInterface: primaryInterfaceId(api) }),
    eip("eipalloc-3", { instance: "" }),
    associated,
    { ...eip("eipalloc-4", { instance: api }), delete: true },
    eip("eipalloc-5", {}),
  );
  expect(elasticIps).toEqual(
    new Map([
      [web, ["eipalloc-1", "eipalloc-3"]],
      [api, ["eipalloc-2"]],
    ]),
  );
});
