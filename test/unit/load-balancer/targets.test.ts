import * as clusters from "../../../provider/cluster/cluster";
import * as identity from "../../../provider/cluster/identity";
import * as operations from "../../../provider/instance/lifecycle";
import { read } from "../../../provider/lifecycle";
import type { Values } from "../../../provider/record/kind";
import { forget, remember } from "../../../provider/record/registry";
import { foreignInstance, targets, urnOf, useCluster, useConfiguration } from "../../support/part-cluster";
import { elbArns } from "../../support/record-samples";

useConfiguration();

const declared = "i-00000000000000001";
afterEach(() => forget("instance"));

const inputsOf = async (targetId: string, olds: Values = {}): Promise<Values> => {
  const args = { targetGroupArn: elbArns.targetGroup, targetId };
  const { inputs } = await targets.check(olds, { ...args, __urn: urnOf("TargetGroupAttachment", "web") });
  return inputs;
};

const declare = (values: Values): void =>
  remember("instance", { kind: "ec2:Instance", id: declared, values: { context: "kind-dev", ...values } });

describe("the Service of a target", () => {
  const namespaces = (services: ReturnType<typeof useCluster>["services"]) =>
    [...services.values()].map(({ metadata }) => metadata?.namespace);

  test("is where the instance is that the program declares, even one without a Pod", async () => {
    const { services } = useCluster();
    declare({ namespace: "shop" });
    const { outs } = await targets.create(await inputsOf(declared));
    expect(namespaces(services)).toEqual(["shop"]);
    expect(outs).toMatchObject({ host: expect.stringContaining(".shop.svc.") as string });
  });

  test("needs no Pod of an instance that the program declares without a context", async () => {
    useCluster();
    declare({ namespace: "shop", context: undefined });
    await expect(targets.create(await inputsOf(declared))).resolves.toBeDefined();
  });

  test("is where the instance is that the program looks up", async () => {
    const { services } = useCluster();
    const id = "i-00000000000000002";
    jest.spyOn(operations, "read").mockResolvedValue({ id, props: { namespace: "shop" } as never });
    await read(id, {} as never);
    jest.spyOn(await clusters.connect({} as never), "pods").mockResolvedValue([{}]);
    await targets.create(await inputsOf(id));
    expect(namespaces(services)).toEqual(["shop"]);
  });

  test("isn't where no Pod of an instance of another program is", async () => {
    const { secrets, services } = useCluster();
    const id = "i-00000000000000003";
    await expect(targets.create(await inputsOf(id))).rejects.toThrow(
      `Cannot create TargetGroupAttachment "web": InvalidTarget: No Pod in namespace "apps" belongs to instance '${id}', which this update doesn't include. Look it up with ec2.Instance.get, which takes its namespace. If it is stopped, start it.`,
    );
    expect([secrets.size, services.size]).toEqual([0, 0]);
  });

  test("needs no Pod of an instance whose Provider calls the same cluster by another name", async () => {
    useCluster();
    declare({ namespace: "shop", context: "admin@kind-dev" });
    jest.spyOn(identity, "identityOf").mockResolvedValue({ uid: "0-a", access: "a" });
    await expect(targets.create(await inputsOf(declared))).resolves.toBeDefined();
  });

  test("isn't in another cluster than the instance", async () => {
    useCluster();
    declare({ namespace: "apps", context: "kind-other" });
    await expect(targets.create(await inputsOf(declared))).rejects.toThrow(
      `InvalidTarget: No Pod in namespace "apps" of context "kind-dev" belongs to instance '${declared}', which is in context "kind-other". Declare the attachment with the Kubernetes Provider of the instance.`,
    );
  });
});

describe("a Service of the same name that the stack didn't create", () => {
  const foreign = async (metadata: object = {}) => {
    const { secrets, services } = useCluster();
    declare({ namespace: "apps" });
    const { id, outs } = await targets.create(await inputsOf(declared));
    const [name = "", own] = [...services][0] ?? [];
    const other = {
      ...own,
      metadata: { ...own?.metadata, annotations: { "ec2-pods/maker": "another" }, ...metadata },
      spec: { selector: { app: "other" } },
    };
    services.set(name, other);
    return { secrets, services, name, other, id, outs };
  };

  test("stops a create, which leaves it", async () => {
    const { secrets, services, name, other } = await foreign();
    secrets.clear();
    await expect(targets.create(await inputsOf(declared))).rejects.toThrow(
      `Cannot create TargetGroupAttachment "web": Service ${name} already exists in namespace "apps", and this stack didn't create it. Give the attachment another logical name, or delete the Service with "kubectl delete service ${name} --namespace apps".`,
    );
    expect([secrets.size, [...services.values()]]).toEqual([0, [other]]);
  });

  test.each<[string, object]>([
    ["another user", {}],
    ["something else", { labels: {}, annotations: {} }],
  ])("of %s outlives the target", async (_, metadata) => {
    const { secrets, services, other, id, outs } = await foreign(metadata);
    await targets.delete(id, outs);
    expect([secrets.size, [...services.values()]]).toEqual([0, [other]]);
  });

  test("isn't one whose target another user's killed run has just changed to the wanted one", async () => {
    const { services, name, id, outs } = await foreign();
    const wanted = foreignInstance;
    services.set(name, { ...services.get(name), spec: { selector: { "ec2-pods/instance-id": wanted } } });
    await targets.update(id, outs, await inputsOf(wanted, outs));
    expect(services.get(name)?.metadata?.annotations).not.toEqual({ "ec2-pods/maker": "another" });
  });

  test("isn't one that the state has, whoever runs next", async () => {
    const { services, name, id, outs } = await foreign();
    const own = { ...services.get(name), spec: { selector: { "ec2-pods/instance-id": declared } } };
    services.set(name, own);
    await targets.update(id, outs, await inputsOf(declared, outs));
    services.set(name, own);
    await targets.delete(id, outs);
    expect(services.size).toBe(0);
  });
});
