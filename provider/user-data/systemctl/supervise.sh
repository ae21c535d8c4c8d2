
# Sets active, sub, main, session, supervisor, id, code, result, restarts and since; inactive if it never ran.
read_status() {
  active=inactive sub=dead main= session= supervisor= id= code= result=success restarts=0 since=
  [ ! -e "$services/$unit" ] || . "$services/$unit"
  case $active in
    inactive | failed) ;;
    # A supervisor that was killed wrote nothing.
    *) is_alive "$supervisor" || active=failed sub=failed result=signal ;;
  esac
}

write_status() {
  active=$1 sub=$2
  cat >"$services/.$unit" <<END
active=$active sub=$sub main=$main session=$session supervisor=$supervisor id=$id
code=$code result=$result restarts=$restarts since='$(date)'
END
  mv "$services/.$unit" "$services/$unit"
}

# The life of a service, with restarts, as a process of its own. Its output is the service's log, and descriptor 9 is
# where it says how the start went. TERM stops the service.
supervise() {
  load_unit "$1"
  supervisor=$$ id=$(tr -d - </proc/sys/kernel/random/uuid)
  ending= restarts=0 starts=0 first_start=$(date +%s)
  trap 'ending=yes' TERM
  get Service.Type simple
  type=$value
  while :; do
    main= session= code= result=success starts=$((starts + 1))
    write_status activating start
    if start_service; then
      echo "$unit: started"
      write_status active running
      tell started
      await_end
      write_status deactivating stop
      timeout_of Stop 90
      # It cleans up after what ended well, not after what failed.
      [ "$result" != success ] || run_lines Stop "$value"
      end_members
      [ -z "$ending" ] || read_exit
    else
      write_status activating stop
      [ "$result$ending" != success ] || result=exit-code
      end_members
    fi
    run_lines StopPost
    [ -z "$ending" ] && restarts_after || break
    write_status activating auto-restart
    tell failed
    get Service.RestartSec 100ms
    milliseconds "$value"
    nap "$((value / 1000)).$(printf %03d "$((value % 1000))")"
    [ -z "$ending" ] || break
    restarts=$((restarts + 1))
    echo "$unit: restart $restarts"
  done
  main=
  if [ "$result" = success ]; then
    write_status inactive dead
    echo "$unit: stopped"
  else
    write_status failed failed
    echo "$unit: failed ($result${code:+, status $code})"
  fi
  tell failed
}

# The first word counts. The one who asked waits for no other.
tell() {
  { echo "$1" >&9; } 2>/dev/null
  exec 9>&-
}

# Waits, but not after TERM.
nap() {
  sleep "$1" 2>/dev/null 9>&- &
  wait "$!"
  kill "$!" 2>/dev/null
}

start_service() {
  timeout_of Start "$([ "$type" = oneshot ] && echo 0 || echo 90)"
  limit=$value
  prepare && run_lines StartPre "$limit" && [ -z "$ending" ] || return
  case $type in
    oneshot) run_lines Start "$limit" || return ;;
    forking)
      run_lines Start "$limit" && find_main || return
      ;;
    *)
      commands Start
      line=${list%%"$newline"*}
      take_prefixes
      main_may_fail=$may_fail
      (execute 0) </dev/null 9>&- &
      main=$!
      ;;
  esac
  set_variable MAINPID "$main"
  write_status activating start-post
  run_lines StartPost "$limit"
}

# Sets main to what a daemon left behind: by its PIDFile, or the one process whose parent ended.
find_main() {
  get Service.PIDFile
  if [ -n "$value" ]; then
    read_uptime
    deadline=$((uptime + 6))
    until read_pid_file; do
      read_uptime
      if [ "$uptime" -ge "$deadline" ]; then
        echo "$unit: no process of it in PIDFile $pid_file"
        result=protocol
        return 1
      fi
      pause 0.1
    done
  elif is_yes Service.GuessMainPID yes; then
    # Root can't read the environment of another user's processes in a container, so these are known by their user.
    for pid in $(members) $([ -z "$user" ] || grep -ls "^Uid:.$(id -u "$user")[^0-9]" /proc/[0-9]*/status | tr -dc '0-9\n'); do
      adopt "$pid" && [ "$parent" = 1 ] || continue
      case $stat in
        # BusyBox's leaves a process behind for a moment.
        *" (timeout) "*) ;;
        *) return ;;
      esac
    done
    main= session=
    is_yes Service.RemainAfterExit || {
      echo "$unit: it left no process behind that is known to be its own. Set PIDFile."
      result=protocol
      return 1
    }
  fi
}

read_pid_file() {
  get Service.PIDFile
  case $value in
    "") return 1 ;;
    /*) pid_file=$value ;;
    *) pid_file=/run/$value ;;
  esac
  { read -r pid <"$pid_file" || [ -n "$pid" ]; } 2>/dev/null && adopt "$pid"
}

# Makes a process the main one, if it isn't older than its supervisor. A PID file can be of another boot.
adopt() {
  case $1 in
    "" | 1 | *[!0-9]*) return 1 ;;
  esac
  birth_of "$$" && oldest=$birth && birth_of "$1" && is_alive "$1" && [ "$birth" -ge "$oldest" ] && main=$1 session=$sid
}

# Sets birth, sid and parent of a process.
birth_of() {
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return
  # shellcheck disable=SC2086
  set -- ${stat##*) }
  parent=$2 sid=$4
  shift 19
  birth=$1
}

# Waits until the service ends, or TERM asks for that.
await_end() {
  case $type:$main in
    oneshot:* | forking:) ;;
    forking:*)
      while [ -z "$ending" ] && { is_alive "$main" || read_pid_file; }; do
        nap 1
      done
      # Only its parent knows the exit status. A daemon that nobody stopped didn't mean to end.
      [ -n "$ending" ] || result=signal
      ;;
    *)
      wait "$main"
      code=$?
      [ -n "$ending" ] || judge
      ;;
  esac
  if [ "$result" = success ] && is_yes Service.RemainAfterExit && [ -z "$ending" ]; then
    main=
    write_status active exited
    while [ -z "$ending" ]; do
      nap 3600
    done
  fi
}

# What main ended with while the service was stopped.
read_exit() {
  case $type:$main in
    oneshot:* | forking:* | *:) return ;;
  esac
  wait "$main"
  status=$?
  # If it isn't known already.
  [ "$status" = 127 ] || code=$status
  judge
}

judge() {
  values Service.SuccessExitStatus
  case " 0 129 130 141 143 $(echo $list) " in
    *" $code "*) return ;;
  esac
  if [ -n "$main_may_fail" ]; then
    :
  elif [ "$code" -gt 128 ]; then
    result=signal
  else
    result=exit-code
  fi
}

# Whether Restart asks for another start, within the limit of StartLimitBurst.
restarts_after() {
  get Service.Restart no
  case $value:$result in
    always:* | on-success:success | on-failure:exit-code | on-failure:signal | on-failure:protocol | on-abnormal:signal | on-abort:signal) ;;
    *) return 1 ;;
  esac
  values Service.RestartPreventExitStatus
  case " $(echo $list) " in
    *" $code "*) return 1 ;;
  esac
  get Unit.StartLimitIntervalSec 10
  milliseconds "$value"
  interval=$((value / 1000)) now=$(date +%s)
  get Unit.StartLimitBurst 5
  if [ "$((now - first_start))" -gt "$interval" ]; then
    first_start=$now starts=0
  elif [ "$interval" != 0 ] && [ "$starts" -ge "$value" ]; then
    result=start-limit-hit
    return 1
  fi
}
