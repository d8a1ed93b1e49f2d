import { z } from "zod";
import {
  addAgentNkey,
  createAgentKey,
  linkSubject,
  readAgent,
  registerAgent,
  revokeAgentKey,
  revokeAgentNkey,
  revokeNow,
  searchPrincipals,
  setPrincipalDisabled,
  unlinkSubject,
} from "@/server/policy";
import { adminProcedure, router } from "../trpc";

const id = z.string().max(63);
const agent = z.object({ principalId: id });
const text = z.string().max(2_000);
const page = {
  search: z.string().max(200).optional(),
  after: z.string().max(2_000).optional(),
  limit: z.number().int().min(1).max(200).optional(),
};

const search = z.object({
  ...page,
  kind: z.enum(["agent", "person"]).optional(),
  sort: z.enum(["id", "lastSeen", "created"]).optional(),
  isOnline: z.boolean().optional(),
  isDisabled: z.boolean().optional(),
});

const key = agent.extend({ label: z.string().optional(), expiresAt: z.string().nullish() });

export const agentsRouter = router({
  list: adminProcedure
    .input(search.omit({ kind: true }))
    .query(({ ctx, input }) => searchPrincipals(ctx.service, { ...input, kind: "agent" })),
  /** Agents and people. */
  search: adminProcedure.input(search).query(({ ctx, input }) => searchPrincipals(ctx.service, input)),
  get: adminProcedure.input(z.object({ id })).query(({ ctx, input }) => readAgent(ctx.service, input)),
  register: adminProcedure
    .input(z.object({ id: text, displayName: z.string().optional(), groups: z.array(text).max(1_000).optional() }))
    .mutation(({ ctx, input }) => registerAgent(ctx.service, { ...input, isNew: true })),
  setDisabled: adminProcedure
    .input(agent.extend({ isDisabled: z.boolean() }))
    .mutation(({ ctx, input }) => setPrincipalDisabled(ctx.service, input)),
  /** Closes its connections; it may come back. */
  revokeNow: adminProcedure.input(agent).mutation(({ ctx, input }) => revokeNow(ctx.service, input)),
  createKey: adminProcedure.input(key).mutation(({ ctx, input }) => createAgentKey(ctx.service, input)),
  revokeKey: adminProcedure
    .input(z.object({ keyId: z.string().max(64) }))
    .mutation(({ ctx, input }) => revokeAgentKey(ctx.service, input)),
  addNkey: adminProcedure
    .input(key.extend({ publicKey: z.string().max(128) }))
    .mutation(({ ctx, input }) => addAgentNkey(ctx.service, input)),
  revokeNkey: adminProcedure
    .input(z.object({ publicKey: z.string().max(128) }))
    .mutation(({ ctx, input }) => revokeAgentNkey(ctx.service, input)),
  linkSubject: adminProcedure
    .input(agent.extend({ issuer: text, subject: text }))
    .mutation(({ ctx, input }) => linkSubject(ctx.service, input)),
  unlinkSubject: adminProcedure
    .input(z.object({ issuer: text, subject: text }))
    .mutation(({ ctx, input }) => unlinkSubject(ctx.service, input)),
});
