import type { ServiceContext } from "@/server/db";
import type { Kubernetes } from "@/server/kubernetes";

/** What the verbs of this folder take: the services' context, the API server, and who asks in which space. */
export interface ResourceWorld extends ServiceContext {
  kubernetes: Kubernetes;
  spaceId: string;
  principal: string;
}
