import type { Logger } from "@/server/kernel";
import { createResourceClient, type ResourceClient } from "./client";
import { isNotFound } from "./errors";
import { currentNamespace, loadKubeconfig } from "./kubeconfig";
import {
  type ChannelResource,
  type CustomResourceDefinition,
  channelKind,
  definitionKind,
  type EventResource,
  eventKind,
  type LeaseResource,
  leaseKind,
  type NamespaceResource,
  namespaceKind,
  type ThreadResource,
  threadKind,
} from "./resources";
import { createTransport } from "./transport";

/** Everything Parley asks of an API server, embedded or real. */
export interface Kubernetes {
  /** The API server's address, for messages. */
  readonly server: string;
  /** Of the kubeconfig's current context. */
  readonly currentNamespace: string;
  /** Where an installation keeps objects of its own, such as Leases: the pod's namespace, elsewhere `default`. */
  readonly ownNamespace: string;
  channels: ResourceClient<ChannelResource>;
  threads: ResourceClient<ThreadResource>;
  namespaces: ResourceClient<NamespaceResource>;
  leases: ResourceClient<LeaseResource>;
  events: ResourceClient<EventResource>;
  definitions: ResourceClient<CustomResourceDefinition>;
  /** Names of the resources a group version serves; empty when the server does not know it. */
  discover(apiVersion: string): Promise<string[]>;
  close(): void;
}

/** A client for the cluster of `kubeconfig`: YAML text, a path (or `KUBECONFIG` list of paths), or absent inside a pod. Sends nothing yet. `manager` is whom the API server notes for what it writes. */
export function createKubernetes(options: { kubeconfig?: string; log: Logger; manager?: string }): Kubernetes {
  const config = loadKubeconfig(options.kubeconfig);
  const transport = createTransport(config);
  options.log.debug({ server: transport.server }, "kubernetes client ready");
  return {
    server: transport.server,
    currentNamespace: currentNamespace(config),
    ownNamespace: options.kubeconfig === undefined ? currentNamespace(config) : "default",
    channels: createResourceClient(transport, channelKind, options.manager),
    threads: createResourceClient(transport, threadKind, options.manager),
    namespaces: createResourceClient(transport, namespaceKind),
    leases: createResourceClient(transport, leaseKind),
    events: createResourceClient(transport, eventKind),
    definitions: createResourceClient(transport, definitionKind),
    async discover(apiVersion) {
      try {
        const body = (await transport.send({ method: "GET", path: `/apis/${apiVersion}` })) as {
          resources?: { name: string }[];
        };
        return (body.resources ?? []).map((resource) => resource.name);
      } catch (error) {
        if (isNotFound(error)) return [];
        throw error;
      }
    },
    close: transport.close,
  };
}
