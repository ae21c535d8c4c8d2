
# Sets order: these units and those that they need, each after those that it is ordered after. A circle is cut somewhere.
# Sets edges ("later<earlier") and needs ("unit<required").
plan() {
  queue=$* planned=" " edges=" " needs=" " order=
  while
    # shellcheck disable=SC2086
    set -- $queue
    [ "$#" != 0 ]
  do
    load_unit "$1"
    shift
    queue=$*
    case $planned in
      *" $unit "*) continue ;;
    esac
    planned="$planned$unit " name=$unit
    wanted=$(wanted_by "$unit")
    for key in Requires BindsTo Requisite; do
      values "Unit.$key"
      for other in $list; do
        needs="$needs$name<$other "
        wanted="$wanted $other"
      done
    done
    values Unit.Wants
    wanted="$wanted $list"
    values Unit.Before
    before=$list
    values Unit.After
    for other in $list; do
      find_unit "$other"
      edges="$edges$name<$unit "
    done
    for other in $before; do
      find_unit "$other"
      edges="$edges$unit<$name "
    done
    for other in $wanted; do
      find_unit "$other"
      case $kind:$unit in
        *:systemd-*) ;;
        unit:*.service | script:*.service) queue="$queue $unit" ;;
      esac
    done
  done
  visited=" "
  for name in $planned; do
    visit "$name"
  done
}

# Prints what links make a unit want. The folders of packages have only what systemd itself wants.
wanted_by() {
  for link in "$links/$1.wants/"* "$links/$1.requires/"* "/run/systemd/generator/$1.wants/"* "/run/systemd/generator/$1.requires/"*; do
    [ ! -L "$link" ] || printf '%s ' "${link##*/}"
  done
}

# Adds a unit to order, after those that it is ordered after.
visit() {
  case $visited in
    *" $1 "*) return ;;
  esac
  visited="$visited$1 "
  for edge in $edges; do
    case $edge in
      "$1<"*) visit "${edge#*<}" ;;
    esac
  done
  case $planned in
    *" $1 "*) order="$order$1 " ;;
  esac
}

# Starts units and what they need. False if one that was asked for fails.
start_units() {
  asked=" " failed=" " outcome=0
  for name in "$@"; do
    find_unit "$name"
    if can_act start; then asked="$asked$unit "; else outcome=$?; fi
  done
  plan $asked
  for name in $order; do
    start_unit "$name" || {
      failed="$failed$name "
      case $asked in
        *" $name "*) outcome=1 ;;
      esac
    }
  done
  return "$outcome"
}

start_unit() {
  for need in $needs; do
    case $need in
      "$1<"*)
        find_unit "${need#*<}"
        case $kind$failed:$unit in
          missing*.service | masked*.service | *" $unit "*)
            say "Cannot start $1: $unit, which it requires, $([ "$kind" = unit ] && echo failed || echo "is $kind"). See \"systemctl status $unit\"."
            return 1
            ;;
        esac
        ;;
    esac
  done
  load_unit "$1"
  case $unit in
    *.target) return ;;
  esac
  check_unit || return
  lock
  read_status
  case $active in
    active | activating) answer=started ;;
    *) if conditions_met; then launch; else answer=started; fi ;;
  esac
  unlock
  [ "$answer" = started ] && return
  say "Cannot start $unit: it failed. See \"systemctl status $unit\" and \"journalctl -u $unit\"."
  return 1
}

# Two systemctl at once take turns. A link is made together with its content, so that a lock always has a holder.
lock() {
  lock=$services/.$unit.lock
  mkdir -p "$services"
  birth_of "$$"
  me=$$-$birth
  until ln -s "$me" "$lock" 2>/dev/null; do
    holder=$(readlink "$lock") && ! is_process "$holder" &&
      # Only one removes a lock whose holder has ended, so that none removes the lock after it.
      ln -s "$me" "$lock.$holder" 2>/dev/null && rm -f "$lock"
    pause 0.1
  done
}

# Whether this id and birth are those of a process. Another may have its id by now.
is_process() {
  birth_of "${1%-*}" && is_alive "${1%-*}" && [ "$birth" = "${1#*-}" ]
}

unlock() {
  rm -f "$services/.$unit.lock"
}

# Says what a service can't have here.
check_unit() {
  get Service.Type simple
  commands Start
  cause=
  case $value:$list in
    oneshot:*) ;;
    *"$newline"?*) cause="only Type=oneshot has several commands in ExecStart. Move all but one to ExecStartPre" ;;
    simple:?* | exec:?* | forking:?* | notify:?* | notify-reload:?* | dbus:?* | idle:?*) ;;
    *:?*) cause="Type=$value isn't a type of systemd. Set simple, exec, forking, oneshot or notify" ;;
    *) cause="$file has no ExecStart. Add one to its section [Service]" ;;
  esac
  ! is_yes Service.DynamicUser ||
    cause="DynamicUser isn't supported. Set User to a user that exists, in \"$links/$unit.d/user.conf\", with DynamicUser=no"
  [ -z "$cause" ] && return
  say "Cannot start $unit: $cause."
  return 1
}

# Whether all lines Condition...= about files and the kind of machine are met.
conditions_met() {
  while IFS= read -r condition; do
    operand=${condition#*=} met=yes negated=
    operand=${operand#|}
    [ "$operand" = "${operand#!}" ] || negated=yes
    operand=${operand#!}
    case $condition in
      PathExists=*) [ -e "$operand" ] ;;
      PathIsDirectory=*) [ -d "$operand" ] ;;
      FileNotEmpty=*) [ -s "$operand" ] ;;
      FileIsExecutable=*) [ -x "$operand" ] ;;
      Virtualization=*) [ "$operand" != no ] && [ "$operand" != vm ] ;;
      *) continue ;;
    esac || met=
    if [ "$met" = "$negated" ]; then
      say "$unit isn't started: Condition$condition isn't met."
      return 1
    fi
  done <<END
$(printf '%s\n' "$settings" | sed -n "s/^Unit\.Condition//p")
END
}

# Hands the service to a supervisor of its own, and waits until it started. Sets answer.
launch() {
  # What outlived its supervisor.
  [ -z "$id" ] || end_members
  supervisor=
  mkdir -p "$logs"
  answer=$(
    exec 3>&1 >/dev/null
    $(command -v setsid) sh "$self" --supervise "$unit" </dev/null 2>&1 9>&3 3>&- |
      $(command -v setsid) sh "$self" --log "$unit" 3>&- &
  )
}

# To the service's log, and to the console of the machine, as a process of its own. Without it, the service would end at
# its next word. So what lasts needs no other process, and a shell that can't start one becomes it, too.
log_output() {
  log=$logs/$1.log console=/proc/1/fd/1
  trap 'exec tee -a "$log" >>"$console" 2>/dev/null' EXIT
  load_unit "$1"
  get Service.StandardOutput
  case $value in
    null) log=/dev/null console=/dev/null ;;
    file:* | append:* | truncate:*)
      log=${value#*:} console=/dev/null
      [ "$value" = "${value#truncate:}" ] || : >"$log"
      ;;
  esac
  (: >>"$console") 2>/dev/null || console=/dev/null
  birth_of "$$"
  [ "${log%/*}" != "$logs" ] || (keep_small "$$-$birth" </dev/null >/dev/null 2>&1 &)
  trap '' TERM
}

# What a service says must not fill the disk. The process that writes the log has it open, so the file is emptied.
keep_small() {
  while is_process "$1"; do
    [ ! -f "$log" ] || [ "$(wc -c <"$log")" -lt 5242880 ] || {
      cp "$log" "$log.1"
      : >"$log"
    }
    pause 10
  done
}

# Stops a unit, after those that are part of it or require it. Sets stopped, in the order to start them again.
stop_unit() {
  stopped=
  find_unit "$1"
  for name in $(dependents "$unit") "$unit"; do
    stop_service "$name" && stopped="$name $stopped"
  done
  return 0
}

dependents() {
  for name in $(running); do
    load_unit "$name"
    for key in PartOf Requires BindsTo; do
      values "Unit.$key"
      for other in $list; do
        [ "$other" != "$1" ] || echo "$name"
      done
    done
  done | sort -u
}

# Prints the services that run.
running() {
  for status in "$services"/*.service; do
    unit=${status##*/}
    read_status
    case $active in
      inactive | failed) ;;
      *) echo "$unit" ;;
    esac
  done
}

# False if it doesn't run.
stop_service() {
  load_unit "$1"
  read_status
  case $active in
    inactive | failed)
      # What outlived its supervisor.
      [ -z "$id" ] || end_members
      return 1
      ;;
  esac
  # A shell may miss a signal that comes just before it waits, or before it becomes another program.
  while is_alive "$supervisor"; do
    # The supervisor first: what it waits for hasn't failed then, but was stopped.
    kill -TERM "$supervisor" 2>/dev/null
    # If it still starts after they were found, none of these is of its end, such as ExecStopPost.
    is_starting && starting=$(members) && is_starting && signal TERM "$starting"
    pause 0.1
  done
}

is_starting() {
  case $(read_status && echo "$supervisor $sub") in
    "$supervisor start"*) ;;
    *) return 1 ;;
  esac
}

# Stops all services before the machine ends, each after those that started after it.
power_off() {
  plan $(running)
  later=
  for name in $order; do
    later="$name $later"
  done
  stopping=
  for name in $later; do
    (
      for other in $stopping; do
        case $edges in
          *" $other<$name "*)
            unit=$other
            read_status
            while is_alive "$supervisor"; do
              pause 0.1
            done
            ;;
        esac
      done
      stop_service "$name"
    ) &
    stopping="$stopping $name"
  done
  wait
}

reload_unit() {
  load_unit "$1"
  read_status
  cause=
  values Service.ExecReload
  if [ "$active" != active ]; then
    cause="it isn't active. Start it with \"systemctl start $unit\""
  elif [ -z "$list" ]; then
    cause="it has no ExecReload. Use \"systemctl restart $unit\""
  else
    prepare >/dev/null
    set_variable MAINPID "$main"
    output=$(run_lines Reload 90 2>&1) || cause="its ExecReload failed: $output"
    [ -z "$output" ] || printf '%s\n' "$output" >>"$logs/$unit.log"
  fi
  [ -z "$cause" ] && return
  say "Cannot reload $unit: $cause."
  return 1
}
