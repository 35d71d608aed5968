import { endpointId, type OpenModel } from "../core/cost/book.ts";
import type { CostShelf } from "./cost-shelf.ts";
import { kindOf, type KindName } from "./kinds.ts";
import type { Parsed } from "./parse.ts";
import { didYouMean, errorAt, type Problem } from "./problems.ts";
import { stemOf } from "./shelf.ts";
import type { Path } from "./yaml.ts";

/** What no single file of the cost engine can show: two of one name, links that lead nowhere, dimensions that can't be. */
export const costProblems = (shelf: CostShelf, present: ReadonlySet<string>): Problem[] => [
  ...saidTwice(shelf),
  ...fileNames(shelf),
  ...deadLinks(shelf, present),
  ...shelf.openModels.flatMap(dimensions),
];

const keyOf = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "") || text;

function saidTwice({ openModels, gpus, providers }: CostShelf): Problem[] {
  const problems: Problem[] = [];
  for (const items of [openModels, gpus]) {
    const owners = new Map<string, Parsed<unknown>>();
    for (const on of items)
      for (const [i, name] of on.data.names.entries()) {
        const owner = owners.get(keyOf(name));
        if (owner && owner !== on)
          problems.push(
            errorAt(
              on.file,
              on.placeOf(["names", i]),
              `this name already stands in ${owner.file}`,
              "leave it to the one that people mean by it",
            ),
          );
        else owners.set(keyOf(name), on);
      }
  }
  for (const on of providers) {
    const seen = new Set<string>();
    for (const [i, { modelId }] of on.data.endpoints.entries()) {
      if (seen.has(modelId)) {
        const place = on.placeOf(["endpoints", i, "modelId"]);
        problems.push(errorAt(on.file, place, "this modelId stands above too", "add the price to the one above"));
      }
      seen.add(modelId);
    }
  }
  return problems;
}

const fileNames = ({ openModels, gpus, providers }: CostShelf): Problem[] =>
  [...openModels, ...gpus, ...providers].flatMap((on) => {
    const expected = stemOf(on.file);
    const { id } = on.data;
    if (id === expected) return [];
    const remedy = `write ${expected} or rename the file`;
    return [errorAt(on.file, on.placeOf(["id"]), `the id ${id} differs from the file name`, remedy)];
  });

/** A link to a file that exists but is broken is that file's problem, and said there. */
function deadLinks({ providers, constants }: CostShelf, present: ReadonlySet<string>): Problem[] {
  const stems = (kind: KindName): string[] => [...present].filter((path) => kindOf(path) === kind).map(stemOf);
  const models = new Set(stems("open-model"));
  const broken = new Set(stems("endpoints").filter((id) => providers.every(({ file }) => stemOf(file) !== id)));
  const endpoints = new Set(providers.flatMap(({ data }) => data.endpoints.map(endpointId)));
  const dead = (
    on: Parsed<unknown>,
    path: Path,
    [what, id, known, where]: readonly [string, string, ReadonlySet<string>, string],
  ): Problem[] => {
    if (known.has(id)) return [];
    const near = didYouMean(id, known);
    const remedy = near ? `did you mean ${near}?` : `write the id of one in ${where}, or add it there`;
    return [errorAt(on.file, on.placeOf(path), `there is no ${what} ${id}`, remedy)];
  };
  const model = (on: Parsed<unknown>, path: Path, id: string) => dead(on, path, ["model", id, models, "models/"]);
  const endpoint = (on: Parsed<unknown>, path: Path, id: string) =>
    broken.has(id.split("/")[0] ?? "") ? [] : dead(on, path, ["endpoint", id, endpoints, "endpoints/"]);
  const problems = providers.flatMap((on) =>
    on.data.endpoints.flatMap(({ openModel }, i) =>
      openModel === undefined ? [] : model(on, ["endpoints", i, "openModel"], openModel),
    ),
  );
  if (!constants) return problems;
  const { compare, measured } = constants.data;
  return [
    ...problems,
    ...compare.closed.flatMap((id, i) => endpoint(constants, ["compare", "closed", i], id)),
    ...endpoint(constants, ["compare", "smallClosed"], compare.smallClosed),
    ...model(constants, ["compare", "openModel"], compare.openModel),
    ...measured.models.flatMap((id, i) => model(constants, ["measured", "models", i], id)),
  ];
}

/** Dimensions are copied by hand, and a slip in one shows in what they add up to. */
function dimensions(on: Parsed<OpenModel>): Problem[] {
  const { architecture: a, totalParameters, activeParameters } = on.data;
  const problem = (path: Path, what: string, remedy: string) => errorAt(on.file, on.placeOf(path), what, remedy);
  const problems: Problem[] = [];
  if (activeParameters > totalParameters)
    problems.push(
      problem(["activeParameters"], "more parameters are active than there are", "write at most all of them"),
    );
  if (!a) return problems;
  for (const [i, { layers }] of a.attention.entries())
    if (layers > a.layers) {
      const remedy = `write at most ${a.layers}`;
      problems.push(problem(["architecture", "attention", i, "layers"], "the model has fewer layers", remedy));
    }
  if (!a.experts) return problems;
  const { count, perToken, width, layers } = a.experts;
  const at: Path = ["architecture", "experts"];
  if (perToken > count)
    problems.push(problem([...at, "perToken"], "a token passes more experts than there are", "write fewer"));
  if (layers > a.layers)
    problems.push(problem([...at, "layers"], "the model has fewer layers", `write at most ${a.layers}`));
  const ofOne = 3 * layers * a.hidden * width;
  const billions = (n: number): string => `${(n / 1e9).toFixed(1)} billion`;
  const remedy = "compare both with config.json";
  if (ofOne * count > totalParameters) {
    const what = `the experts have ${billions(ofOne * count)} parameters, and the model ${billions(totalParameters)}`;
    problems.push(problem(at, what, remedy));
  } else if (ofOne * perToken > activeParameters) {
    const what = `a token passes ${billions(ofOne * perToken)} parameters of experts, and ${billions(activeParameters)} in all`;
    problems.push(problem(at, what, remedy));
  }
  return problems;
}
