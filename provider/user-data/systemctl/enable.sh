
# False, with the reason, for a unit that can't be acted on.
can_act() {
  cause= code=1
  case $1:$kind:$unit in
    *:invalid:*) cause="it isn't a name of a unit. Use letters, digits and \":_.@-\"" ;;
    mask:missing:* | unmask:missing:* | stop:masked:* | disable:masked:* | unmask:masked:* | mask:*) ;;
    *:missing:*) cause="no such unit. Write $links/$unit, or install its package" code=5 ;;
    *:masked:*) cause="it is masked. Use \"systemctl unmask $unit\"" ;;
    unmask:* | cat:*) ;;
    *:systemd-*) cause="it is a part of systemd, which doesn't run in a Pod" ;;
    start:*:*@.* | enable:*:*@.*) cause="it is a template. Add an instance, such as \"${unit%.*}1\"" ;;
    *.service | *.target) ;;
    *) cause="only services are supported. Use a service, or cron for a timer" ;;
  esac
  [ -z "$cause" ] && return
  say "Cannot $1 $unit: $cause."
  return "$code"
}

note() {
  [ -n "$quiet" ] || say "$*"
}

link_unit() {
  [ "$(readlink "$2")" != "$1" ] || return 0
  mkdir -p "${2%/*}" && ln -sfn "$1" "$2" && note "Created symlink $2 -> $1."
}

remove_link() {
  [ ! -L "$1" ] || { rm "$1" && note "Removed $1."; }
}

# Prints the links of the [Install] section.
install_links() {
  for key in WantedBy:.wants/$unit RequiredBy:.requires/$unit Alias:; do
    values "Install.${key%%:*}"
    for other in $list; do
      [ "$other" = "$unit" ] || echo "$links/$other${key#*:}"
    done
  done
}

enable_unit() {
  case $1 in
    /*) [ "${1%/*}" = "$links" ] || [ ! -e "$1" ] || link_unit "$1" "$links/${1##*/}" ;;
  esac
  load_unit "$1"
  can_act enable || return
  if [ "$kind" = script ]; then
    is_enabled || link_unit "$file" "/etc/rc3.d/S50${unit%.service}"
    return
  fi
  case $newline$settings in
    *"${newline}Install."*) ;;
    *)
      note "$unit has no section [Install], so it can't be enabled. Other units start it."
      return
      ;;
  esac
  for link in $(install_links); do
    link_unit "$file" "$link" || return
  done
  # What can't run here, such as a socket, doesn't stop the service beside it.
  values Install.Also
  for other in $list; do
    case $other in
      "$unit") ;;
      *.service) (enable_unit "$other") ;;
    esac
  done
}

disable_unit() {
  load_unit "$1"
  can_act disable || return
  for link in /etc/rc[2-5].d/S??"${unit%.service}"; do
    [ "$kind" != script ] || remove_link "$link"
  done
  for link in "$links"/*.wants/"$unit" "$links"/*.requires/"$unit" $(install_links); do
    remove_link "$link"
  done
}

mask_unit() {
  find_unit "$1"
  can_act mask || return
  if [ -e "$links/$unit" ] && [ ! -L "$links/$unit" ]; then
    say "Cannot mask $unit: $links/$unit is a file. Delete it."
    return 1
  fi
  link_unit /dev/null "$links/$unit"
}

unmask_unit() {
  find_unit "$1"
  can_act unmask || return
  [ "$kind" != masked ] || remove_link "$links/$unit"
}

# Enables or disables as the first line of the distribution's presets says that fits. Enables if none does.
preset_unit() {
  find_unit "$1"
  name=$unit choice=enable
  while read -r verb pattern line; do
    # shellcheck disable=SC2254
    case $verb:$name in
      enable:$pattern | disable:$pattern)
        choice=$verb
        break
        ;;
    esac
  done <<END
$(cat /etc/systemd/system-preset/*.preset /usr/lib/systemd/system-preset/*.preset 2>/dev/null)
END
  "${choice}_unit" "$name"
}

# Whether a link starts the unit with the machine.
is_enabled() {
  case $kind in
    script) set -- /etc/rc[2-5].d/S??"${unit%.service}" ;;
    *) set -- "$links"/*.wants/"$unit" "$links"/*.requires/"$unit" $(install_links) ;;
  esac
  for link in "$@"; do
    [ ! -L "$link" ] || return 0
  done
  return 1
}

# Sets enabled, in the words of systemctl is-enabled.
read_enabled() {
  enabled=$kind
  case $kind:$newline$settings in
    missing:* | invalid:*) enabled=not-found ;;
    unit:*"${newline}Install."* | script:*) is_enabled && enabled=enabled || enabled=disabled ;;
    unit:*) enabled=static ;;
  esac
}
