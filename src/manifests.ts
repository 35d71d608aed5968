/** The manifests of the platforms, each from what its code listens to and calls. */
import { writeFile } from "node:fs/promises";
import { eventReasons, exampleAddress, manifestIntro, scopes, slackManifest } from "./slack/manifest.ts";
import {
  exampleAddress as exampleSite,
  exampleAppId,
  isSchemaVersion,
  schemaVersions,
  teamsManifest,
} from "./teams/manifest.ts";
import { colorIcon, outlineIcon } from "./drawing/icons.ts";
import { appPackage } from "./teams/package.ts";
import { send } from "./terminal/json-lines.ts";
import { type ManifestCommand, runManifest } from "./terminal/manifest.ts";

type Made =
  | {
      readonly ok: true;
      readonly manifest: Pick<ManifestCommand, "manifest" | "intro" | "why">;
      /** The app as Teams takes it, and what to do with it. */
      readonly zip?: { readonly bytes: Uint8Array; readonly says: string };
    }
  | { readonly ok: false; readonly message: string };

export interface ManifestOptions {
  /** Where the service is reached from outside; an example when left out. */
  readonly address?: string;
  readonly socket?: boolean;
  /** Of Teams. */
  readonly appId?: string | undefined;
  readonly schema?: string;
  /** The package itself is wanted: an example in it would be refused. */
  readonly zip?: string;
}

const address = /^https:\/\/[\w.-]+(:\d+)?(\/[\w./-]*)?$/;
const wrong = (message: string) => ({ ok: false, message }) as const;

const made: Readonly<Record<string, (options: ManifestOptions, address: string | undefined) => Made>> = {
  slack: ({ socket = false }, at) => {
    if (socket && at !== undefined) return wrong("With --socket there is no address: leave --address out.");
    const manifest = slackManifest(at ?? exampleAddress, socket);
    return { ok: true, manifest: { manifest, intro: manifestIntro(socket), why: { ...scopes, ...eventReasons } } };
  },
  teams: ({ appId, schema = schemaVersions[0], zip }, at) => {
    if (!isSchemaVersion(schema)) return wrong(`--schema is one of ${schemaVersions.join(", ")}.`);
    if (zip !== undefined && appId === undefined)
      return wrong(
        "Set TEAMS_APP_ID, or give --app-id: the Application (client) ID of your Azure Bot stands in the package.",
      );
    const options = { appId: appId ?? exampleAppId, address: at ?? exampleSite, version: schema };
    const manifest = teamsManifest(options);
    const says = `Upload it: Teams, Apps, Manage your apps, Upload an app. The Azure Bot's messaging endpoint is <your address>/api/messages.${schema === "1.25" ? "" : " If Teams refuses its version, say --schema 1.25."}`;
    return {
      ok: true,
      manifest: { manifest, intro: [], why: {} },
      ...(zip === undefined
        ? {}
        : { zip: { bytes: appPackage(options, { color: colorIcon(), outline: outlineIcon() }), says } }),
    };
  },
};

export function manifestOf(platform: string, options: ManifestOptions): Made {
  const make = Object.hasOwn(made, platform) ? made[platform] : undefined;
  if (!make) return wrong(`There is no manifest for ${platform}; say: manifest slack, or manifest teams`);
  const at = options.address?.replace(/\/+$/, "");
  if (at !== undefined && !address.test(at))
    return wrong(
      "--address is the start of a web address that can be reached from outside, for example https://advisor.example.com",
    );
  return make(options, at);
}

/** The `manifest` command. */
export async function printManifest(
  platform: string,
  options: ManifestOptions & { readonly json: boolean },
  io: ManifestCommand["io"],
): Promise<{ readonly ok: true } | { readonly ok: false; readonly message: string }> {
  const made = manifestOf(platform, options);
  if (!made.ok) return made;
  const { zip: file } = options;
  if (made.zip === undefined || file === undefined) {
    await runManifest({ ...made.manifest, json: options.json || platform === "teams", io });
    return { ok: true };
  }
  try {
    await writeFile(file, made.zip.bytes);
  } catch (error) {
    return wrong(`${file} cannot be written (${(error as NodeJS.ErrnoException).code ?? "unknown"}).`);
  }
  await send(io.stdout, `${file} is written. ${made.zip.says}\n`);
  return { ok: true };
}
