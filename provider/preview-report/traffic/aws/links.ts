import { addTo } from "../../../common/lists";
import { isAbsent, isRecord, isUnknown } from "../../../common/values";
import { isMade } from "../../read/aws/side";
import type { Side, Target } from "../../read/aws/side";
import {
  groupAttachmentType,
  interfaceAttachmentType,
  isHolder,
  isInstance,
  isInterface,
  isTemplate,
} from "../../read/aws/types";
import type { Resource } from "../../read/resources";
import { containsSecret } from "../../read/secrets";
import { blocksIn, groupNames, hidesBlock, valuesNamed, valuesOf } from "./values";

/** Which resources of a side belong together. */
export interface Links {
  /** Network interfaces of an instance. */
  interfacesOf(resource: Resource): Resource[];
  /** Those of them that its arguments name: EC2 gives it no other one. */
  ownInterfacesOf(resource: Resource): Resource[];
  /** It is a network interface of an instance in the preview. */
  isAttached(resource: Resource): boolean;
  /** Attachments that add groups to an instance or a network interface. */
  groupAttachmentsOf(resource: Resource): Resource[];
  /** An attachment whose target the preview doesn't say may add groups or a network interface to it. */
  mayHaveMore(resource: Resource): boolean;
  /** Launch templates and configurations of an instance or an auto scaling group. */
  templatesOf(resource: Resource): Resource[];
  /** The versions of a template that a resource launches, as its arguments have them; absent for the default one. */
  versionsOf(resource: Resource, template: Resource): unknown[];
  /** It names a template that the preview doesn't have, or doesn't say. */
  namesOtherTemplate(resource: Resource): boolean;
  /** Network interfaces of an instance that the preview doesn't have, or doesn't say. */
  otherInterfacesOf(resource: Resource): OtherInterface[];
}

/** A network interface that isn't in the preview. */
export interface OtherInterface {
  isPrimary: boolean;
}

const templateBlocks = [
  ...["launchTemplate", "launchTemplateConfigs"],
  ...["launchConfiguration", "mixedInstancesPolicy"],
];
const inTemplateBlocks = /^(launchTemplate(Configs|Specification)?|mixedInstancesPolicy|overrides)$/;
const templateNames = /^(id|name|launchTemplateId|launchTemplateName|launchConfiguration)$/;

type IsType = (type: string) => boolean;

export function linksOf(side: Side): Links {
  const interfaces = new Map<string, Resource[]>();
  const ownInterfaces = new Map<string, Resource[]>();
  const groupAttachments = new Map<string, Resource[]>();
  const otherInterfaces = new Map<string, OtherInterface[]>();
  const attached = new Set<string>();
  /** What the targets of attachments may be: these, any of a kind that the update makes, or any of a kind. */
  const mayBe = { urns: new Set<string>(), made: new Set<IsType>(), all: new Set<IsType>() };
  /** The one resource of the preview that a value names. */
  const one = (resource: Resource, property: string, value: unknown, is: IsType) => {
    const [target, ...others] = side.find(resource, property, value, is);
    return others.length === 0 ? target?.resource : undefined;
  };
  const isInGroups = ({ resource }: Target) =>
    resource !== undefined && valuesNamed(side.stateOf(resource).inputs, groupNames).length > 0;
  /** The same for the target of an attachment. */
  const targetOf = (resource: Resource, property: string, value: unknown, is: IsType) => {
    const found = one(resource, property, value, is);
    if (found || !isUnknown(value)) return found;
    const targets = side.find(resource, property, value, is);
    // Others that are in groups have network interfaces, such as a VPC endpoint.
    const others = side.find(resource, property, value, (type) => !is(type)).filter(isInGroups);
    for (const { resource: target } of [...targets, ...others]) if (target) mayBe.urns.add(target.urn);
    // The preview would say the id of what exists, unless that is a secret.
    const isSecret = containsSecret(side.stateOf(resource).marked[property]);
    if (targets.length + others.length === 0) mayBe[isSecret ? "all" : "made"].add(is);
    return undefined;
  };
  const attach = (instance: Resource | undefined, card: Resource | undefined) => {
    if (!instance || !card) return;
    addTo(interfaces, instance.urn, card);
    attached.add(card.urn);
  };
  for (const resource of side.resources) {
    const { inputs } = side.stateOf(resource);
    if (isInstance(resource.type)) {
      for (const property of ["networkInterfaces", "primaryNetworkInterface"]) {
        const blocks = valuesOf(inputs[property]);
        if (blocks.some(isUnknown)) addTo(otherInterfaces, resource.urn, { isPrimary: true });
        for (const block of blocks.filter(isRecord)) {
          const { networkInterfaceId: id, deviceIndex: index } = block;
          if (isAbsent(id)) continue;
          const cards = side.find(resource, property, id, isInterface);
          for (const { resource: card } of cards) {
            attach(resource, card);
            if (card) addTo(ownInterfaces, resource.urn, card);
          }
          const isPrimary = isAbsent(index) || String(index) === "0";
          if (!cards.some((each) => each.resource)) addTo(otherInterfaces, resource.urn, { isPrimary });
        }
      }
    } else if (isInterface(resource.type)) {
      for (const attachment of valuesOf(inputs["attachments"])) {
        const id = isRecord(attachment) ? attachment["instance"] : attachment;
        attach(targetOf(resource, "attachments", id, isInstance), resource);
      }
    } else if (resource.type === interfaceAttachmentType) {
      const instance = targetOf(resource, "instanceId", inputs["instanceId"], isInstance);
      const card = one(resource, "networkInterfaceId", inputs["networkInterfaceId"], isInterface);
      attach(instance, card);
      if (instance && !card) addTo(otherInterfaces, instance.urn, { isPrimary: false });
    } else if (resource.type === groupAttachmentType) {
      const target = targetOf(resource, "networkInterfaceId", inputs["networkInterfaceId"], isHolder);
      if (target) addTo(groupAttachments, target.urn, resource);
    }
  }
  const templates = (resource: Resource): Target[] => {
    const { inputs } = side.stateOf(resource);
    return templateBlocks
      .filter((property) => !isAbsent(inputs[property]))
      .flatMap((property) => valuesNamed({ [property]: inputs[property] }, templateNames))
      .flatMap(({ property, value }) => {
        const found = side.find(resource, property, value, isTemplate);
        return found.length > 0 ? found : [{ key: "unknown" }];
      });
  };
  const launched = new Map<Resource, Map<Resource, unknown[]>>();
  const launchedBy = (resource: Resource): ReadonlyMap<Resource, unknown[]> => {
    const known = launched.get(resource);
    if (known) return known;
    const found = new Map<Resource, unknown[]>();
    for (const property of templateBlocks) {
      for (const block of blocksIn(side.stateOf(resource).inputs[property])) {
        const names = Object.entries(block).filter(([name]) => templateNames.test(name));
        const named = names.flatMap(([, value]) => side.find(resource, property, value, isTemplate));
        for (const template of new Set(named.flatMap((each) => each.resource ?? []))) {
          addTo(found, template, block["version"]);
        }
      }
    }
    launched.set(resource, found);
    return found;
  };
  return {
    interfacesOf: ({ urn }) => interfaces.get(urn) ?? [],
    ownInterfacesOf: ({ urn }) => ownInterfaces.get(urn) ?? [],
    isAttached: ({ urn }) => attached.has(urn),
    groupAttachmentsOf: ({ urn }) => groupAttachments.get(urn) ?? [],
    mayHaveMore: (resource) =>
      mayBe.urns.has(resource.urn) ||
      [...mayBe.all, ...(isMade(resource) ? mayBe.made : [])].some((is) => is(resource.type)),
    templatesOf: (resource) => [
      ...new Set(templates(resource).flatMap(({ resource: template }) => template ?? [])),
    ],
    versionsOf: (resource, template) => launchedBy(resource).get(template) ?? [],
    namesOtherTemplate: (resource) =>
      templates(resource).some((each) => !each.resource) ||
      hidesBlock(
        Object.fromEntries(templateBlocks.map((name) => [name, side.stateOf(resource).inputs[name]])),
        inTemplateBlocks,
      ),
    otherInterfacesOf: ({ urn }) => otherInterfaces.get(urn) ?? [],
  };
}
