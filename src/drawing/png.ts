/** SVG into PNG, with a font of our own: without a font file text is silently left out. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fewColours } from "./png-file.ts";

const require = createRequire(import.meta.url);
const fontFolder = dirname(require.resolve("@expo-google-fonts/inter/package.json"));
export const fontFiles = ["400Regular/Inter_400Regular.ttf", "600SemiBold/Inter_600SemiBold.ttf"].map((file) =>
  join(fontFolder, file),
);

interface PngOptions {
  /** Pixels for each unit of the drawing. */
  readonly scale?: number;
  readonly fonts?: readonly string[];
}

export const pngOf = async (svg: string, options: PngOptions = {}): Promise<Uint8Array> =>
  (await drawn(svg, options)).asPng();

/** A smaller file of fewer pixels and colours, for where there is little room. */
export async function smallPngOf(svg: string): Promise<Uint8Array> {
  const image = await drawn(svg, { scale: 1 });
  return fewColours(image, image.pixels) ?? image.asPng();
}

async function drawn(svg: string, { scale = 1.5, fonts = fontFiles }: PngOptions) {
  const { Resvg } = await import("@resvg/resvg-js"); // native, and of no use to most processes
  const image = new Resvg(svg, {
    fitTo: { mode: "zoom", value: scale },
    font: { loadSystemFonts: false, fontFiles: [...fonts], defaultFontFamily: "Inter" },
  });
  return image.render();
}
