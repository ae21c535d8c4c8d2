/** A port of this machine that leads to one of an instance; a local one of 0 is any that is free. */
export interface Forward {
  local: number;
  remote: number;
}

/** Reads "8080:80" or "80"; undefined for anything else. */
export function parsePort(text: string): Forward | undefined {
  const [, local, remote] = /^(?:(\d{1,5}):)?(\d{1,5})$/.exec(text) ?? [];
  if (remote === undefined) return undefined;
  const forward = { local: Number(local ?? remote), remote: Number(remote) };
  return forward.remote > 0 && Math.max(forward.local, forward.remote) < 65_536 ? forward : undefined;
}

export function wrongPorts(ports: string[]): { operand: string; fix: string } | undefined {
  const operand = ports.find((port) => !parsePort(port));
  return operand === undefined
    ? undefined
    : { operand, fix: 'Use one like "80", "8080:80" or "0:80", of 1 to 65535' };
}
