/** Sums in the asker's currency: all that we reckon with is US dollars, and the rate is the asker's own. */
import { usdText } from "./sentences.ts";
import type { Workload } from "./workload.ts";

export class Money {
  readonly #currency: Workload["currency"];
  constructor({ currency }: Pick<Workload, "currency">) {
    this.#currency = currency;
  }
  get code(): string {
    return this.#currency?.code ?? "USD";
  }
  in(usd: number): number {
    return usd / (this.#currency?.usdPerUnit ?? 1);
  }
  /** Whole, as a month's sum is read; with cents where they are most of it. */
  of(usd: number): string {
    return this.#written(this.in(usd));
  }
  /** With three digits, for a sentence: nobody knows a month's sum better. */
  about(usd: number): string {
    return this.#written(Number(this.in(usd).toPrecision(3)));
  }
  #written(amount: number): string {
    const text = usdText(amount);
    return this.#currency ? text.replace("$", `${this.code} `) : text;
  }
  /** With cents and parts of them, as a thousand requests are. */
  small(usd: number): string {
    const amount = this.in(usd);
    const digits = amount < 0.1 ? 4 : 2;
    const text = amount.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: digits });
    return this.#currency ? `${this.code} ${text}` : `$${text}`;
  }
  /** As lists write a price of a million tokens; through a rate, no more exactly than it can be known. */
  price(usd: number): string {
    return this.#currency ? `${this.code} ${Number(this.in(usd).toPrecision(3))}` : `$${usd}`;
  }
}

export const dollars = new Money({ currency: undefined });
