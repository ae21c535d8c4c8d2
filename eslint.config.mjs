import js from "@eslint/js";
import tseslint from "typescript-eslint";

// Imports in provider/ go one way: index -> resources -> lifecycle -> pure files.
const pure = ["errors", "names", "instance", "pod", "user-data", "instance-types", "network-policy"];

const noRuntimeClients = {
  "@typescript-eslint/no-restricted-imports": [
    "error",
    {
      patterns: [
        {
          group: ["@pulumi/*", "@kubernetes/*"],
          allowTypeImports: true,
          message: "A pure file may import only types from here.",
        },
        {
          group: ["./lifecycle", "./cluster", "./ec2-instance", "./security-group", "./index"],
          allowTypeImports: true,
          message: "A pure file imports only pure files.",
        },
      ],
    },
  ],
};

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", ".local/"] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ["**/*.ts"],
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "max-lines": ["error", { max: 320, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: pure.map((name) => `provider/${name}.ts`), rules: noRuntimeClients },
  {
    files: ["provider/**/*.ts"],
    ignores: ["provider/cluster.ts"],
    rules: {
      "no-restricted-imports": "off",
    },
  },
  { files: ["**/*.mjs"], languageOptions: { globals: { process: "readonly", console: "readonly" } } },
);
