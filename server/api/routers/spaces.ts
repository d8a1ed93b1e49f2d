import { listSpaces } from "../spaces/list-spaces";
import { router, signedInProcedure } from "../trpc";

export const spacesRouter = router({
  list: signedInProcedure.query(({ ctx }) => listSpaces(ctx.service, { user: ctx.user })),
});
