import type { Api } from "../../../provider/cluster/api";
import { ClusterError } from "../../../provider/cluster/cluster-error";
import { ObjectWatches } from "../../../provider/cluster/object-watches";

const retryMilliseconds = 10_000;
const everywhere = "/api/v1/pods";
const inNamespace = (name: string) => `/api/v1/namespaces/${name}/pods`;
const pod = (name: string, namespace = "apps") => ({ metadata: { name, namespace, resourceVersion: "1" } });

/** What the API server answers to a list: objects, or the status of a refusal. */
let answers: Record<string, object[] | number>;
/** Ends the watches that are open with this status. */
let refuse: (status: number) => void;
let watches: ObjectWatches<ReturnType<typeof pod>>;

beforeEach(() => jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] }));
afterEach(() => {
  watches.stop();
  jest.useRealTimers();
});

async function begin(): Promise<void> {
  const refusals: ((error: Error) => void)[] = [];
  refuse = (status) => refusals.splice(0).forEach((reject) => reject(new ClusterError("denied", "", status)));
  const api = {
    get: (path: string) => {
      const answer = answers[path] ?? 403;
      if (typeof answer === "number") return Promise.reject(new ClusterError("denied", "", answer));
      return Promise.resolve({ items: answer, metadata: { resourceVersion: "1" } });
    },
    // eslint-disable-next-line require-yield
    async *watch(_path: string, _query: object, { signal }: { signal: AbortSignal }) {
      await new Promise<void>((resolve, reject) => {
        refusals.push(reject);
        signal.addEventListener("abort", () => resolve());
      });
    },
  } as unknown as Api;
  const kind = { kind: "pods", labelSelector: "a=b" } as const;
  watches = new ObjectWatches(api, kind, { likely: ["apps", "team", "apps"] }, () => undefined);
  await watches.start();
}

const names = () => watches.all.map(({ metadata }) => metadata.name).sort();

test("a user who may not list all namespaces gets the likely ones, and learns why", async () => {
  answers = { [everywhere]: 403, [inNamespace("apps")]: [pod("web")], [inNamespace("team")]: 403 };
  await begin();
  expect(names()).toEqual(["web"]);
  expect(watches.narrowed?.status).toBe(403);
  expect(watches.errors.map(([namespace]) => namespace)).toEqual(["team"]);
  expect([watches.in("apps")?.length, watches.in("team"), watches.in("other")]).toEqual([
    1,
    undefined,
    undefined,
  ]);
});

test.each([401, 403])(
  "a watch that is refused with %i once keeps what is known, and all namespaces",
  async (status) => {
    answers = { [everywhere]: [pod("web"), pod("api", "other")] };
    await begin();
    answers = { [everywhere]: [pod("web"), pod("new", "other")] };
    refuse(status);
    await jest.advanceTimersByTimeAsync(retryMilliseconds / 2);
    expect([names(), watches.errors]).toEqual([["api", "web"], []]);
    await jest.advanceTimersByTimeAsync(retryMilliseconds);
    expect([names(), watches.errors]).toEqual([["new", "web"], []]);
  },
);

test("a watch that is refused again shows nothing until it is allowed", async () => {
  answers = { [everywhere]: [pod("web")], [inNamespace("apps")]: [pod("web")] };
  await begin();
  answers[everywhere] = 403;
  refuse(403);
  await jest.advanceTimersByTimeAsync(retryMilliseconds);
  expect([names(), watches.in("apps"), watches.narrowed]).toEqual([[], undefined, undefined]);
  expect(watches.errors).toMatchObject([["", { status: 403 }]]);
  answers[everywhere] = [pod("web")];
  await jest.advanceTimersByTimeAsync(retryMilliseconds);
  expect([names(), watches.errors]).toEqual([["web"], []]);
});
