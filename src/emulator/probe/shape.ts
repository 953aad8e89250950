// The shape of an answer or event: which fields it has and of what kind, without their values.

/** Kinds of value by path: `message.blocks[].type` → `['string']`. What must agree to the letter has its value for a kind. */
export type Shape = Record<string, string[]>;

/** Codes that programs decide by. */
const TO_THE_LETTER = new Set(['error', 'warning', 'type', 'subtype']);

/** Keys that are ids of Slack's, as under `shares.public`. */
const ID = /^[A-Z][A-Z0-9]{8,}$/;

/** One shape of all these values together. */
export function shapeOf(values: readonly unknown[]): Shape {
  const kinds = new Map<string, Set<string>>();
  for (const value of values) {
    walk(value, '', kinds);
  }
  return Object.fromEntries([...kinds].map(([path, found]) => [path, [...found].sort()]));
}

function walk(value: unknown, path: string, kinds: Map<string, Set<string>>): void {
  if (path !== '') {
    kinds.set(path, (kinds.get(path) ?? new Set()).add(kindOf(value, path)));
  }
  if (Array.isArray(value)) {
    for (const each of value) {
      walk(each, `${path}[]`, kinds);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      const name = ID.test(key) ? '{id}' : key;
      walk(each, path === '' ? name : `${path}.${name}`, kinds);
    }
  }
}

function kindOf(value: unknown, path: string): string {
  if (typeof value === 'string' && TO_THE_LETTER.has(path)) {
    return JSON.stringify(value);
  }
  if (value === null) {
    return 'null';
  }
  return Array.isArray(value) ? 'array' : typeof value;
}
