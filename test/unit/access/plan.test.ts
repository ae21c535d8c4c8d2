import { makePlan, type Plan, type Seen } from "../../../provider/access/plan";
import { publicAddress } from "../../../provider/common/public-address";
import { metadataPort } from "../../../provider/instance/metadata-server";
import { group, machineOf, opens, policyOf, publicMachineOf, webAddress, webId } from "./world";

const world = ["0.0.0.0/0"];
const web = policyOf([opens(world, [80])]);

/** The plan for one machine whose group has this policy. */
function planOf(seen: Partial<Seen>, handled: number[] = [], before?: Map<string, string>): Plan {
  const all: Seen = {
    machines: [publicMachineOf()],
    policies: () => [web],
    listening: () => [{ port: 80, isLocal: false }],
    ...seen,
  };
  return makePlan(all, { handled: new Set(handled) }, before);
}

const places = ({ services }: Plan) => services.map(({ address, port }) => `${address}:${port}`);
const notes = (plan: Plan) => [...plan.notes.values()];

test("a port that a group opens is served at each address", () => {
  const addresses = [webAddress, "127.9.9.9"];
  const plan = planOf({ machines: [publicMachineOf({}, { addresses })] });
  expect(plan.services).toEqual(
    addresses.map((address) => ({ address, port: 80, machine: machineOf(), group })),
  );
  expect(notes(plan)).toEqual([]);
});

test("a port of a narrow rule is served before the instance listens on it", () => {
  expect(places(planOf({ listening: () => undefined }))).toEqual([`${webAddress}:80`]);
  expect(places(planOf({ listening: () => [] }))).toEqual([`${webAddress}:80`]);
});

test("of a wide rule, only ports that the instance listens on are served, and those that a handler takes", () => {
  const policies = () => [policyOf([opens(world, [1, 65_535])])];
  expect(places(planOf({ policies }))).toEqual([`${webAddress}:80`]);
  expect(places(planOf({ policies }, [22]))).toEqual([`${webAddress}:22`, `${webAddress}:80`]);
  expect(places(planOf({ policies, listening: () => undefined }))).toEqual([]);
});

test("a handler's port is served only if a group opens it", () => {
  expect(places(planOf({}, [22]))).toEqual([`${webAddress}:80`]);
});

test("without others, only the ports of handlers are served, of narrow rules and of wide ones", () => {
  for (const rule of [opens(world, [22, 25]), opens(world, [1, 65_535])]) {
    const seen = {
      machines: [publicMachineOf()],
      policies: () => [policyOf([rule])],
      listening: () => undefined,
    };
    expect(places(makePlan(seen, { handled: new Set([22]), handledOnly: true }))).toEqual([
      `${webAddress}:22`,
    ]);
  }
});

test("instance metadata is never served, whatever is open", () => {
  const policies = () => [policyOf([opens(world, [1, 65_535]), opens(world, [metadataPort])])];
  const listening = () => [{ port: metadataPort, isLocal: false }];
  const plan = planOf({ policies, listening }, [metadataPort]);
  expect(places(plan)).toEqual([]);
  expect(notes(plan)).toEqual([]);
});

test("nothing is served if the policies can't be read, because a closed port would be open", () => {
  expect(places(planOf({ policies: () => undefined }, [22]))).toEqual([]);
  expect(places(planOf({ policies: () => [] }, [22]))).toEqual([]);
});

test("a port that the instance listens on and no rule opens is named, with the rule that it lacks", () => {
  const listening = () => [80, 8080, 9090].map((port) => ({ port, isLocal: false }));
  const plan = planOf({ listening });
  expect(places(plan)).toEqual([`${webAddress}:80`]);
  expect(notes(plan)).toEqual([
    `web (${webId}) listens on tcp ports 8080, 9090, which no rule of its groups (${group}) opens to 0.0.0.0/0. To open it, add an ingress rule with protocol "tcp", fromPort 8080, toPort 8080, cidrBlocks ["0.0.0.0/0"]`,
  ]);
});

test("an instance whose groups open nothing is named", () => {
  const plan = planOf({ policies: () => [policyOf([])], listening: () => [] });
  expect(notes(plan)).toEqual([
    `web (${webId}) isn't served: no rule of its groups (${group}) opens a TCP port to 0.0.0.0/0`,
  ]);
});

test("a port that the instance serves only to itself isn't served, because EC2 wouldn't reach it", () => {
  const plan = planOf({ listening: () => [{ port: 80, isLocal: true }] });
  expect(places(plan)).toEqual([]);
  expect(notes(plan)).toEqual([
    `web (${webId}) listens on tcp port 80 only for itself, at 127.0.0.1. Let it listen on 0.0.0.0`,
  ]);
});

test("a stopped instance is served nothing and named; one that starts is only waited for", () => {
  const stopped = planOf({ machines: [publicMachineOf({}, { down: "stopped" })] });
  expect(places(stopped)).toEqual([]);
  expect(notes(stopped)).toEqual([`web (${webId}) is stopped. Nothing answers at ${webAddress}`]);
  const pending = planOf({ machines: [publicMachineOf({}, { down: "pending" })] });
  expect([places(pending), notes(pending)]).toEqual([[], []]);
});

test("of two instances with one address the first one keeps it, and the other one is named", () => {
  const addresses = ["127.5.5.5"];
  const first = publicMachineOf({}, { addresses });
  const other = publicMachineOf(
    { uid: "u0", instanceId: "i-00000000000000002", name: "api", pod: "ec2-api-1" },
    { addresses, createdAt: "2026-01-02T00:00:00Z" },
  );
  for (const machines of [
    [first, other],
    [other, first],
  ]) {
    const plan = planOf({ machines });
    expect(plan.services.map(({ machine }) => machine.name)).toEqual(["web"]);
    expect(notes(plan)).toEqual([
      `api (i-00000000000000002) isn't served: 127.5.5.5 is the address of web (${webId}). Replace one of the two`,
    ]);
  }
  // It has served the other one so far, which is still there.
  const kept = planOf({ machines: [first, other] }, [], new Map([["127.5.5.5", "u0"]]));
  expect(kept.services.map(({ machine }) => machine.name)).toEqual(["api"]);
});

test("a second Pod that says it is the same instance gets nothing, and the next one after the first is gone does", () => {
  const first = publicMachineOf();
  const second = publicMachineOf({ uid: "u2", pod: "ec2-web-2" }, { createdAt: "2026-01-02T00:00:00Z" });
  const plan = planOf({ machines: [second, first] });
  expect(plan.services.map(({ machine }) => machine.uid)).toEqual(["u1"]);
  expect(notes(plan)).toEqual([
    `Pod ec2-web-2 says that it is web (${webId}), too. Only Pod ec2-web-1 is served`,
  ]);
  const after = planOf({ machines: [second] }, [], plan.holders);
  expect(after.services.map(({ machine }) => machine.uid)).toEqual(["u2"]);
  expect(after.holders).toEqual(new Map([[publicAddress(webId), "u2"]]));
});

test("a Pod that isn't the instance by the state never has its address, whoever had it and whether or not the real one is there", () => {
  const real = publicMachineOf();
  const second = publicMachineOf(
    { uid: "u2", pod: "evil" },
    { isSecond: true, createdAt: "2025-01-01T00:00:00Z" },
  );
  const before = new Map([[webAddress, "u2"]]);
  const both = planOf({ machines: [second, real] }, [], before);
  expect(both.services.map(({ machine }) => machine.uid)).toEqual(["u1"]);
  expect(notes(both)).toEqual([`Pod evil says that it is web (${webId}), too. Only Pod ec2-web-1 is served`]);
  const alone = planOf({ machines: [second] }, [], before);
  expect([alone.services, alone.holders]).toEqual([[], new Map()]);
});

test("an instance that listens everywhere takes only so many ports, first those that a rule names", () => {
  const policies = () => [policyOf([opens(world, [1, 65_535]), opens(world, [60_000, 60_001])])];
  const listening = () => Array.from({ length: 65_535 }, (_, at) => ({ port: at + 1, isLocal: false }));
  const plan = planOf({ policies, listening }, [22]);
  expect(plan.services).toHaveLength(256);
  const named = [22, 60_000, 60_001].map((port) => `${webAddress}:${port}`);
  expect(places(plan)).toEqual(expect.arrayContaining(named));
  expect(notes(plan)).toEqual([
    `web (${webId}) listens on more than 256 ports that its groups open. The others aren't served. Open fewer`,
  ]);
});
