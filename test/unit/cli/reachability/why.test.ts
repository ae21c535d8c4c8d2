import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import type { Answer } from "../../../../provider/cli/reachability/answer";
import { endNamed, questionOf } from "../../../../provider/cli/reachability/question";
import { why } from "../../../../provider/cli/reachability/why";
import type { Moment } from "../../../../provider/preview-report/assertions/ends";
import { portTexts } from "../../../../provider/preview-report/traffic/ports";

const recordings = join(__dirname, "../../preview-report/recordings");

test.each([
  ["db", "db", undefined],
  ["db:5432", "db", ["tcp/5432"]],
  ["db:53/udp", "db", ["udp/53"]],
  ["db:udp/53", "db", ["udp/53"]],
  ["db:8000-8100", "db", ["tcp/8000-8100"]],
  ["db:udp", "db", ["all udp"]],
  ["db:all", "db", ["all traffic"]],
  ["db:icmp/8/0", "db", ["icmp type 8 code 0"]],
  ["db:protocol/50", "db", ["protocol 50"]],
  ["db:icmp/256", "db:icmp/256", undefined],
  ["group:db:22", "group:db", ["tcp/22"]],
  ["group:db", "group:db", undefined],
  ["app:blue:22", "app:blue", ["tcp/22"]],
  ["app:blue", "app:blue", undefined],
  ["db:0", "db:0", undefined],
  ["db:65536", "db:65536", undefined],
  ["10.0.0.0/8:443", "10.0.0.0/8", ["tcp/443"]],
  ["2001:db8::1", "2001:db8::1", undefined],
  ["2001:db8::/32", "2001:db8::/32", undefined],
  ["2001:db8::/32:443", "2001:db8::/32", ["tcp/443"]],
  ["[2001:db8::1]:443", "[2001:db8::1]", ["tcp/443"]],
  ["group:all", "group:all", undefined],
  ["instance:tcp", "instance:tcp", undefined],
  ["instance:80", "instance", ["tcp/80"]],
])("the target of %s", (word, to, ports) => {
  const found = questionOf("web", word);
  expect([found.to, found.ports && portTexts(found.ports)]).toEqual([to, ports]);
});

const moment: Moment = {
  grants: [],
  realms: new Map(),
  groups: new Map([
    ["sg-11111111111111111", "web"],
    ["sg-22222222222222222", "db"],
  ]),
  instances: [
    { name: "web", groups: [], tags: { Name: "shop", tier: "front" } },
    { name: "edge (LoadBalancer)", groups: [], tags: {} },
  ],
};

test("a word is an instance, else a Name tag, else a group, else another member", () => {
  const found = [
    "web",
    "shop",
    "db",
    "sg-22222222222222222",
    "group:web",
    "tag:tier=front",
    "10.0.0.1",
    "[2001:db8::1]",
    "edge",
  ];
  expect(found.map((word) => endNamed(word, moment, "from"))).toEqual([
    { kind: "instance", names: ["web"] },
    { kind: "tag", tags: { Name: "shop" } },
    { kind: "group", names: ["db"] },
    { kind: "group", names: ["sg-22222222222222222"] },
    { kind: "group", names: ["web"] },
    { kind: "tag", tags: { tier: "front" } },
    { kind: "cidr", cidrs: ["10.0.0.1/32"], except: [] },
    { kind: "cidr", cidrs: ["2001:db8::1/128"], except: [] },
    { kind: "instance", names: ["edge (*)"] },
  ]);
  expect(() => endNamed("weeb", moment, "to")).toThrow(
    'Cannot find Ec2Instance or SecurityGroup "weeb": nothing in the stack has this name. Did you mean "web"?',
  );
  expect(() => endNamed("group:shop", moment, "to")).toThrow(/nothing in the stack has this name/);
  expect(() => endNamed("shop:99999", moment, "to")).toThrow(
    'nothing in the stack has this name. If "99999" is a port, use one from 1 to 65535, such as 5432',
  );
  expect(() => endNamed("web:80", moment, "from")).toThrow(/Only the second end takes a port/);
  expect(() => endNamed("2001:db8::1::5", moment, "to")).toThrow(/Use a Pulumi name, a range of addresses/);
});

describe("on a preview", () => {
  let printed = "";
  beforeEach(() => {
    printed = "";
    jest.spyOn(process.stdout, "write").mockImplementation((text) => {
      printed += String(text);
      return true;
    });
  });
  afterEach(() => jest.restoreAllMocks());
  const ask = async (from: string, to: string, more: Record<string, boolean | string | undefined> = {}) => {
    const options = { json: false, preview: join(recordings, "changes.json"), ...more };
    return why.run({ operands: [from, to], options });
  };

  test("the path of rules, with what the update adds", async () => {
    expect(await ask("made", "live:8080")).toBe(0);
    expect(printed).toBe(`"made" reaches "live" on tcp/8080
  group "app" allows tcp/8080 to anywhere ("0.0.0.0/0")
  group "web" allows tcp/8080 from group "app"
`);
    printed = "";
    expect(await ask("internet", "live:443")).toBe(0);
    expect(printed).toBe(`"internet" reaches "live" on tcp/443
  group "web" allows tcp/443 from anywhere ("0.0.0.0/0"), which this update adds
`);
  });

  test("the side that refuses, the nearest rule, and the rule that is missing", async () => {
    expect(await ask("made", "live:22")).toBe(1);
    expect(printed).toBe(`"made" doesn't reach "live" on tcp/22
  no ingress rule of group "web" allows tcp/22 from group "app"
  group "web" may allow tcp/22 from "10.1.0.0/16", which this update adds
  this depends on an address or another value that isn't known
  to open it, add an ingress rule to group "web": tcp/22 from group "app"
`);
  });

  test("no rule opens the metadata service of the node", async () => {
    expect([await ask("made", "169.254.169.254:80"), await ask("made", "169.254.169.253:80")]).toEqual([
      1, 0,
    ]);
    expect(printed).toBe(`"made" doesn't reach "169.254.169.254" on tcp/80
  it is the metadata service of the node, which no rule opens
"made" reaches "169.254.169.253" on tcp/80
  group "app" allows tcp/80 to anywhere ("0.0.0.0/0")
`);
  });

  test("without a port, any open one counts, and JSON has the same", async () => {
    expect(await ask("made", "live", { json: true })).toBe(0);
    const answer = JSON.parse(printed) as Answer;
    expect(answer).toMatchObject({ from: "made", to: "live", ports: [], reachable: true });
    expect(answer.parts.map(({ reachable, cause }) => [reachable, cause.ports])).toEqual([
      ["yes", ["tcp/443", "tcp/8080"]],
    ]);
  });

  test("all of a range and all of a group must reach it", async () => {
    expect([await ask("10.1.0.0/16", "live:22"), await ask("10.0.0.0/8", "live:22")]).toEqual([0, 1]);
    expect(printed).toContain('"10.0.0.0/8" doesn\'t reach "live" on tcp/22');
  });

  test("members of AWS by their VPCs, interfaces and prefix lists", async () => {
    const preview = join(recordings, "aws-ways-changes.json");
    expect(await ask("server", "db:5432", { preview })).toBe(0);
    expect(await ask("spot", "db:5432", { preview })).toBe(1);
    expect(await ask("192.0.2.7", "plain:22", { preview })).toBe(0);
    expect(await ask("internet", "shared*:443", { preview })).toBe(0);
    expect(printed).toMatchInlineSnapshot(`
      ""server" reaches "db" on tcp/5432
        group "web" allows tcp/5432 to anywhere ("0.0.0.0/0"), which this update adds
        group "db" allows tcp/5432 from "10.20.0.0/24"
      "spot" doesn't reach "db" on tcp/5432
        no ingress rule of group "db" allows tcp/5432 from group "web"
        the nearest rule: group "db" allows tcp/5432 from "10.20.0.0/24"
        to open it, add an ingress rule to group "db": tcp/5432 from group "web"
      "192.0.2.7" reaches "plain" on tcp/22
        group "admin" allows tcp/22 from prefix list "offices" ("192.0.2.0/24")
      "internet" reaches "shared (lb.LoadBalancer)" on tcp/443
        group "shared" allows tcp/443 from anywhere ("0.0.0.0/0")
      "
    `);
  });

  test("both ends can't be addresses, and a preview must have everything", async () => {
    await expect(ask("internet", "10.0.0.0/8")).rejects.toThrow("both ends are addresses");
    const alone = { preview: join(recordings, "changes-alone.json") };
    await expect(ask("made", "live", alone)).rejects.toThrow(/lists only what changes.*--show-sames/);
    await expect(ask("made", "live", { preview: "/nowhere" })).rejects.toThrow(
      /^Cannot read Preview "\/nowhere": /,
    );
  });

  test("the state of a stack answers as its preview does, without the Pulumi CLI", async () => {
    const { steps } = JSON.parse(readFileSync(join(recordings, "changes.json"), "utf8")) as {
      steps: { newState?: object }[];
    };
    const resources = steps.flatMap(({ newState }) => newState ?? []);
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "why-")));
    const [here, environment] = [process.cwd(), { ...process.env }];
    const write = (path: string, text: string) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    write("Pulumi.yaml", "name: shop\n");
    write(
      ".pulumi/stacks/shop/test.json",
      JSON.stringify({ version: 3, checkpoint: { latest: { resources } } }),
    );
    process.env["PULUMI_HOME"] = join(folder, "home");
    process.env["PULUMI_BACKEND_URL"] = `file://${folder}`;
    try {
      const more = { preview: undefined, cwd: folder, stack: "test" };
      expect(await ask("made", "live:8080", more)).toBe(0);
      expect(printed).toContain('group "web" allows tcp/8080 from group "app"\n');
      expect(await ask("internet", "live:22", more)).toBe(1);
      expect(await ask("gone", "live:22", more).catch(({ message }: Error) => message)).toMatch(
        /^Cannot find Ec2Instance or SecurityGroup "gone"/,
      );
    } finally {
      process.chdir(here);
      process.env = environment;
      rmSync(folder, { recursive: true });
    }
  });
});
