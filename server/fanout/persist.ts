const retryAfterMs = 100;
const retryForMs = 3_000;

/** What the first promise brings or, while that fails, what one of the tries brings that are made every 100 ms for 3 s. Throws the last failure. */
export async function persist<Value>(first: Promise<Value>, again: () => Promise<Value>): Promise<Value> {
  const giveUpAt = Date.now() + retryForMs;
  let answer = first;
  for (;;) {
    try {
      return await answer;
    } catch (err) {
      if (Date.now() >= giveUpAt) throw err;
    }
    await new Promise((resolve) => setTimeout(resolve, retryAfterMs));
    answer = again();
  }
}
