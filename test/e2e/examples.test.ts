import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { inside, kubectl, list, podsByName, testCluster } from "../support/cluster";
import { importDebian } from "../support/debian";
import { TestStack } from "../support/stack";

interface Instance {
  instanceId: string;
  podName: string;
  privateIp: string;
}

/** Runs an example beside the others: most of the time they wait. */
const example = (name: string, says: string, run: (stack: TestStack) => Promise<void>): void =>
  test.concurrent(`examples/${name}: ${says}`, async () => {
    const stack = await TestStack.ofExample(name);
    try {
      await run(stack);
    } finally {
      await stack.remove();
    }
  });

const consoleOf = (stack: TestStack, { podName }: Pick<Instance, "podName">) =>
  kubectl(stack.namespace, "logs", podName, "--container=instance");

/** The doors that open to an instance in any try. It tries again until these do: a busy machine may be too slow for one. */
async function openTo(
  stack: TestStack,
  podName: string,
  doors: Record<string, string>,
  expected: string[],
): Promise<string[]> {
  const tries = Object.entries(doors).map(
    ([name, address]) => `timeout 3 wget -qO /dev/null http://${address} && echo ${name} &`,
  );
  const open = new Set<string>();
  const end = Date.now() + 3 * 60_000;
  do {
    const { stdout } = await inside(stack.namespace, podName, `${tries.join("\n")}\nwait`);
    for (const name of stdout.split("\n").filter(Boolean)) open.add(name);
  } while (expected.some((name) => !open.has(name)) && Date.now() < end);
  return [...open].sort();
}

const set = async (stack: TestStack, key: string, value: string): Promise<void> => {
  await stack.succeed("config", "set", key, value);
};

example("quickstart", "only the app group reaches the web server", async (stack) => {
  await stack.up();
  const { instances, url, page } = await stack.outputs<{
    instances: Record<string, Instance>;
    url: string;
    page: string;
  }>();
  const fetchFrom = (name: string, script: string) =>
    inside(stack.namespace, instances[name]!.podName, script);
  // The user data runs in the background.
  const served = await fetchFrom("app-server", `until timeout 2 wget -qO- ${url}; do sleep 0.2; done`);
  expect(served.stdout).toBe(`Hello from ${instances["web-server"]!.instanceId}\n`);
  const refused = await fetchFrom("visitor", `timeout 3 wget -qO- ${url} || echo no answer`);
  expect(refused.stdout).toBe("no answer\n");
  const shown = `The web server says: ${served.stdout}`;
  const seen = await fetchFrom(
    "visitor",
    `until timeout 2 wget -qO- ${instances["app-server"]!.privateIp}; do sleep 0.2; done`,
  );
  expect(seen.stdout).toBe(shown);
  const state = mkdtempSync(join(tmpdir(), "quickstart-"));
  stack.env["XDG_STATE_HOME"] = state;
  try {
    expect(await stack.ec2Pods("tunnel", "--daemon")).toMatchObject({ code: 0 });
    // As strict about the headers as a browser.
    expect(await (await fetch(page)).text()).toBe(shown);
  } finally {
    await stack.ec2Pods("tunnel", "--stop");
    rmSync(state, { recursive: true });
  }
  expect(await consoleOf(stack, instances["web-server"]!)).toContain("httpd serves /srv/www on port 80");
});

example("change-and-replace", "the preview and the Pods show the effect of a change", async (stack) => {
  await stack.up();
  const seen = async () => {
    const { web } = await podsByName(stack.namespace);
    const { instanceId, podName } = await stack.outputs<Instance>();
    expect(web!.metadata).toMatchObject({ name: podName, labels: { "ec2-pods/instance-id": instanceId } });
    return { instanceId, uid: web!.metadata.uid, tags: web!.metadata.annotations["ec2-pods/tags"] };
  };
  const change = async (key: string, value: string) => {
    await set(stack, key, value);
    const preview = await stack.preview();
    await stack.up();
    return { preview, now: await seen() };
  };
  const first = await seen();
  expect(first.tags).toBe('{"Name":"web","Owner":"dev"}');

  const live = await change("owner", "ops");
  expect(live.preview).toEqual({ web: ["update"] });
  expect(live.now).toEqual({ ...first, tags: '{"Name":"web","Owner":"ops"}' });

  const restarted = await change("instanceType", "t3.small");
  expect(restarted.preview).toEqual({ web: ["update"] });
  expect(restarted.now).toEqual(live.now);
  expect(await consoleOf(stack, await stack.outputs<Instance>())).toContain("ec2-pods: powered on");

  const recreated = await change("node", "kubernetes.io/os=linux");
  expect(recreated.preview).toEqual({ web: ["update"] });
  expect(recreated.now.instanceId).toBe(first.instanceId);
  expect(recreated.now.uid).not.toBe(first.uid);

  const replaced = await change("image", "docker.io/library/busybox:1.35");
  expect(replaced.preview["web"]).toContain("replace");
  expect(replaced.now.instanceId).not.toBe(first.instanceId);
});

example("user-data", "up ends once the cloud-config has done its work", async (stack) => {
  await stack.up();
  const { instanceId, podName, userDataExitStatus, consoleOutput } = await stack.outputs<
    Instance & { userDataExitStatus: number; consoleOutput: string }
  >();
  const printed = `${instanceId} serves /srv/www\ncloud-init: user data ended with exit status 0\n`;
  expect({ userDataExitStatus, consoleOutput }).toEqual({ userDataExitStatus: 0, consoleOutput: printed });
  expect(await consoleOf(stack, { podName })).toBe(printed);
  const page = "wget -qO- http://localhost && cat /var/log/cloud-init-output.log";
  expect((await inside(stack.namespace, podName, page)).stdout).toBe(`Hello from a cloud-config\n${printed}`);
});

example(
  "stop-start",
  "an instance keeps its id, its address and its disk, and runs its user data once",
  async (stack) => {
    const journal = (podName: string) => inside(stack.namespace, podName, "cat /var/lib/journal");
    await stack.up();
    const first = await stack.outputs<Instance & { privateIp: string }>();
    const booted = `first boot of ${first.instanceId}\n`;
    expect((await journal(first.podName)).stdout).toBe(booted);

    await set(stack, "state", "stopped");
    expect(await stack.preview()).toEqual({ db: ["update"] });
    await stack.up();
    expect(await stack.outputs()).toEqual({ ...first, instanceState: "stopped" });
    await stack.refresh("--expect-no-changes");

    await set(stack, "state", "running");
    await stack.up();
    expect(await stack.outputs()).toEqual(first);
    expect((await journal(first.podName)).stdout).toBe(booted);
    expect(await consoleOf(stack, first)).toMatch(/powered off\nec2-pods: powered on\n$/);
  },
);

example(
  "from-aws",
  "the program of @pulumi/aws makes the same machine, with bash, packages and services",
  async (stack) => {
    // Another cluster than the local one pulls the image of the AMI.
    const image = testCluster().kind === "node" ? await importDebian() : "debian:12";
    await stack.succeed("config", "set", "--path", 'ec2-pods:amiMap["debian-12-*"]', image);
    expect(await stack.up()).not.toContain("has no effect");
    const { id, privateIp } = await stack.outputs<{ id: string; privateIp: string }>();
    const { server } = await podsByName(stack.namespace);
    expect(server!.status.podIP).toBe(privateIp);
    expect(server!.spec.containers[0]!.image).toBe(image);
    expect(
      Object.keys(server!.metadata.labels).filter((key) => key.startsWith("security-group.")),
    ).toHaveLength(1);
    const page = `until wget -qO- http://${privateIp} 2>/dev/null | grep Hello; do sleep 0.5; done`;
    // What a Pod prints before "kubectl run --attach" has found it can be lost.
    const visitor = ["run", "visitor", "--image=busybox:1.35", "--restart=Never"];
    await kubectl(stack.namespace, ...visitor, "--", "sh", "-c", page);
    const succeeded = "--for=jsonpath={.status.phase}=Succeeded";
    await kubectl(stack.namespace, "wait", "pod/visitor", succeeded, "--timeout=540s");
    expect(await kubectl(stack.namespace, "logs", "visitor")).toBe(`Hello from ${id}\n`);
    await kubectl(stack.namespace, "delete", "pod", "visitor", "--now");
    const state = await inside(
      stack.namespace,
      server!.metadata.name,
      "systemctl is-enabled nginx; systemctl is-active nginx",
    );
    expect(state.stdout).toBe("enabled\nactive\n");
  },
);

example("aws-tiers", "only who must get through does", async (stack) => {
  await stack.succeed("config", "set", "--path", 'ec2-pods:amiMap["al2023-ami-*"]', "busybox:1.35");
  await stack.up();
  const { addresses, publicIp } = await stack.outputs<{
    addresses: Record<string, string>;
    publicIp: string;
  }>();
  const pods = await podsByName(stack.namespace);
  expect(publicIp).toMatch(/^127\./);
  // Each service answers its own machine first: user data runs in the background.
  for (const [name, ports] of Object.entries({ database: [5432, 9100, 22], web: [80, 22], bastion: [22] })) {
    for (const port of ports) {
      const own = `until timeout 2 wget -qO- http://${addresses[name]}:${port}; do sleep 0.2; done`;
      await inside(stack.namespace, pods[name]!.metadata.name, own);
    }
  }
  const config = await inside(stack.namespace, pods["web"]!.metadata.name, "cat /etc/shop.conf");
  expect(config.stdout).toBe(`database=${addresses["database"]}\n`);

  const reaches: Record<string, string[]> = {
    bastion: ["database:22", "web:22", "web:80"],
    web: ["database:5432", "web:80"],
    database: [],
    monitor: ["database:9100", "web:80"],
  };
  const doors = ["bastion:22", "database:22", "database:5432", "database:9100", "web:22", "web:80"];
  for (const [from, allowed] of Object.entries(reaches)) {
    const tried = doors
      .filter((door) => !door.startsWith(`${from}:`) || allowed.includes(door))
      .map((door) => {
        const [name = "", port = ""] = door.split(":");
        return [door, `${addresses[name]}:${port}`] as const;
      });
    // The bastion's own door is open to the world.
    const world = from === "database" ? [] : ["bastion:22"].filter((door) => !door.startsWith(`${from}:`));
    const expected = [...allowed, ...world].sort();
    const open = await openTo(stack, pods[from]!.metadata.name, Object.fromEntries(tried), expected);
    expect([from, open]).toEqual([from, expected]);
  }
});

example(
  "load-balanced",
  "each tier reaches the next one only, and requests reach all web servers",
  async (stack) => {
    await stack.succeed("config", "set", "--path", 'ec2-pods:amiMap["al2023-ami-*"]', "busybox:1.35");
    const program = async () => {
      await stack.up();
      const outputs = await stack.outputs<{
        url: string;
        addresses: { database: string; app: string; web: string[] };
      }>();
      return { ...outputs, pods: await podsByName(stack.namespace) };
    };
    const first = await program();
    const { url, addresses, pods } = first;
    const doors: Record<string, string> = {
      database: `${addresses.database}:5432`,
      app: `${addresses.app}:8080`,
      "web-0": `${addresses.web[0]}:80`,
      "web-1": `${addresses.web[1]}:80`,
    };
    // Each service answers its own machine first: user data runs in the background.
    for (const [name, door] of Object.entries(doors)) {
      const own = `until timeout 2 wget -qO- http://localhost:${door.split(":")[1]}; do sleep 0.2; done`;
      expect((await inside(stack.namespace, pods[name]!.metadata.name, own)).stdout).toBe(`${name}\n`);
    }
    const reaches: Record<string, string[]> = { database: [], app: ["database"], "web-0": ["app"] };
    for (const [from, allowed] of Object.entries(reaches)) {
      const others = Object.entries(doors).filter(([name]) => name !== from);
      const open = await openTo(stack, pods[from]!.metadata.name, Object.fromEntries(others), allowed);
      expect([from, open]).toEqual([from, allowed]);
    }

    // The database may reach anyone, so it stands for everyone on the internet.
    const ask = (script: string) => inside(stack.namespace, pods["database"]!.metadata.name, script);
    const untilAnswers = (...names: string[]) =>
      ask(
        `until answers=$(for i in 1 2 3 4 5 6 7 8 9; do timeout 3 wget -qO- ${url} || echo none; done 2>/dev/null | sort -u | xargs); [ "$answers" = "${names.join(" ")}" ]; do :; done`,
      );
    await untilAnswers("web-0", "web-1");
    expect(
      (await ask(`wget -qSO- ${url}/admin/users 2>&1 | grep -q "HTTP/1.1 403" && echo rejected`)).stdout,
    ).toBe("rejected\n");

    await set(stack, "webServers", "3");
    expect((await program()).url).toBe(url);
    await untilAnswers("web-0", "web-1", "web-2");
  },
);

example("pull-request", "the preview shows every change and makes none", async (stack) => {
  await stack.up();
  const state = async () => [
    Object.values(await podsByName(stack.namespace)).map(({ metadata }) => metadata.uid),
    await list(stack.namespace, "networkpolicies"),
  ];
  const before = await state();
  await set(stack, "proposed", "true");
  writeFileSync(join(stack.folder, "preview.json"), await stack.succeed("preview", "--json", "--show-sames"));
  const report = async (...args: string[]) => stack.ec2Pods("preview-report", "preview.json", ...args);
  const { stdout, code } = await report("--format", "text");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Preview of .*: 1 to replace, 1 to restart, 1 to update, \d+ unchanged$/m);
  expect(stdout).toContain(`Security groups
  opens to the world: "web" allows tcp/22 from anywhere ("0.0.0.0/0"); "10.0.0.0/8" was already allowed. Instances: "server"

Who reaches whom
  FROM        TO       OPENS    CLOSES   UNCHANGED
  0.0.0.0/0   server   tcp/22   -        tcp/80

Resources
  replaces Ec2Instance "database" (loses its data) because of ami
    "ami": "busybox:1.35" → "busybox:1.36"
    "pod.image": "busybox:1.35" → "busybox:1.36"
  restarts Ec2Instance "server" because of instanceType, pod.resources.limits.memory
    "instanceType": "t3.micro" → "t3.small"
    "pod.resources.limits.memory": "1024Mi" → "2048Mi"
  updates SecurityGroup "web"
`);
  expect(await report("--fail-on", "open-to-world")).toMatchObject({ code: 1, stderr: "" });
  expect(await state()).toEqual(before);
});
