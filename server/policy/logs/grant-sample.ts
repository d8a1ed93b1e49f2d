/** Multiplier and increment of a full-period generator modulo 2^32 (Numerical Recipes). */
const multiplier = 1_664_525;
const increment = 1_013_904_223;
const range = 2 ** 32;

/**
 * Says of one in `oneIn` calls that it is in the sample, the same ones in each process that starts anew; of none when `oneIn`
 * is 0. The distances vary around their mean, so that traffic that comes in turns is not met at the same place each time.
 */
export function createGrantSample(oneIn: number): () => boolean {
  if (oneIn === 0) return () => false;
  let state = oneIn;
  let left = nextDistance();

  function nextDistance(): number {
    state = (Math.imul(state, multiplier) + increment) >>> 0;
    return 1 + Math.floor((state / range) * (2 * oneIn - 1));
  }

  return () => {
    left -= 1;
    if (left > 0) return false;
    left = nextDistance();
    return true;
  };
}
