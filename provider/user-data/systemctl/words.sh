
quote() {
  tail=$1 quoted=
  while :; do
    case $tail in
      *\'*) quoted=$quoted${tail%%\'*}"'\\''" tail=${tail#*\'} ;;
      *) break ;;
    esac
  done
  quoted="'$quoted$tail'"
}

# Sets words to the words of a line of a unit file, quoted for eval. False if a quote isn't closed. Given a mark, it ends at
# the first word that is just that.
split() {
  text=$1 words= word= open= begun=
  while :; do
    next_character
    case $open:$character in
      :"${2-none}") case $begun$text in
        "" | [[:space:]]*) return 0 ;;
        *) word=$word$character begun=yes ;;
      esac ;;
      :\" | :\') open=$character begun=yes ;;
      : | :[[:space:]])
        if [ -n "$begun" ]; then
          quote "$word"
          words="$words $quoted" word= begun=
        fi
        [ -n "$character" ] || return 0
        ;;
      [\"\']:) return 1 ;;
      "$character:$character") open= ;;
      *:\\)
        next_character
        begun=yes
        case $character in
          n) word=$word$newline ;;
          t) word="$word	" ;;
          s) word="$word " ;;
          [\"\'\\\;]) word=$word$character ;;
          *) word=$word\\$character ;;
        esac
        ;;
      *) word=$word$character begun=yes ;;
    esac
  done
}

next_character() {
  character=${text%"${text#?}"} text=${text#?}
}

# Sets list to the commands of Exec$1. Words that are just ";" separate those of a line.
commands() {
  values "Service.Exec$1"
  case $list in
    *\;*) ;;
    *) return ;;
  esac
  lines=$list list=
  while IFS= read -r line; do
    while split "$line" ";" && [ "$character" = ";" ]; do
      list=$list${line%";$text"}$newline
      line=${text#"${text%%[![:space:]]*}"}
    done
    [ -z "$line" ] || list=$list$line$newline
  done <<END
${lines%"$newline"}
END
}

# Does the same for a command, with the service's variables in it.
split_command() {
  split "$1" || return
  eval "set -- $words"
  command=
  for word in "$@"; do
    case ${word#'$'} in
      # $NAME alone is as many words as its value has.
      "$word" | "" | [!A-Za-z_]* | *[!A-Za-z0-9_]*)
        expand
        quote "$word"
        command="$command $quoted"
        ;;
      *)
        eval "value=\${E_${word#'$'}-}"
        split "$value"
        command="$command $words"
        ;;
    esac
  done
}

# ${NAME} in a word is its value, and $$ is a dollar sign.
expand() {
  tail=$word word=
  while :; do
    case $tail in
      *'$'*) ;;
      *) break ;;
    esac
    word=$word${tail%%'$'*} tail=${tail#*'$'}
    name=${tail#?} name=${name%%'}'*}
    case $tail in
      '$'*) word=$word'$' tail=${tail#?} ;;
      '{'[A-Za-z_]*'}'*)
        case $name in
          *[!A-Za-z0-9_]*) word=$word'$' ;;
          *)
            eval "word=\$word\${E_$name-}"
            tail=${tail#*'}'}
            ;;
        esac
        ;;
      *) word=$word'$' ;;
    esac
  done
  word=$word$tail
}

# Sets value to the milliseconds of a time span such as "1min 30s"; 0 is without end.
milliseconds() {
  value=$(printf %s "$1" | sed 's/[[:space:]]//g; s/infinity/0/; s/\.[0-9]*//g
    s/ms[a-z]*/*1+/g; s/us[a-z]*/*0+/g; s/min[a-z]*/*60000+/g; s/m/*60000+/g; s/s[a-z]*/*1000+/g
    s/h[a-z]*/*3600000+/g; s/d[a-z]*/*86400000+/g; s/[0-9]$/&*1000+/; s/^0*\([0-9]\)/\1/; s/+0*\([0-9]\)/+\1/g')
  case $value in
    "" | '*'* | *[!0-9+*]* | *'**'* | *'+*'*) value=0 ;;
    *) value=$((${value}0)) ;;
  esac
}
