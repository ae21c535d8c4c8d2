import { runInThisContext } from "node:vm";

import * as pulumi from "@pulumi/pulumi";

export const policyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
export const guardType = "pulumi-nodejs:dynamic/ec2-pods:SecurityGroupGuard";

/** A resource that a program registered. */
export interface Registered {
  type: string;
  name: string;
  inputs: { metadata: Record<string, unknown>; spec: Record<string, unknown> } & Record<string, unknown>;
  provider?: string;
}

export const registered: Registered[] = [];
export const warnings: string[] = [];
/** URNs that each resource depends on, by its type and name. The mocks themselves don't have them. */
export const dependencies = new Map<string, string[]>();
/** URN of the parent of each resource, by its type and name. */
export const parents = new Map<string, string>();
/** What the engine is told to do with each resource, by its type and name. */
export const handling = new Map<string, { secretOutputs: string[]; deleteBeforeReplace: boolean }>();
/** Outputs that each component registered, by its URN. */
export const componentOutputs = new Map<string, Record<string, unknown>>();

/** Waits until no registration is in progress. */
export const settled = (): Promise<void> =>
  (pulumi.runtime as unknown as { waitForRPCs(): Promise<void> }).waitForRPCs();

/** Starts another run of a program: a preview or an update. */
export const mock = async (preview = false, stack = "dev"): Promise<void> => {
  await settled();
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, provider }) => {
        registered.push({
          type,
          name,
          inputs: inputs as Registered["inputs"],
          ...(provider ? { provider } : {}),
        });
        return { id: preview ? undefined : `${name}-id`, state: inputs as Record<string, unknown> };
      },
      call: () => ({}),
    },
    "shop",
    stack,
    preview,
  );
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, answer) => {
    const key = `${request.getType()}::${request.getName()}`;
    dependencies.set(key, request.getDependenciesList());
    parents.set(key, request.getParent());
    handling.set(key, {
      secretOutputs: request.getAdditionalsecretoutputsList(),
      deleteBeforeReplace: request.getDeletebeforereplace(),
    });
    register(request, answer);
  };
  const registerOutputs = monitor.registerResourceOutputs.bind(monitor);
  monitor.registerResourceOutputs = (request, answer) => {
    componentOutputs.set(request.getUrn(), request.getOutputs().toJavaScript());
    registerOutputs(request, answer);
  };
};

interface Monitor {
  registerResource(
    request: {
      getType(): string;
      getName(): string;
      getParent(): string;
      getDependenciesList(): string[];
      getAdditionalsecretoutputsList(): string[];
      getDeletebeforereplace(): boolean;
    },
    answer: unknown,
  ): void;
  registerResourceOutputs(
    request: { getUrn(): string; getOutputs(): { toJavaScript(): Record<string, unknown> } },
    answer: unknown,
  ): void;
}

beforeEach(async () => {
  // The constructor of the Kubernetes provider reads it.
  delete process.env["KUBECONFIG"];
  registered.length = 0;
  warnings.length = 0;
  dependencies.clear();
  parents.clear();
  handling.clear();
  componentOutputs.clear();
  pulumi.runtime.setAllConfig({});
  jest.spyOn(pulumi.log, "warn").mockImplementation((text) => {
    warnings.push(text);
    return Promise.resolve();
  });
  jest.spyOn(pulumi.log, "info").mockResolvedValue();
  await mock();
});

// A registration that is in progress must not reach the mocks of the next test.
afterEach(async () => {
  await settled();
  jest.restoreAllMocks();
});

/** The value of an output; undefined if it is unknown. Rejects if the output fails. */
export const valueOf = <T>(output: pulumi.Output<T>): Promise<T | undefined> =>
  (output as unknown as { promise(): Promise<T | undefined> }).promise();

export const isKnown = (output: pulumi.Output<unknown>): Promise<boolean> =>
  (output as unknown as { isKnown: Promise<boolean> }).isKnown;

/** An output that is unknown in a preview. */
export const unknownText = (): pulumi.Output<string> => {
  const { unknown } = pulumi as unknown as { unknown: string };
  return pulumi.output(unknown);
};

/** All policies, once every registration in progress has ended. */
export async function policies(
  ...users: ({ id: pulumi.Output<string> } | pulumi.Output<string>)[]
): Promise<Registered[]> {
  await Promise.all(users.map((user) => valueOf(pulumi.Output.isInstance(user) ? user : user.id)));
  await settled();
  return registered.filter(({ type }) => type === policyType);
}

/** The message of the error that `make` throws for its arguments, and the property paths in it. */
export function failuresOf(make: () => unknown): { message: string; paths: string[] } {
  try {
    make();
  } catch (error) {
    if (!pulumi.RunError.isInstance(error)) throw error;
    const paths = [...error.message.matchAll(/^ {2}- (\S+)/gm)].map(([, path = ""]) => path);
    return { message: error.message, paths };
  }
  throw new Error("the arguments were accepted");
}

/** The message of the error in an output of what `make` declares. Pulumi leaves it unhandled, to end the program. */
export async function lateFailureOf(make: () => unknown): Promise<string> {
  // Jest gives tests a copy of the process, which has no such events.
  const actual = runInThisContext("process") as NodeJS.Process;
  const event = "unhandledRejection";
  const listeners = actual.listeners(event);
  actual.removeAllListeners(event);
  try {
    const failure = new Promise<Error>((resolve) => actual.on(event, (error) => resolve(error as Error)));
    make();
    const { message } = await failure;
    await settled();
    // The other promises of the same error.
    await new Promise((resolve) => setImmediate(resolve));
    return message;
  } finally {
    actual.removeAllListeners(event);
    listeners.forEach((listener) => actual.on(event, listener));
  }
}
