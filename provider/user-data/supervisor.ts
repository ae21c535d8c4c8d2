/** The last line of the console while the machine is off. */
export const offLine = "ec2-pods: powered off";

/** How the machine is, from its console; undefined while it is on. */
export const powerOf = (console: string): "off" | "shut-down" | undefined =>
  console.trimEnd().endsWith(offLine) ? "off" : undefined;

/** Signals to PID 1. Those of a power button are what BusyBox's own `halt` and `poweroff` send. */
export const powerSignals = { off: "USR1", on: "CONT", reboot: "HUP" } as const;

/**
 * PID 1 of an instance: a machine with a power button, in any POSIX sh.
 *
 * Off, reboot and the end of the container end all other processes as an operating system does: TERM, and KILL for what
 * runs after 25 of the 30 seconds that Kubernetes gives a Pod. It waits for a child of its own, so that it also reaps
 * processes whose parents ended, and it never waits for a signal that has already come.
 *
 * @param boot - What runs in the background each time that the machine comes up.
 */
export const supervisor = (boot: string): string => `
# Its signals to all processes would reach all of the machine.
[ "$$" = 1 ] || exit 125
wanted=on is=off idle=
want() {
  wanted=$1
  kill "$idle" 2>/dev/null
}
trap 'want off' ${powerSignals.off} USR2
trap 'want on' ${powerSignals.on}
trap 'want again' ${powerSignals.reboot}
trap 'want end' TERM INT

others() {
  for process in /proc/[0-9]*; do
    [ "$process" = /proc/1 ] || [ ! -e "$process" ] || return 0
  done
  return 1
}

end_others() {
  kill -TERM -1 2>/dev/null
  kill -CONT -1 2>/dev/null
  pause=0.1 turns=250
  while others && [ "$turns" -gt 0 ]; do
    sleep "$pause" 2>/dev/null || pause=1 turns=25
    turns=$((turns - 1))
  done
  kill -KILL -1 2>/dev/null
  wait
}

while :; do
  case $wanted in
    "$is")
      sleep 3600 &
      idle=$!
      [ "$wanted" = "$is" ] && wait "$idle" 2>/dev/null
      ;;
    on)
      is=on
      [ -z "$idle" ] || echo "ec2-pods: powered on"
${boot}
      ;;
    again)
      wanted=on is=off
      end_others
      ;;
    off)
      is=off
      end_others
      echo "${offLine}"
      ;;
    end)
      end_others
      exit 0
      ;;
  esac
done`;
