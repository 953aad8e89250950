// Secrets struck from every string of a document.
import { maskSecrets } from '../evidence/mask.ts';

/** A copy of plain data in which each string went through the mask. */
export function masked<T>(value: T): T {
  if (typeof value === 'string') {
    return maskSecrets(value) as T;
  }
  if (Array.isArray(value)) {
    return value.map((item) => masked(item)) as T;
  }
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, masked(item)])) as T;
  }
  return value;
}
