import type { ServiceContext } from "@/server/db";
import type { SpaceConnections } from "@/server/nats";
import type { AttachmentLimits } from "./limits";

/** What the verbs of this room work with. */
export type AttachmentContext = ServiceContext & { connections: SpaceConnections };

export type UploadContext = AttachmentContext & { attachmentLimits: AttachmentLimits };
