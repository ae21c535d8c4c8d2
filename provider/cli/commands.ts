import { doctor } from "./doctor/doctor";
import { showConsole } from "./instances/console";
import { exec } from "./instances/exec";
import { list } from "./instances/list";
import { portForward } from "./instances/port-forward";
import { reboot } from "./instances/reboot";
import { ssh } from "./instances/ssh";
import { sshConfig } from "./instances/ssh-config";
import { start } from "./instances/start";
import { stop } from "./instances/stop";
import { previewReport } from "./preview-report";
import { reach } from "./reachability/reach";
import { why } from "./reachability/why";
import { reap } from "./reap/reap";
import { restore } from "./restore/restore";
import { tunnel } from "./tunnel/tunnel";

/** All commands, in the order of the help. */
export const commands = [
  list,
  showConsole,
  exec,
  portForward,
  tunnel,
  ssh,
  sshConfig,
  stop,
  start,
  reboot,
  why,
  reach,
  doctor,
  reap,
  restore,
  previewReport,
] as const;
