
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

# Sets words to the words of a line of a unit file, quoted for eval. False if a quote isn't closed.
split() {
  text=$1 words= word= open= begun=
  while :; do
    next_character
    case $open:$character in
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
