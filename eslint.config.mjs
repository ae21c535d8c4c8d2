import js from "@eslint/js";
import tseslint from "typescript-eslint";

// Files that do I/O or run Pulumi; all others are pure. .dependency-cruiser.mjs says which file imports which.
export const impure = [
  "cli/commands",
  "cli/doctor/cluster-checks",
  "cli/doctor/doctor",
  "cli/doctor/probe",
  "cli/instances/console",
  "cli/instances/exec",
  "cli/instances/list",
  "cli/instances/load-instances",
  "cli/instances/port-forward",
  "cli/instances/power",
  "cli/instances/reboot",
  "cli/instances/start",
  "cli/instances/stop",
  "cli/main",
  "cli/output",
  "cli/preview-report",
  "cli/reap/reap",
  "cli/reap/stack-objects",
  "cli/stack/pulumi-cli",
  "cli/stack/pulumi-stack",
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
  "image/get-ami",
  "image/get-parameter",
  "index",
  "instance/ec2-instance",
  "instance/groups",
  "instance/launch",
  "instance/lifecycle",
  "instance/wait",
  "record/aws-record",
  "record/invoke",
  "record/program",
  "security-group/default-security-group",
  "security-group/group-policies",
  "security-group/guard-lifecycle",
  "security-group/inputs",
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
  { files: ["provider/types/**/*.ts"], rules: { "max-lines": "off" } },
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
    ignores: [...impure.map((name) => `provider/${name}.ts`), "provider/resources/**"],
    rules: restricted({
      group: ["@pulumi/*", "@kubernetes/*", "node:fs", "node:net"],
      message: "A pure file does no I/O.",
    }),
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
