import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codeOf, createCaller, isFinal, jittered } from "../../src/teams/api.ts";
import { createPace } from "../../src/teams/pace.ts";
import { Later } from "../../src/teams/ports.ts";
import { Refused, type Where } from "../../src/teams/transport.ts";

describe("what is written into one conversation is never more than Teams takes", () => {
  // https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
  const allowed = [
    [1_000, 7],
    [2_000, 8],
    [30_000, 60],
    [3_600_000, 1_800],
  ] as const;

  test.for([1, 90, 600, 2_100])("when somebody writes every %i ms, as often as allowed", (everyMs) => {
    let now = 0;
    const pace = createPace(() => now);
    const sent: number[] = [];
    for (; sent.length < 2_000; now += everyMs) if (pace.take("c") === 0) sent.push(now);
    for (const [windowMs, most] of allowed)
      for (const [i, at] of sent.entries()) {
        const next = sent[i + most];
        if (next !== undefined) expect(next - at).toBeGreaterThanOrEqual(windowMs);
      }
  });

  test("and who is told to wait can write when that is over", () => {
    const told = fc.property(fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 200 }), (pauses) => {
      let now = 0;
      const pace = createPace(() => now);
      for (const pause of pauses) {
        now += pause;
        const wait = pace.take("c");
        if (wait === 0) continue;
        now += wait;
        expect(pace.take("c")).toBe(0);
      }
    });
    fc.assert(told);
  });

  test("one busy conversation holds up no other", () => {
    const pace = createPace(() => 0);
    for (let i = 0; i < 20; i += 1) pace.take("busy");
    expect(pace.take("busy")).toBeGreaterThan(0);
    expect(pace.take("quiet")).toBe(0);
  });
});

describe("what a refusal means", () => {
  const where: Where = {
    serviceUrl: "https://smba.trafficmanager.net/emea/",
    conversation: "c",
    type: "personal",
    tenant: "t",
    bot: { id: "28:b" },
    channelId: "msteams",
  };
  const paused: [string, number][] = [];
  const caller = createCaller(
    {
      pause: async (key, ms) => void paused.push([key, ms]),
      left: async () => 0,
    },
    () => {},
  );
  const failing = async (refused: Refused, attempts = 1): Promise<unknown> =>
    caller
      .call({ ...where, conversation: String(Math.random()) }, "send", attempts, () => Promise.reject(refused))
      .catch((error: unknown) => error);

  test.for([
    {
      is: "too fast, for as long as Teams says",
      refused: new Refused(429, "TooManyRequests", 7_000),
      from: 7_000,
      to: 7_000,
    },
    {
      is: "too fast, without a word for how long",
      refused: new Refused(429, "TooManyRequests"),
      from: 1_000,
      to: 3_000,
    },
    { is: "a pre-condition", refused: new Refused(412, "PreconditionFailed"), from: 1_000, to: 3_000 },
    { is: "a bad gateway", refused: new Refused(502, "http_502"), from: 1_000, to: 3_000 },
    { is: "a gateway that waited too long", refused: new Refused(504, "http_504"), from: 1_000, to: 3_000 },
    { is: "a gateway that says when", refused: new Refused(503, "http_503", 9_000), from: 9_000, to: 9_000 },
    { is: "no answer at all", refused: new Refused(0, "ECONNRESET"), from: 1_000, to: 3_000 },
    {
      is: "our own sign-in, which an operator can mend",
      refused: new Refused(401, "Unauthorized"),
      from: 60_000,
      to: 60_000,
    },
    { is: "our password", refused: new Refused(400, "token_invalid_client"), from: 60_000, to: 60_000 },
  ])("$is: later", async ({ refused, from, to }) => {
    const error = await failing(refused);
    expect(error).toBeInstanceOf(Later);
    const { inMs } = error as Later;
    expect(inMs).toBeGreaterThanOrEqual(from);
    expect(inMs).toBeLessThanOrEqual(to);
    expect(isFinal(refused)).toBe(false);
  });

  test.for([400, 403, 404, 405, 409, 413])("%i: never", async (status) => {
    const refused = new Refused(status, "BadArgument");
    expect(await failing(refused)).toBe(refused);
    expect(isFinal(refused)).toBe(true);
  });

  test("the longer Teams is away, the longer we wait, up to a minute and a half", async () => {
    const error = (await failing(new Refused(502, "http_502"), 9)) as Later;
    expect(error.inMs).toBeGreaterThanOrEqual(30_000);
    expect(error.inMs).toBeLessThanOrEqual(90_000);
  });

  test("too fast is told to the other replicas", async () => {
    paused.length = 0;
    await failing(new Refused(429, "TooManyRequests", 7_000));
    expect(paused).toEqual([[expect.stringMatching(/^teams:t\//), 7_000]]);
  });

  test("who was refused together does not come again together", () => {
    const spread = fc.property(
      fc.integer({ min: 1, max: 100_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (ms, r) => {
        const waits = jittered(ms, () => r);
        return waits >= Math.floor(ms * 0.5) && waits <= Math.ceil(ms * 1.5);
      },
    );
    fc.assert(spread);
    expect(jittered(1_000, () => 0)).not.toBe(jittered(1_000, () => 1));
  });

  test("a failure goes by a code, never by what it says", () => {
    expect(
      [new Refused(400, "BadArgument", 0, "canary"), new TypeError("canary"), "canary", { canary: 1 }].map(codeOf),
    ).toEqual(["BadArgument", "TypeError", "string", "object"]);
  });
});
