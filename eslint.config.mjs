import js from "@eslint/js";
import tseslint from "typescript-eslint";

// Files that do I/O or run Pulumi. All others are pure. .dependency-cruiser.mjs says which room imports which.
const impure = [
  "cli/console",
  "cli/doctor",
  "cli/exec",
  "cli/main",
  "cli/owned-objects",
  "cli/port-forward",
  "cli/power",
  "cli/preview-report",
  "cli/probe",
  "cli/pulumi-stack",
  "cli/reap",
  "cli/site",
  "cli/until-pod",
  "cluster/api",
  "cluster/cluster",
  "cluster/cluster-view",
  "cluster/credentials",
  "cluster/kubeconfig",
  "cluster/pod-watch",
  "cluster/repeat",
  "cluster/run",
  "cluster/streams",
  "common/origin",
  "index",
  "instance/ec2-instance",
  "instance/groups",
  "instance/launch",
  "instance/lifecycle",
  "instance/wait",
  "security-group/default-security-group",
  "security-group/group-policies",
  "security-group/guard-lifecycle",
  "security-group/program",
  "security-group/security-group",
  "security-group/security-group-guard",
  "security-group/security-group-rule",
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
    ignores: ["provider/cluster/**"],
    rules: restricted({
      group: ["@kubernetes/client-node"],
      message: "Only provider/cluster/ runs the Kubernetes client.",
    }),
  },
  {
    files: ["provider/**/*.ts"],
    ignores: impure.map((name) => `provider/${name}.ts`),
    rules: restricted(
      { group: ["@pulumi/*", "@kubernetes/*", "node:fs", "node:net"], message: "A pure file does no I/O." },
      {
        regex: `/(${impure.map((name) => name.split("/").at(-1)).join("|")})$`,
        message: "A pure file imports only pure files.",
      },
    ),
  },
  {
    files: ["test/**/*.ts"],
    rules: { "@typescript-eslint/no-non-null-assertion": "off" },
  },
  {
    // Plain JavaScript, so that the benchmark measures no compiler.
    files: ["bench/contenders/**/*.js"],
    languageOptions: { sourceType: "commonjs", globals: { process: "readonly", require: "readonly" } },
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
  { files: ["**/*.mjs"], languageOptions: { globals: { process: "readonly", console: "readonly" } } },
);
