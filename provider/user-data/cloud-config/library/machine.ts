/** The host name, the time zone, disks and logs. */
export const machine = `
# set_hostname WANTED FULL SHORT
set_hostname() {
  echo "$1" >/etc/hostname || return
  grep -q "^127\\\\.0\\\\.1\\\\.1[[:space:]]$2 $3$" /etc/hosts 2>/dev/null ||
    append_line /etc/hosts "127.0.1.1 $2 $3" || return
  now=$(cat /proc/sys/kernel/hostname)
  [ "$now" = "$1" ] || hostname "$1" 2>/dev/null ||
    say "the host name stays $now, which a Pod can't change. /etc/hostname and /etc/hosts have $1"
}

set_timezone() {
  zone=/usr/share/zoneinfo/$1
  if [ ! -f "$zone" ]; then
    say "the image has no time zone $1. Install tzdata, for example with packages"
    return 1
  fi
  ln -sf "$zone" /etc/localtime || return
  [ ! -e /etc/debian_version ] || echo "$1" >/etc/timezone
}

# link_volume NAME TARGET: a Pod can't mount a volume a second time.
link_volume() {
  volume=/mnt/$1
  if [ ! -d "$volume" ]; then
    say "/dev/$1 isn't a volume of the instance, so $2 is on its root disk"
    mkdir -p "$2"
    return
  fi
  [ "$2" != "$volume" ] && [ "$(readlink "$2")" != "$volume" ] || return 0
  [ ! -d "$2" ] || rmdir "$2" 2>/dev/null
  if [ -e "$2" ]; then
    say "$2 isn't an empty folder, so it can't become a link to $volume"
    return 1
  fi
  mkdir -p "\${2%/*}/" && ln -s "$volume" "$2"
}

link_log() {
  log=/var/log/cloud-init-output.log
  [ "$1" != "$log" ] && [ ! -e "$1" ] || return 0
  mkdir -p "\${1%/*}/" && ln -s "$log" "$1"
}

read_uptime() {
  read -r seconds rest </proc/uptime && echo "$seconds"
}
`;
