const shared = {
  transform: {
    "^.+\\.ts$": [
      "ts-jest",
      // Types are checked by the lint step, once for everything.
      {
        tsconfig: { target: "es2022", module: "commonjs", esModuleInterop: true, isolatedModules: true },
        diagnostics: false,
      },
    ],
  },
  modulePathIgnorePatterns: ["<rootDir>/.local/", "<rootDir>/dist/"],
};

/** @type {import("jest").Config} */
export default {
  // The e2e tests mostly wait.
  maxWorkers: 3,
  projects: [
    { ...shared, displayName: "unit", testMatch: ["<rootDir>/test/unit/**/*.test.ts"] },
    { ...shared, displayName: "component", testMatch: ["<rootDir>/test/component/**/*.test.ts"] },
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
