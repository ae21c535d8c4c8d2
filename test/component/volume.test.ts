import * as pulumi from "@pulumi/pulumi";

import { Volume } from "../../provider/volume/volume";
import { valueOf } from "../support/mocks";

interface Monitor {
  registerResource(
    request: {
      getName(): string;
      getDeletebeforereplace(): boolean;
      getObject(): { toJavaScript(): object };
    },
    answer: unknown,
  ): void;
}

test("a volume is deleted before the one that replaces it, also if the user asks for that, and says if it is retained", async () => {
  const registered = new Map<string, object>();
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, answer) => {
    const { __retained } = request.getObject().toJavaScript() as { __retained?: boolean };
    registered.set(request.getName(), { isDeletedBefore: request.getDeletebeforereplace(), __retained });
    register(request, answer);
  };
  const args = { availabilityZone: "us-east-1a", size: 1 };
  const volumes = [new Volume("data", args), new Volume("kept", args, { retainOnDelete: true })];
  await Promise.all(volumes.map(({ urn }) => valueOf(urn)));
  expect(registered.get("data")).toEqual({ isDeletedBefore: true, __retained: undefined });
  expect(registered.get("kept")).toEqual({ isDeletedBefore: true, __retained: true });
});
