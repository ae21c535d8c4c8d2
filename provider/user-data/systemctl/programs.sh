
set_variable() {
  case $1 in
    "" | [0-9]* | *[!A-Za-z0-9_]*) return ;;
  esac
  eval "E_$1=\$2"
  quote "$1=$2"
  environment="$environment $quoted"
}

# Sets the variables of the service's programs, and makes its folders.
prepare() {
  environment=
  set_variable PATH "$PATH"
  set_variable LANG "${LANG:-C.UTF-8}"
  set_variable INVOCATION_ID "$id"
  get Service.Group
  group=$value
  get Service.User
  user=$value
  if [ -n "$user" ]; then
    set_variable HOME "$(field_of_user 6)"
    set_variable USER "$user"
    set_variable LOGNAME "$user"
    set_variable SHELL "$(field_of_user 7)"
  fi
  for kind_of_folder in RUNTIME:Runtime:/run STATE:State:/var/lib CACHE:Cache:/var/cache LOGS:Logs:/var/log CONFIGURATION:Configuration:/etc; do
    place=${kind_of_folder##*:} variable=${kind_of_folder%%:*}_DIRECTORY
    key=${kind_of_folder#*:} key=Service.${key%:*}Directory
    values "$key"
    get "${key}Mode" 0755
    for name in $list; do
      case $name in
        /* | *..*)
          echo "$unit: $key=$name isn't a relative path"
          return 1
          ;;
      esac
      name=$place/${name%%:*}
      set_variable "$variable" "$name"
      mkdir -p "$name" && chown "${user:-root}:${group:-$(id -gn "${user:-root}")}" "$name" && chmod "$value" "$name" || return
    done
  done
  values Service.Environment
  split "$list" || return
  eval "set -- $words"
  for assignment in "$@"; do
    set_variable "${assignment%%=*}" "${assignment#*=}"
  done
  values Service.EnvironmentFile
  while IFS= read -r path; do
    if [ -e "${path#-}" ]; then
      read_environment "${path#-}"
    elif [ -n "$path" ] && [ "$path" = "${path#-}" ]; then
      echo "$unit: no such EnvironmentFile: $path"
      return 1
    fi
  done <<END
$list
END
}

field_of_user() {
  sed -n "s/^$user:/&/p" /etc/passwd | cut -d : -f "$1"
}

read_environment() {
  while IFS= read -r assignment || [ -n "$assignment" ]; do
    assignment=${assignment#"${assignment%%[![:space:]]*}"}
    assignment=${assignment%"${assignment##*[![:space:]]}"}
    case $assignment in
      [#\;]*) ;;
      *=[\"\']*)
        split "${assignment#*=}"
        eval "set -- $words"
        set_variable "${assignment%%=*}" "${1-}"
        ;;
      *=*) set_variable "${assignment%%=*}" "${assignment#*=}" ;;
    esac
  done <"$1"
}

# Becomes the program of line, which has no prefixes any more. $1 is a limit in seconds.
execute() {
  if [ -n "$is_literal" ]; then
    split "$line" && command=$words
  else
    split_command "$line"
  fi || {
    echo "$unit: a quote isn't closed: $line"
    exit 203
  }
  limit=$1
  eval "set -- $command"
  if [ -n "$has_name" ]; then
    # No shell but bash can give a program another name.
    program=$1
    shift 2
    set -- "$program" "$@"
  fi
  get Service.UMask 0022
  umask "$value"
  get Service.LimitNOFILE
  [ -z "$value" ] || ulimit -n "${value%%:*}" 2>/dev/null
  get Service.WorkingDirectory /
  case $value in
    "~") cd "${E_HOME:-/root}" ;;
    -*) cd "${value#-}" 2>/dev/null || cd / ;;
    *) cd "$value" ;;
  esac || exit 200
  if [ -z "$as_root" ] && [ -n "$user$group" ]; then
    if chroot --userspec=0:0 --skip-chdir / true 2>/dev/null; then
      set -- chroot "--userspec=${user:-0}${group:+:$group}" --skip-chdir / "$@"
    else
      # shellcheck disable=SC2016
      set -- su -s /bin/sh "${user:-root}" -c 'exec "$0" "$@"' "$@"
    fi
  fi
  [ "$limit" = 0 ] || set -- timeout "$limit" "$@"
  # Shells ignore both in the background, and can't take that back.
  # shellcheck disable=SC2086
  eval "exec env $(env $default_signals true 2>/dev/null && echo "$default_signals") -i $environment \"\$@\""
}

# Sets line, without the prefixes that it begins with.
take_prefixes() {
  may_fail= as_root= has_name= is_literal=
  while :; do
    case $line in
      -*) may_fail=yes ;;
      [+!]*) as_root=yes ;;
      @*) has_name=yes ;;
      :*) is_literal=yes ;;
      *) break ;;
    esac
    line=${line#?}
  done
}

# Runs the lines of Exec$1 one after another, each for $2 seconds; false at the first that fails without a "-" before it,
# and once the service is to stop before it has started.
run_lines() {
  commands "$1"
  while IFS= read -r line <&5; do
    [ -n "$line" ] || continue
    case $1:$ending in
      Start*:?*) return 1 ;;
    esac
    take_prefixes
    (execute "${2:-0}") </dev/null 5<&- 9>&-
    code=$?
    [ "$code" = 0 ] || [ -n "$may_fail" ] || {
      echo "$unit: Exec$1 exited with status $code"
      return 1
    }
  done 5<<END
$list
END
}

is_alive() {
  { read -r stat <"/proc/${1:-none}/stat"; } 2>/dev/null || return
  case ${stat##*) } in
    Z*) return 1 ;;
  esac
}

# Prints the service's processes: those with its id, and those whose parent or session is one of them.
members() {
  # Of the subshell that runs this.
  read -r self_id stat </proc/self/stat
  marked=$(grep -ls "INVOCATION_ID=${id:-none}" /proc/[0-9]*/environ)
  found=" " grown=yes
  while [ -n "$grown" ]; do
    grown=
    for process in /proc/[0-9]*; do
      { read -r stat <"$process/stat"; } 2>/dev/null || continue
      pid=${process#/proc/}
      # Its state, parent, group and session.
      # shellcheck disable=SC2086
      set -- ${stat##*) }
      case "$1$found" in
        Z* | *" $pid "*) continue ;;
      esac
      case $pid in
        1 | "$$" | "$supervisor" | "$self_id") continue ;;
        "$main") ;;
        *) case "$found$newline$marked$newline|$4|$2|" in
          *" $2 "* | *" $4 "* | *"$newline$process/environ$newline"* | *"|${session:-none}|$2|") ;;
          # What this supervisor itself waits for.
          *"|$$|$$|") continue ;;
          *"|$supervisor|"*) ;;
          *) continue ;;
        esac ;;
      esac
      found="$found$pid " grown=yes
    done
  done
  echo "${found# }"
}

# Ends the service's processes as KillMode says: its signal, and KILL after TimeoutStopSec.
end_members() {
  get Service.KillMode control-group
  mode=$value
  [ "$mode" != none ] || return 0
  timeout_of Stop 90
  [ "$value" != 0 ] || value=86400
  read_uptime
  # The second that it is in is over already in part.
  deadline=$((uptime + value + 1))
  get Service.KillSignal TERM
  targets=$main
  [ "$mode" != control-group ] || targets=$(members)
  signal "${value#SIG}" "$targets"
  signal CONT "$targets"
  while [ "$uptime" -lt "$deadline" ] && targets=$(left_of "$mode") && [ -n "$targets" ]; do
    pause 0.1
    read_uptime
  done
  [ "$mode" = process ] || targets=$(members)
  signal KILL "$targets"
}

left_of() {
  case $1 in
    control-group) members ;;
    *) ! is_alive "$main" || echo "$main" ;;
  esac
}

signal() {
  # shellcheck disable=SC2086
  [ -z "$2" ] || kill "-$1" $2 2>/dev/null
  return 0
}

# Sets value to the seconds of Timeout$1Sec, or $2.
timeout_of() {
  get Service.TimeoutSec "$2"
  get "Service.Timeout$1Sec" "$value"
  milliseconds "$value"
  value=$(((value + 999) / 1000))
}
