// The floors of provider/, top first. A room imports only from lower floors: never up, and not from its neighbors.
const floors = [
  ["cli"],
  ["preview-report"],
  ["index"],
  ["instance"],
  ["security-group", "network", "image"],
  ["cluster"],
  ["user-data"],
  ["common"],
];

const room = (name) => `^provider/${name}[./]`;

/** One rule for each room that has rooms above or beside it. */
const floorRules = floors.flatMap((names, floor) =>
  names
    .map((name) => ({
      name: `${name}-imports-down`,
      comment: "Move what both need to a lower floor.",
      severity: "error",
      from: { path: room(name) },
      to: {
        path: floors
          .slice(0, floor + 1)
          .flat()
          .filter((other) => other !== name)
          .map(room),
      },
    }))
    .filter(({ to }) => to.path.length > 0),
);

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
    ...floorRules,
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
  },
};
