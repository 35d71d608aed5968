/** Charts as pictures in a message or a home tab, for what Slack's own can't show: files of ours that a block shows. */
import { createHash } from "node:crypto";
import type { ImageBlock } from "@slack/types";
import type { Costing } from "../core/ports.ts";
import type { Block } from "../core/reply.ts";
import { type Caller, type Client, codeOf } from "./api.ts";
import { clip } from "./limits.ts";
import type { Log } from "./receiver.ts";
import { literal } from "./safe.ts";

export type Chart = Extract<Block, { kind: "chart" }>;
export interface Pictures {
  /** Whether it is uploaded already, and shown at once. */
  readonly has: (team: string, chart: Chart) => boolean;
  /** Undefined where there is nothing to draw, or no file may be sent. @param longestAlt characters */
  readonly of: (client: Client, team: string, chart: Chart, longestAlt?: number) => Promise<ImageBlock | undefined>;
}

const mostKept = 200;
const deniedMs = 10 * 60_000;
export const usualAlt = 900;

/** @param draw undefined where nothing can be drawn */
export function createPictures(
  { courtesy }: Pick<Caller, "courtesy">,
  draw: Costing["chart"] | undefined,
  log: Log,
): Pictures {
  // A picture is uploaded once, however often it is shown; after a restart once more.
  const kept = new Map<string, { readonly id: string; readonly alt: string }>();
  const keyOf = (team: string, chart: Chart): string =>
    createHash("sha256")
      .update(JSON.stringify([team, chart]))
      .digest("base64url");
  const underWay = new Map<string, ReturnType<typeof upload>>();
  /** Where the right to send files is missing, and until when nothing is tried. */
  const denied = new Map<string, number>();
  const uploaded = async (client: Client, team: string, chart: Chart) => {
    const key = keyOf(team, chart);
    const known = kept.get(key);
    if (known || !draw || (denied.get(team) ?? 0) > Date.now()) return known;
    const begun = underWay.get(key) ?? upload(client, team, chart, key, draw);
    underWay.set(key, begun);
    return begun.finally(() => underWay.delete(key));
  };
  const upload = async (client: Client, team: string, chart: Chart, key: string, draws: Costing["chart"]) => {
    const { png, alt } = await draws(chart);
    // Without a channel it is ours alone: nobody is told of it, and whoever sees the block sees it.
    const file = { filename: "chart.png", title: literal(chart.caption), file: Buffer.from(png), alt_text: alt };
    const sent = await courtesy(team, "files.uploadV2", () => client.files.uploadV2(file));
    const id = idIn(sent);
    if (id === undefined) return undefined;
    kept.set(key, { id, alt });
    for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - mostKept))) kept.delete(oldest);
    return { id, alt };
  };
  return {
    has: (team, chart) => kept.has(keyOf(team, chart)),
    of: async (client, team, chart, longestAlt = usualAlt) => {
      if (!canBeDrawn(chart)) return undefined;
      try {
        const file = await uploaded(client, team, chart);
        const alt_text = clip(literal(file?.alt ?? ""), Math.min(usualAlt, longestAlt));
        return file && { type: "image", slack_file: { id: file.id }, alt_text };
      } catch (error) {
        if (codeOf(error) === "missing_scope") denied.set(team, Date.now() + deniedMs);
        // What it shows is told in words as well.
        log("slack-picture-not-sent", { error: codeOf(error) });
        return undefined;
      }
    },
  };
}

const canBeDrawn = ({ categories, series }: Chart): boolean =>
  categories.length > 0 &&
  series.length > 0 &&
  series.every(({ values }) => values.length === categories.length && values.every(Number.isFinite));

/** An upload is told of in a list of lists. */
function idIn(sent: unknown): string | undefined {
  const { files } = sent as { files?: readonly { files?: readonly { id?: unknown }[] }[] };
  const id = files?.[0]?.files?.[0]?.id;
  return typeof id === "string" ? id : undefined;
}
