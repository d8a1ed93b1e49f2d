/** How big the world is, and how unevenly: every number follows from these. */
export interface SeedPlan {
  agents: number;
  groups: number;
  memberships: number;
  channels: number;
}

export const fullPlan: SeedPlan = { agents: 1_000_000, groups: 1_000, memberships: 10_000_000, channels: 2_000 };

export interface GroupPlan {
  name: string;
  size: number;
  /** Member number i is agent `(i * stride + offset) % agents`: each agent once, spread over all of them. */
  stride: number;
  offset: number;
}

/** What agents are called, by their number modulo eight: a search for one kind finds an eighth of all, far apart in the order. */
export const kinds = ["edge", "indexer", "planner", "retriever", "reviewer", "sensor", "translator", "worker"];

const families = ["EdgeSensors", "MLWorkers", "Planners", "Retrievers", "Reviewers", "Simulators", "Translators"];
const skew = 0.9;
const smallShare = 0.5;
const smallMax = 100;

/**
 * The groups: everybody's, then sizes that fall as ranks rise (Zipf), and half of all groups with a hundred members or
 * fewer. Together exactly `memberships`.
 */
export function planGroups({ agents, groups, memberships }: SeedPlan): GroupPlan[] {
  const small = Math.floor(groups * smallShare);
  const big = groups - small - 1;
  const sizes = [agents];
  const smallSizes = Array.from({ length: small }, (_, index) => 3 + ((index * 37) % (smallMax - 2)));
  const left = memberships - agents - sum(smallSizes);
  const weights = Array.from({ length: big }, (_, rank) => 1 / (rank + 1) ** skew);
  const unit = left / sum(weights);
  for (const weight of weights) sizes.push(Math.min(agents, Math.floor(unit * weight)));
  spread(sizes, left + agents - sum(sizes), agents);
  return [...sizes, ...smallSizes].map((size, index) => ({
    name: index === 0 ? "Everybody" : `${families[index % families.length]}-${String(index).padStart(4, "0")}`,
    size,
    stride: coprime(agents, 7 + index * 62),
    offset: (index * 7_919) % agents,
  }));
}

/** What rounding and the limit left over goes to those that are not full, the smallest of the big first. */
function spread(sizes: number[], rest: number, max: number): void {
  let left = rest;
  for (let index = sizes.length - 1; index > 0 && left > 0; index--) {
    const more = Math.min(left, max - (sizes[index] ?? max), Math.ceil(rest / 10));
    sizes[index] = (sizes[index] ?? 0) + more;
    left -= more;
  }
  if (left !== 0) throw new Error(`${left} memberships fit into no group`);
}

function coprime(modulus: number, atLeast: number): number {
  let candidate = atLeast;
  while (greatestDivisor(candidate, modulus) !== 1) candidate += 1;
  return candidate;
}

function greatestDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestDivisor(other, one % other);
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** A part of the memberships that one statement writes. */
export interface Batch {
  parts: { group: number; from: number; to: number }[];
  rows: number;
}

/** The memberships in batches of at most `rowsMax`, group after group. */
export function planBatches(groups: readonly GroupPlan[], rowsMax: number): Batch[] {
  const batches: Batch[] = [];
  let batch: Batch = { parts: [], rows: 0 };
  for (const [group, { size }] of groups.entries()) {
    for (let from = 0; from < size; ) {
      const to = Math.min(size, from + rowsMax - batch.rows);
      batch.parts.push({ group, from, to });
      batch.rows += to - from;
      from = to;
      if (batch.rows < rowsMax) continue;
      batches.push(batch);
      batch = { parts: [], rows: 0 };
    }
  }
  return batch.rows > 0 ? [...batches, batch] : batches;
}
