import { quote } from "../../common/text";
import {
  choice,
  flag,
  isMapping,
  kind,
  line,
  list,
  mapping,
  mappingOf,
  names,
  text,
  unsupported,
} from "./forms";
import type { Form, Note } from "./forms";

const nameFix = "Use letters, digits, _, - and ., not first a digit or -";
const accountName = text(/^[A-Za-z_][\w.-]{0,31}\$?$/, "a name of a user or a group", nameFix);
const group = text(/^([A-Za-z_][\w.-]{0,31}|\d{1,9})$/, "a group", nameFix);
const field = text(/^[^\p{Cc}:]*$/u, "a string of one line without a colon", "Remove line ends and colons");
const folder = text(/^\/[^\p{Cc}:]*$/u, "an absolute path", 'Start it with "/", and leave out colons');
const password = line("Use a string of one line");
const hash = text(/^[^\s\p{Cc}:]*$/u, "a hashed password", 'Hash it with "mkpasswd -m sha512crypt"');
const day = text(/^\d{4}-\d\d-\d\d$/, "a date", 'Use the form "2030-12-31"');
const key = line("Use a public key of one line, in quotes");

/** Public keys: a list, or one of them. */
export const keys: Form<string[]> = (value, path, note) => {
  if (typeof value === "string") return value.split("\n").filter((part) => part.trim() !== "");
  return list(key, "Use a list of public keys")(value, path, note);
};

/** A list, one string, or nothing. False is an old form of nothing. */
const rules: Form<string[]> = (value, path, note) => {
  if (value === null || value === false) return [];
  return typeof value === "string" ? [line()(value, path, note)] : list(line())(value, path, note);
};

const date: Form<string> = (value, path, note) =>
  day(value instanceof Date ? value.toISOString().slice(0, 10) : value, path, note);

const groupList: Form<string[]> = (value, path, note) =>
  names(group)(isMapping(value) ? Object.keys(value) : value, path, note);

const account = mapping({
  name: accountName,
  gecos: field,
  homedir: folder,
  primary_group: group,
  groups: groupList,
  uid: text(/^\d{1,9}$/, "a number", "Use digits"),
  shell: folder,
  system: flag,
  no_create_home: flag,
  no_user_group: flag,
  no_log_init: flag,
  create_groups: flag,
  lock_passwd: flag,
  passwd: hash,
  hashed_passwd: hash,
  plain_text_passwd: password,
  sudo: rules,
  ssh_authorized_keys: keys,
  expiredate: date,
  inactive: text(/^-?\d{1,5}$/, "a number of days", "Use digits"),
  selinux_user: line(),
  doas: unsupported("Write /etc/doas.conf with write_files"),
  snapuser: unsupported("Use name"),
  ssh_import_id: unsupported("Set the keys as ssh_authorized_keys"),
  ssh_redirect_user: unsupported("Remove it"),
});

export type Account = ReturnType<typeof account>;

/** A user, whose keys may have hyphens. */
const user: Form<Account> = (value, path, note) => {
  if (!isMapping(value)) return account(value, path, note);
  const plain = Object.entries(value).filter(([, field]) => field !== null);
  return account(
    Object.fromEntries(plain.map(([name, field]) => [name.replaceAll("-", "_"), field])),
    path,
    note,
  );
};

/** The name of the image's default user, in a list of users. */
export const defaultName = "default";

export const users: Form<Account[]> = (value, path, note) => {
  if (typeof value === "string") return names(accountName)(value, path, note).map((name) => ({ name }));
  if (isMapping(value)) {
    return Object.entries(value).flatMap(([name, fields]) => {
      if (fields === false) return [];
      const own = fields === true || fields === null ? {} : fields;
      return [{ ...user(own, `${path}.${name}`, note), name: accountName(name, path, note) }];
    });
  }
  const each: Form<Account[]> = (entry, at, report) => {
    if (typeof entry === "string") return names(accountName)(entry, at, report).map((name) => ({ name }));
    if (Array.isArray(entry)) return list(accountName)(entry, at, report).map((name) => ({ name }));
    return [checked(user(entry, at, report), at, report)];
  };
  return list(each, "Use a list of users")(value, path, note).flat();
};

/** The default user, by another name or with other fields. */
export const oneUser: Form<Account> = (value, path, note) =>
  typeof value === "string" ? { name: accountName(value, path, note) } : user(value, path, note);

function checked(entry: Account, path: string, note: Note): Account {
  if ((entry.system || entry.no_create_home) && entry.ssh_authorized_keys) {
    note(`whose ${path} has ssh_authorized_keys, but no home. Remove system and no_create_home`);
  }
  return { name: defaultName, ...entry };
}

type Group = [name: string, members: string[]];

const members: Form<string[]> = (value, path, note) =>
  value === null ? [] : names(accountName)(value, path, note);

export const groups: Form<Group[]> = (value, path, note) => {
  if (isMapping(value)) return mappingOf(accountName, members)(value, path, note);
  const each: Form<Group[]> = (entry, at, report) =>
    isMapping(entry)
      ? mappingOf(accountName, members)(entry, at, report)
      : names(accountName)(entry, at, report).map((name): Group => [name, []]);
  if (typeof value === "string") return each(value, path, note);
  return list(each, "Use a list of groups")(value, path, note).flat();
};

export interface Password {
  name: string;
  password: string;
  hashed: boolean;
}

const entry = mapping({ name: accountName, password: line(), type: choice("hash", "text") }, [
  "name",
  "password",
]);

const passwords: Form<Password[]> = list((value, path, note) => {
  const random = isMapping(value) && (value["type"] === "RANDOM" || value["password"] === undefined);
  if (random) note(`whose ${path} asks for a random password. Set one`);
  const { name = "", password: word = "", type = "hash" } = random ? {} : entry(value, path, note);
  const hashed = type === "hash";
  return { name, password: hashed ? hash(word, `${path}.password`, note) : word, hashed };
});

const hashPattern = /^\$(1|2a|2y|5|6)(\$[^:]+){2}$/;

/** The older form: lines of names and passwords. */
const lines: Form<Password[]> = (value, path, note) => {
  const entries: unknown =
    typeof value === "string" ? value.split("\n").filter((part) => part.trim()) : value;
  return list<Password>((part, at, report) => {
    const [, name = "", word = ""] =
      typeof part === "string" ? (/^([^:]+):(.+)$/.exec(part.trim()) ?? []) : [];
    if (name === "")
      report(
        `whose ${at} is ${typeof part === "string" ? "without a password" : kind(part)}. Use "name:password"`,
      );
    else accountName(name, at, report);
    if (word === "R" || word === "RANDOM") report(`whose ${at} asks for a random password. Set one`);
    return { name, password: word, hashed: hashPattern.test(word) };
  }, "Use a list")(entries, path, note);
};

export const chpasswd = mapping({ users: passwords, list: lines, expire: flag });

export const userPassword = password;

/** The argument of a step that names a user: the image's default user isn't known before it boots. */
export const userWord = (name: string): string => (name === defaultName ? '"$default_user"' : quote(name));

/** Creates a user, or changes one that exists, in cloud-init's order. */
export function userSteps(entry: Account): string[] {
  const { name = defaultName, lock_passwd: lock = true } = entry;
  const who = userWord(name);
  const kindOf = entry.system ? "system" : entry.no_create_home ? "homeless" : "";
  const group = entry.primary_group ?? (entry.no_user_group ? "100" : "");
  const words = [
    group,
    entry.uid,
    entry.gecos,
    entry.homedir,
    entry.shell,
    kindOf,
    entry.passwd,
    entry.inactive,
  ];
  const expires = entry.expiredate ? String(Date.parse(entry.expiredate) / 86_400_000) : "";
  const adds = [...words, expires].map((word) => quote(word ?? "")).join(" ");
  const word = entry.plain_text_passwd ?? "";
  const hashed = entry.hashed_passwd ?? "";
  const hasPassword = [entry.passwd, entry.hashed_passwd, entry.plain_text_passwd].some(
    (is) => is !== undefined,
  );
  return [
    `add_user ${who} ${adds}`,
    ...(entry.groups ?? []).map((each) => `join_group ${who} ${quote(each)}`),
    ...(word ? [`set_password ${who} ${quote(word)}`] : []),
    ...(hashed ? [`set_hash ${who} ${quote(hashed)}`] : []),
    ...(lock ? [`lock_user ${who}`] : hasPassword ? [`unlock_user ${who}`] : []),
    ...(entry.sudo ?? []).map((rule) => `add_rule ${who} ${quote(rule)}`),
    ...(entry.ssh_authorized_keys ? [keySteps(name, entry.ssh_authorized_keys)] : []),
  ];
}

export const keySteps = (name: string, all: string[]): string =>
  `add_keys ${userWord(name)} ${quote(all.map((each) => each.trim()).join("\n"))}`;

export const passwordSteps = ({ name, password: word, hashed }: Password): string =>
  `${hashed ? "set_hash" : "set_password"} ${userWord(name)} ${quote(word)}`;
