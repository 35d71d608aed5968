/** kill -9 at random while events flow: what was acknowledged is answered, once, in its conversation, in order. */
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { onEveryEngine } from "./support/places.ts";
import { startPoster } from "./support/poster.ts";
import { deliverUntilAcknowledged, type Replica, startReplica } from "./support/replica.ts";

const conversations = 8;
const eventsEach = 40;
const fewestKills = 10;
const mostKills = 14; // where a busy machine takes long to start a service, more would only take longer

onEveryEngine("a service that is killed again and again", (place, engine) => {
  test("answers every event that it acknowledged, once, where it was asked and in order", async () => {
    const poster = await startPoster();
    const { dataDir, databaseUrl } = place();
    // Short leases, so that a killed replica's work goes on soon. Killed five times over one event is bad luck here.
    const inbox = { leaseMs: 1_000, heartbeatMs: 200, sweepMs: 50, mostFailures: 100 };
    const settings = { dataDir, databaseUrl, poster: poster.url, inbox };
    const replicas: Replica[] = [await startReplica(settings)];
    if (engine === "postgres") replicas.push(await startReplica(settings));

    const acknowledged = new Map<string, string[]>();
    const ask = async (conversation: string): Promise<void> => {
      for (let i = 0; i < eventsEach; i += 1) {
        const eventId = `${conversation}-${i}`;
        const event = { eventId, kind: "mention", conversation, payload: { question: eventId } };
        // Every fifth is delivered twice at once, as when an acknowledgement comes late.
        const copies = i % 5 === 0 ? 2 : 1;
        await Promise.all(Array.from({ length: copies }, () => deliverUntilAcknowledged(event, replicas)));
        acknowledged.set(conversation, [...(acknowledged.get(conversation) ?? []), eventId]);
        await sleep(Math.random() * 120);
      }
    };
    const now = { asking: true, kills: 0 };
    const killing = async (replica: Replica): Promise<void> => {
      while (now.kills < (now.asking ? mostKills : fewestKills)) {
        await sleep((100 + Math.random() * 400) * replicas.length);
        await replica.kill();
        now.kills += 1;
      }
    };
    const killers = replicas.map(killing);
    await Promise.all(Array.from({ length: conversations }, (_, c) => ask(`c${c}`)));
    now.asking = false;
    await Promise.all(killers);

    const all = [...acknowledged.values()].flat();
    const unanswered = (): string[] =>
      all.filter((id) => !poster.about(id).some(({ text }) => text === `answer to ${id}`));
    await vi.waitFor(() => expect(unanswered()).toEqual([]), { timeout: 30_000, interval: 50 });
    const codes = await Promise.all(replicas.map((replica) => replica.end()));
    poster.close();

    expect(all).toHaveLength(conversations * eventsEach);
    expect(now.kills).toBeGreaterThanOrEqual(fewestKills);
    expect(all.filter((id) => poster.about(id).length !== 1)).toEqual([]);
    expect(all.filter((id) => poster.about(id).some((m) => m.conversation !== id.split("-")[0]))).toEqual([]);
    expect(poster.tooEarly).toEqual([]);
    expect(Object.fromEntries(poster.order)).toEqual(Object.fromEntries(acknowledged));
    expect(codes).toEqual(replicas.map(() => 0));
    console.log(`${engine}: ${all.length} events, ${now.kills} kills, all answered once and in order`);
  });
});
