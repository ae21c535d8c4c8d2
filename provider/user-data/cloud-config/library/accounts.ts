/** Users, groups, passwords and keys. */
export const accounts = `
# The user that the AMIs of each system have.
find_default_user() {
  system=$(sed -n 's/^ID=//p' /etc/os-release 2>/dev/null | tr -d '"')
  case $system in
    debian) default_user=admin ;;
    ubuntu | alpine | rocky | fedora) default_user=$system ;;
    *) default_user=ec2-user ;;
  esac
}
find_default_user

# add_group NAME [FIRST-ID]
add_group() {
  ! find_entry /etc/group "$1" || return 0
  free_id "\${2:-1000}"
  append_line /etc/group "$1:x:$id:" || return
  [ ! -e /etc/gshadow ] || append_line /etc/gshadow "$1:!::"
}

# join_group USER GROUP
join_group() {
  add_group "$2" && find_entry /etc/group "$2" || return
  case ,$fourth, in
    *,"$1",*) return ;;
  esac
  set_field /etc/group "$2" 4 "\${fourth:+$fourth,}$1" || return
  [ ! -e /etc/gshadow ] || ! find_entry /etc/gshadow "$2" || set_field /etc/gshadow "$2" 4 "\${fourth:+$fourth,}$1"
}

# As in cloud-init, a member that doesn't exist isn't a failure.
add_member() {
  if find_entry /etc/passwd "$1"; then
    join_group "$1" "$2"
  else
    say "no user $1 for the group $2"
  fi
}

# add_user NAME GROUP UID COMMENT HOME SHELL KIND HASH INACTIVE EXPIRES
add_user() {
  if find_entry /etc/passwd "$1"; then
    say "the user $1 exists"
    return 0
  fi
  user=$3
  if [ -z "$user" ]; then
    [ "$7" = system ] && free_id 300 || free_id 1000
    user=$id
  elif grep -qs "^[^:]*:[^:]*:$user:" /etc/passwd; then
    say "the number $user of the user $1 is taken"
    return 1
  fi
  case $2 in
    "") add_group "$1" "$user" && find_entry /etc/group "$1" && group=$third || return ;;
    *[!0-9]*) add_group "$2" && find_entry /etc/group "$2" && group=$third || return ;;
    *) group=$2 ;;
  esac
  home=\${5:-/home/$1} shell=$6
  [ -n "$shell" ] || [ "$1" != "$default_user" ] || [ ! -x /bin/bash ] || shell=/bin/bash
  [ -n "$shell" ] || shell=$(sed -n 's/^SHELL=//p' /etc/default/useradd 2>/dev/null)
  append_line /etc/passwd "$1:x:$user:$group:$4:$home:\${shell:-/bin/sh}" || return
  [ -e /etc/shadow ] || (umask 077 && : >/etc/shadow)
  append_line /etc/shadow "$1:\${8:-!}:$(($(date +%s) / 86400)):0:99999:7:$9:\${10}:" || return
  [ -z "$7" ] || return 0
  mkdir -p "$home" && chmod 755 "$home" || return
  [ ! -d /etc/skel ] || cp -R /etc/skel/. "$home" || return
  chown -R "$user:$group" "$home"
}

known_user() {
  find_entry /etc/passwd "$1" && return
  say "there is no user $1"
  return 1
}

set_hash() {
  known_user "$1" || return
  [ -e /etc/shadow ] || (umask 077 && : >/etc/shadow)
  find_entry /etc/shadow "$1" || append_line /etc/shadow "$1:!:$(($(date +%s) / 86400)):0:99999:7:::" || return
  set_field /etc/shadow "$1" 2 "$2"
}

# No password is an argument of a command, which others can read.
set_password() {
  known_user "$1" || return
  if command -v chpasswd >/dev/null; then
    printf '%s:%s\\n' "$1" "$2" | chpasswd
    return
  fi
  if command -v openssl >/dev/null; then
    hash=$(printf '%s\\n' "$2" | openssl passwd -6 -stdin)
  elif command -v mkpasswd >/dev/null; then
    hash=$(printf '%s\\n' "$2" | mkpasswd -m sha512 -P 0)
  else
    say "the image has neither chpasswd, openssl nor mkpasswd. Set a hashed password"
    return 127
  fi && set_hash "$1" "$hash"
}

lock_user() {
  find_entry /etc/shadow "$1" || return 0
  case $second in
    !*) ;;
    *) set_field /etc/shadow "$1" 2 "!$second" ;;
  esac
}

unlock_user() {
  find_entry /etc/shadow "$1" || return 0
  set_field /etc/shadow "$1" 2 "\${second#!}"
}

expire_password() {
  known_user "$1" && set_field /etc/shadow "$1" 3 0
}

# add_rule USER RULE
add_rule() {
  rules=/etc/sudoers.d/90-cloud-init-users
  [ -d /etc/sudoers.d ] || (umask 027 && mkdir /etc/sudoers.d) || return
  append_line "$rules" "$1 $2" && chmod 440 "$rules"
}

# add_keys USER KEYS
add_keys() {
  known_user "$1" || return
  folder=$sixth/.ssh file=$sixth/.ssh/authorized_keys owner=$third:$fourth
  mkdir -p "$folder" && chmod 700 "$folder" || return
  append_line "$file" "$2" && chmod 600 "$file" && chown "$owner" "$folder" "$file"
}

set_password_login() {
  folder=/etc/ssh/sshd_config.d
  mkdir -p "$folder" && echo "PasswordAuthentication $1" >"$folder/50-cloud-init.conf"
}
`;
