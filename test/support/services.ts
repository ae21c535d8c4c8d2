import { rmSync } from "node:fs";

import { Machine, writeTo } from "./machine";
import { requireShells } from "./shells";
import { plantTree } from "./tree";

/** The disk of the current test. */
export let tree: string;
/** The machine that it has booted. */
export let machine: Machine;

/** Ends the machine of each test of a suite, and removes its disk. */
export function endMachines(): void {
  beforeAll(requireShells);
  afterEach(async () => {
    await machine.end();
    rmSync(tree, { recursive: true });
  });
}

/** Makes the disk of a machine with this shell. */
export function plant(shell: string[]): void {
  tree = plantTree(shell);
}

/** Writes a file of systemd to the disk. */
export const unit = (name: string, text: string): void => writeTo(tree, `/etc/systemd/system/${name}`, text);

/** Boots the disk. */
export function start(userData: string, options?: ConstructorParameters<typeof Machine>[2]): Machine {
  machine = new Machine(tree, userData, options);
  return machine;
}

/** Boots the disk, and returns what its user data prints. */
export const boot = (userData: string): Promise<string> => start(userData).output();
