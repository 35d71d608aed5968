/** What a browser shows on the way to an installation. */
import { scopes } from "./manifest.ts";

export const html = "text/html; charset=utf-8";
export const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>body{font:16px/1.5 sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}</style></head><body><h1>${title}</h1>${body}</body></html>`;

export const installPage = (url: string): string => {
  const reasons = Object.entries(scopes).map(([scope, why]) => `<li><code>${scope}</code>: ${why}</li>`);
  return page(
    "Add Counterweight to Slack",
    `<p><a href="${url}">Add to Slack</a></p><p>It asks Slack for this, and no more:</p><ul>${reasons.join("")}</ul>`,
  );
};

export function whyNot(code: string): string {
  if (/state/.test(code))
    return "This page belongs to an installation that began elsewhere, is over, or took too long.";
  if (/authorization|missing/.test(code)) return "Slack says that it was cancelled.";
  return "Something went wrong on our side or Slack's; the log has a code for it.";
}
