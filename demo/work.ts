import type { AgentWorld } from "./agent";

/** Tells the space that the agent is idle, and that it runs while a piece of its work is under way; a failure shows until the next piece. */
export class Work {
  readonly #world: AgentWorld;
  #underWay = 0;

  constructor(world: AgentWorld) {
    this.#world = world;
    world.session.publishStatus("idle");
  }

  async do<Result>(piece: () => Promise<Result>): Promise<Result> {
    this.#underWay += 1;
    this.#world.session.publishStatus("running");
    try {
      const result = await piece();
      this.#end("idle");
      return result;
    } catch (error) {
      this.#end("error");
      throw error;
    }
  }

  #end(status: "idle" | "error"): void {
    this.#underWay -= 1;
    if (this.#underWay === 0 && !this.#world.signal.aborted) this.#world.session.publishStatus(status);
  }
}
