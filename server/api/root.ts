import { agentsRouter } from "./routers/agents";
import { changesRouter } from "./routers/changes";
import { channelsRouter } from "./routers/channels";
import { groupsRouter } from "./routers/groups";
import { issuersRouter } from "./routers/issuers";
import { meRouter } from "./routers/me";
import { membersRouter } from "./routers/members";
import { messagesRouter } from "./routers/messages";
import { sessionRouter } from "./routers/session";
import { spacesRouter } from "./routers/spaces";
import { threadsRouter } from "./routers/threads";
import { createCallerFactory, router } from "./trpc";

export const appRouter = router({
  me: meRouter,
  spaces: spacesRouter,
  channels: channelsRouter,
  threads: threadsRouter,
  groups: groupsRouter,
  agents: agentsRouter,
  issuers: issuersRouter,
  members: membersRouter,
  messages: messagesRouter,
  session: sessionRouter,
  changes: changesRouter,
});

export type AppRouter = typeof appRouter;

/** Calls procedures from the server's own code, with a context of its own. */
export const createCaller = createCallerFactory(appRouter);
