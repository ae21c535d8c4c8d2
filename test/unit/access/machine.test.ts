import fc from "fast-check";

import { publicMachines, type StackFacts } from "../../../provider/access/machine";
import type { Pod } from "../../../provider/cluster/objects";
import { isPublicAddress, publicAddress } from "../../../provider/common/public-address";
import { runningPod, webAddress, webId } from "./world";

const eip = "eipalloc-00000000000000001";
const facts: StackFacts = {
  stack: "shop/dev",
  instances: new Map([
    [
      webId,
      {
        name: "web server",
        namespace: "default",
        podName: "ec2-web-1",
        login: { publicKeys: ["ssh-ed25519 AAAA"], addresses: [] },
      },
    ],
  ]),
  elasticIps: new Map([[webId, [eip]]]),
};

/** The machine in one Pod. */
const publicMachine = (pod: Pod, of?: StackFacts) => publicMachines([pod], of)[0];

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

/** The Pods that are served: of this namespace and name, and as old as their digit says. */
const served = (...pods: [namespace: string, name: string][]) =>
  publicMachines(
    pods.map(([namespace, name]) => {
      const creationTimestamp = `2026-01-0${name.at(-1)}T00:00:00Z`;
      return runningPod({ metadata: { namespace, name, uid: `${namespace}/${name}`, creationTimestamp } });
    }),
    facts,
  ).flatMap(({ machine, isSecond }) => (isSecond ? [] : [machine.uid]));

test.each<[string, [namespace: string, name: string][], string[]]>([
  [
    "the one that the state names, though another one is newer",
    [
      ["default", "ec2-web-1"],
      ["default", "ec2-web-2"],
    ],
    ["default/ec2-web-1"],
  ],
  [
    "the newest one, if the state names none of them",
    [
      ["default", "ec2-web-3"],
      ["default", "ec2-web-2"],
    ],
    ["default/ec2-web-3"],
  ],
  ["none of another namespace, though that is the only one", [["evil", "ec2-web-1"]], []],
  [
    "none of another namespace, though that has the name and is older",
    [
      ["evil", "ec2-web-1"],
      ["default", "ec2-web-2"],
    ],
    ["default/ec2-web-2"],
  ],
])("of the Pods that say they are an instance of the state, %s is", (_which, pods, expected) => {
  expect(served(...pods)).toEqual(expected);
  expect(served(...pods.reverse())).toEqual(expected);
});
