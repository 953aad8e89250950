// The port of rules: one thing that blames, why it does, and where it holds.
import type { Action, CheckedDocument, Hit, RuleId, Said, SectionKind } from './document.ts';
import type { Persons } from './persons.ts';

/** What a rule may look at besides the text. */
export type Scene = {
  document: CheckedDocument;
  section: SectionKind;
  persons: Persons;
  /** The impact is said to be partial. */
  partial: boolean;
};

export type Rule = {
  id: RuleId;
  /** Three or four words for a list. */
  name: string;
  why: string;
  /** Only in strict mode. */
  strict?: boolean;
  /** Sections where it does not hold. */
  notIn?: readonly SectionKind[];
  /** Sections where it holds, and nowhere else. */
  onlyIn?: readonly SectionKind[];
  /** It looks at quotations too. Others are not even asked. */
  quotations?: boolean;
  /** `text` has its quotations masked, but for rules that look at them. */
  check?(text: string, said: Said, scene: Scene): readonly Hit[];
  checkAction?(action: Action, scene: Scene): readonly Hit[];
};

/** A hit for each match of a pattern. */
export function hits(text: string, pattern: RegExp, suggestion: string | ((words: string) => string)): Hit[] {
  return [...text.matchAll(pattern)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    suggestion: typeof suggestion === 'string' ? suggestion : suggestion(match[0]),
  }));
}
