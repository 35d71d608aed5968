import { test } from "vitest";
import { drive } from "./drive.ts";
test("x", async () => {
  const on = await drive();
  try {
    await on.page.waitForTimeout(4000);
    await on.page.screenshot({ path: "/tmp/p1.png" });
    const box = on.page.locator("[contenteditable=true][role=textbox]").first();
    await box.fill("Is open-weight really cheaper?");
    await box.press("Enter");
    await on.page.waitForTimeout(3000);
    await on.page.screenshot({ path: "/tmp/p2.png" });
    console.log(await on.page.locator("body").innerText());
    await box.fill("assess: A clinic, patient letters must not leave the building.");
    await box.press("Enter");
    await on.page.waitForTimeout(3000);
    await on.page.screenshot({ path: "/tmp/p3.png" });
    console.log(await on.page.getByRole("button").allInnerTexts());
    console.log(on.lines.slice(-10).join("\n"));
  } finally {
    await on.stop();
  }
}, 120000);
