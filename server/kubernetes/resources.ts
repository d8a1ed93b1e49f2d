/** Metadata as the API server writes it; times are RFC 3339 strings. */
export interface ObjectMeta {
  name: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  finalizers?: string[];
  creationTimestamp?: string;
  deletionTimestamp?: string;
  managedFields?: ManagedFields[];
}

export interface ManagedFields {
  manager?: string;
  operation?: string;
  subresource?: string;
  time?: string;
}

export interface KubernetesObject {
  apiVersion?: string;
  kind?: string;
  metadata: ObjectMeta;
}

export interface ObjectRef {
  namespace?: string;
  name: string;
}

/** `metav1.Condition`. */
export interface Condition {
  type: string;
  status: "True" | "False" | "Unknown";
  reason: string;
  message: string;
  observedGeneration?: number;
  lastTransitionTime: string;
}

export type ResourceState = "Active" | "Paused" | "Archived" | "Failed";

export interface ResourceStatus {
  state?: ResourceState;
  natsSubject?: string;
  observedGeneration?: number;
  conditions?: Condition[];
}

export interface ChannelSpec {
  visibility?: "public" | "private";
  authorizedGroups?: string[];
  enablePersistence?: boolean;
  /** `7d`, `12h`, `forever` …; absent means for ever. */
  retentionPolicy?: string;
  displayName?: string;
  topic?: string;
  paused?: boolean;
}

export interface ChannelResource extends KubernetesObject {
  spec: ChannelSpec;
  status?: ResourceStatus;
}

export interface ThreadSpec {
  /** Name of a Channel in the same namespace; never changes. */
  channel: string;
  /** Given: the thread is private to these groups. Absent: it follows its channel. */
  participantsGroups?: string[];
  displayName?: string;
  topic?: string;
}

export interface ThreadResource extends KubernetesObject {
  spec: ThreadSpec;
  status?: ResourceStatus;
}

export interface NamespaceResource extends KubernetesObject {
  status?: { phase?: string };
}

export interface LeaseResource extends KubernetesObject {
  spec?: {
    holderIdentity?: string;
    leaseDurationSeconds?: number;
    acquireTime?: string;
    renewTime?: string;
    leaseTransitions?: number;
  };
}

export interface EventResource extends KubernetesObject {
  involvedObject: {
    apiVersion?: string;
    kind?: string;
    namespace?: string;
    name?: string;
    uid?: string;
    resourceVersion?: string;
  };
  reason: string;
  message: string;
  type: "Normal" | "Warning";
  count?: number;
  firstTimestamp?: string;
  lastTimestamp?: string;
  source?: { component?: string };
  reportingComponent?: string;
  reportingInstance?: string;
}

export interface CustomResourceDefinition extends KubernetesObject {
  spec: {
    group: string;
    names: { kind: string; plural: string };
    versions: {
      name: string;
      served: boolean;
      subresources?: { status?: object };
      schema?: { openAPIV3Schema?: SchemaNode };
    }[];
  };
}

export interface SchemaNode {
  properties?: Record<string, SchemaNode>;
}

/** Where a kind lives in the API. */
export interface ResourceKind {
  group: string;
  version: string;
  kind: string;
  plural: string;
  isNamespaced: boolean;
}

export const platformGroup = "agents.platform.io";
/** Names the principal that made a Channel through the console: the operator makes them its owner. */
export const creatorAnnotation = `${platformGroup}/creator`;

export const channelKind: ResourceKind = {
  group: platformGroup,
  version: "v1",
  kind: "Channel",
  plural: "channels",
  isNamespaced: true,
};
export const threadKind: ResourceKind = {
  group: platformGroup,
  version: "v1",
  kind: "Thread",
  plural: "threads",
  isNamespaced: true,
};
export const namespaceKind: ResourceKind = {
  group: "",
  version: "v1",
  kind: "Namespace",
  plural: "namespaces",
  isNamespaced: false,
};
export const eventKind: ResourceKind = {
  group: "",
  version: "v1",
  kind: "Event",
  plural: "events",
  isNamespaced: true,
};
export const leaseKind: ResourceKind = {
  group: "coordination.k8s.io",
  version: "v1",
  kind: "Lease",
  plural: "leases",
  isNamespaced: true,
};
export const definitionKind: ResourceKind = {
  group: "apiextensions.k8s.io",
  version: "v1",
  kind: "CustomResourceDefinition",
  plural: "customresourcedefinitions",
  isNamespaced: false,
};

/** `agents.platform.io/v1`, or `v1` for the core group: what `apiVersion` says and where discovery answers. */
export function apiVersionOf(kind: ResourceKind): string {
  return kind.group === "" ? kind.version : `${kind.group}/${kind.version}`;
}

/** The path of a collection, or of one object of it, as the API server spells it. */
export function pathOf(kind: ResourceKind, ref: Partial<ObjectRef> = {}, subresource?: string): string {
  const root = kind.group === "" ? `/api/${kind.version}` : `/apis/${kind.group}/${kind.version}`;
  const namespace =
    kind.isNamespaced && ref.namespace !== undefined ? `/namespaces/${encodeURIComponent(ref.namespace)}` : "";
  const name = ref.name === undefined ? "" : `/${encodeURIComponent(ref.name)}`;
  return `${root}${namespace}/${kind.plural}${name}${subresource === undefined ? "" : `/${subresource}`}`;
}
