const shared = {
  transform: {
    "^.+\\.ts$": [
      "ts-jest",
      // Lint checks all types, once.
      {
        tsconfig: { target: "es2022", module: "commonjs", esModuleInterop: true, isolatedModules: true },
        diagnostics: false,
      },
    ],
  },
  modulePathIgnorePatterns: ["<rootDir>/.local/", "<rootDir>/dist/"],
};
const seeded = { ...shared, setupFiles: ["<rootDir>/test/support/seed.ts"] };

/** @type {import("jest").Config} */
export default {
  // E2e tests mostly wait, so the number of cores doesn't limit them.
  maxWorkers: 4,
  // Compiling a program takes seconds on a busy machine; this only ends tests that hang.
  testTimeout: 60_000,
  projects: [
    { ...seeded, displayName: "unit", testMatch: ["<rootDir>/test/unit/**/*.test.ts"] },
    { ...seeded, displayName: "component", testMatch: ["<rootDir>/test/component/**/*.test.ts"] },
    {
      ...shared,
      displayName: "e2e",
      testMatch: ["<rootDir>/test/e2e/**/*.test.ts"],
      globalSetup: "<rootDir>/test/support/global-setup.ts",
      globalTeardown: "<rootDir>/test/support/global-teardown.ts",
      setupFilesAfterEnv: ["<rootDir>/test/support/timeout.ts"],
    },
  ],
};
