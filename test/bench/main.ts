/** `npm run bench`: speed and memory, each beside something else in the same run. Prints tables; asserts nothing. */
import { benchAnswers } from "./answers.ts";
import { benchCost } from "./cost.ts";
import { benchDecide } from "./decide.ts";
import { benchMeaning, meaningTable } from "./meaning.ts";
import { benchPage } from "./page.ts";
import { benchRetrieval, retrievalTable } from "./retrieval.ts";
import { platformTable } from "./platform.ts";
import { benchSlack } from "./slack.ts";
import { benchForms, formTable } from "./slack-assess.ts";
import { benchStart } from "./start.ts";
import { benchTeams } from "./teams.ts";
import { benchWording } from "./wording.ts";

const ms = (n: number): string => n.toFixed(n < 10 ? 1 : 0);
const ratio = (a: number, b: number): string => `${(a / b).toFixed(1)}x`;

const [ours, bare] = await benchStart();
if (ours && bare) {
  console.log("Start to ready, no credentials (median of 5)");
  for (const row of [ours, bare])
    console.log(`  ${row.what.padEnd(32)} ${ms(row.readyMs)} ms   RSS ${row.rssMb.toFixed(0)} MB`);
  console.log(`  ratio ${ratio(ours.readyMs, bare.readyMs)}\n`);
}

const [reply, lookUp] = await benchAnswers();
if (reply && lookUp) {
  console.log("From question to reply, over the recorded questions");
  for (const row of [reply, lookUp])
    console.log(`  ${row.what.padEnd(32)} p50 ${ms(row.p50Ms)} ms   p99 ${ms(row.p99Ms)} ms`);
  console.log(`  ratio of p50 ${ratio(reply.p50Ms, lookUp.p50Ms)}\n`);
}

console.log("From a fact sheet to an assessment, over the scenarios");
for (const row of await benchDecide())
  console.log(`  ${row.what.padEnd(38)} p50 ${row.p50Ms.toFixed(2)} ms   p99 ${row.p99Ms.toFixed(2)} ms`);
console.log();

const cost = await benchCost();
const [summary, bareDraws] = cost.rows;
console.log("From a workload to a cost summary");
for (const row of [...cost.rows, ...cost.pictures])
  console.log(`  ${row.what.padEnd(38)} p50 ${row.p50Ms.toFixed(2)} ms   p99 ${row.p99Ms.toFixed(2)} ms`);
if (summary && bareDraws) console.log(`  ratio of p50 ${ratio(summary.p50Ms, bareDraws.p50Ms)}`);
console.log(
  "\nPredicted over published output tokens a second, larger over smaller; bars: dense 1.20 and 1.50, all 1.30 and 2.00",
);
console.log(`${cost.calibration}\n`);

console.log("From a signed Slack event to its acknowledgement and to its posted answer, in ms");
console.log(`${platformTable(await benchSlack())}\n`);

console.log("From a Teams activity with its token to its acknowledgement and to its posted answer, in ms");
console.log(`${platformTable(await benchTeams())}\n`);

console.log("From /weigh assess to the opened form");
console.log(`${formTable(await benchForms())}\n`);

const wording = await benchWording();
console.log(`In a model's words, with a server that answers at once: ${wording.worded} of ${wording.of} questions`);
for (const { what, median, p95, most } of wording.rows)
  console.log(`  ${what.padEnd(42)} median ${ms(median)}   p95 ${ms(p95)}   most ${ms(most)}`);
console.log();

console.log("Found by words, and by words and meaning, over the recorded questions");
console.log(`${meaningTable(await benchMeaning())}\n`);

const page = await benchPage();
if (page) {
  console.log("The playground's page");
  console.log(
    `  ${page.kB.toFixed(0)} kB compressed, ${page.lettersKB.toFixed(0)} kB of letters; made in ${ms(page.madeMs)} ms (0: kept)`,
  );
  console.log(
    `  shown after ${ms(page.shownMs)} ms, an empty page after ${ms(page.emptyMs)} ms (median of 7, empty cache)\n`,
  );
}

const sizes = process.argv
  .slice(2)
  .map(Number)
  .filter((n) => n > 0);
console.log("Retrieval on made-up passages");
console.log(retrievalTable(await benchRetrieval(sizes.length > 0 ? sizes : undefined)));
