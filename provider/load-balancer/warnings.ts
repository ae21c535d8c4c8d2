import * as pulumi from "@pulumi/pulumi";

import type { Optional } from "../common/inputs";
import { onDeclared } from "../record/declared";
import type { Declared } from "../record/declared";
import { isKnownNow } from "../record/known-now";
import { warn } from "../security-group/inputs";
import { unkeptKeys } from "./objects";
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
  warnOfSecrets("Listener", declared);
});

for (const kind of ["ListenerRule", "LoadBalancer", "TargetGroup", "TargetGroupAttachment"]) {
  onDeclared(`lb:${kind}`, (declared) => {
    if (!declared.isLookup) warnOfSecrets(kind, declared);
  });
}

// The provider process gets secrets as plain values, so that only the program can tell them.
function warnOfSecrets(kind: string, { resource, args }: Declared): void {
  for (const [argument, value] of Object.entries(args)) {
    if (unkeptKeys.includes(argument) || isKnownNow(value)) continue;
    pulumi.isSecret(pulumi.output(value)).then(
      (isSecret) => {
        if (!isSecret) return;
        const cause = `${argument} is a secret, and the proxy's ConfigMaps have it as plain text`;
        const fix = "Limit who can read ConfigMaps in its namespace";
        warn(resource as pulumi.CustomResource, { verb: "encrypt", kind, cause, fix });
      },
      // Whatever fails in an argument fails the resource.
      () => undefined,
    );
  }
}
