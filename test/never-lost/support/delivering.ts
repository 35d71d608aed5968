/** Teams, which delivers what people do until somebody says that it arrived. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Args, deliver, type FakeTeams } from "../../fakes/teams.ts";
import { statusOf } from "./asking.ts";
import type { Service } from "./service.ts";

/** Delivers again and again, to whoever is there. Returns how often it took. */
export async function until(fake: FakeTeams, services: readonly Service[], body: Args): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    const origin = services[Math.floor(Math.random() * services.length)]?.origin();
    const sent = origin === undefined ? undefined : deliver(fake, `${origin}/api/messages`, body);
    if (sent && (await statusOf(sent)) === 200) return tries;
    await sleep(100);
  }
}
