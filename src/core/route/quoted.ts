/** A text that somebody wants to know the way of, as they write it after `route`: in quotes, or it may be a question. */
export const quotedPattern = /^$|^["“”„'‘«]/;

export const unquoted = (text: string): string => text.trim().replace(/^["“”„'‘«](.*)["“”'’»]$/s, "$1");
