import { RateMeter } from "./rate-meter";

const everything = "";

/**
 * Chooses which messages are shown when there are more than somebody can follow: every one up to `perSecondMax` a second, beyond
 * that a fair part by chance, so that no place or sender is left out by the rhythm of the others.
 */
export class Sampler {
  readonly #max: number;
  readonly #random: () => number;
  readonly #offered = new RateMeter(1_000);
  readonly #shown = new RateMeter();
  readonly #all = new RateMeter();
  /** What may be shown at once; refills over a second. */
  #tokens: number;
  #refilledAt: number | undefined;

  constructor(perSecondMax = 50, random: () => number = Math.random) {
    this.#max = perSecondMax;
    this.#tokens = perSecondMax;
    this.#random = random;
  }

  /** Whether this one is shown. */
  take(at: number): boolean {
    this.#offered.add(everything, at);
    this.#all.add(everything, at);
    this.#refill(at);
    const rate = this.#offered.perSecond(at);
    const share = rate > this.#max ? this.#max / rate : 1;
    if (this.#tokens < 1 || (share < 1 && this.#random() >= share)) return false;
    this.#tokens -= 1;
    this.#shown.add(everything, at);
    return true;
  }

  /** Of how many one was shown over the last seconds; 1: every one was. */
  oneIn(at: number): number {
    const [all, shown] = [this.#all.perSecond(at), this.#shown.perSecond(at)];
    return shown > 0 && all > shown ? all / shown : 1;
  }

  #refill(at: number): void {
    const passed = at - (this.#refilledAt ?? at);
    this.#tokens = Math.min(this.#max, this.#tokens + (passed / 1_000) * this.#max);
    this.#refilledAt = at;
  }
}
