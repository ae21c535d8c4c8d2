import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import type { InputFailure } from "../../../provider/common/errors";
import * as instances from "../../../provider/instance/lifecycle";
import { loadBalancerLifecycle } from "../../../provider/load-balancer/load-balancer-lifecycle";
import { partLifecycle } from "../../../provider/load-balancer/part-lifecycle";
import type { Values } from "../../../provider/record/kind";
import { forget } from "../../../provider/record/registry";
import { recordOperations } from "../../../provider/records";
import { attachmentLifecycle } from "../../../provider/volume/attachment-lifecycle";
import { volumeLifecycle } from "../../../provider/volume/volume-lifecycle";
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
const traces = [token, password, accessKey].flatMap(formsOf).concat(zipped.slice(16, 60));

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
  check(olds: object, news: object): Promise<{ inputs: object; failures: InputFailure[] }>;
  create(inputs: object): Promise<{ id: string; outs: object }>;
  update?(id: string, olds: object, news: object): Promise<{ outs: object }>;
  read(id: string, props: object): Promise<unknown>;
  delete(id: string, props: object): Promise<void>;
}

interface Kind {
  operations: Operations;
  args: (kubeconfig: string) => Values;
  changed?: Values;
  /** What must be there before, by the argument that has its id. */
  before?: Record<string, Kind>;
}

const part = (token: string) => partLifecycle(token, recordOperations(token)) as unknown as Operations;
const urnOf = (token: string) => `urn:pulumi:dev::shop::pulumi-nodejs:${token}::web`;
const timeouts = { create: "400ms", update: "400ms", delete: "400ms" };
const machine = { ...instanceArgs, timeouts };
const instance = (more: Values): Kind => ({
  operations: instances as unknown as Operations,
  args: (kubeconfig) => ({ ...machine, __secretUserData: true, kubeconfig, getConsoleOutput: true, ...more }),
  changed: { tags: { Name: "other" } },
});
const record = (token: string, operations: Operations, more: Values = {}, before?: Kind["before"]): Kind => ({
  operations,
  ...(before && { before }),
  args: (kubeconfig) => ({ ...recordSamples[token], kubeconfig, ...more, __urn: urnOf(token) }),
  changed: { tags: { Name: "other" } },
});
const reply = { type: "fixed-response", fixedResponse: { contentType: "text/plain", messageBody: password } };
const header = { httpHeader: { httpHeaderName: "X-Token", values: [password] } };

const of = (token: string, lifecycle: (records: ReturnType<typeof recordOperations>) => object) =>
  lifecycle(recordOperations(token)) as unknown as Operations;
const volume = record("ebs:Volume", of("ebs:Volume", volumeLifecycle), {
  availabilityZone: "us-east-1a",
  size: 1,
});
const balancer = record("lb:LoadBalancer", of("lb:LoadBalancer", loadBalancerLifecycle), { subnets });
const listener = record(
  "lb:Listener",
  part("lb:Listener"),
  { defaultActions: [reply] },
  { loadBalancerArn: balancer },
);

const kinds: Record<string, Kind> = {
  "an instance": instance({ userData: script }),
  "an instance with zipped user data": instance({ userDataBase64: zipped }),
  "a volume": volume,
  "an attachment": record(
    "ec2:VolumeAttachment",
    of("ec2:VolumeAttachment", attachmentLifecycle),
    { deviceName: "/dev/sdf" },
    { volumeId: volume, instanceId: instance({ userData: script }) },
  ),
  "a rule": record(
    "lb:ListenerRule",
    part("lb:ListenerRule"),
    { actions: [reply], conditions: [header] },
    { listenerArn: listener },
  ),
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
    forget(String((given as Values)["__urn"]));
    const { inputs, failures } = await kind.operations.check({}, given);
    expect(failures).toEqual([]);
    return [argument, (await kind.operations.create(inputs)).id];
  });
  return Object.fromEntries(await Promise.all(ids)) as Values;
}

/** Creates, changes, reads and deletes a resource, whatever fails, and returns all that was said. */
async function life(kind: Kind, failing: EchoingApi["failing"]): Promise<string[]> {
  said.length = 0;
  const { operations, args, changed } = kind;
  const kubeconfig = newKubeconfig();
  const news: Values = { ...args(kubeconfig), ...(await madeOf(kind, kubeconfig)) };
  api.failing = failing;
  const errors: string[] = [];
  const attempt = async <T>(run: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await run();
    } catch (error) {
      errors.push(textOf(error));
      return undefined;
    }
  };
  if (news["__urn"]) forget(String(news["__urn"]));
  const { inputs, failures } = await operations.check({}, news);
  errors.push(...failures.map(({ reason }) => reason));
  const created = await attempt(() => operations.create(inputs));
  const { id, outs } = created ?? { id: String((inputs as Values)["recordId"]), outs: inputs };
  const other = await attempt(() => operations.check(outs, { ...news, ...changed }));
  await attempt(async () => operations.update?.(id, outs, other?.inputs ?? inputs));
  await attempt(() => operations.read(id, outs));
  await attempt(() => operations.delete(id, outs));
  return [...errors, ...said];
}

const leaksIn = (texts: string[]): string[] =>
  texts.filter((text) => traces.some((trace) => text.includes(trace))).map((text) => text.slice(0, 300));

beforeEach(listen);
afterEach(() => {
  jest.restoreAllMocks();
});

test.each(Object.entries(kinds))("no failure of %s shows what its Secrets have", async (_, kind) => {
  const config: Record<string, string> = {
    "ec2-pods:credentials": JSON.stringify({ accessKeyId: "test", secretAccessKey: accessKey }),
  };
  instances.configure({ config: { get: (key) => config[key] } });
  const keys = new Set<string>();
  const first = await life(kind, (asked) => void keys.add(keyOf(asked)));
  const leaked = leaksIn(first);
  // What carries nothing secret but the login is the same for all: see the test of the API.
  const carrying = [...keys].filter((key) => /^(POST|PATCH).* secrets$/.test(key));
  for (const key of carrying) {
    for (const [at, [way, answer]] of Object.entries(ways(password)).entries()) {
      const code = statuses[at % statuses.length] ?? 500;
      const failing = (asked: Asked) => (keyOf(asked) === key ? answer(asked, code) : undefined);
      leaked.push(...leaksIn(await life(kind, failing)).map((text) => `${key} ${way}: ${text}`));
    }
  }
  expect(leaked).toEqual([]);
});
