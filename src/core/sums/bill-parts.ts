/** What a token bill is made of, as far as a message states it. */
export type Currency = "$" | "€" | "£";
export type Side = "input" | "output" | "any";

export interface Price {
  readonly value: number;
  /** How many tokens it buys; unknown where none is named, as in "at $3". */
  readonly per: number | undefined;
  readonly side: Side;
  /** Unknown where the price is a bare number, as in "2.50 per million". */
  readonly currency: Currency | undefined;
}
export interface Volume {
  readonly tokens: number;
  readonly side: Side;
}

/** Why a message that speaks of volumes and prices has no one sum. */
export type Doubt =
  /** A word changes the sum in a way that is not worked out here: a discount, a range, a part. */
  | { readonly kind: "word"; readonly word: string }
  /** A number has no part in the sum. */
  | { readonly kind: "number"; readonly number: number }
  /** A price names no number of tokens, and it could be for something else. */
  | { readonly kind: "unit" }
  | { readonly kind: "no volume"; readonly side: Side }
  | { readonly kind: "no price"; readonly side: Side }
  /** Prices by side, and a volume that is not split into sides. */
  | { readonly kind: "not split" }
  /** Several volumes and prices, and no telling which belongs to which, or whether they are one bill. */
  | { readonly kind: "not paired" }
  /** A follow-up names a price or a volume anew, and the bill before holds several. */
  | { readonly kind: "which" }
  | { readonly kind: "currencies" }
  /** How often, or for how long, can't be told. */
  | { readonly kind: "time" }
  | { readonly kind: "amount" };
