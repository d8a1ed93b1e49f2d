import { endWatch, type Memory, memoryOf, startWatch, type Watched } from "@/e2e/rows-on-page";
import type { TimelineWorld } from "./world";

export interface Measured extends Watched {
  before: Memory;
  after: Memory;
}

/** What happens in the page while `work` is done. */
export async function measure({ page, cdp }: TimelineWorld, work: () => Promise<unknown>): Promise<Measured> {
  const before = await memoryOf(cdp);
  await startWatch(page);
  await work();
  const watched = await endWatch(page);
  return { ...watched, before, after: await memoryOf(cdp) };
}
