import { ensurePrograms } from "../../tools/local-cluster/packages";

/** Installs the clients of SSH that people use, where they are missing. */
export const ensureSshClients = (): Promise<void> =>
  ensurePrograms(
    { ssh: "openssh-client", rsync: "rsync", ansible: "ansible-core" },
    "run the clients of SSH",
  );
