// `npm run seed:scale`: 1 million agents, 1,000 groups and 10 million memberships in the space `scale`. With `-- --fresh`
// what is there is made anew.
import { print } from "../print";
import { openSeedDatabase } from "./database";
import { createProgress } from "./progress";
import { findSeeded, scaleSpaceId, seed } from "./seed";

const database = await openSeedDatabase();
try {
  const isFresh = process.argv.includes("--fresh");
  if (!isFresh && (await findSeeded(database.databaseUrl))) {
    print(
      `The space ${scaleSpaceId} is there already, in ${database.name}. Make it anew with: npm run seed:scale -- --fresh`,
    );
  } else {
    print(`Seeding the space ${scaleSpaceId} in ${database.name}`);
    const begin = performance.now();
    const progress = createProgress();
    const { plan } = await seed(database.databaseUrl, progress).finally(() => progress.stop());
    const counts = [plan.agents, plan.groups, plan.memberships, plan.channels].map((count) =>
      count.toLocaleString("en"),
    );
    const seconds = Math.round((performance.now() - begin) / 1_000);
    print(`${counts[0]} agents, ${counts[1]} groups, ${counts[2]} memberships, ${counts[3]} channels in ${seconds} s`);
  }
} finally {
  await database.close();
}
