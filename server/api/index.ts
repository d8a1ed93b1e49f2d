import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "./root";

export { handleDownload } from "./attachments/handle-download";
export { handleUpload } from "./attachments/handle-upload";
export { type ApiContext, createApiContext } from "./context";
export { handleExport } from "./exports/handle-export";
export { handleApiRequest } from "./handle-request";
export { type AppRouter, appRouter, createCaller } from "./root";
export { getRuntime, type Runtime } from "./runtime";
export type {
  ChangeEvent,
  ChannelDetail,
  ChannelItem,
  ChannelList,
  ChannelOverview,
  ChannelSpecView,
  ConditionItem,
  FailureData,
  MemberItem,
  MemberPage,
  ProfileItem,
  ResourceDetail,
  SpaceItem,
  ThreadItem,
  ThreadSpecView,
} from "./views";
export type RouterInputs = inferRouterInputs<AppRouter>;
export type RouterOutputs = inferRouterOutputs<AppRouter>;
