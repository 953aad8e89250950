// Looking up words that came from outside.

/** What the table says of the word. Every object knows `constructor` and `__proto__`; a table of ours does not. */
export function named<Value>(table: Readonly<Record<string, Value>>, word: string): Value | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
