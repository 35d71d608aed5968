/**
 * How fast Teams lets a bot write into one conversation. Who would be too fast waits here for a moment, or is told how
 * long to wait: better than being refused, which pauses all that we write there.
 */

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit: per bot and conversation. */
const limits: readonly { readonly most: number; readonly windowMs: number }[] = [
  { most: 7, windowMs: 1_000 },
  { most: 8, windowMs: 2_000 },
  { most: 60, windowMs: 30_000 },
  { most: 1_800, windowMs: 3_600_000 },
];
const longestWindowMs = 3_600_000;
const mostConversations = 2_000;

export interface Pace {
  /** Takes a place; 0, or how long until there is one. */
  readonly take: (conversation: string) => number;
}

export function createPace(nowMs: () => number = () => Date.now()): Pace {
  const sent = new Map<string, number[]>();
  return {
    take: (conversation) => {
      const now = nowMs();
      const times = sent.get(conversation) ?? [];
      const isOver = (at = now): boolean => now - at >= longestWindowMs;
      while (isOver(times[0])) times.shift(); // they stand in order: what is over is at the front
      const waits = limits.map(({ most, windowMs }) => {
        const at = times.at(-most);
        return at === undefined ? 0 : Math.max(0, at + windowMs - now);
      });
      const wait = Math.max(...waits);
      if (wait === 0) times.push(now);
      sent.delete(conversation); // to the end: who writes now is forgotten last
      sent.set(conversation, times);
      if (sent.size > mostConversations) sent.delete(sent.keys().next().value ?? "");
      return wait;
    },
  };
}
