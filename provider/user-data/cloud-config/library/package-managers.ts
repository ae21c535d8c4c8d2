import { managers } from "../packages";

const names = Object.keys(managers);

const choices = Object.entries(managers).map(([name, { update, upgrade, install, separator }]) =>
  [
    `    ${name}/separator) printf %s '${separator}' ;;`,
    `    ${name}/update) ${update} ;;`,
    `    ${name}/upgrade) ${upgrade} ;;`,
    `    ${name}/install) ${install} "$@" ;;`,
  ].join("\n"),
);

/** The image's own package manager. */
export const packageManagers = `
# packages ACTION PACKAGE...
packages() {
  action=$1
  shift
  case $manager/$action in
${choices.join("\n")}
    *)
      say "the image has no package manager (${names.join(", ")}). Install packages in the image that ami names"
      return 127
      ;;
  esac
}

# All at once, or those that can be had.
install_packages() {
  packages install "$@" && return
  failed=$?
  [ -n "$manager" ] && [ "$#" -gt 1 ] || return "$failed"
  for package in "$@"; do
    packages install "$package" || say "the package $package wasn't installed"
  done
  return "$failed"
}

manager=
for candidate in ${names.join(" ")}; do
  [ -z "$manager" ] && command -v "$candidate" >/dev/null && manager=$candidate
done
separator=
[ -z "$manager" ] || separator=$(packages separator)
`;
