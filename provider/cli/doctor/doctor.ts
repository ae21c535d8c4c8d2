import { dnsFix, parseDns } from "../../security-group/never-filtered";
import { defineCommand } from "../command";
import { clusterOptions, json } from "../options";
import { outputWidth, print, printJson, report } from "../output";
import { checkCluster } from "./cluster-checks";
import { checksTable, exitCode } from "./report";

export const doctor = defineCommand({
  name: "doctor",
  summary: "Check that the cluster can run instances and enforces security groups",
  options: {
    probe: {
      type: "boolean",
      default: false,
      text: "Prove enforcement by traffic between two temporary Pods",
    },
    image: {
      type: "string",
      default: "busybox:1.35",
      value: "image",
      text: "Image of these Pods; needs sh, wget, httpd, nslookup",
    },
    dns: {
      type: "string",
      value: "servers",
      text: "DNS servers that the probe allows, as ec2-pods:dns has them",
      check: (value) => (parseDns(value).invalid.length > 0 ? dnsFix : undefined),
    },
    "no-metadata": {
      type: "boolean",
      default: false,
      text: "Count no metadata service, as with ec2-pods:metadataImage none",
    },
    ...clusterOptions,
    json,
  },
  notes: [
    "An error prevents instances or security groups from working. A warning limits them. Below each of them is its fix, if there is one.",
    "The probe takes about 10 seconds and leaves nothing behind, even after Ctrl-C.",
  ],
  examples: [
    ["Check the current context", "ec2-pods doctor"],
    [
      "Check another context, and prove that it enforces groups",
      "ec2-pods doctor --context kind-dev --probe",
    ],
  ],
  exitCodes: { 0: "no errors; there may be warnings", 130: "you stopped the probe with Ctrl-C" },
  async run({ options }) {
    const checks = await checkCluster(options, report);
    if (options.json) printJson({ checks });
    else print(checksTable(checks, outputWidth()));
    return exitCode(checks);
  },
});
