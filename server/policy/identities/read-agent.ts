import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { requireSpaceAdmin } from "../authorize";
import { parseInput, principalId } from "../input";
import { requireAgent } from "./administer";
import { type AgentNkeyView, readAgentNkeys } from "./agent-nkey-view";
import { type AgentKeyView, readAgentKeys } from "./list-agent-keys";
import { countLiveCredentials, selectGroupsOf } from "./repository";
import { selectSubjects } from "./subject-repository";
import { type PrincipalView, viewOfPrincipal } from "./view";

const groupsListedMax = 1_000;
const subjectsListedMax = 500;
const ReadAgentInput = z.object({ spaceId: z.string(), id: principalId });

/** What an issuer's tokens call the agent. Dates are RFC 3339. */
export interface SubjectView {
  issuer: string;
  subject: string;
  createdAt: string;
  /** To the minute. */
  lastUsedAt: string | null;
}

export interface AgentDetail {
  agent: PrincipalView;
  /** By name; at most 1,000. */
  groups: string[];
  /** Newest first, with those that are revoked or expired. */
  keys: AgentKeyView[];
  nkeys: AgentNkeyView[];
  subjects: SubjectView[];
  /** Live NATS credentials: what `revokeNow` would close. */
  credentials: number;
}

/** Everything an admin sees of one agent. */
export async function readAgent(ctx: ServiceContext, given: z.infer<typeof ReadAgentInput>): Promise<AgentDetail> {
  await requireSpaceAdmin(ctx);
  const { spaceId, id } = parseInput(ReadAgentInput, given);
  const row = await requireAgent(ctx.db, spaceId, id);
  const [groups, keys, nkeys, subjects, credentials] = await Promise.all([
    selectGroupsOf(ctx.db, row.key, groupsListedMax),
    readAgentKeys(ctx, row.key),
    readAgentNkeys(ctx, row.key),
    selectSubjects(ctx.db, row.key, subjectsListedMax),
    countLiveCredentials(ctx.db, row.key, ctx.clock.now()),
  ]);
  return {
    agent: viewOfPrincipal(row),
    groups,
    keys,
    nkeys,
    subjects: subjects.map(({ issuer, subject, createdAt, lastUsedAt }) => ({
      issuer,
      subject,
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    })),
    credentials,
  };
}
