import { quote } from "../common/text";
import { powerSignals, shutDownSignal } from "./supervisor";

const pending = "/run/ec2-pods/shutdown";

/** halt, poweroff, reboot and shutdown of a machine whose PID 1 is the supervisor, in any POSIX sh. */
export const shutdown = `#!/bin/sh
# ec2-pods: halt, poweroff, reboot and shutdown without an init system
fail() {
  echo "$name: $1" >&2
  exit 1
}

name=\${0##*/} signal=${shutDownSignal} when=now is_test=
case $name in
  reboot) signal=${powerSignals.reboot} ;;
  shutdown) when=+1 ;;
esac
while :; do
  case \${1-} in
    --reboot) signal=${powerSignals.reboot} ;;
    -c | --cancel) [ "$name" != shutdown ] || when=cancel ;;
    -t) [ $# = 1 ] || shift ;;
    --) shift && break ;;
    --*) ;;
    -*k*) is_test=yes ;;
    -*r*) signal=${powerSignals.reboot} ;;
    -*) ;;
    *) break ;;
  esac
  shift
done
if [ "$name" = shutdown ]; then
  if [ "$when" != cancel ] && [ -n "\${1-}" ]; then
    when=$1
    shift
  fi
  [ -z "$*" ] || echo "$*" >>/proc/1/fd/1
fi

minutes=
case $when in
  cancel) exec rm -f ${pending} ;;
  now) minutes=0 ;;
  *[!0-9:+]* | *:*:* | *:*+*) ;;
  [0-9]:[0-9][0-9] | [0-9][0-9]:[0-9][0-9])
    hour=0\${when%:*}
    hour=\${hour#"\${hour%??}"} minute=\${when#*:} now=$(date +1%H:1%M)
    minutes=$(((1$hour * 60 + 1$minute - \${now%:*} * 60 - \${now#*:} + 1440) % 1440))
    [ "$hour" -lt 24 ] && [ "$minute" -lt 60 ] || minutes=
    ;;
  *) minutes=\${when#+} ;;
esac
case $minutes in
  "" | *[!0-9]*) fail "\\"$when\\" isn't a time. Use now, +minutes or hh:mm." ;;
esac
[ -z "$is_test" ] || exit 0
minutes=\${minutes#"\${minutes%%[!0]*}"}
if [ -z "$minutes" ]; then
  rm -f ${pending}
  kill -$signal 1
  exit
fi
# Another shutdown, or none, takes the place of this one.
turn="$$ $(cat /proc/uptime)"
echo "$turn" >${pending} || exit
(
  trap '' HUP
  sleep $((minutes * 60)) && read -r latest <${pending} && [ "$latest" = "$turn" ] && kill -$signal 1
) </dev/null >/dev/null 2>&1 &
echo "$name: in $minutes minutes. Cancel it with \\"shutdown -c\\"." >&2
`;

/** Puts the commands before those of the image, which only an init system answers. */
export const installShutdown = `
      program=/usr/local/sbin/shutdown
      mkdir -p /usr/local/sbin /usr/sbin
      printf %s ${quote(shutdown)} >$program && chmod 755 $program
      for name in halt poweroff reboot shutdown; do
        for folder in /usr/local/sbin /usr/sbin /sbin /usr/bin /bin; do
          case $folder/$name in
            $program) ;;
            /usr/local/sbin/* | /usr/sbin/*) ln -sf $program "$folder/$name" ;;
            *) [ ! -e "$folder/$name" ] || ln -sf $program "$folder/$name" ;;
          esac
        done
      done 2>/dev/null`;
