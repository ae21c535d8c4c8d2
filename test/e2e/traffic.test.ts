import { inside, kubectl, podsByName } from "../support/cluster";
import { TestStack } from "../support/stack";
import { type Endpoint, matrix, type Matrix, requireEnforcement } from "../support/traffic";

let stack: TestStack;
afterEach(() => stack.remove());

const names = ["web-1", "web-2", "db-1", "db-2", "admin", "visitor", "neighbour"];

interface Example {
  instances: Record<string, Endpoint>;
  ports: number[];
}

async function outputs(): Promise<Example> {
  const { instances, ports } = await stack.outputs<{ instances: Endpoint[]; ports: number[] }>();
  return { ports, instances: Object.fromEntries(instances.map((each, index) => [names[index]!, each])) };
}

/** Sets an option of the example, and updates it. */
async function change(key: string, value: string): Promise<Example> {
  await stack.succeed("config", "set", key, value);
  await stack.up();
  return outputs();
}

const all = "80 5432 5433 5434 8080 8081 9000";
const database = { "db-1": "5432 5433", "db-2": "5432 5433" };
const everyone = { "web-1": "80", "web-2": "80" };
const rules: Matrix = {
  "web-1": database,
  "web-2": database,
  "db-1": { "db-2": "9000" },
  "db-2": { "db-1": "9000" },
  admin: everyone,
  visitor: { ...everyone, neighbour: all },
  neighbour: { ...everyone, visitor: all },
};

test("examples/web-and-db: the rules alone decide who reaches whom, and changes of them are live", async () => {
  stack = await TestStack.ofExample("web-and-db");
  await requireEnforcement(stack.namespace);
  await stack.up();
  let { instances, ports } = await outputs();
  expect(await matrix(instances, ports, rules)).toEqual(rules);

  // A group without egress still resolves names, as in EC2.
  const lookUp = "nslookup kubernetes.default.svc.cluster.local";
  const { stdout } = await inside(stack.namespace, instances["db-1"]!.podName, lookUp);
  expect(stdout).toContain(
    await kubectl("default", "get", "service", "kubernetes", "--output", "jsonpath={.spec.clusterIP}"),
  );

  const before = await kubectl(stack.namespace, "get", "pods", "--output", "name");
  const [office, policies] = [`${instances["visitor"]!.privateIp}/32`, await policiesByName()];
  ({ instances, ports } = await change("officeCidr", office));
  const withOffice = {
    ...rules,
    visitor: { "web-1": "80 8080 8081", "web-2": "80 8080 8081", neighbour: all },
  };
  expect(await matrix(instances, ports, withOffice)).toEqual(withOffice);
  expect(await policiesByName()).toEqual(policies);

  ({ instances, ports } = await change("maintenance", "true"));
  const inMaintenance = { ...withOffice, admin: { ...everyone, "db-1": all, "db-2": all } };
  expect(await matrix(instances, ports, inMaintenance)).toEqual(inMaintenance);
  expect(await kubectl(stack.namespace, "get", "pods", "--output", "name")).toBe(before);
  expect((await podsByName(stack.namespace))["admin"]!.status.containerStatuses).toMatchObject([
    { restartCount: 0 },
  ]);

  const old = instances;
  ({ instances, ports } = await change("databaseVersion", "2"));
  for (const name of ["db-1", "db-2"]) expect(instances[name]!.privateIp).not.toBe(old[name]!.privateIp);
  expect(await matrix(instances, ports, inMaintenance)).toEqual(inMaintenance);
});

/** Uid of each policy: a changed policy keeps it, a re-created one doesn't. */
async function policiesByName(): Promise<string[]> {
  const template = "{range .items[*]}{.metadata.name} {.metadata.uid}{'\\n'}{end}";
  const text = await kubectl(stack.namespace, "get", "networkpolicies", "--output", `jsonpath=${template}`);
  return text.trim().split("\n").sort();
}
