/** The manifests of the platforms, each from what its code listens to and calls. */
import { eventReasons, exampleAddress, manifestIntro, scopes, slackManifest } from "./slack/manifest.ts";
import type { ManifestCommand } from "./terminal/manifest.ts";

type Made =
  | { readonly ok: true; readonly manifest: Pick<ManifestCommand, "manifest" | "intro" | "why"> }
  | { readonly ok: false; readonly message: string };

/** @param address where the service is reached from outside; an example when left out */
export function manifestOf(platform: string, options: { readonly address?: string; readonly socket: boolean }): Made {
  if (platform !== "slack") return { ok: false, message: `There is no manifest for ${platform}; say: manifest slack` };
  if (options.socket && options.address !== undefined)
    return { ok: false, message: "With --socket there is no address: leave --address out." };
  const address = (options.address ?? exampleAddress).replace(/\/+$/, "");
  if (!/^https:\/\/[\w.-]+(:\d+)?(\/[\w./-]*)?$/.test(address))
    return {
      ok: false,
      message: "--address is the start of a web address that Slack can reach, for example https://advisor.example.com",
    };
  return {
    ok: true,
    manifest: {
      manifest: slackManifest(address, options.socket),
      intro: manifestIntro(options.socket),
      why: { ...scopes, ...eventReasons },
    },
  };
}
