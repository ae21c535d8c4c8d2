import { addTo } from "../../../common/lists";
import { isRecord, isUnknown, unknownValue } from "../../../common/values";
import { isMade } from "../../read/aws/side";
import type { Side } from "../../read/aws/side";
import { isInstance, isMachine, isScalingGroup, scalingGroupTagType, tagType } from "../../read/aws/types";
import type { Resource } from "../../read/resources";
import { containsSecret } from "../../read/secrets";
import { otherTags } from "../grants";
import type { Attachment } from "../grants";
import type { Links } from "./links";
import { valuesOf } from "./values";
import { isLaunched, mayLaunchOther } from "./versions";

type Tags = Attachment["tags"];

/** Finds the tags of the members of a side. */
export function tagFinder(side: Side, links: Links): (resource: Resource) => Tags {
  const standalone = standaloneTags(side);
  return (resource) => {
    const own = tagsIn(side.stateOf(resource).inputs);
    const given = isMachine(resource.type) ? (givenBy(side, links, resource) ?? otherTags) : {};
    return standalone.of(resource).reduce<Tags>(withTag, own && { ...given, ...own });
  };
}

/** The tags that its templates give a machine, as far as it doesn't have others of the name. */
function givenBy(side: Side, links: Links, resource: Resource): Tags {
  if (links.namesOtherTemplate(resource) && !isLaunched(resource)) return undefined;
  const given = links
    .templatesOf(resource)
    .flatMap((template) =>
      mayLaunchOther(side, links, resource, template, ["tagSpecifications"])
        ? [unknownValue]
        : tagsOfTemplate(side.stateOf(template).inputs),
    );
  return given.every(isRecord) ? (Object.assign({}, ...given) as Tags) : undefined;
}

/** The tags that a template gives instances; one that isn't a record is unknown. */
const tagsOfTemplate = ({ tagSpecifications }: Readonly<Record<string, unknown>>): unknown[] =>
  valuesOf(tagSpecifications).flatMap((each) => {
    if (!isRecord(each)) return [each];
    return each["resourceType"] === "instance" || isUnknown(each["resourceType"]) ? [each["tags"] ?? {}] : [];
  });

/** The tags of a resource; an auto scaling group has them as a list. */
function tagsIn({ tags = {}, tagsAll = tags }: Readonly<Record<string, unknown>>): Tags {
  if (!Array.isArray(tagsAll)) return isRecord(tagsAll) ? tagsAll : undefined;
  return tagsAll.reduce<Tags>((found, tag) => (isRecord(tag) ? withTag(found, tag) : undefined), {});
}

/** The tags with one more, of an unknown value if they have another. */
function withTag(tags: Tags, { key, value }: Readonly<Record<string, unknown>>): Tags {
  if (!tags) return undefined;
  if (typeof key !== "string" || isUnknown(key)) return { ...otherTags, ...tags };
  const isOther = Object.hasOwn(tags, key) && tags[key] !== value;
  return { ...tags, [key]: isOther ? unknownValue : value };
}

type Tag = Readonly<Record<string, unknown>>;

/** The tags that are resources of their own; one whose resource is unknown has an unknown value at each that it may be of. */
function standaloneTags(side: Side): { of(resource: Resource): Tag[] } {
  const found = new Map<string, Tag[]>();
  const anywhere = { made: new Map<unknown, Tag>(), all: new Map<unknown, Tag>() };
  const add = (tag: Resource, property: string, block: unknown, is: (type: string) => boolean) => {
    const { inputs, marked } = side.stateOf(tag);
    const { key, value } = isRecord(block) ? block : { key: unknownValue, value: unknownValue };
    const targets = side.find(tag, property, inputs[property], is);
    const own = { key, value: targets.length === 1 ? value : unknownValue };
    for (const { resource } of targets) if (resource) addTo(found, resource.urn, own);
    if (isUnknown(inputs[property]) && targets.length === 0) {
      anywhere[containsSecret(marked[property]) ? "all" : "made"].set(key, own);
    }
  };
  for (const tag of side.ofType((type) => type === tagType)) {
    const { inputs } = side.stateOf(tag);
    // The id of its network interface also names an instance.
    const isOfCard = String(inputs["resourceId"]).startsWith("eni-");
    add(tag, "resourceId", inputs, (type) => !isOfCard || !isInstance(type));
  }
  for (const tag of side.ofType((type) => type === scalingGroupTagType)) {
    add(tag, "autoscalingGroupName", side.stateOf(tag).inputs["tag"], isScalingGroup);
  }
  return {
    of: (resource) => [
      ...(found.get(resource.urn) ?? []),
      ...anywhere.all.values(),
      ...(isMade(resource) ? anywhere.made.values() : []),
    ],
  };
}
