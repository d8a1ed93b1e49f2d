import type { JsonRecord } from "../object";
import type { Registry } from "../resources/registry";
import type { ResourceType } from "../resources/resource-type";

/** Kinds that exist only while they are asked: who am I, what may I do. */
export const reviews = [
  { group: "authentication.k8s.io", plural: "selfsubjectreviews", kind: "SelfSubjectReview" },
  { group: "authorization.k8s.io", plural: "selfsubjectaccessreviews", kind: "SelfSubjectAccessReview" },
  { group: "authorization.k8s.io", plural: "selfsubjectrulesreviews", kind: "SelfSubjectRulesReview" },
];

const reviewVersion = "v1";

interface GroupVersion {
  group: string;
  version: string;
  types: ResourceType[];
  reviews: typeof reviews;
}

/** Every group with its one version, in a stable order; the core group is the empty one. */
export function groupVersions({ types }: Registry): GroupVersion[] {
  const names = new Map([
    ...types.map(({ group, version }) => [group, version] as const),
    ...reviews.map(({ group }) => [group, reviewVersion] as const),
  ]);
  return [...names].sort().map(([group, version]) => ({
    group,
    version,
    types: types.filter((type) => type.group === group && type.version === version),
    reviews: reviews.filter((review) => review.group === group),
  }));
}

export function groupVersionName({ group, version }: { group: string; version: string }): string {
  return group === "" ? version : `${group}/${version}`;
}

/** `APIGroupList`: every group but the core one. */
export function groupList(registry: Registry): JsonRecord {
  const groups = groupVersions(registry).filter(({ group }) => group !== "");
  return { kind: "APIGroupList", apiVersion: "v1", groups: groups.map(groupEntry) };
}

/** `APIGroup` of one group, `undefined` when there is none of that name. */
export function apiGroup(registry: Registry, name: string): JsonRecord | undefined {
  const found = name === "" ? undefined : groupVersions(registry).find(({ group }) => group === name);
  return found && { kind: "APIGroup", apiVersion: "v1", ...groupEntry(found) };
}

function groupEntry(entry: GroupVersion): JsonRecord {
  const version = { groupVersion: groupVersionName(entry), version: entry.version };
  return { name: entry.group, versions: [version], preferredVersion: version };
}

/** `APIResourceList` of one group and version, `undefined` when there is none. */
export function resourceList(registry: Registry, group: string, version: string): JsonRecord | undefined {
  const found = groupVersions(registry).find((entry) => entry.group === group && entry.version === version);
  if (!found) return undefined;
  const resources = [...found.types.flatMap(resourceEntries), ...found.reviews.map(reviewEntry)];
  return { kind: "APIResourceList", apiVersion: "v1", groupVersion: groupVersionName(found), resources };
}

function resourceEntries(type: ResourceType): JsonRecord[] {
  const { plural, singular, kind, shortNames, categories, verbs, isNamespaced: namespaced } = type;
  const lists = { ...(shortNames.length > 0 ? { shortNames } : {}), ...(categories.length > 0 ? { categories } : {}) };
  const own = { name: plural, singularName: singular, namespaced, kind, verbs, ...lists };
  return [
    own,
    ...subresourcesOf(type).map(({ name, verbs: allowed }) => {
      return { name: `${plural}/${name}`, singularName: "", namespaced, kind, verbs: allowed };
    }),
  ];
}

function reviewEntry({ plural, kind }: (typeof reviews)[number]): JsonRecord {
  return { name: plural, singularName: kind.toLowerCase(), namespaced: false, kind, verbs: ["create"] };
}

function subresourcesOf(type: ResourceType): { name: string; verbs: string[] }[] {
  const status = type.hasStatus ? [{ name: "status", verbs: ["get", "patch", "update"] }] : [];
  const finalize = type.group === "" && type.plural === "namespaces" ? [{ name: "finalize", verbs: ["update"] }] : [];
  return [...finalize, ...status];
}

/** `APIGroupDiscoveryList`: groups, versions and resources in one document. The core group is served apart from the others. */
export function aggregatedDiscovery(registry: Registry, isCore: boolean): JsonRecord {
  const entries = groupVersions(registry).filter(({ group }) => (group === "") === isCore);
  const items = entries.map((entry) => ({
    metadata: { ...(entry.group ? { name: entry.group } : {}), creationTimestamp: null },
    versions: [
      {
        version: entry.version,
        resources: [...entry.types.map(aggregatedEntry), ...entry.reviews.map(aggregatedReview)],
        freshness: "Current",
      },
    ],
  }));
  return { kind: "APIGroupDiscoveryList", apiVersion: "apidiscovery.k8s.io/v2", metadata: {}, items };
}

function aggregatedEntry(type: ResourceType): JsonRecord {
  const { group, version, kind, plural, singular, shortNames, categories, verbs, isNamespaced } = type;
  const responseKind = { group, version, kind };
  const subresources = subresourcesOf(type).map(({ name, verbs: allowed }) => ({
    subresource: name,
    responseKind,
    verbs: allowed,
  }));
  return {
    resource: plural,
    responseKind,
    scope: isNamespaced ? "Namespaced" : "Cluster",
    singularResource: singular,
    verbs,
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
    ...(subresources.length > 0 ? { subresources } : {}),
  };
}

function aggregatedReview({ group, kind, plural }: (typeof reviews)[number]): JsonRecord {
  return {
    resource: plural,
    responseKind: { group, version: reviewVersion, kind },
    scope: "Cluster",
    singularResource: kind.toLowerCase(),
    verbs: ["create"],
  };
}
