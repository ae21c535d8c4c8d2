import { attachments, unsavedAttachments } from "../support/chaos/attachments";
import { savedMachines, unsavedMachines } from "../support/chaos/machines";
import { requireCalls, testSeeds } from "../support/chaos/runs";
import type { Scene } from "../support/chaos/scene";
import { seedsToRun } from "../support/chaos/selection";

const allScenes: [name: string, scene: Scene, fewSeeds: number][] = [
  ["", savedMachines, 1],
  ["attachments ", attachments, 1],
  ["unsaved ", unsavedMachines, 0],
  ["unsaved attachments ", unsavedAttachments, 0],
];
const scenes = allScenes.filter(([, scene, few]) => seedsToRun(scene, few).length > 0);

test.each(scenes)("%scommands make exactly the calls that plans inject errors into", (_, scene) =>
  requireCalls(scene),
);

for (const [name, scene, few] of scenes) testSeeds(name, scene, few);
