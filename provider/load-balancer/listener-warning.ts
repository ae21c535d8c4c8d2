import * as pulumi from "@pulumi/pulumi";

import { errorMessage } from "../common/errors";
import type { Optional } from "../common/inputs";
import { onDeclared } from "../record/declared";
import { unservedPart } from "./protocols";

const fixes: Readonly<Record<string, string>> = {
  HTTPS: "Add a listener of HTTP to reach the targets",
  TLS: "Add a listener of TCP to reach the targets",
};

// The provider process only says what fails; the program says what has no effect.
onDeclared("lb:Listener", ({ resource, args, isLookup }) => {
  if (isLookup) return;
  const listener = resource as pulumi.CustomResource;
  pulumi.output(args["protocol"] as Optional<string>).apply((protocol) => {
    const cause = unservedPart(protocol);
    if (cause === undefined) return;
    const name = pulumi.resourceName(listener);
    const message = errorMessage({
      verb: "serve",
      kind: "Listener",
      name,
      cause,
      fix: fixes[String(protocol)],
    });
    void pulumi.log.warn(message, listener);
  });
});
