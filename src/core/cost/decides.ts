/** Which two options somebody decides between: those that the first sentence of a summary puts side by side. */
import { endpointId } from "./book.ts";
import type { CostOption, OptionKind } from "./option.ts";
import type { Workload } from "./workload.ts";

interface Listed {
  readonly id: string;
  readonly kind: OptionKind;
}

const isTokens = ({ kind }: Listed): boolean => kind === "api" || kind === "hosted";

/** Those that are there already, else rented ones. */
export const machinesOf = <T extends Listed>(
  options: readonly T[],
  { owned }: Pick<Workload, "owned">,
): T | undefined =>
  (owned ? options.find(({ kind }) => kind === "owned") : undefined) ??
  options.find(({ kind }) => kind === "self-hosted");

/** The endpoint that was named first, else the first that is bought by the token. @param options the cheapest first */
export function tokensOf<T extends Listed>(options: readonly T[], { endpoints }: Workload): T | undefined {
  const [first] = endpoints;
  const named = first && options.find(({ id }) => id.endsWith(`:${endpointId(first)}`));
  return named ?? options.find(isTokens);
}

/** Endpoints that were named beside the first. */
export const namedBeside = <T extends Listed>(first: T, options: readonly T[], workload: Workload): T[] =>
  workload.endpointsAreNamed
    ? workload.endpoints
        .flatMap((endpoint) => options.find(({ id }) => id.endsWith(`:${endpointId(endpoint)}`)) ?? [])
        .filter((one) => one !== first)
    : [];

/**
 * Where data stays inside, rented and bought machines. Where several endpoints and no open model were named, the two cheapest of
 * these. Else what is bought by the token, and machines; without machines the cheapest beside it.
 * @param options the cheapest first
 */
export function decidesBetween<T extends CostOption>(options: readonly T[], workload: Workload): T[] {
  const tokens = tokensOf(options, workload);
  const machines = machinesOf(options, workload);
  if (workload.staysInside && machines) {
    const inside = options.find((one) => one !== machines && (one.kind === "owned" || one.kind === "self-hosted"));
    return [machines, ...(inside ? [inside] : [])];
  }
  if (!tokens) return options.slice(0, 2);
  const named = [tokens, ...namedBeside(tokens, options, workload)];
  if (named.length > 1 && !workload.modelIsNamed) return options.filter((one) => named.includes(one)).slice(0, 2);
  const against = machines ?? options.find((one) => one !== tokens);
  return [tokens, ...(against ? [against] : [])];
}
