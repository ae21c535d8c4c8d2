import { impure } from "./eslint.config.mjs";

// The floors of provider/, top first. A room imports only from lower floors: never up, and not from its neighbors.
const floors = [
  ["cli"],
  ["preview-report"],
  ["access"],
  ["index"],
  ["api", "records", "lifecycle"],
  ["lookup"],
  ["autoscaling"],
  ["load-balancer", "volume"],
  ["instance"],
  ["security-group"],
  ["network", "iam", "image", "resources", "ssm"],
  ["region"],
  ["record"],
  ["types"],
  ["cluster"],
  ["user-data"],
  ["common"],
];

// The same inside a room that has floors of its own.
const reportFloors = [["index"], ["print"], ["assertions"], ["traffic"], ["read"]];

const roomIn = (folder) => (name) => `^${folder}/${name}[./]`;
const room = roomIn("provider");

/** One rule for each room that has rooms above or beside it. */
const floorRules = (folder, floors) =>
  floors.flatMap((names, floor) =>
    names
      .map((name) => ({
        name: `${name}-imports-down`,
        comment: "Move what both need to a lower floor.",
        severity: "error",
        from: { path: roomIn(folder)(name) },
        to: {
          path: floors
            .slice(0, floor + 1)
            .flat()
            .filter((other) => other !== name)
            .map(roomIn(folder)),
        },
      }))
      .filter(({ to }) => to.path.length > 0),
  );

const impureFiles = `^provider/(${[...impure, "resources/.+", "lookup/functions/.+"].join("|")})[.]ts$`;

export default {
  forbidden: [
    {
      name: "no-circle",
      comment: "Type-only imports count: a circle of types is a file cut in the wrong place.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-unknown-room",
      comment: "Give the room a floor in .dependency-cruiser.mjs.",
      severity: "error",
      from: { path: "^provider/", pathNot: floors.flat().map(room) },
      to: {},
    },
    {
      name: "pure-imports-pure",
      comment: "List the file in eslint.config.mjs if it does I/O. The types of an impure file are free.",
      severity: "error",
      from: { path: "^provider/", pathNot: impureFiles },
      to: { path: impureFiles, dependencyTypesNot: ["type-only"] },
    },
    ...floorRules("provider", floors),
    ...floorRules("provider/preview-report", reportFloors),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
  },
};
