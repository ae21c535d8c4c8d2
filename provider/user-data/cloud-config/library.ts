import { accountFiles } from "./library/account-files";
import { accounts } from "./library/accounts";
import { machine } from "./library/machine";
import { packageManagers } from "./library/package-managers";

/** The functions of the steps of a cloud-config, in any POSIX sh. */
export const library = [accountFiles, accounts, machine, packageManagers].join("\n");
