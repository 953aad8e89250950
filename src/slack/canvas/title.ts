// What a heading of a canvas says.
import { toString as textOf } from 'mdast-util-to-string';
import type { Block } from './blocks.ts';

export const titleOf = ({ node }: Block) => textOf(node);
