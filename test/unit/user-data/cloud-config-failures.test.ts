import fc from "fast-check";

import { cloudConfigKeys } from "../../../provider/user-data/cloud-config/keys";
import { userDataFailures, userDataFiles } from "../../../provider/user-data/user-data";

const failures = (yaml: string): string[] => userDataFailures("userData", `#cloud-config\n${yaml}`);

test.each([
  ["packages", "packages: [a b, '', [nginx], {snap: [x]}, {apt: [--purge, ok]}, null]", 6],
  ["groups", "groups: [-a, {web: ['a:b']}, 5]", 3],
  [
    "a user's fields",
    "users: [{name: 'a:b', uid: x, shell: sh, gecos: 'a:b', sudo: 5, lock_passwd: 'no'}]",
    6,
  ],
  ["a user without a home", "users: [{name: a, system: true, ssh_authorized_keys: [k]}]", 1],
  ["a user twice", "users: [a, {name: a}]", 1],
  [
    "keys of users that aren't supported",
    "users: [{name: a, ssh_import_id: [x], doas: [x], snapuser: x, shel: /bin/sh}]",
    4,
  ],
  [
    "line ends",
    'hostname: "a\\nb"\nusers: [{name: a, homedir: "/a\\nb", plain_text_passwd: "a\\nb", ssh_authorized_keys: ["a\\nb"]}]',
    4,
  ],
  ["host names", "hostname: -x\nfqdn: a..b", 2],
  ["time zones", "timezone: ../../etc/passwd", 1],
  ["devices", "mounts: [[/dev/nvme1n1, /a], [server:/x, /b], [tmpfs, /t, tmpfs], []]", 4],
  ["disks", "disk_setup: {/dev/sda: {layout: [50, 50]}}\nfs_setup: [{device: /dev/xvda}, {label: x}]", 4],
  ["power", "power_state: {delay: soon, condition: 5}", 3],
  ["output", "output: {all: '| logger', final: ['> a', 5], other: x}", 4],
  [
    "passwords",
    "chpasswd: {list: ['a', 'b:RANDOM'], users: [{name: a, type: RANDOM}, {name: b, password: 'not hashed'}]}",
    4,
  ],
  ["merge types", "merge_how: 5", 1],
  ["what isn't here", "apt: {}\nyum_repos: {}\nsnap: {}\nssh_keys: {}\nphone_home: {}", 5],
  ["DNS", "manage_resolv_conf: true", 1],
  ["names of JavaScript", "constructor: {}\n__proto__: {}\nusers: [{name: a, toString: x}]", 3],
  ["a name of a device that YAML reads otherwise", "mounts: [[1.10, /a]]", 1],
])("wrong values of %s are all rejected, each at its path", (_, yaml, count) => {
  const all = failures(yaml);
  expect([all, all.length]).toEqual([all, count]);
  for (const failure of all)
    expect(failure).toMatch(/^has a cloud-config (whose|with the key) [^ ]+.*\. [A-Z].*[^.]$/);
});

const passwords = `
users: [{name: a, plain_text_passwd: "hunter2\\n", passwd: "hunter 2", hashed_passwd: {hunter2: 1}, nope: hunter2}]
password: [hunter2]
chpasswd: {list: "hunter2", users: [{name: "hun ter2", password: "hunter2:"}], expire: hunter2}
ssh_authorized_keys: [{hunter2: 1}]
timezone: hunter2!
`;

test("no value is in an error, because it may be a secret", () => {
  expect(failures(passwords).length).toBeGreaterThan(8);
  expect(failures(passwords).join("\n")).not.toMatch(/hunter|ter2/);
});

const quietly = (yaml: unknown): string[] =>
  userDataFailures("userData", `#cloud-config\n${JSON.stringify(yaml)}`);

test("values of any shape are accepted or rejected, and never throw", () => {
  const keys = Object.keys(cloudConfigKeys);
  const leaf = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom("default", "/dev/sdf", "/a", "now"),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      leaf,
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(
        fc.constantFrom("name", "users", "list", "apt", "mode", "device", "all", "path", "condition"),
        tie("value"),
      ),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...keys), value), (config) => {
      for (const failure of quietly(config)) expect(failure).toMatch(/\. [A-Z]/);
      userDataFiles(Buffer.from(`#cloud-config\n${JSON.stringify(config)}`));
    }),
    { numRuns: 200 },
  );
});

test("lists of 400 packages, users and keys are read in a moment", () => {
  const many = Array.from({ length: 400 }, (_, index) => `n${index}`);
  expect(
    userDataFailures("userData", `#cloud-config\npackages: [${many.join()}]\nusers: [${many.join()}]\n`),
  ).toEqual([]);
});

test.each([
  "packages: nginx",
  "packages: [nginx, [redis, '5.0'], 7zip, '@development tools', {apt: [x]}]",
  "users: alice, bob",
  "users: {alice: true, bob: {uid: 5}, carol: false}",
  "users: [[alice, bob], {name: carol, lock-passwd: true, ssh-authorized-keys: key, sudo: null}]",
  "groups: web, db\nuser: me",
  "groups: {web: alice, db: [alice], none: null}\nuser: {name: me, shell: /bin/sh}",
  "users: [{name: a, groups: {x: null}, uid: 1000, expiredate: '2030-01-01'}]",
  "users: [{name: a, expiredate: 2030-01-01}]",
  "mounts: [[ephemeral0, null], [swap], [/dev/xvdf, none, swap], [sdg1, /a]]\nswap: {size: auto}",
  "power_state: {mode: reboot, delay: +5, timeout: 30, condition: true}",
  "output: {all: '| tee -a /var/log/cloud-init-output.log', init: ['> /a', '&1'], final: {output: '>> /b', error: '&1'}}",
  "chpasswd:\n  expire: false\n  list: |\n    root:secret\n    a:$6$x$y\n",
  "locale: de_DE.UTF-8\nssh_pwauth: unchanged\ndisable_root: false\nmanage_etc_hosts: localhost\nrandom_seed: {}",
  "runcmd:\npackages:\nusers:",
  "merge_how: [{name: list, settings: [append]}, {name: dict, settings: [no_replace, recurse_list]}]\nruncmd: []",
])("the form %j is accepted", (yaml) => {
  expect(failures(yaml)).toEqual([]);
});
