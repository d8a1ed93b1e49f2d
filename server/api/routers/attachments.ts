import { router, spaceProcedure } from "../trpc";

export const attachmentsRouter = router({
  /** What a browser has to know before it sends a file; the upload itself is a route of its own. */
  limits: spaceProcedure.query(({ ctx }) => ({ fileBytesMax: ctx.runtime.attachmentLimits.fileBytesMax })),
});
