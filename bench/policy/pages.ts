import { listGroupMembers, listGroups, searchPrincipals } from "@/server/policy";
import { scaleSpaceId } from "../seed/seed";
import { quantile } from "../statistics";
import type { PolicyWorld } from "./world";

const timesEach = 20;

export interface PageTimes {
  name: string;
  ms: number[];
}

type Read = (after: string | undefined) => Promise<{ next: string | undefined }>;

const groupSearches = [undefined, "MLWorkers", "nothing like it"];
const memberSearches = [undefined, "worker", "worker 12", "0777", "xyz", "e"];

/** Milliseconds of every kind of page: lists of groups, of members of groups of each size, and of all agents; the first pages and deep ones. */
export async function measurePages(world: PolicyWorld): Promise<PageTimes[]> {
  const { ctx } = world;
  const spaceId = scaleSpaceId;
  const kinds: [string, Read][] = [];
  for (const sort of ["name", "members", "created"] as const) {
    for (const search of groupSearches) {
      kinds.push([
        named("groups", sort, search),
        (after) => listGroups(ctx, { spaceId, sort, search, after, limit: 100 }),
      ]);
    }
  }
  for (const [group, members] of await someGroups(world)) {
    for (const sort of ["id", "joined"] as const) {
      for (const search of memberSearches) {
        const name = named(`members of ${members.toLocaleString("en")}`, sort, search);
        kinds.push([name, (after) => listGroupMembers(ctx, { spaceId, group, sort, search, after, limit: 100 })]);
      }
    }
  }
  const filters = [{}, { isOnline: true }, { isDisabled: true }, { kind: "person" as const }];
  for (const sort of ["id", "lastSeen", "created"] as const) {
    for (const filter of filters) {
      for (const search of memberSearches) {
        const name = named(`agents ${Object.keys(filter).join()}`, sort, search);
        kinds.push([name, (after) => searchPrincipals(ctx, { spaceId, sort, search, ...filter, after, limit: 100 })]);
      }
    }
  }
  const times: PageTimes[] = [];
  for (const [name, read] of kinds) times.push({ name, ms: await timesOf(read) });
  return times;
}

/** The pages in a row as a screen reads them, from the first page again when there is no more. */
async function timesOf(read: Read): Promise<number[]> {
  const ms: number[] = [];
  let after: string | undefined;
  for (let time = 0; time < timesEach; time++) {
    const begin = performance.now();
    const { next } = await read(after);
    ms.push(performance.now() - begin);
    after = next;
  }
  return ms;
}

async function someGroups({ ctx }: PolicyWorld): Promise<[string, number][]> {
  const order = { spaceId: scaleSpaceId, sort: "members", direction: "descending", limit: 1_000 } as const;
  const { groups } = await listGroups(ctx, order);
  const places = [0, 20, 300, 800];
  return places.flatMap((place) => groups.slice(place, place + 1)).map(({ name, members }) => [name, members]);
}

function named(what: string, sort: string, search: string | undefined): string {
  return `${what}, by ${sort}${search === undefined ? "" : `, "${search}"`}`;
}

/** The slowest kinds first. */
export function slowest(times: readonly PageTimes[], count: number): PageTimes[] {
  const p95 = ({ ms }: PageTimes) => quantile(ms, 0.95);
  return [...times].sort((one, other) => p95(other) - p95(one)).slice(0, count);
}
