import * as pulumi from "@pulumi/pulumi";

import { errorMessage } from "../common/errors";
import { isAmiId } from "../image/catalogue";
import { isUnmapped } from "../image/container-image";
import { mapCommand, readImageSettings } from "../image/image-settings";
import { onceKnown } from "../record/known-now";
import { hideSecrets } from "../record/secrets";

/** Warns of an AMI id that nothing maps to an image. What else is wrong with an AMI is a failure of `check`. */
export function warnOfDefaultImage(
  instance: pulumi.Resource,
  name: string,
  ami: pulumi.Input<string | undefined>,
): void {
  onceKnown(ami, async (value) => {
    if (typeof value !== "string" || !isAmiId(value)) return;
    const settings = readImageSettings((key) => pulumi.runtime.getConfig(key));
    if (!isUnmapped(value, settings)) return;
    await hideSecrets(ami);
    const cause = `ami is "${value}", which isn't in the catalogue of AMIs, so that ${settings.defaultImage} runs`;
    const fix = `Map it to an image of its system with ${mapCommand(value)}`;
    const message = errorMessage({ verb: "apply all of", kind: "Ec2Instance", name, cause, fix });
    void pulumi.log.warn(message, instance);
  });
}
