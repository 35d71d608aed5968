/** The app's icons, drawn here: a balance with an open ring on one side and a closed disc on the other. */
import { pngFile } from "./png-file.ts";

/** Distances in units of the picture's width; 0 is the edge, less is inside. */
type Shape = (x: number, y: number) => number;

const bar =
  (x1: number, y1: number, x2: number, y2: number, half: number): Shape =>
  (x, y) => {
    const [dx, dy] = [x2 - x1, y2 - y1];
    const along = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
    return Math.hypot(x - x1 - along * dx, y - y1 - along * dy) - half;
  };
const disc =
  (cx: number, cy: number, radius: number): Shape =>
  (x, y) =>
    Math.hypot(x - cx, y - cy) - radius;
const ring =
  (cx: number, cy: number, radius: number, half: number): Shape =>
  (x, y) =>
    Math.abs(Math.hypot(x - cx, y - cy) - radius) - half;

const thin = 0.022;
const balance: readonly Shape[] = [
  bar(0.5, 0.2, 0.5, 0.8, thin),
  bar(0.36, 0.8, 0.64, 0.8, thin),
  bar(0.2, 0.27, 0.8, 0.27, thin),
  bar(0.23, 0.28, 0.23, 0.45, thin * 0.7),
  bar(0.77, 0.28, 0.77, 0.45, thin * 0.7),
  ring(0.23, 0.56, 0.1, thin),
  disc(0.77, 0.56, 0.12),
];

type Colour = readonly [red: number, green: number, blue: number];
const white: Colour = [255, 255, 255];
const petrol: Colour = [31, 78, 95]; // the manifest's accent colour

/** How much of a pixel is inside, its edge smoothed. */
const inside = (shapes: readonly Shape[], x: number, y: number, size: number): number =>
  Math.max(...shapes.map((shape) => Math.max(0, Math.min(1, 0.5 - shape(x, y) * size))));

/** @param ground the colour behind it; without it, the picture is white on nothing, as Teams wants outlines */
function draw(size: number, ground: Colour | undefined): Buffer {
  const rows: Buffer[] = [];
  for (let py = 0; py < size; py += 1) {
    const row = Buffer.alloc(1 + size * 4); // each row begins with its filter: none
    for (let px = 0; px < size; px += 1) {
      const share = inside(balance, (px + 0.5) / size, (py + 0.5) / size, size);
      const pixel = white.map((part, i) => Math.round(ground ? part * share + (ground[i] ?? 0) * (1 - share) : part));
      row.set([...pixel, ground ? 255 : Math.round(share * 255)], 1 + px * 4);
    }
    rows.push(row);
  }
  return pngFile({ width: size, height: size }, Buffer.concat(rows));
}

/** 192 pixels wide, with its ground. */
export const colorIcon = (): Buffer => draw(192, petrol);
/** 32 pixels wide, white on nothing. */
export const outlineIcon = (): Buffer => draw(32, undefined);
