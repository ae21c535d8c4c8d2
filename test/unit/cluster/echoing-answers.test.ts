import { Api, objectPath } from "../../../provider/cluster/api";
import type { ObjectKind } from "../../../provider/cluster/api";
import { loadKubeconfig } from "../../../provider/cluster/kubeconfig";
import { EchoingApi, statuses, ways } from "../../support/echoing-api";
import { formsOf } from "../../support/needles";

let server: EchoingApi;
beforeAll(async () => {
  server = await EchoingApi.start();
});
afterAll(() => server.end());

const needle = "needle1password";
const login = "needle0login";
const traces = [needle, login].flatMap(formsOf);
const users: Record<string, object> = {
  token: { token: login },
  password: { username: "me", password: login },
  plugin: {
    exec: {
      command: process.execPath,
      args: ["-e", `console.log(JSON.stringify({ status: { token: "${login}" } }))`],
    },
  },
};

const open = (user: object): Promise<Api> => {
  const kubeconfig = JSON.stringify({
    clusters: [{ name: "c", cluster: { server: server.url } }],
    users: [{ name: "u", user }],
    contexts: [{ name: "c", context: { cluster: "c", user: "u" } }],
  });
  return Api.open(loadKubeconfig({ kubeconfig })!, "c");
};

const kinds: ObjectKind[] = ["secrets", "pods", "persistentvolumeclaims", "deployments"];
/** Only Secrets carry what may be secret. */
const bodyOf = (kind: ObjectKind) => ({
  metadata: { name: "web" },
  ...(kind === "secrets" && {
    data: { "boot.sh": Buffer.from(`#!/bin/sh\necho "${needle}"\n`).toString("base64") },
    stringData: { token: needle },
  }),
});

const drained = async (stream: AsyncIterable<unknown>) => {
  const items = stream[Symbol.asyncIterator]();
  while (!(await items.next()).done);
};
const calls: Record<string, (api: Api, kind: ObjectKind) => Promise<unknown>> = {
  get: (api, kind) => api.get(objectPath(kind, "apps", "web")),
  list: (api, kind) => api.get(objectPath(kind, "apps")),
  post: (api, kind) => api.post(objectPath(kind, "apps"), bodyOf(kind)),
  merge: (api, kind) => api.patch(objectPath(kind, "apps", "web"), bodyOf(kind)),
  patch: (api, kind) =>
    api.patch(objectPath(kind, "apps", "web"), [{ op: "replace", path: "/", value: bodyOf(kind) }], "json"),
  apply: (api, kind) => api.apply(objectPath(kind, "apps", "web"), bodyOf(kind)),
  delete: (api, kind) => api.delete(objectPath(kind, "apps", "web"), {}),
  text: (api, kind) => api.text(`${objectPath(kind, "apps", "web")}/log`, {}),
  stream: (api, kind) => drained(api.stream(objectPath(kind, "apps", "web"), {})),
  watch: (api, kind) => drained(api.watch(objectPath(kind, "apps"), {})),
  upgrade: (api, kind) => api.upgrade(`${objectPath(kind, "apps", "web")}/portforward`, "SPDY/3.1", {}),
};

test.each(Object.keys(users))("no answer to a user with a %s makes an error show a secret", async (name) => {
  const api = await open(users[name]!);
  const leaked: string[] = [];
  let failed = 0;
  for (const [way, answer] of Object.entries(ways(needle))) {
    for (const [verb, call] of Object.entries(calls)) {
      for (const kind of kinds) {
        const status = statuses[failed % statuses.length] ?? 500;
        server.failing = (asked) => answer(asked, status);
        const error = await call(api, kind).then(
          () => undefined,
          (reason: Error) => reason,
        );
        // A body of a text or a stream is what was asked for.
        if (!error) continue;
        failed++;
        const text = [error.message, error.stack, JSON.stringify(error)].join(" ");
        if (traces.some((trace) => text.includes(trace))) {
          leaked.push(`${verb} ${kind}: the answer ${status} ${way}: ${error.message}`);
        }
      }
    }
  }
  expect(failed).toBeGreaterThan(400);
  expect(leaked.slice(0, 9)).toEqual([]);
});

const said = async (status: number, message: string): Promise<string> => {
  const api = await open(users["token"]!);
  server.failing = () => ({ status, body: JSON.stringify({ message }) });
  return api
    .post(objectPath("secrets", "apps"), bodyOf("secrets"))
    .then(String, ({ message }: Error) => message);
};

const forbidden = 'secrets "web" is forbidden: ';
test.each([
  [404, 'namespaces "apps" not found'],
  [
    403,
    `${forbidden}User "system:serviceaccount:ci:me" cannot create resource "secrets" in API group "" in the namespace "apps"`,
  ],
  [
    403,
    `${forbidden}exceeded quota: q, requested: count/secrets=1, used: count/secrets=5, limited: count/secrets=5`,
  ],
  [403, `${forbidden}unable to create new content in namespace apps because it is being terminated`],
  [413, "Request entity too large: limit is 3145728"],
  [422, 'Secret "web" is invalid: data: Too long: may not be more than 1048576 bytes'],
])("what Kubernetes itself has against a Secret is shown: %s %s", async (status, message) => {
  expect(await said(status, message)).toContain(message);
});

test.each([
  [403, 'admission webhook "w.example.com" denied the request'],
  [
    422,
    "secrets \"web\" is forbidden: ValidatingAdmissionPolicy 'p.example.com' with binding 'b' denied request",
  ],
  [500, 'Internal error occurred: failed calling webhook "w.example.com"'],
])("who refuses a Secret is shown, and not what it says of it: %s %s", async (status, head) => {
  expect(await said(status, `${head}: ${needle}`)).toMatch(
    new RegExp(`${head}; the rest isn't shown, because it may repeat the Secret$`),
  );
});
