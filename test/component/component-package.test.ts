import { Provider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { getResourcePackage } from "@pulumi/pulumi/runtime/rpc";

import "../../provider";
import { argumentOf } from "../../provider/record/program";
import { valueOf } from "../support/mocks";

test("a component package gets the Kubernetes Provider of its user with its values", async () => {
  await pulumi.runtime.setMocks({
    newResource: ({ inputs }) => ({ id: "own", state: inputs as Record<string, unknown> }),
    call: () => ({}),
  });
  const urn = (await valueOf(new Provider("own", { context: "staging" }).urn)) as string;
  // As the SDK does for each provider that a construct call passes.
  const provider = getResourcePackage("kubernetes", "")?.constructProvider(
    "own",
    "pulumi:providers:kubernetes",
    urn,
  );
  expect(Provider.isInstance(provider)).toBe(true);
  expect(await valueOf(argumentOf(provider, "context")!)).toBe("staging");
});
