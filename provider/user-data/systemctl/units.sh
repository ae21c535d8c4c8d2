#!/bin/sh
ours=ec2-pods
LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
umask 022
default_signals=--default-signal=INT,QUIT
unset INVOCATION_ID
services=/run/ec2-pods/services
logs=/var/log/ec2-pods
links=/etc/systemd/system
unit_folders="$links /run/systemd/system /run/systemd/generator /usr/local/lib/systemd/system /usr/lib/systemd/system /lib/systemd/system"
newline='
'

say() {
  printf '%s\n' "$*" >&2
}

# Sets uptime to seconds that no step of the clock changes.
read_uptime() {
  read -r uptime idle </proc/uptime
  uptime=${uptime%.*}
}

pause() {
  sleep "$1" 2>/dev/null || sleep 1
}

# Sets unit, without aliases; file; and kind: unit, script (of /etc/init.d), masked, missing or invalid.
find_unit() {
  unit=$1 kind=unit file=
  [ "$unit" = "${unit#/}" ] || unit=${unit##*/}
  case $unit in
    *.service | *.target | *.socket | *.timer | *.path | *.mount | *.automount | *.swap | *.device | *.slice | *.scope) ;;
    *) unit=$unit.service ;;
  esac
  case $unit in
    [.@-]* | *[!A-Za-z0-9:_.@-]*)
      kind=invalid
      return
      ;;
  esac
  find_file "$unit" || case $unit in
    *@?*.*) find_file "${unit%%@*}@.${unit##*.}" || kind=missing ;;
    *.target) return ;;
    *.service)
      kind=script file=/etc/init.d/${unit%.service}
      [ -x "$file" ] || kind=missing file=
      ;;
    *) kind=missing ;;
  esac
  if [ "$kind" = unit ] && [ ! -s "$file" ]; then
    kind=masked
  elif [ "$kind" = unit ] && [ -L "$file" ]; then
    target=$(readlink "$file")
    case ${target##*/} in
      "${file##*/}" | *@.*) ;;
      *) find_unit "${target##*/}" ;;
    esac
  fi
}

# Sets file. A link to nothing is a file that is gone.
find_file() {
  for folder in $unit_folders; do
    file=$folder/$1
    [ ! -e "$file" ] || return 0
  done
  file=
  return 1
}

# Sets settings, a line for each: Section.Key=value, in the order of the file and its drop-ins.
load_unit() {
  find_unit "$1"
  settings=
  case $kind:$file in
    script:*)
      settings="Unit.Description=$(sed -n 's/^# *Short-Description: *//p' "$file")
Service.Type=forking
Service.GuessMainPID=no
Service.Environment=_SYSTEMCTL_SKIP_REDIRECT=yes
Service.ExecStart=$file start
Service.ExecStop=$file stop
Service.ExecReload=$file reload
Service.RemainAfterExit=yes
Service.KillMode=process"
      ;;
    unit:?*)
      paths=$(drop_ins)
      IFS=$newline
      set -f
      # shellcheck disable=SC2086
      set -- $paths
      set +f
      unset IFS
      settings=$(read_settings "$file" "$@" | replace_specifiers)
      ;;
  esac
}

# In the order of their names. The first folder with a name has it.
drop_ins() {
  for folder in $unit_folders; do
    for path in "$folder/$unit.d/"*.conf "$folder/${file##*/}.d/"*.conf; do
      [ ! -e "$path" ] || printf '%s %s\n' "${path##*/}" "$path"
    done
  done | sort -s -u -k 1,1 | sed 's/^[^ ]* //'
}

read_settings() {
  sed -n '
    s/\r$//
    /^[[:space:]]*[#;]/d
    : more
    /\\$/ {
      N
      s/\\\n[[:space:]]*[#;].*/\\/
      t more
      s/\\\n[[:space:]]*/ /
      t more
    }
    s/[[:space:]]*$//
    /^\[/ {
      s/^\[\([^]]*\).*/\1/
      h
      d
    }
    /=/ {
      G
      s/^[[:space:]]*\([^=[:space:]]*\)[[:space:]]*=[[:space:]]*\(.*\)\n\(.*\)$/\3.\1=\2/p
    }' "$@"
}

replace_specifiers() {
  name=${unit%.*} instance=
  case $name in
    *@*) instance=${name#*@} ;;
  esac
  sed "
    s|%%|\\n|g
    s|%n|$unit|g
    s|%N|$name|g
    s|%p|${name%%@*}|g
    s|%i|$instance|g
    s|%I|$(printf %s "$instance" | tr - /)|g
    s|%j|${name##*-}|g
    s|%H|$(cat /proc/sys/kernel/hostname)|g
    s|%t|/run|g
    s|%S|/var/lib|g
    s|%C|/var/cache|g
    s|%L|/var/log|g
    s|%E|/etc|g
    s|%T|/tmp|g
    s|%h|/root|g
    s|%[ug]|root|g
    s|%[UG]|0|g
    s|\\n|%|g"
}

# Sets value: the last one of Section.Key, or $2.
get() {
  value=
  case $newline$settings in
    *"$newline$1="*)
      value=$newline$settings
      value=${value##*"$newline$1="}
      value=${value%%"$newline"*}
      ;;
  esac
  value=${value:-${2-}}
}

is_yes() {
  get "$1" "${2-}"
  case $value in
    1 | [Yy]* | [Tt]* | [Oo][Nn]) ;;
    *) return 1 ;;
  esac
}

# Sets list: the values of Section.Key, each with a line break. An empty one resets it.
values() {
  list= tail=$newline$settings
  while :; do
    case $tail in
      *"$newline$1="*) ;;
      *) break ;;
    esac
    tail=${tail#*"$newline$1="}
    item=${tail%%"$newline"*}
    [ -n "$item" ] && list=$list$item$newline || list=
  done
}
