import { z } from "zod";
import type { Attachment as SdkAttachment } from "@/sdk/protocol";

export const Attachment = z
  .object({
    id: z.string(),
    name: z.string(),
    mediaType: z.string().describe("What the content is, going by itself."),
    bytes: z.number(),
    width: z.number().optional().describe("In pixels, of an image that has a thumbnail."),
    height: z.number().optional(),
  })
  .meta({
    id: "Attachment",
    examples: [
      {
        id: "0195f2d0-0000-7000-8000-00000000000f",
        name: "pump-3.png",
        mediaType: "image/png",
        bytes: 48_213,
        width: 1280,
        height: 720,
      },
    ],
  }) satisfies z.ZodType<SdkAttachment>;
