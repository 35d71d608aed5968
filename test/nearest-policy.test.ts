import { beforeAll, describe, expect, test } from "vitest";
import { sideOfServer } from "../src/llm/side.ts";
import { knowledge, withPolicy } from "./llm/fluent-support.ts";
import { at, folderHere, good, odd, readyOn, vectorsMade } from "./support/meanings.ts";

let made: string;
beforeAll(async () => {
  made = await vectorsMade();
});

describe("what may leave is for the policy", () => {
  const sensitive = `${odd} My mail is ada.lovelace@example.org.`;
  test("a question with personal data never reaches a vendor's server", async () => {
    const { server, meanings } = await readyOn(good(), { side: "closed", folder: made });
    expect(await meanings.nearest({ text: sensitive, context: [] }, at)).toBeUndefined();
    expect(await meanings.nearest({ text: odd, context: [{ role: "user", text: sensitive }] }, at)).toBeUndefined();
    expect(await meanings.nearest({ text: odd, context: [] }, { ...at, guest: true })).toBeUndefined();
    expect(server.requests).toEqual([]);
    expect(await meanings.nearest({ text: odd, context: [] }, at)).toBeDefined();
  });

  test("a server of one's own gets it without the personal data", async () => {
    const { server, meanings } = await readyOn(good(), { side: "open", folder: made });
    expect(await meanings.nearest({ text: sensitive, context: [] }, at)).toBeDefined();
    expect(server.seen()).toContain("[email-1]");
    expect(server.seen()).not.toContain("lovelace");
  });

  test("where the policy lets nothing go to that side, or there is none, the knowledge stays here, too", async () => {
    const openOnly = withPolicy((policy) => ({
      ...policy,
      rules: policy.rules.map((rule) => ({ ...rule, use: ["open"] as const })),
    }));
    const without = { ...knowledge, catalog: { ...knowledge.catalog, routing: undefined } };
    for (const kb of [openOnly, without]) {
      const { server, meanings } = await readyOn(good(), { side: "closed", folder: folderHere(), current: () => kb });
      expect(meanings.state()).toEqual({ is: "not ready", why: "forbidden" });
      expect(server.requests).toEqual([]);
    }
  });

  test("a name that an admin listed is covered in the knowledge, too", async () => {
    const kb = withPolicy((policy) => ({ ...policy, sensitive: { ...policy.sensitive, names: ["DeepSeek"] } }));
    const { server } = await readyOn(good(), { folder: folderHere(), current: () => kb });
    expect(server.requests.length).toBeGreaterThan(0);
    expect(server.seen()).not.toMatch(/deepseek/i);
  });
});

test.for<[string, string | undefined, boolean | undefined, string]>([
  ["http://embeddings:8000/v1", undefined, undefined, "open"],
  ["https://api.vendor.example/v1", undefined, undefined, "closed"],
  ["https://gpu.ours.example/embed", "https://gpu.ours.example/v1", undefined, "closed"],
  ["https://gpu.ours.example/embed", "https://gpu.ours.example/v1", true, "open"],
  ["https://api.vendor.example/v1", "https://gpu.ours.example/v1", true, "closed"],
  ["http://127.0.0.1:8001/v1", "http://127.0.0.1:8000/v1", false, "closed"],
  ["http://10.1.2.3/v1", "http://127.0.0.1:8000/v1", false, "open"],
])(
  "the server %s beside the open model at %s, said to be ours: %s, counts as %s",
  ([server, baseUrl, isOurs, side]) => {
    expect(sideOfServer(server, { baseUrl, isOurs })).toBe(side);
  },
);
