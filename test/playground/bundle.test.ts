import { expect, test } from "vitest";
import { bundlePage } from "../../src/playground/bundle.ts";

test("scripts and styles of the page are under 600 kB compressed, and cards are drawn by one that is fetched when it is wanted", async () => {
  const { assets } = await bundlePage();
  const packed = Object.values(assets).map(({ brotli }) => brotli?.length ?? 0);
  expect(packed.reduce((sum, each) => sum + each, 0)).toBeLessThan(600_000);
  const scripts = Object.keys(assets).filter((name) => name.endsWith(".js"));
  const drawing = scripts.filter((name) => assets[name]?.body.includes("AdaptiveCard"));
  expect(scripts).toContain("app.js");
  expect(drawing).toEqual(["teams-activity.js"]);
});
