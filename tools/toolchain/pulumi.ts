import { mkdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

import { cacheDir } from "./cache";
import { obtainAll } from "./obtain";

/** The Pulumi CLI, and the environment in which it finds its plugins and leaves the user's own login alone. */
export async function pulumiToolchain(): Promise<{ bin: string; env: NodeJS.ProcessEnv }> {
  const paths = await obtainAll("pulumi", "pulumi-resource-kubernetes");
  const home = join(cacheDir(), "pulumi-home");
  mkdirSync(home, { recursive: true });
  return {
    bin: paths.pulumi,
    env: {
      ...process.env,
      PATH: [...Object.values(paths).map(dirname), process.env["PATH"]].join(delimiter),
      PULUMI_HOME: home,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    },
  };
}
