/**
 * Recorded conversations are done again, and what stands there then is the same. They are recorded in the playground:
 * as Ada, a thread's menu, "Keep it for the tests". After a change that is meant: `npx vitest run -u test/playground/recorded`.
 */
import { globSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Replayed } from "../../src/playground/protocol.ts";
import { serve, type Served } from "./browser/service.ts";

const folder = resolve(import.meta.dirname, "../conversations");
const names = globSync("*/acts.json", { cwd: folder })
  .map((file) => basename(join(file, "..")))
  .toSorted();

describe("a recorded conversation", () => {
  let served: Served;
  beforeAll(async () => {
    served = await serve();
    return () => served.remove();
  });

  test.for(names)("%s goes as it went", async (name) => {
    const response = await fetch(`${served.url}/playground/api/replay`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name }),
    });
    const { seen, differences } = (await response.json()) as Replayed;
    expect(seen, differences.join("\n")).not.toBe("");
    await expect(seen).toMatchFileSnapshot(join(folder, name, "seen.md"));
  });
});
