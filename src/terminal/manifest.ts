/** The `manifest` command: a platform's app, as a file to create it from. */
import { send } from "./json-lines.ts";
import type { Output } from "./layout.ts";

export type Tree = string | number | boolean | readonly Tree[] | { readonly [key: string]: Tree };

export interface ManifestCommand {
  readonly manifest: Tree;
  /** Lines above it; each becomes a comment. */
  readonly intro: readonly string[];
  /** Why a word of a list is there, by the word. */
  readonly why: Readonly<Record<string, string>>;
  readonly json: boolean;
  readonly io: { readonly stdout: Output };
}

/** Returns the exit code, which is 0. */
export async function runManifest({ manifest, intro, why, json, io }: ManifestCommand): Promise<number> {
  const yaml = [...intro.map((line) => `# ${line}`), ...toYaml(manifest, why), ""].join("\n");
  await send(io.stdout, json ? `${JSON.stringify(manifest, null, 2)}\n` : yaml);
  return 0;
}

/** YAML, a line each: block style, and quotes where a word could be read as something else. */
function toYaml(tree: Tree, why: Readonly<Record<string, string>>): string[] {
  const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);
  if (Array.isArray(tree))
    return (tree as readonly Tree[]).flatMap((item) => {
      if (typeof item !== "object") return [`- ${scalar(item)}${typeof item === "string" ? reason(item, why) : ""}`];
      const [first = "", ...rest] = toYaml(item, why);
      return [`- ${first}`, ...indented(rest)];
    });
  if (typeof tree !== "object") return [scalar(tree)];
  return Object.entries(tree as Readonly<Record<string, Tree>>).flatMap(([key, value]) =>
    typeof value === "object"
      ? Object.keys(value).length === 0
        ? [`${key}: ${Array.isArray(value) ? "[]" : "{}"}`]
        : [`${key}:`, ...indented(toYaml(value, why))]
      : [`${key}: ${scalar(value)}`],
  );
}

const reason = (word: string, why: Readonly<Record<string, string>>): string =>
  Object.hasOwn(why, word) ? ` # ${why[word] ?? ""}` : "";

const plainWord = /^[A-Za-z/](?:[\w ./,-]|:(?! |$))*$/;
/** JSON's strings are YAML's, too. */
const scalar = (value: string | number | boolean): string =>
  typeof value === "string" &&
  !(plainWord.test(value) && !/^(true|false|yes|no|on|off|null|y|n)$/i.test(value) && !value.endsWith(" "))
    ? JSON.stringify(value)
    : String(value);
