import { unknownValue } from "../../../provider/common/values";
import type { Values } from "../../../provider/record/kind";
import {
  balancers,
  configure,
  groups,
  targets,
  textIn,
  urnOf,
  useCluster,
  useConfiguration,
} from "../../support/part-cluster";
import { elbArns } from "../../support/record-samples";

useConfiguration();

const groupInputs = async (name: string, olds: Values = {}) =>
  (
    await groups.check(olds, {
      port: 80,
      protocol: "HTTP",
      vpcId: "vpc-1",
      name,
      __urn: urnOf("TargetGroup", name),
    })
  ).inputs;

test("a part is kept while it is there, and a refresh shows that it is gone", async () => {
  const { secrets } = useCluster();
  const inputs = await groupInputs("one");
  expect(inputs).toMatchObject({ namespace: "apps", context: "kind-dev" });
  const { id, outs } = await groups.create(inputs);
  expect([...secrets.keys()]).toHaveLength(1);
  expect(await groups.read(id, outs)).toMatchObject({ id });
  await groups.delete(id, outs);
  expect([...secrets.keys()]).toEqual([]);
  expect(await groups.read(id, outs)).toEqual({ id: "" });
});

test("the deletion of a replaced part leaves its replacement, which has the same name", async () => {
  const { secrets } = useCluster();
  const before = await groupInputs("two");
  const { id, outs } = await groups.create(before);
  const after = await groupInputs("two");
  expect(after["recordId"]).not.toBe(id);
  await groups.create(after);
  await groups.delete(id, outs);
  expect([...secrets.keys()]).toHaveLength(1);
});

test("a create that fails leaves nothing", async () => {
  const { secrets } = useCluster("the API server returned 500: no");
  const inputs = await groupInputs("three");
  await expect(groups.create(inputs)).rejects.toThrow(
    'Cannot create TargetGroup "three": the API server returned 500: no.',
  );
  expect([...secrets.keys()]).toEqual([]);
});

test("a replacement that fails leaves what it was to replace", async () => {
  const failure: { reason?: string } = {};
  const { secrets } = useCluster(() => failure.reason);
  const { id } = await groups.create(await groupInputs("kept"));
  const before = [...secrets.values()].map((secret) => textIn(secret, "part"));
  failure.reason = "the API server returned 500: no";
  await expect(groups.create(await groupInputs("kept"))).rejects.toThrow(failure.reason);
  expect([...secrets.values()].map((secret) => textIn(secret, "part"))).toEqual(before);
  expect(JSON.stringify(before)).toContain(id);
});

test("a deletion that was interrupted goes on, and a target that moves leaves no Service behind", async () => {
  const { secrets, services } = useCluster();
  const check = async (targetId: string) => {
    const __urn =
      "urn:pulumi:dev::shop::pulumi-nodejs:lb/targetGroupAttachment:TargetGroupAttachment::moving";
    return (await targets.check({}, { targetGroupArn: elbArns.targetGroup, targetId, __urn })).inputs;
  };
  const { id, outs } = await targets.create(await check("i-0123456789abcdef0"));
  secrets.clear();
  await targets.delete(id, outs);
  expect(services.size).toBe(0);

  const old = await targets.create(await check("i-0123456789abcdef0"));
  await targets.create(await check("10.0.0.7"));
  await targets.delete(old.id, old.outs);
  expect([secrets.size, services.size]).toEqual([1, 0]);
});

test("the part of another user's stack stays, and one that this state has may be updated from anywhere", async () => {
  const { secrets } = useCluster();
  const inputs = await groupInputs("four");
  const { id, outs } = await groups.create(inputs);
  for (const secret of secrets.values()) secret.metadata!.annotations = { "ec2-pods/maker": "another" };
  const other = await groupInputs("four");
  await expect(groups.create(other)).rejects.toThrow(/already exists: another machine, user or folder/);
  const news = await groupInputs("four", outs);
  await expect(groups.update(id, outs, news)).resolves.toBeDefined();
});

test("an instance that is a target has a name, and an address or what isn't known yet has none", async () => {
  const { services } = useCluster();
  const check = (name: string, targetId: unknown) =>
    targets.check(
      {},
      {
        targetGroupArn: elbArns.targetGroup,
        targetId,
        __urn: `urn:pulumi:dev::shop::pulumi-nodejs:lb/targetGroupAttachment:TargetGroupAttachment::${name}`,
      },
    );
  const { inputs } = await check("web", "i-0123456789abcdef0");
  expect(inputs["host"]).toMatch(/^lb-web-[0-9a-f]{10}\.apps\.svc\.cluster\.local$/);
  const { id, outs } = await targets.create(inputs);
  expect([...services.values()].map(({ spec }) => spec?.selector)).toEqual([
    { "ec2-pods/instance-id": "i-0123456789abcdef0" },
  ]);
  services.clear();
  const seen = await targets.read(id, outs);
  expect(seen).toMatchObject({ props: { host: "" } });
  expect(await targets.diff(id, (seen as { props: Values }).props, inputs)).toMatchObject({ changes: true });
  await targets.delete(id, outs);
  expect(services.size).toBe(0);
  expect((await check("later", unknownValue)).inputs["host"]).toBe(unknownValue);
});

test("a load balancer shows its name and its image in previews, and moves only with its stack", async () => {
  const args = {
    name: "web",
    subnets: [],
    __urn: "urn:pulumi:dev::shop::pulumi-nodejs:lb/loadBalancer:LoadBalancer::web",
  };
  const { inputs } = await balancers.check({}, args);
  expect(inputs["dnsName"]).toMatch(/^lb-web-[0-9a-f]{10}\.apps\.svc\.cluster\.local$/);
  expect(inputs["image"]).toBe("haproxy:3.0-alpine");
  const id = String(inputs["recordId"]);
  expect(await balancers.diff(id, inputs, (await balancers.check(inputs, args)).inputs)).toEqual({
    changes: false,
  });

  configure({ "ec2-pods:loadBalancerImage": "haproxy:3.1" });
  const { inputs: next } = await balancers.check(inputs, args);
  expect(next["image"]).toBe("haproxy:3.1");
  expect(await balancers.diff(id, inputs, next)).toEqual({ changes: true, replaces: [] });

  configure({ "kubernetes:namespace": "other" });
  const { inputs: moved } = await balancers.check(inputs, args);
  expect(await balancers.diff(id, inputs, moved)).toMatchObject({ replaces: ["namespace"] });
});
