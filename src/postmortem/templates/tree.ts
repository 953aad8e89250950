// As much of LiquidJS's tree as the check of a template looks at; it tells its types only in part.
import type { Token } from 'liquidjs';

export type Part = Token & {
  /** Of a literal: its value. Of an identifier: its name. */
  content?: unknown;
  /** Of a path: its steps. */
  props?: readonly Part[];
  /** Of a range. */
  lhs?: Part;
};

export type FilterNode = { name: string; args: readonly (Part | readonly [string?, Part?])[] };
export type Valued = { initial: { postfix: readonly Part[] }; filters: readonly FilterNode[] };

export type Node = {
  token: Token;
  /** Of a tag. */
  name?: string;
  /** Of a section. */
  id?: string;
  /** What an output prints, a case compares, an assign keeps. */
  value?: Valued;
  /** What an assign calls it. */
  key?: string;
  branches?: readonly { value?: Valued; values?: readonly Part[]; templates: readonly Node[] }[];
  /** Of a loop. */
  variable?: string;
  collection?: Part;
  hash?: { hash: Readonly<Record<string, Part | undefined>> };
  templates?: readonly Node[];
  elseTemplates?: readonly Node[];
};

export const lineOf = (token: Token): number => token.getPosition()[0] ?? 1;
