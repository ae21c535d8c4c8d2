import { stopServices } from "./systemctl";

/** How a machine can be off: powered off by the provider, or shut down by one of its own processes. */
export type Off = "off" | "shut-down";

const states = { on: "powered on", off: "powered off", shutDown: "shut down from inside" } as const;

/** Starts the lines of the supervisor, and of the commands that tell it to end. */
export const consolePrefix = "ec2-pods: ";

/** The last line of the console while the machine is off. */
export const offLine = `${consolePrefix}${states.off}`;

/** The same for a machine that one of its own processes shut down. */
export const shutDownLine = `${consolePrefix}${states.shutDown}`;

/** Signals to PID 1. No image in use has one of these as its STOPSIGNAL, which is how Kubernetes ends a container. */
export const powerSignals = { off: "PWR", on: "CONT", reboot: "HUP" } as const;

/** What the machine's own commands send to PID 1. BusyBox's `poweroff` sends this signal, and its `halt` USR1. */
export const shutDownSignal = "USR2";

/** Where PID 1 keeps whether the machine is off. A new container of the same Pod finds it there. */
export const powerDirectory = "/run/ec2-pods/power";

/** Whether and how a machine with this console is off; undefined while it is on. */
export function powerOf(console: string): Off | undefined {
  const last = console.trimEnd().split("\n").at(-1)?.trimEnd();
  // The last words of a service may lack the end of their line.
  if (last?.endsWith(offLine)) return "off";
  return last?.endsWith(shutDownLine) ? "shut-down" : undefined;
}

/**
 * PID 1 of an instance: a machine with a power button, in any POSIX sh.
 *
 * Off, reboot and the end of the container end all other processes as an operating system does: TERM, and KILL for what
 * runs after 25 of the 30 seconds that Kubernetes gives a Pod. It waits for a child of its own, so that it also reaps
 * processes whose parents ended, and it never waits for a signal that has already come.
 *
 * The end isn't a success, so that Kubernetes restarts a container that something inside ended.
 *
 * @param boot - What runs in the background each time that the machine comes up.
 */
export const supervisor = (boot: string): string => `
# Its signals to all processes would reach all of the machine.
[ "$$" = 1 ] || exit 125
exec 2>&1
is= idle=
{ read -r wanted <${powerDirectory}/state; } 2>/dev/null
case $wanted in
  "${states.off}" | "${states.shutDown}") ;;
  *) wanted="${states.on}" ;;
esac
want() {
  [ "$wanted" = end ] || wanted=$1
  kill -TERM "$idle" 2>/dev/null
  kill -CONT "$idle" 2>/dev/null
}
trap 'want "${states.off}"' ${powerSignals.off}
trap 'want "${states.shutDown}"' USR1 ${shutDownSignal}
trap 'want "${states.on}"' ${powerSignals.on}
trap 'want "${states.on}"; is=again' ${powerSignals.reboot}
# What images have as STOPSIGNAL; 37 is RTMIN+3.
trap 'want end' TERM INT QUIT WINCH 37

others() {
  for process in /proc/[0-9]*; do
    [ "$process" = /proc/1 ] || [ ! -e "$process" ] || return 0
  done
  return 1
}

${stopServices}

end_others() {
  pause=0.1 turns=250
  stop_services
  kill -TERM -1
  kill -CONT -1
  while others && [ "$turns" -gt 0 ]; do
    sleep "$pause" || [ "$pause" = 1 ] || pause=1 turns=25
    turns=$((turns - 1))
  done
  kill -KILL -1
  wait
} 2>/dev/null

become() {
  is=$next
  echo "$is" 2>/dev/null >${powerDirectory}/state
}

while :; do
  # A signal may change it at any moment.
  next=$wanted
  case $next in
    "$is")
      # Kubernetes rotates a console soon after it has grown.
      [ "$is" = "${states.on}" ] || echo "${consolePrefix}$is"
      sh -c 'sleep 0 && exec sleep "$0"; kill -STOP $$' "$nap" 2>/dev/null &
      idle=$!
      [ "$is" = "${states.on}" ] || nap=3600
      [ "$wanted" = "$is" ] && wait "$idle" 2>/dev/null
      ;;
    "${states.on}")
      if [ "$is" = again ]; then
        is=down
        end_others
        continue
      fi
      [ -z "$is" ] || echo "${consolePrefix}$next"
      become
      # It doesn't wake while it is on: a machine that is out of memory or processes would lose it.
      nap=1000000000
${boot}
      ;;
    end)
      end_others
      exit 143
      ;;
    *)
      become
      end_others
      nap=30
      ;;
  esac
done`;
