export {
  consoleManager,
  type Draft,
  fieldManager,
  type ListOptions,
  type MergePatch,
  type ObjectList,
  type ResourceClient,
} from "./client";
export { type ConditionDraft, findCondition, mergeConditions } from "./conditions";
export { isConflict, isExpired, isNotFound } from "./errors";
export { createInformer, type Informer, type InformerChange, type InformerOptions } from "./informer";
export { createKubernetes, type Kubernetes } from "./kubernetes";
export { type LeaseHolder, type LeaseOptions, runWithLease } from "./lease";
export {
  apiVersionOf,
  type ChannelResource,
  type ChannelSpec,
  type Condition,
  type CustomResourceDefinition,
  channelKind,
  creatorAnnotation,
  type EventResource,
  type KubernetesObject,
  type LeaseResource,
  type NamespaceResource,
  namespaceKind,
  type ObjectMeta,
  type ObjectRef,
  platformGroup,
  type ResourceKind,
  type ResourceState,
  type ResourceStatus,
  type SchemaNode,
  type ThreadResource,
  type ThreadSpec,
  threadKind,
} from "./resources";
export type { WatchEvent, WatchOptions } from "./watch";
