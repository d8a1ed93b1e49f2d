/** Builds what `npm start` runs, unless it is built from these sources already. `step` shows what is being done. */
export function buildIfStale(step: <T>(text: string, work: () => Promise<T>) => Promise<T>): Promise<void>;
