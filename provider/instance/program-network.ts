import * as pulumi from "@pulumi/pulumi";

import { isAbsent } from "../common/values";
import { declaredFor } from "../record/declared";
import type { Declared } from "../record/declared";
import type { Ec2InstanceArgs } from "./ec2-instance-args";

type Raw = Readonly<Record<string, unknown>>;

/** What the program knows of the network of an instance, without waiting for anything. */
export interface ProgramNetwork {
  /** User data of the launch template; a secret if it isn't known. */
  templateUserData: unknown;
  /** What the launch template tags; its part for instances is the instance's own. */
  templateTags: unknown;
  /** The argument of the instance, else of its network interface or launch template. */
  subnetId: unknown;
  /** The groups of the network interface and the launch template. */
  securityGroups: unknown[];
  /** For the check, which knows no other resources than the engine checks in this run. */
  records: object[];
}

/** Finds the resources of the program that say where an instance is. */
export function programNetwork(args: Ec2InstanceArgs): ProgramNetwork {
  const template = templateOf(args.launchTemplate);
  const ofTemplate = first(template?.["networkInterfaces"]);
  const interfaceId = [args.networkInterfaces, args.primaryNetworkInterface, ofTemplate]
    .map((block) => field(first(block), "networkInterfaceId"))
    .find((id) => id !== undefined);
  const interfaces = declaredFor("ec2:NetworkInterface", interfaceId);
  const own = only(interfaces);
  const subnetId = (args.subnetId || own?.["subnetId"]) ?? field(ofTemplate, "subnetId");
  return {
    // That of a template which the program doesn't declare may be a secret.
    templateUserData: template || isAbsent(args.launchTemplate) ? template?.["userData"] : pulumi.secret(""),
    templateTags: template?.["tagSpecifications"],
    subnetId,
    securityGroups: [
      own?.["securityGroups"],
      template?.["vpcSecurityGroupIds"],
      field(ofTemplate, "securityGroups"),
    ].filter((groups) => groups !== undefined),
    records: [
      ...interfaces.map(toRecord("ec2:NetworkInterface", "subnetId", "securityGroups")),
      ...["ec2:Subnet", "ec2:DefaultSubnet"].flatMap((token) =>
        declaredFor(token, subnetId).map(toRecord(token, ...subnetOutputs)),
      ),
    ],
  };
}

const subnetOutputs = ["availabilityZone", "cidrBlock", "mapPublicIpOnLaunch", "vpcId"];

const toRecord =
  (kind: string, ...outputs: string[]) =>
  ({ resource }: Declared): object => {
    const own = resource as Raw;
    return { kind, id: own["id"], values: Object.fromEntries(outputs.map((name) => [name, own[name]])) };
  };

/** The arguments of the template that a block names. */
function templateOf(block: unknown): Raw | undefined {
  const id = field(block, "id");
  return only(
    isAbsent(id)
      ? declaredFor("ec2:LaunchTemplate", field(block, "name"), "name")
      : declaredFor("ec2:LaunchTemplate", id),
  );
}

const only = (declared: readonly Declared[]): Raw | undefined =>
  declared.length === 1 ? declared[0]?.args : undefined;

const first = (value: unknown): unknown => (Array.isArray(value) ? (value as unknown[])[0] : value);

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (value as Raw)[name] : undefined;
