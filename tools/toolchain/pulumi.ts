import { mkdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

import { cacheDir } from "./cache";
import { obtainAll } from "./obtain";

/** The Pulumi CLI, and the environment in which it finds its plugins and leaves the user's own login alone. */
export async function pulumiToolchain(): Promise<{ bin: string; env: NodeJS.ProcessEnv }> {
  const paths = await obtainAll("pulumi", "pulumi-resource-kubernetes");
  const home = join(cacheDir(), "pulumi-home");
  mkdirSync(home, { recursive: true });
  // The user's own settings, as PULUMI_STACK or PULUMI_IGNORE_AMBIENT_PLUGINS, are meant for the user's own projects.
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
