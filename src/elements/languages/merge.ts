/** The words of the first, and where the second has one, that. */
export function merge<T extends object>(words: T, over: object): T {
  const merged = new Map<string, unknown>(Object.entries(words));
  for (const [name, word] of Object.entries(over)) {
    const below = merged.get(name);
    if (word !== undefined) merged.set(name, isGroup(word) && isGroup(below) ? merge(below, word) : word);
  }
  return { ...words, ...Object.fromEntries(merged) };
}

/** Whether every word of the second has one in the first. */
export function isComplete(words: object, like: object): boolean {
  const known = new Map<string, unknown>(Object.entries(words));
  return Object.entries(like).every(([name, word]) => {
    const own = known.get(name);
    return isGroup(word) ? isGroup(own) && isComplete(own, word) : own !== undefined;
  });
}

function isGroup(word: unknown): word is object {
  return typeof word === 'object' && word !== null;
}
