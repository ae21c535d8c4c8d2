import js from "@eslint/js";
import tseslint from "typescript-eslint";

// Imports in provider/ go one way: index -> resources -> lifecycle -> pure files.
const pure = [
  "block-devices",
  "boot-script",
  "cidr",
  "cli/arguments",
  "cli/probe-plan",
  "cli/report",
  "cli/rights",
  "cloud-config",
  "cluster-error",
  "cni",
  "encoding",
  "errors",
  "instance",
  "instance-arguments",
  "instance-check",
  "instance-types",
  "instance-types.data",
  "metadata",
  "metadata-server",
  "mime",
  "names",
  "network-policy",
  "permissions",
  "pod",
  "pod-config",
  "pod-inputs",
  "pod-status",
  "quote",
  "rule-check",
  "security-group-check",
  "settings",
  "stand-alone-rule",
  "suggestion",
  "tags",
  "target",
  "user-data",
];

const restricted = (...patterns) => ({
  "@typescript-eslint/no-restricted-imports": [
    "error",
    { patterns: patterns.map((pattern) => ({ allowTypeImports: true, ...pattern })) },
  ],
});

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", ".local/"] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ["**/*.ts"],
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ["provider/**/*.ts"],
    ignores: ["provider/cluster.ts", "provider/cluster-view.ts", "provider/kubeconfig.ts", "provider/cli/**"],
    rules: restricted({
      group: ["@kubernetes/client-node"],
      message: "Only provider/cluster.ts, cluster-view.ts, kubeconfig.ts and cli/ run the Kubernetes client.",
    }),
  },
  {
    files: pure.map((name) => `provider/${name}.ts`),
    rules: restricted(
      { group: ["@pulumi/*", "@kubernetes/*", "node:fs", "node:net"], message: "A pure file does no I/O." },
      {
        group: [
          "./cluster",
          "./cluster-view",
          "./ec2-instance",
          "./index",
          "./kubeconfig",
          "./lifecycle",
          "./security-group",
          "./spawn",
          "./wait",
        ],
        message: "A pure file imports only pure files.",
      },
    ),
  },
  {
    files: ["test/**/*.ts"],
    rules: { "@typescript-eslint/no-non-null-assertion": "off" },
  },
  { files: ["**/*.mjs"], languageOptions: { globals: { process: "readonly", console: "readonly" } } },
);
