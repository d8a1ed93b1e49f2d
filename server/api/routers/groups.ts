import { z } from "zod";
import {
  changeMembers,
  createGroup,
  deleteGroup,
  listGroupMembers,
  listGroupNames,
  listGroups,
  readGroup,
  undoMemberChange,
  updateGroup,
} from "@/server/policy";
import { adminProcedure, router, spaceProcedure } from "../trpc";

const name = z.string().max(253);
const page = {
  search: z.string().max(200).optional(),
  after: z.string().max(2_000).optional(),
  limit: z.number().int().min(1).max(200).optional(),
};
const lines = z.array(z.string()).max(10_000).optional();

const list = z.object({
  ...page,
  sort: z.enum(["name", "members", "created"]).optional(),
  direction: z.enum(["ascending", "descending"]).optional(),
});

export const groupsRouter = router({
  /** The first thousand names; a form may name others. */
  names: spaceProcedure.query(({ ctx, input }) => listGroupNames(ctx.service, { spaceId: input.spaceId })),
  list: adminProcedure.input(list).query(({ ctx, input }) => listGroups(ctx.service, input)),
  get: adminProcedure.input(z.object({ group: name })).query(({ ctx, input }) => readGroup(ctx.service, input)),
  members: adminProcedure
    .input(z.object({ ...page, group: name, sort: z.enum(["id", "joined"]).optional() }))
    .query(({ ctx, input }) => listGroupMembers(ctx.service, input)),
  create: adminProcedure
    .input(z.object({ name: z.string(), description: z.string().optional() }))
    .mutation(({ ctx, input }) => createGroup(ctx.service, input)),
  update: adminProcedure
    .input(z.object({ group: name, name: z.string().optional(), description: z.string().optional() }))
    .mutation(({ ctx, input }) => updateGroup(ctx.service, input)),
  delete: adminProcedure.input(z.object({ name })).mutation(({ ctx, input }) => deleteGroup(ctx.service, input)),
  /** Lines that are no member of the space are told, and the rest is done. */
  changeMembers: adminProcedure
    .input(z.object({ group: name, add: lines, remove: lines }))
    .mutation(({ ctx, input }) => changeMembers(ctx.service, input)),
  undoChange: adminProcedure
    .input(z.object({ changeId: z.string().max(64) }))
    .mutation(({ ctx, input }) => undoMemberChange(ctx.service, input)),
});
