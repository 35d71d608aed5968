/** The Teams app, from what the code understands; what is newer than 1.25 of the schema is left out of that variant. */
import { commandTitles, type CommandTitle } from "./commands.ts";

/** 1.29 is the first with slash commands and messages for one person; tenants that do not take it yet take 1.25. */
export const schemaVersions = ["1.29", "1.25"] as const;
export type SchemaVersion = (typeof schemaVersions)[number];
export const isSchemaVersion = (word: string): word is SchemaVersion =>
  (schemaVersions as readonly string[]).includes(word);

/** Stands for your own until it is given; Teams refuses it. */
export const exampleAppId = "00000000-0000-0000-0000-000000000000";
export const exampleAddress = "https://your-host.example";
export const icons = { color: "color.png", outline: "outline.png" } as const;
export const languageFile = "en-us.json";

export interface AppOptions {
  readonly appId: string;
  /** Where people read about it; not where Teams delivers, which stands in the Azure Bot. */
  readonly address: string;
  readonly version: SchemaVersion;
}

const short = "Open-weight or closed language model? Answers with sources";
const full =
  'Answers questions about open-weight and closed language models from a curated knowledge base, with sources, and says so when it holds no answer. Numbers come from code and dated data; a described case gets a verdict with its reasons and conditions. What you type is not logged, and "forget" deletes what is kept about you.';

const starters = ["Is open-weight really cheaper?"] as const;

const command = ({ title, does }: CommandTitle) => ({ title, description: does });
const prompt = (text: string) => ({ title: text, description: text, type: "prompt", prompt: text }) as const;

function commandLists(isNew: boolean) {
  const personal = commandTitles.map(command);
  const inGroups = commandTitles.filter(({ inGroups: also }) => also).map(command);
  return [
    { scopes: ["personal"], commands: [...personal, ...(isNew ? starters.map(prompt) : [])] },
    { ...(isNew ? { triggers: ["mention", "slash"] } : {}), scopes: ["team", "groupChat"], commands: inGroups },
  ];
}

export function teamsManifest({ appId, address, version }: AppOptions) {
  const isNew = version !== "1.25";
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${version}/MicrosoftTeams.schema.json`,
    manifestVersion: version,
    version: "1.0.0",
    id: appId,
    developer: {
      name: "Counterweight",
      websiteUrl: address,
      privacyUrl: `${address}/privacy`,
      termsOfUseUrl: `${address}/terms`,
    },
    name: { short: "Counterweight", full: "Counterweight: open-weight or closed language model?" },
    description: { short, full },
    icons,
    accentColor: "#1F4E5F",
    localizationInfo: { defaultLanguageTag: "en-us", defaultLanguageFile: languageFile },
    bots: [
      {
        botId: appId,
        scopes: ["personal", "team", "groupChat"],
        isNotificationOnly: false,
        supportsFiles: false,
        supportsCalling: false,
        supportsVideo: false,
        ...(isNew ? { supportsTargetedMessages: true } : {}),
        commandLists: commandLists(isNew),
      },
    ],
    defaultInstallScope: "personal",
    // No permission is asked for, and no page of ours is shown: nothing to trust.
    validDomains: [],
  };
}

/** Every sentence of the manifest by its path: what a translation copies and changes. */
export function languageOf({ name, description, bots }: ReturnType<typeof teamsManifest>, version: SchemaVersion) {
  const lists = bots[0]?.commandLists ?? [];
  const commands = lists.flatMap((list, l) =>
    list.commands.flatMap(({ title, description: does }, c) => [
      [`bots[0].commandLists[${l}].commands[${c}].title`, title],
      [`bots[0].commandLists[${l}].commands[${c}].description`, does],
    ]),
  );
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${version}/MicrosoftTeams.Localization.schema.json`,
    "name.short": name.short,
    "name.full": name.full,
    "description.short": description.short,
    "description.full": description.full,
    ...(Object.fromEntries(commands) as Readonly<Record<string, string>>),
  };
}
