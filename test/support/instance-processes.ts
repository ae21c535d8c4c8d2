import { readdirSync, readFileSync } from "node:fs";

import { kubectl } from "./cluster";

/** Every process of its Pod, also those that hold its address. */
export async function processesOfPod(namespace: string, { podName }: { podName: string }): Promise<number[]> {
  const uid = await kubectl(namespace, "get", "pod", podName, "--output=jsonpath={.metadata.uid}");
  const isPart = (pid: string) => {
    try {
      return readFileSync(`/proc/${pid}/cgroup`, "utf8").includes(uid);
    } catch {
      return false;
    }
  };
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && isPart(name))
    .map(Number);
}

/** The processes of an instance, by their ids on the host. The first is PID 1 of the container. */
export function processesOf({ id }: { id: string }): number[] {
  const found = readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const environment = readFileSync(`/proc/${name}/environ`, "utf8").split("\0");
      const [, inner] = /^NSpid:.*\t(\d+)$/m.exec(readFileSync(`/proc/${name}/status`, "utf8")) ?? [];
      return environment.includes(`EC2_INSTANCE_ID=${id}`)
        ? [{ pid: Number(name), inner: Number(inner) }]
        : [];
    } catch {
      // It isn't this user's, or it has just ended.
      return [];
    }
  });
  return found.sort((a, b) => a.inner - b.inner).map(({ pid }) => pid);
}

export function kill(pid: number | undefined): void {
  // No process is 0, which would be this one and its group.
  if (!pid) throw new Error("the instance has no process");
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    // It ended with its parent.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
