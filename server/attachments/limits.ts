import type { Env } from "@/server/kernel";

/** How much may be stored, and of what. */
export interface AttachmentLimits {
  fileBytesMax: number;
  /** All files of a space together, as the object store counts them. */
  spaceBytesMax: number;
  /** What one principal may store in 24 hours. */
  principalBytesPerDay: number;
  /** How often one principal may try, in each process. */
  uploadsPerMinute: number;
  /** Media types that are not taken, by what the content is. */
  blockedTypes: readonly string[];
}

/** The limits that the settings name. */
export function attachmentLimitsOf(
  env: Pick<
    Env,
    | "ATTACHMENT_BYTES_MAX"
    | "ATTACHMENT_SPACE_BYTES_MAX"
    | "ATTACHMENT_PRINCIPAL_BYTES_PER_DAY"
    | "ATTACHMENT_UPLOADS_PER_MINUTE"
    | "ATTACHMENT_TYPES_BLOCKED"
  >,
): AttachmentLimits {
  return {
    fileBytesMax: env.ATTACHMENT_BYTES_MAX,
    spaceBytesMax: env.ATTACHMENT_SPACE_BYTES_MAX,
    principalBytesPerDay: env.ATTACHMENT_PRINCIPAL_BYTES_PER_DAY,
    uploadsPerMinute: env.ATTACHMENT_UPLOADS_PER_MINUTE,
    blockedTypes: env.ATTACHMENT_TYPES_BLOCKED.split(",").map((type) => type.toLowerCase()),
  };
}
