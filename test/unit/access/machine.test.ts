import fc from "fast-check";

import { publicMachine, type StackFacts } from "../../../provider/access/machine";
import { isPublicAddress, publicAddress } from "../../../provider/common/public-address";
import { runningPod, webAddress, webId } from "./world";

const eip = "eipalloc-00000000000000001";
const facts: StackFacts = {
  stack: "shop/dev",
  instances: new Map([
    [webId, { name: "web server", login: { publicKeys: ["ssh-ed25519 AAAA"], addresses: [] } }],
  ]),
  elasticIps: new Map([[webId, [eip]]]),
};

test("an instance has the address that its id makes, and those of its Elastic IPs", () => {
  const pod = runningPod({ publicIp: webAddress });
  expect(publicMachine(pod)).toMatchObject({ addresses: [webAddress], machine: { name: "web", uid: "u1" } });
  expect(publicMachine(pod, facts)).toMatchObject({
    addresses: [webAddress, publicAddress(eip)],
    machine: { name: "web server", stack: "shop/dev", login: { publicKeys: ["ssh-ed25519 AAAA"] } },
  });
});

test("an instance without a public address has only its Elastic IPs", () => {
  const pod = runningPod({ publicIp: "" });
  expect(publicMachine(pod)?.addresses).toEqual([]);
  expect(publicMachine(pod, facts)?.addresses).toEqual([publicAddress(eip)]);
});

test("whatever a Pod says, its address is made of an id and never read", () => {
  const said = fc.oneof(fc.constantFrom("0.0.0.0", "::", "127.0.0.1", "127.0.0.53", "10.0.0.1"), fc.string());
  fc.assert(
    fc.property(said, fc.dictionary(fc.string(), fc.string()), (publicIp, annotations) => {
      const addresses = publicMachine(runningPod({ publicIp, metadata: { annotations } }))?.addresses ?? [];
      expect([[], [webAddress]]).toContainEqual(addresses);
    }),
  );
});

test("a Pod whose id isn't one of EC2's is no machine", () => {
  for (const instanceId of ["", "i-1", "0.0.0.0", "i-0123456789abcdef0\n127.0.0.1", "i-\u001b[2Jabcdefg"]) {
    expect(publicMachine(runningPod({ instanceId }))).toBeUndefined();
  }
});

test("every address that an id makes is a loopback address that no system uses itself", () => {
  fc.assert(
    fc.property(fc.string(), (id) => {
      expect(isPublicAddress(publicAddress(id))).toBe(true);
    }),
  );
  const others = [
    "127.0.0.1",
    "127.0.0.53",
    "127.0.1.1",
    "0.0.0.0",
    "::1",
    "10.1.1.1",
    "127.1.1.0",
    "127.1.1.255",
  ];
  for (const address of [...others, "127.1.1", "127.01.1.1", "127.1.1.1 ", "128.1.1.1"]) {
    expect(isPublicAddress(address)).toBe(false);
  }
});

test("a machine that is off, or hasn't started, is down; one whose Pod ends is none", () => {
  expect(publicMachine(runningPod({}))?.down).toBeUndefined();
  expect(publicMachine(runningPod({ metadata: { labels: { "ec2-pods/power": "off" } } }))?.down).toBe(
    "stopped",
  );
  expect(publicMachine(runningPod({ status: { phase: "Pending", containerStatuses: [] } }))?.down).toBe(
    "pending",
  );
  expect(publicMachine(runningPod({ metadata: { deletionTimestamp: "now" } }))).toBeUndefined();
  expect(publicMachine(runningPod({ status: { phase: "Failed" } }))).toBeUndefined();
});
