import { mkdirSync } from "node:fs";
import { join } from "node:path";

/** Folders below one of a test: what is written on an image, and where both are mounted together. */
interface Overlay {
  disk: string;
  root: string;
  /** The command that mounts the image below the disk, and this machine's devices. */
  mount: string;
}

/** A disk of its own on an image that stays as it is. */
export function overlay(folder: string, image: string): Overlay {
  const [disk, work, root] = [join(folder, "disk"), join(folder, "work"), join(folder, "root")];
  for (const path of [disk, work, root]) mkdirSync(path);
  const layers = `lowerdir=${image},upperdir=${disk},workdir=${work}`;
  return {
    disk,
    root,
    mount: `mount -t overlay overlay -o ${layers} ${root}; mount --bind /dev ${root}/dev`,
  };
}
