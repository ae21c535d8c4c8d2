import { publicKeysOf, userOf } from "../../../../provider/access/login";
import type { InstanceSummary } from "../../../../provider/cli/instances/instance-summary";
import { machineOf } from "../../../../provider/cli/instances/machines";
import type { StoredInstance } from "../../../../provider/cli/stack/stack-state";
import { amiId } from "../../../../provider/image/catalogue";

const stored = (outputs: object, id = "i-1"): StoredInstance =>
  ({
    id,
    inputs: {},
    outputs: { instanceId: id, region: "eu-west-1", ...outputs },
  }) as unknown as StoredInstance;
const running = (id: string, name: string, privateIp: string): InstanceSummary => ({
  ...{ id, name, privateIp, state: "running", type: "t3.micro", namespace: "apps", pod: `ec2-${name}` },
  ...{ groups: [], tags: {} },
});

test("an instance has the keys of its pair in its region, and no others", () => {
  const pairs = [
    { keyName: "deployer", region: "eu-west-1", publicKey: "ssh-rsa A" },
    { keyName: "deployer", region: "us-east-1", publicKey: "ssh-rsa B" },
    { keyName: "other", region: "eu-west-1", publicKey: "ssh-rsa C" },
    { keyName: "secret", region: "eu-west-1", publicKey: undefined },
  ];
  expect(publicKeysOf(stored({ keyName: "deployer" }).outputs, pairs)).toEqual(["ssh-rsa A"]);
  for (const keyName of [undefined, "", "secret", "missing"]) {
    expect(publicKeysOf(stored({ keyName }).outputs, pairs)).toEqual([]);
  }
});

test("the user is that of the AMI, else of the image", () => {
  const ubuntu = amiId("ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-20260918", "eu-west-1");
  expect(userOf(stored({ ami: "debian:12", pod: { image: "debian:12" } }).outputs)).toBe("admin");
  expect(userOf(stored({ ami: ubuntu, pod: { image: "ubuntu:22.04" } }).outputs)).toBe("ubuntu");
  expect(userOf(stored({ ami: "ami-0123456789abcdef0", pod: { image: "amazonlinux:2023" } }).outputs)).toBe(
    "ec2-user",
  );
  expect(userOf(stored({ ami: "busybox:1.35", pod: { image: "busybox:1.35" } }).outputs)).toBeUndefined();
  expect(userOf(undefined)).toBeUndefined();
});

test("an instance knows the others by their addresses, if they run", () => {
  const web = running("i-1", "web", "10.0.0.1");
  const db = running("i-2", "db", "10.0.0.2");
  const off = { ...running("i-3", "off", "10.0.0.3"), state: "stopped" as const };
  const loaded = { selection: { context: "kind" }, stored: [stored({}), stored({}, "i-2")], keyPairs: [] };
  const machine = machineOf({ ...loaded, instances: [web, db, off] }, web, "log in to");
  expect(machine).toMatchObject({ id: "i-1", pod: { namespace: "apps", pod: "ec2-web" }, publicKeys: [] });
  expect(machine.neighbor?.("10.0.0.2")?.name).toBe("db");
  expect(machine.neighbor?.("10.0.0.3")).toBeUndefined();
  expect(machine.neighbor?.("10.0.0.9")).toBeUndefined();
  expect(() => machineOf({ ...loaded, instances: [off] }, off, "log in to")).toThrow(
    'Cannot log in to Ec2Instance "off": it is stopped. Start it with "ec2-pods start off".',
  );
});
