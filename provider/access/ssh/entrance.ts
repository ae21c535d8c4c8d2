/** Connections without a login that sshd accepts before it drops some: the first number of its MaxStartups. */
const mostInside = 10;

/** Lets a few connections at a time log in to one instance: each costs a command in its Pod. The others wait. */
export class Entrance {
  private inside = 0;
  private readonly waiting: (() => void)[] = [];

  /** Does the work once there is room for it. */
  async pass(work: () => Promise<void>): Promise<void> {
    if (this.inside < mostInside) this.inside++;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.inside--;
    }
  }
}

const entrances = new Map<string, Entrance>();

/** The one entrance of an instance in this process. */
export function entranceOf(instanceId: string): Entrance {
  const entrance = entrances.get(instanceId) ?? new Entrance();
  entrances.set(instanceId, entrance);
  return entrance;
}
