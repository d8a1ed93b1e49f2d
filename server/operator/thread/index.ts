export { reconcileThread } from "./reconcile";
export { listThreadsWithResource } from "./repository";
