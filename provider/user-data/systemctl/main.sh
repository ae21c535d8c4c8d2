
# The start of each boot: puts the commands where they come before those of the image, and removes what is of another boot.
install() {
  bin=/usr/local/sbin
  rm -rf "$services"
  # An image may have a replacement of its own, which works without systemd.
  for own in "$bin/systemctl" /usr/local/bin/systemctl /usr/bin/systemctl /bin/systemctl; do
    [ ! -e "$own" ] || is_ours "$own" || ! "$own" list-units >/dev/null 2>&1 || return 0
  done
  mkdir -p "$bin" "$logs" "$links" "$services" || return
  for name in systemctl journalctl service; do
    own=$(ls "/usr/sbin/$name" "/usr/bin/$name" "/sbin/$name" "/bin/$name" 2>/dev/null | sed -n 1p)
    # The service command of an image calls systemctl.
    [ "$name" != service ] || [ -z "$own" ] || is_ours "$own" || continue
    [ ! -e "$bin/$name" ] || is_ours "$bin/$name" || continue
    cp "$self" "$bin/$name" && chmod 755 "$bin/$name"
    [ -n "$own" ] || ln -s "$bin/$name" "/usr/bin/$name"
  done
  # Scripts of packages don't look there by themselves, and ask for this folder before they use systemctl.
  [ ! -d /etc/apt/apt.conf.d ] || echo "DPkg::Path \"$PATH\";" >/etc/apt/apt.conf.d/99ec2-pods
  mkdir -p /run/systemd/system
  allow_services
  # A disk keeps what a real machine loses: no process has these ids any more.
  rm -f /run/*.pid /run/*/*.pid
  generate
}

# Starts what is enabled, unless the image has a systemctl of its own.
boot() {
  [ -d "$services" ] || return 0
  ! is_ours /usr/local/sbin/systemctl || self=/usr/local/sbin/systemctl
  start_units multi-user.target default.target graphical.target basic.target cloud-init.target $(enabled_scripts)
}

is_ours() {
  grep -qsx ours=ec2-pods "$1"
}

enabled_scripts() {
  for path in /etc/rc3.d/S??*; do
    find_unit "${path##*/S??}"
    [ "$kind" != script ] || echo "$unit"
  done
}

# Container images forbid packages to start services, because they are installed while an image is built. Not so here.
# Without a policy, invoke-rc.d starts nothing either, because it looks for an init system.
allow_services() {
  policy=/usr/sbin/policy-rc.d
  [ -x /usr/sbin/invoke-rc.d ] || return 0
  if [ -e "$policy" ]; then
    grep -q 'apt-get install.*docker build' "$policy" || return 0
    mv "$policy" "$policy.image"
  fi
  printf '#!/bin/sh\n# ec2-pods: packages start their services, as on a machine.\nexit 104\n' >"$policy"
  chmod 755 "$policy"
}

# Makes the units that packages derive from their configuration, as PostgreSQL does for each of its clusters.
generate() {
  set -- /run/systemd/generator /run/systemd/generator.early /run/systemd/generator.late
  rm -rf "$@"
  mkdir -p "$@"
  done=
  [ -L /lib ] && lib=/usr/lib || lib=/lib
  for program in /etc/systemd/system-generators/* /usr/lib/systemd/system-generators/* $lib/systemd/system-generators/*; do
    case $program:$done in
      */systemd-* | *" $program "*) ;;
      *) [ ! -x "$program" ] || "$program" "$@" || say "Cannot generate units: $program exited with status $?." ;;
    esac
    done="$done $program "
  done
}

quiet= now= wanted= with_names=yes wanted_state= lines= signal=TERM

systemctl() {
  operands=
  while [ "$#" -gt 0 ]; do
    case $1 in
      # Options whose value may be the next word.
      -p | -n | -s | --property | --lines | --signal | --state)
        option=$1 value=${2-}
        [ "$#" = 1 ] || shift
        ;;
      --*=*) option=${1%%=*} value=${1#*=} ;;
      -[pns]?*) value=${1#-?} option=${1%"$value"} ;;
      *) option=$1 ;;
    esac
    shift
    case $option in
      -q | --quiet) quiet=yes ;;
      --now) now=yes ;;
      -p | --property) wanted="$wanted $value" ;;
      --value) with_names= ;;
      --state) wanted_state=$value ;;
      --failed) wanted_state=failed ;;
      -n | --lines) lines=$value ;;
      -s | --signal) signal=${value#SIG} ;;
      --version)
        echo "systemd 252 (ec2-pods)"
        return
        ;;
      -f | -l | -a | --all | --force | --full | --system | --no-pager | --no-block | --no-reload | --no-legend | --plain | --no-ask-password | --preset-mode | --root | --) ;;
      -*)
        say "Cannot run systemctl: $option isn't supported without systemd. Leave it out."
        return 1
        ;;
      *)
        quote "$option"
        operands="$operands $quoted"
        ;;
    esac
  done
  eval "set -- $operands"
  verb=${1:-list-units}
  [ "$#" = 0 ] || shift
  case $verb:$# in
    daemon-reload:0 | daemon-reexec:0) generate ;;
    list-units:0 | status:0) list_units ;;
    is-system-running:0)
      wanted_state=failed word=running
      [ -z "$(list_units)" ] || word=degraded
      [ -n "$quiet" ] || echo "$word"
      [ "$word" = running ]
      ;;
    # By its path, because BusyBox runs its own otherwise.
    reboot:0 | poweroff:0 | halt:0) exec "/usr/local/sbin/$verb" ;;
    show:0) ;;
    reset-failed:0) for_each $(ls "$services") ;;
    start:[1-9]*) start_units "$@" ;;
    *:0) act "" ;;
    *) for_each "$@" ;;
  esac
}

# The exit status is that of the last unit that failed; is-active and the like succeed if one unit does.
for_each() {
  overall=0 succeeded=
  for operand in "$@"; do
    if act "$operand"; then succeeded=yes; else overall=$?; fi
  done
  case $verb:$succeeded in
    is-*:yes) overall=0 ;;
  esac
  return "$overall"
}

act() {
  case $verb:$1 in
    status:?*) show_status "$1" ;;
    show:?*) show_properties "$1" ;;
    cat:?*) show_files "$1" ;;
    is-active:?* | is-failed:?* | is-enabled:?*) answer "$1" ;;
    enable:?*) enable_unit "$1" && { [ -z "$now" ] || start_units "$1"; } ;;
    reenable:?*) disable_unit "$1" && enable_unit "$1" ;;
    disable:?* | mask:?*) "${verb}_unit" "$1" && { [ -z "$now" ] || stop_unit "$1"; } ;;
    unmask:?* | preset:?*) "${verb}_unit" "$1" ;;
    stop:?* | kill:?* | reset-failed:?* | restart:?* | try-restart:?* | reload:?* | reload-or-restart:?* | force-reload:?* | try-reload-or-restart:?*)
      load_unit "$1"
      can_act "$verb" || return
      read_status
      act_on_service
      ;;
    *)
      say "Cannot $verb${1:+ $1}: that isn't supported without systemd. Use start, stop, restart, reload, enable, disable, mask, status or the like, and the name of a service."
      return 1
      ;;
  esac
}

act_on_service() {
  values Service.ExecReload
  case $verb:$active:$list in
    stop:*) stop_unit "$unit" ;;
    kill:*) signal "$signal" "$(members)" ;;
    reset-failed:failed:*) rm -f "$services/$unit" ;;
    reset-failed:* | try-*:failed:* | try-*:inactive:*) ;;
    reload:* | *reload*:active:?*) reload_unit "$unit" ;;
    *)
      stop_unit "$unit"
      start_units ${stopped:-"$unit"}
      ;;
  esac
}

# Prints the one word that answers is-active, is-failed or is-enabled.
answer() {
  load_unit "$1"
  read_status
  read_enabled
  [ "$verb" != is-enabled ] || active=$enabled
  case $verb:$kind:$unit in
    is-active:unit:*.target) active=active ;;
  esac
  [ -n "$quiet" ] || echo "$active"
  case $verb:$active:$kind in
    is-active:active:* | is-failed:failed:* | is-enabled:enabled:* | is-enabled:static:*) ;;
    is-active:*:missing | is-enabled:*:missing) return 4 ;;
    is-active:*) return 3 ;;
    *) return 1 ;;
  esac
}

# For images without it.
service() {
  case ${1:+yes}:${2-} in
    yes:start | yes:stop | yes:restart | yes:reload | yes:force-reload | yes:status) systemctl "$2" "$1" ;;
    yes:?*)
      script=/etc/init.d/${1##*/}
      shift
      [ -x "$script" ] && exec "$script" "$@"
      say "Cannot run \"$*\": no such script: $script. Use start, stop, restart, reload or status."
      return 1
      ;;
    *)
      say "Usage: service NAME start|stop|restart|reload|status"
      return 1
      ;;
  esac
}

self=$0
case $self in
  */*) ;;
  *) self=$(command -v "$self") ;;
esac
case ${self##*/}:${1-} in
  *:--supervise) supervise "$2" ;;
  *:--log) log_output "$2" ;;
  *:--install) install ;;
  *:--boot) boot ;;
  *:--power-off) power_off ;;
  journalctl:*) journal "$@" ;;
  service:*) service "$@" ;;
  *) systemctl "$@" ;;
esac
