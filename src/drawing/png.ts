/** SVG into PNG, with a font of our own: without a font file text is silently left out. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const fontFolder = dirname(require.resolve("@expo-google-fonts/inter/package.json"));
export const fontFiles = ["400Regular/Inter_400Regular.ttf", "600SemiBold/Inter_600SemiBold.ttf"].map((file) =>
  join(fontFolder, file),
);

/** @param scale pixels for each unit of the drawing */
export async function pngOf(svg: string, { scale = 1.5, fonts = fontFiles } = {}): Promise<Uint8Array> {
  const { Resvg } = await import("@resvg/resvg-js"); // native, and of no use to most processes
  const image = new Resvg(svg, {
    fitTo: { mode: "zoom", value: scale },
    font: { loadSystemFonts: false, fontFiles: [...fonts], defaultFontFamily: "Inter" },
  });
  return image.render().asPng();
}
