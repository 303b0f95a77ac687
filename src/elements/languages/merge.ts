type Tree = { readonly [name: string]: unknown };

/** The words of the first, and where the second has one, that. */
export function merge<T extends object>(words: T, over: object): T {
  const merged: Record<string, unknown> = { ...words };
  for (const [name, word] of Object.entries(over)) {
    const below = merged[name];
    if (word !== undefined) merged[name] = isTree(word) && isTree(below) ? merge(below, word) : word;
  }
  return merged as T;
}

/** Whether every word of the second has one in the first. */
export function isComplete(words: object, like: object): boolean {
  return Object.entries(like).every(([name, word]) => {
    const own = (words as Tree)[name];
    return isTree(word) ? isTree(own) && isComplete(own, word) : own !== undefined;
  });
}

function isTree(word: unknown): word is Tree {
  return typeof word === 'object' && word !== null;
}
