import { z } from "zod";
import {
  invitePerson,
  listPeople,
  removeFromSpace,
  resetPassword,
  setPlatformRole,
  setUserDisabled,
} from "@/server/policy";
import { adminProcedure, router } from "../trpc";

const page = z.object({
  search: z.string().max(200).optional(),
  after: z.string().max(320).optional(),
  limit: z.number().int().min(1).max(200).optional(),
});

const platformRole = z.enum(["admin", "operator", "observer"]);
const person = z.object({ userId: z.string().max(64) });
/** An admin who means their own account says so. */
const own = { isOwnMeant: z.boolean().optional() };

export const peopleRouter = router({
  list: adminProcedure.input(page).query(({ ctx, input }) => listPeople(ctx.service, input)),
  /** Also brings somebody back who was removed from the space. */
  invite: adminProcedure
    .input(z.object({ email: z.string().max(1_000), name: z.string().max(1_000), platformRole }))
    .mutation(({ ctx, input }) => invitePerson(ctx.service, input)),
  setRole: adminProcedure
    .input(person.extend({ platformRole, ...own }))
    .mutation(({ ctx, input }) => setPlatformRole(ctx.service, input)),
  setDisabled: adminProcedure
    .input(person.extend({ isDisabled: z.boolean(), ...own }))
    .mutation(({ ctx, input }) => setUserDisabled(ctx.service, input)),
  resetPassword: adminProcedure.input(person).mutation(({ ctx, input }) => resetPassword(ctx.service, input)),
  remove: adminProcedure.input(person.extend(own)).mutation(({ ctx, input }) => removeFromSpace(ctx.service, input)),
});
