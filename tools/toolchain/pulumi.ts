import { mkdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

import { cacheDir } from "./cache";
import { obtainAll } from "./obtain";

/** The Pulumi CLI, and an environment that has its plugins and doesn't touch the user's login. */
export async function pulumiToolchain(): Promise<{ bin: string; env: NodeJS.ProcessEnv }> {
  const paths = await obtainAll("pulumi", "pulumi-resource-kubernetes");
  const home = join(cacheDir(), "pulumi-home");
  mkdirSync(home, { recursive: true });
  // Settings such as PULUMI_STACK or PULUMI_IGNORE_AMBIENT_PLUGINS are for the user's own projects.
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith("PULUMI_"));
  return {
    bin: paths.pulumi,
    env: {
      ...Object.fromEntries(others),
      PATH: [...Object.values(paths).map(dirname), process.env["PATH"]].join(delimiter),
      PULUMI_HOME: home,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    },
  };
}
