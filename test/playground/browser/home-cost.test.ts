/** The home tab of somebody who had something reckoned: its picture is loaded, not only named. */
import { describe, expect, test } from "vitest";
import { goes, messages, noBrowser, say, serve, shot, visit, withBrowser } from "./support.ts";

describe.skipIf(noBrowser)("the home tab", () => {
  withBrowser();
  test("shows the cost of one's last summary as a picture", async () => {
    const served = await serve({ LIMIT_PERSON_PER_MINUTE: "1000" });
    const page = await visit(served.url, { as: "Marco", context: { viewport: { width: 1360, height: 1500 } } });
    await say(page, "/weigh cost 40k requests/day, 1500 in, 400 out, gpt-5.5 vs llama 70b on our H100s");
    await messages(page).filter({ hasText: "At 40,000 requests a day" }).first().waitFor();
    await goes(page, "Counterweight home");
    const picture = page.locator("img[alt^='Cost by volume']");
    await picture.waitFor();
    await expect
      .poll(() => picture.evaluate((one) => (one as unknown as { readonly naturalWidth: number }).naturalWidth))
      .toBe(1_350);
    await picture.scrollIntoViewIfNeeded();
    await shot(page, "home-cost");
    await served.remove();
  });
});
