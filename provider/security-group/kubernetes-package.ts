import { Provider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";

// A component package gets the Provider of its user with the Provider's values only if the package is known. All of
// @pulumi/kubernetes also does this, but takes longer to load than this whole package.
pulumi.runtime.registerResourcePackage("kubernetes", {
  constructProvider: (name, _type, urn) => new Provider(name, undefined, { urn }),
});
