import { z } from "zod";
import { errorCodes } from "@/server/kernel";

/** The one form of a failure. */
export const ErrorAnswer = z
  .object({
    error: z.object({
      code: z.enum(errorCodes),
      reason: z.string().describe("A stable cause within the code, for programs."),
      message: z.string().describe("For people: what is wrong and what to do."),
      fields: z
        .array(z.object({ path: z.string(), message: z.string() }))
        .describe("What is wrong with which field, as it was written."),
    }),
  })
  .meta({
    id: "Error",
    examples: [
      {
        error: {
          code: "VALIDATION",
          reason: "validation",
          message: "limit: Too small: expected number to be >=1",
          fields: [{ path: "limit", message: "Too small: expected number to be >=1" }],
        },
      },
    ],
  });
export type ErrorAnswer = z.infer<typeof ErrorAnswer>;
