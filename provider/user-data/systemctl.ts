import { readFileSync } from "node:fs";
import { join } from "node:path";

/** In the order of the program: the last part runs it. */
const parts = ["units", "words", "programs", "supervise", "start-stop", "enable", "show", "main"];

const text = parts.map((part) => readFileSync(join(__dirname, "systemctl", `${part}.sh`), "utf8")).join("");

/**
 * systemctl, journalctl and service for a machine whose PID 1 isn't systemd, in any POSIX sh.
 *
 * Each service has a process of its own that supervises it. What it has in common with systemd is the unit files, the
 * links that enable units, the words and the exit statuses. It comes without comments and indentation, because each
 * instance has a copy in its Secret.
 */
export const systemctl = text.replace(/^[ \t]+/gm, "").replace(/^#[^!].*\n|^\n/gm, "");

/**
 * How PID 1 stops the services before it ends all processes: each after those that started after it.
 *
 * It leaves 5 of the 25 seconds that PID 1 has.
 */
export const stopServices = `stop_services() {
  [ -d /run/ec2-pods/services ] || return
  sh /usr/local/sbin/systemctl --power-off </dev/null &
  while [ -e "/proc/$!" ] && has_time 5; do
    :
  done
} 2>/dev/null`;
