import { accessRouter } from "./routers/access";
import { agentsRouter } from "./routers/agents";
import { attachmentsRouter } from "./routers/attachments";
import { attentionRouter } from "./routers/attention";
import { auditRouter } from "./routers/audit";
import { blocksRouter } from "./routers/blocks";
import { changesRouter } from "./routers/changes";
import { channelAuthRouter } from "./routers/channel-auth";
import { channelsRouter } from "./routers/channels";
import { decisionsRouter } from "./routers/decisions";
import { destinationsRouter } from "./routers/destinations";
import { effectsRouter } from "./routers/effects";
import { exchangesRouter } from "./routers/exchanges";
import { filtersRouter } from "./routers/filters";
import { groupsRouter } from "./routers/groups";
import { issuersRouter } from "./routers/issuers";
import { meRouter } from "./routers/me";
import { membersRouter } from "./routers/members";
import { messagesRouter } from "./routers/messages";
import { moderationRouter } from "./routers/moderation";
import { peopleRouter } from "./routers/people";
import { searchRouter } from "./routers/search";
import { sessionRouter } from "./routers/session";
import { spacesRouter } from "./routers/spaces";
import { threadsRouter } from "./routers/threads";
import { createCallerFactory, router } from "./trpc";

export const appRouter = router({
  me: meRouter,
  spaces: spacesRouter,
  channels: channelsRouter,
  channelAuth: channelAuthRouter,
  blocks: blocksRouter,
  access: accessRouter,
  threads: threadsRouter,
  groups: groupsRouter,
  agents: agentsRouter,
  issuers: issuersRouter,
  effects: effectsRouter,
  people: peopleRouter,
  audit: auditRouter,
  decisions: decisionsRouter,
  members: membersRouter,
  messages: messagesRouter,
  attachments: attachmentsRouter,
  attention: attentionRouter,
  moderation: moderationRouter,
  search: searchRouter,
  exchanges: exchangesRouter,
  filters: filtersRouter,
  destinations: destinationsRouter,
  session: sessionRouter,
  changes: changesRouter,
});

export type AppRouter = typeof appRouter;

/** Calls procedures from the server's own code, with a context of its own. */
export const createCaller = createCallerFactory(appRouter);
