import * as pulumi from "@pulumi/pulumi";

import type { Optional } from "../common/inputs";
import { onDeclared } from "../record/declared";
import { warn } from "../security-group/inputs";
import { unservedPart } from "./protocols";

const fixes: Readonly<Record<string, string>> = {
  HTTPS: "Add a listener of HTTP to reach the targets",
  TLS: "Add a listener of TCP to reach the targets",
};

// The provider process only says what fails; the program says what has no effect.
onDeclared("lb:Listener", (declared) => {
  if (declared.isLookup) return;
  const listener = declared.resource as pulumi.CustomResource;
  pulumi.output(declared.args["protocol"] as Optional<string>).apply((protocol) => {
    const cause = unservedPart(protocol);
    if (cause === undefined) return;
    const fix = fixes[String(protocol)];
    warn(listener, { verb: "serve", kind: "Listener", cause, ...(fix !== undefined && { fix }) });
  });
});
