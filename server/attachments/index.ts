export { type Claimed, claimAttachments, noteSequence } from "./claim";
export { collectAttachments, reclaimObjects } from "./collect";
export type { AttachmentContext, UploadContext } from "./context";
export { fileHeaders, isKnownTo } from "./file-headers";
export { type AttachmentLimits, attachmentLimitsOf } from "./limits";
export { type AttachmentFile, type ReadAttachmentInput, readAttachment } from "./read-attachment";
export { type StoreAttachmentInput, storeAttachment } from "./store-attachment";
