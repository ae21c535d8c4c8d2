
show_status() {
  load_unit "$1"
  if [ "$kind" = missing ] || [ "$kind" = invalid ]; then
    say "Unit $unit could not be found."
    return 4
  fi
  read_status
  read_enabled
  get Unit.Description "$unit"
  echo "* $unit - $value"
  echo "     Loaded: $(load_state) ($file; $enabled)"
  echo "     Active: $active ($sub)${since:+ since $since}"
  [ -z "$main" ] || echo "   Main PID: $main ($(cat "/proc/$main/comm" 2>/dev/null))"
  [ "$active" != failed ] || echo "     Result: $result${code:+ (status $code)}"
  [ ! -e "$logs/$unit.log" ] || {
    echo
    last_lines "${lines:-10}" "$logs/$unit.log"
  }
  case $active in
    active | activating) ;;
    *) return 3 ;;
  esac
}

load_state() {
  case $kind in
    missing | invalid) echo not-found ;;
    masked) echo masked ;;
    *) echo loaded ;;
  esac
}

# What systemctl show has, as far as it is known here: the state, and all settings of the unit file.
properties() {
  load_unit "$1"
  read_status
  case $kind:$unit in
    unit:*.target) active=active sub=active ;;
  esac
  read_enabled
  values Service.ExecReload
  cat <<END
Id=$unit
Names=$unit
LoadState=$(load_state)
ActiveState=$active
SubState=$sub
UnitFileState=${enabled#not-found}
FragmentPath=$file
MainPID=${main:-0}
Result=$result
ExecMainStatus=${code:-0}
NRestarts=$restarts
NeedDaemonReload=no
CanReload=$([ -n "$list" ] && echo yes || echo no)
END
  printf '%s\n' "$settings" | sed -n 's/^[A-Za-z]*\.//p'
}

show_properties() {
  if [ -z "$wanted" ]; then
    properties "$1"
    return
  fi
  all=$(properties "$1")
  for key in $(echo "$wanted" | tr , ' '); do
    printf '%s\n' "$all" | sed -n "s/^$key=/${with_names:+&}/p"
  done
}

show_files() {
  load_unit "$1"
  can_act cat || return
  for path in "$file" $(drop_ins); do
    echo "# $path"
    cat "$path"
  done
}

# Those that run or failed, or only those in wanted_state.
list_units() {
  for status in "$services"/*.service; do
    [ -e "$status" ] || continue
    load_unit "${status##*/}"
    read_status
    get Unit.Description "$unit"
    case $active:$wanted_state in
      inactive:) ;;
      *: | "$active:$active") printf '%-32s %-10s %-10s %-12s %s\n' "$unit" "$(load_state)" "$active" "$sub" "$value" ;;
    esac
  done
}

journal() {
  files= count=+1 follow= wanted=
  while [ "$#" -gt 0 ]; do
    case $1 in
      -u | -[efx]*u)
        case $1 in
          *f*) follow=yes ;;
        esac
        find_unit "${2-}"
        wanted=yes
        [ ! -e "$logs/$unit.log" ] || files="$files $logs/$unit.log"
        [ "$#" = 1 ] || shift
        ;;
      -n?*) count=${1#-n} ;;
      -n)
        count=${2-10}
        [ "$#" = 1 ] || shift
        ;;
      -f) follow=yes ;;
      -e | -x | -xe | -b | -q | --no-pager) ;;
      *)
        say "Cannot show the journal: $1 isn't supported. Use -u NAME, -f and -n NUMBER."
        return 1
        ;;
    esac
    shift
  done
  [ -n "$wanted" ] || files=$(ls "$logs"/*.log 2>/dev/null)
  if [ -z "$files" ]; then
    echo "-- No entries --"
  elif [ -n "$follow" ]; then
    tail -q -n "$count" -F $files
  else
    for file in $files; do
      last_lines "$count" "$file"
    done
  fi
}

# Of a log and what was moved from it.
last_lines() {
  cat "$2.1" "$2" 2>/dev/null | tail -n "$1"
}
