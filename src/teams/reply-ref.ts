/** What the inbox keeps of the message that answers an event: how far its posting came. */

export type ReplyRef =
  /** Nothing went out. */
  | { readonly kind: "none" }
  /** It went out, and nobody wrote down what came of that: Teams may have it, and has no way to ask. */
  | { readonly kind: "doubtful" }
  /** It stands folded, since it was doubtful. */
  | { readonly kind: "folded"; readonly id: string }
  /** It has begun to show, and is not whole. */
  | { readonly kind: "stream"; readonly id: string }
  /** It stands where one person alone sees it. */
  | { readonly kind: "targeted"; readonly id: string }
  | { readonly kind: "message"; readonly id: string };

/** Written down before a message goes out; its id takes the place. */
export const doubtful = "posting:";
const foldedMark = "folded:";
const streamMark = "stream:";
const targetedMark = "private:";
export const foldedRef = (id: string): string => `${foldedMark}${id}`;
export const streamRef = (id: string): string => `${streamMark}${id}`;
export const targetedRef = (id: string): string => `${targetedMark}${id}`;

export function readRef(ref: string | null): ReplyRef {
  if (ref === null || ref === "") return { kind: "none" };
  if (ref === doubtful) return { kind: "doubtful" };
  if (ref.startsWith(foldedMark)) return { kind: "folded", id: ref.slice(foldedMark.length) };
  if (ref.startsWith(streamMark)) return { kind: "stream", id: ref.slice(streamMark.length) };
  if (ref.startsWith(targetedMark)) return { kind: "targeted", id: ref.slice(targetedMark.length) };
  return { kind: "message", id: ref };
}

/** A message for one person in a group, which nobody else sees. */
export const isOnlyTheirs = ({ message }: { readonly message: string }): boolean =>
  readRef(message).kind === "targeted";
/** An earlier try is known to have said all of it, in whatever way. */
export const isSaid = (ref: string | null): boolean => ["message", "folded", "targeted"].includes(readRef(ref).kind);
