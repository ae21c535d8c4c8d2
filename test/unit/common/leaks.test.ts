import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import type { InputFailure } from "../../../provider/common/errors";
import * as instances from "../../../provider/lifecycle";
import type { Values } from "../../../provider/record/kind";
import { forget, recordsOf } from "../../../provider/record/registry";
import { of, recordKinds } from "../../../provider/records";
import * as guards from "../../../provider/security-group/guard-lifecycle";
import { volumeKinds } from "../../../provider/volume/kinds";
import { EchoingApi, statuses, ways } from "../../support/echoing-api";
import type { Asked } from "../../support/echoing-api";
import { instanceArgs } from "../../support/instance";
import { subnets } from "../../support/part-cluster";
import { recordSamples } from "../../support/record-samples";
import { formsOf } from "../../support/needles";

// A server that is back after a while answers the same.
jest.mock("../../../provider/cluster/repeat", () => ({ repeated: (call: () => unknown) => call() }));
// Groups only read policies.
jest.mock("../../../provider/instance/groups", () => ({ prepareGroups: () => Promise.resolve() }));

const token = "needle0token0of0the0kubeconfig";
const password = "needle1password";
const script = `#!/bin/sh\necho 'ready' "${password}"\n`;
const zipped = gzipSync(script).toString("base64");
const accessKey = "needle2accesskey";
const tagStem = "needle3tag";
/** One of its own for each life: what one marks as secret, this process hides ever after. */
let tag = "";
const traces = [token, password, accessKey, tagStem].flatMap(formsOf).concat(zipped.slice(16, 60));

let api: EchoingApi;
const folder = mkdtempSync(join(tmpdir(), "leaks-"));
const ambient = process.env["KUBECONFIG"];
beforeAll(async () => {
  api = await EchoingApi.start();
});
afterAll(() => {
  api.end();
  rmSync(folder, { recursive: true });
  if (ambient === undefined) delete process.env["KUBECONFIG"];
  else process.env["KUBECONFIG"] = ambient;
});

let runs = 0;
/** A kubeconfig that no other run has used, so that nothing of one is known to the next. */
function newKubeconfig(): string {
  const name = `kind-${++runs}`;
  api.begin(name);
  const text = JSON.stringify({
    clusters: [{ name, cluster: { server: api.url } }],
    users: [{ name, user: { token: `${token}.${name}` } }],
    contexts: [{ name, context: { cluster: name, user: name, namespace: "apps" } }],
    "current-context": name,
  });
  process.env["KUBECONFIG"] = join(folder, name);
  writeFileSync(process.env["KUBECONFIG"], text);
  return text;
}

const said: string[] = [];
const listen = () =>
  [
    ...(["log", "info", "warn", "error", "debug"] as const).map((name) => jest.spyOn(console, name)),
    ...[process.stdout, process.stderr].map((stream) => jest.spyOn(stream, "write")),
  ].forEach((spy) =>
    (spy as jest.SpyInstance).mockImplementation((...texts: unknown[]) => {
      said.push(texts.map(String).join(" "));
      return true;
    }),
  );

/** All that an error tells those who print it; what the engine stores of it is a state. */
const textOf = (error: unknown): string => {
  const { message, stack, cause, ...more } = error as Error & Record<string, unknown>;
  return [message, stack, JSON.stringify({ ...more, properties: undefined }), cause && textOf(cause)].join(
    " ",
  );
};

interface Operations {
  configure(request: object): void;
  check(olds: object, news: object): Promise<{ inputs: object; failures: InputFailure[] }>;
  diff(id: string, olds: object, news: object): Promise<unknown>;
  create(inputs: object): Promise<{ id: string; outs: object }>;
  update?(id: string, olds: object, news: object): Promise<{ outs: object }>;
  read(id: string, props: object): Promise<unknown>;
  delete(id: string, props: object): Promise<void>;
}

interface Kind {
  operations: Operations;
  args: (kubeconfig: string, timeouts?: Values) => Values;
  changed: () => Values;
  /** What must be there before, by the argument that has its id. */
  before?: Record<string, Kind>;
}

const urnOf = (token: string) => `urn:pulumi:dev::shop::pulumi-nodejs:${token}::web`;
/** For what a server that answers wrongly makes wait in vain. */
const short = { create: "400ms", update: "400ms", delete: "400ms" };
/** What only the program knows as a secret. */
const marked = () => ({ tags: { password: tag }, __secrets: [tag] });
const changed = () => ({ tags: { password: tag, Name: "other" } });
const instance = (more: Values): Kind => ({
  operations: instances as unknown as Operations,
  args: (kubeconfig, timeouts) => ({
    ...instanceArgs,
    ...(timeouts && { timeouts }),
    ...marked(),
    __secretUserData: true,
    kubeconfig,
    getConsoleOutput: true,
    ...more,
  }),
  changed,
});
const record = (token: string, more: Values = {}, before?: Kind["before"]): Kind => ({
  operations: of(token) as unknown as Operations,
  ...(before && { before }),
  args: (kubeconfig) => ({
    ...recordSamples[token],
    kubeconfig,
    ...more,
    ...(token !== "autoscaling:Tag" && marked()),
    __urn: urnOf(token),
  }),
  changed,
});
const reply = { type: "fixed-response", fixedResponse: { contentType: "text/plain", messageBody: password } };
const header = { httpHeader: { httpHeaderName: "X-Token", values: [password] } };

const machineOfTarget = instance({ userData: script });
const volume = record("ebs:Volume", { availabilityZone: "us-east-1a", size: 1 });
// No field of these is for secrets, and any may have one.
const balancer = record("lb:LoadBalancer", { subnets, customerOwnedIpv4Pool: password });
const listener = record("lb:Listener", { defaultActions: [reply] }, { loadBalancerArn: balancer });
const group = record("lb:TargetGroup", { healthCheck: { path: `/${password}` } });
const policy = { spec: { podSelector: {} }, annotations: { password: tagStem } };

/** The kinds that need more than their sample. */
const special: Record<string, Kind> = {
  "ec2:Instance": instance({ userData: script }),
  "ec2:Instance with zipped user data": instance({ userDataBase64: zipped }),
  "ec2:SecurityGroup": {
    operations: guards as unknown as Operations,
    args: (kubeconfig) => ({
      ...{ kind: "SecurityGroup", name: "web", groupId: "sg-0123456789abcdef0" },
      ...{
        policyName: "sg-0123456789abcdef0",
        namespace: "apps",
        ownTarget: true,
        kubeconfig,
        content: policy,
      },
    }),
    changed: () => ({ name: "other" }),
  },
  "ebs:Volume": volume,
  "ebs:Snapshot": record("ebs:Snapshot", {}, { volumeId: volume }),
  "ec2:VolumeAttachment": record(
    "ec2:VolumeAttachment",
    { deviceName: "/dev/sdf" },
    { volumeId: volume, instanceId: machineOfTarget },
  ),
  "lb:LoadBalancer": balancer,
  "lb:TargetGroup": group,
  "lb:Listener": listener,
  "lb:ListenerRule": record(
    "lb:ListenerRule",
    { actions: [reply], conditions: [header] },
    { listenerArn: listener },
  ),
  "lb:TargetGroupAttachment": record(
    "lb:TargetGroupAttachment",
    { availabilityZone: password },
    { targetGroupArn: group, targetId: machineOfTarget },
  ),
};
/** Its check rejects all. */
const rejected = "ec2:NetworkInterfaceSecurityGroupAttachment";
const tokens = Object.keys({ ...recordKinds, ...volumeKinds }).filter((token) => token !== rejected);
const kinds: Record<string, Kind> = {
  ...Object.fromEntries(tokens.map((token) => [token, record(token)])),
  ...special,
};

const keyOf = ({ method, url }: Asked): string => {
  const { pathname, searchParams } = new URL(url, "http://server");
  const [, kind = pathname, name, part = ""] =
    /\/namespaces\/[^/]+\/(\w+)(\/[^/]+)?(\/\w+)?$/.exec(pathname) ?? [];
  return [searchParams.get("watch") ? "WATCH" : method, name ? "one of" : "", kind, part]
    .filter(Boolean)
    .join(" ");
};

/** Creates what a resource is made of, and returns the arguments that name it. */
async function madeOf({ before = {} }: Kind, kubeconfig: string): Promise<Values> {
  const ids = Object.entries(before).map(async ([argument, kind]) => {
    const given = { ...kind.args(kubeconfig), ...(await madeOf(kind, kubeconfig)) };
    const { inputs, failures } = await kind.operations.check({}, given);
    expect(failures).toEqual([]);
    return [argument, (await kind.operations.create(inputs)).id];
  });
  return Object.fromEntries(await Promise.all(ids)) as Values;
}

/** A process that runs another stack. */
function forgetAll(): void {
  Object.keys(kinds).forEach((name) => forget(urnOf(name)));
  recordsOf("ec2:Instance").forEach(({ id }) => forget(`ec2:Instance ${id}`));
}

/** Creates, changes, reads and deletes a resource, whatever fails from the step on, and returns all that was said. */
async function life(
  kind: Kind,
  failing: EchoingApi["failing"],
  from: "create" | "update" = "create",
  timeouts?: Values,
): Promise<{ errors: string[]; texts: string[] }> {
  forgetAll();
  said.length = 0;
  const { operations, args, changed } = kind;
  const kubeconfig = newKubeconfig();
  // All are as long: none is the start of another.
  tag = `${tagStem}${100_000 + runs}`;
  const news: Values = { ...args(kubeconfig, timeouts), ...(await madeOf(kind, kubeconfig)) };
  if (from === "create") api.failing = failing;
  const errors: string[] = [];
  const attempt = async <T>(run: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await run();
    } catch (error) {
      errors.push(textOf(error));
      return undefined;
    }
  };
  const { inputs, failures } = await operations.check({}, news);
  errors.push(...failures.map(({ reason }) => reason));
  const created = await attempt(() => operations.create(inputs));
  const { id, outs } = created ?? { id: String((inputs as Values)["recordId"]), outs: inputs };
  api.failing = failing;
  const other = await attempt(() => operations.check(outs, { ...news, ...changed() }));
  await attempt(() => operations.diff(id, outs, other?.inputs ?? inputs));
  await attempt(async () => operations.update?.(id, outs, other?.inputs ?? inputs));
  await attempt(() => operations.read(id, outs));
  await attempt(() => operations.delete(id, outs));
  return { errors, texts: [...errors, ...said] };
}

const carries = ({ echo }: Asked): boolean =>
  traces.some((trace) => !trace.startsWith(token) && echo.includes(trace));

const leaksIn = (texts: string[]): string[] =>
  texts.filter((text) => traces.some((trace) => text.includes(trace))).map((text) => text.slice(0, 300));

beforeEach(listen);
afterEach(() => {
  jest.restoreAllMocks();
});

test.each(Object.entries(kinds))("no failure of %s shows a secret", async (_, kind) => {
  const config: Record<string, string> = {
    "ec2-pods:credentials": JSON.stringify({ accessKeyId: "test", secretAccessKey: accessKey }),
  };
  kind.operations.configure({ config: { get: (key: string) => config[key] } });
  const carrying = new Set<string>();
  let writes = false;
  const first = await life(kind, (asked) => {
    writes ||= ["POST", "PATCH"].includes(asked.method);
    if (carries(asked)) carrying.add(keyOf(asked));
    return undefined;
  });
  expect(first.errors).toEqual([]);
  expect(carrying.size > 0).toBe(writes);
  const leaked: string[] = [];
  // What carries nothing secret but the login is the same for all: see the test of the API.
  for (const [nth, key] of [...carrying].entries()) {
    for (const [at, [way, answer]] of Object.entries(ways(password)).entries()) {
      const code = statuses[at % statuses.length] ?? 500;
      const failing = (asked: Asked) => (keyOf(asked) === key ? answer(asked, code) : undefined);
      const from = (nth + at) % 2 === 0 ? "create" : "update";
      const { texts } = await life(
        kind,
        failing,
        from,
        from === "create" ? short : { ...short, create: "90s" },
      );
      leaked.push(...leaksIn(texts).map((text) => `${key} ${way}: ${text}`));
    }
  }
  expect(leaked).toEqual([]);
});
