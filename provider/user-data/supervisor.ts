import { stopServices } from "./systemctl";

/** How a machine can be off: powered off by the provider, or shut down by one of its own processes. */
export type Off = "off" | "shut-down";

const states = { on: "powered on", off: "powered off", shutDown: "shut down from inside" } as const;

/** Starts the lines of the supervisor. */
const consolePrefix = "ec2-pods: ";

/** The last line of the console while the machine is off. */
export const offLine = `${consolePrefix}${states.off}`;

/** The same for a machine that one of its own processes shut down. */
export const shutDownLine = `${consolePrefix}${states.shutDown}`;

/** The line of a machine that comes up again, after a reboot for one. */
export const onLine = `${consolePrefix}${states.on}`;

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
 * It has its own text as an argument, so that it can begin again as the same process.
 *
 * The end isn't a success, so that Kubernetes restarts a container that something inside ended.
 *
 * @param boot - What runs in the background each time that the machine comes up.
 */
export const supervisor = (boot: string): string[] => [
  "sh",
  "-c",
  'exec sh -c "$1" sh "$1"',
  "sh",
  script(boot),
];

const endless = 1_000_000_000;

const script = (boot: string): string => `
# Its signals to all processes would reach all of the machine.
[ "$$" = 1 ] || exit 125
exec 2>&1
grace=25 self=$1 is=\${2-} wanted=\${3-} phase=\${4-} limit=\${5-} is_short=\${3+yes} idle=
if [ -z "$is_short" ]; then
  { read -r wanted <${powerDirectory}/state; } 2>/dev/null
  case $wanted in
    "${states.off}" | "${states.shutDown}") ;;
    *) wanted="${states.on}" ;;
  esac
fi
[ "$is" = "${states.on}" ] && nap=${endless} || nap=30
want() {
  [ "$wanted" = end ] || wanted=$1
  kill -TERM "$idle"
  kill -CONT "$idle"
  [ -z "$is_short" ] || echo >&7
} 2>/dev/null
# A shell that can't start a process ends. This one goes on where it was, and is short of processes then.
trap 'exec sh -c "$self" sh "$self" "$is" "$wanted" "$phase" "$limit"' EXIT
trap 'want "${states.off}"' ${powerSignals.off}
trap 'want "${states.shutDown}"' USR1 ${shutDownSignal}
trap 'want "${states.on}"' ${powerSignals.on}
trap 'want "${states.on}"; is=again' ${powerSignals.reboot}
# What images have as STOPSIGNAL; 37 is RTMIN+3.
trap 'want end' TERM INT QUIT WINCH 37

# Waits for a signal or the end of a child, without a process. The pipe of a here-document with both ends never ends.
wait_alone() {
  exec 7<<END
END
  exec 7<>/proc/1/fd/7
  trap 'echo >&7' CHLD
  jobs
  [ "$wanted" != "$is" ] || read -r line <&7
  trap - CHLD
  is_short=
  exec 7<&-
} >/dev/null 2>&1

# Seconds that no step of the clock changes.
read_uptime() {
  read -r now rest </proc/uptime
  now=\${now%.*}
}

# Waits for a moment, if there is time left but for $1 seconds.
has_time() {
  read_uptime
  [ "$now" -lt "$((limit - $1))" ] || return
  if [ -n "$is_short" ]; then
    jobs >/dev/null
  else
    sleep 0.1 || sleep 1
  fi
}

others() {
  for process in /proc/[0-9]*; do
    [ "$process" = /proc/1 ] || [ ! -e "$process" ] || return 0
  done
  return 1
}

${stopServices}

end_others() {
  phase=\${phase:-ends}
  read_uptime
  limit=\${limit:-$((now + grace))}
  [ -n "$is_short" ] || stop_services
  kill -TERM -1
  kill -CONT -1
  while others && has_time 0; do
    :
  done
  kill -KILL -1
  wait
  phase= limit= is_short=
} 2>/dev/null

become() {
  is=$next
  echo "$is" 2>/dev/null >${powerDirectory}/state
}

case $phase in
  boots) is= ;;
esac
[ -z "$phase" ] || end_others
while :; do
  # A signal may change it at any moment.
  next=$wanted
  case $next in
    "$is")
      # Kubernetes rotates a console soon after it has grown.
      [ "$is" = "${states.on}" ] || echo "${consolePrefix}$is"
      if [ -n "$is_short" ]; then
        wait_alone
        continue
      fi
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
      nap=${endless} phase=boots
${boot}
      phase=
      ;;
    end)
      end_others
      trap - EXIT
      exit 143
      ;;
    *)
      become
      end_others
      nap=30
      ;;
  esac
done`;
