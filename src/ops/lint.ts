// `firescribe lint`: the blame check over Markdown files, alone: no database, no Slack, no configuration.

import { type ReadReview, readMarkdown } from '../evidence/blame/read-markdown.ts';
import { checkBlame, RULE_NAMES } from '../evidence/blameless.ts';
import { counted } from '../policy/lists.ts';

/** 1-based line and column. */
export type LintFinding = {
  file: string;
  line: number;
  column: number;
  rule: string;
  name: string;
  quoted: string;
  why: string;
  suggestion: string;
  waived?: string;
};

export type LintOptions = { strict?: boolean };

const nameOf = (rule: string) => RULE_NAMES.find(({ id }) => id === rule)?.name ?? rule;

function reasonless(file: string, review: ReadReview): LintFinding[] {
  return review.reasonless.map((line) => ({
    ...{ file, line, column: 1, rule: 'W1', name: 'a waiver without a reason', quoted: '' },
    why: 'Whoever reads it later should know why it stands.',
    suggestion: 'Write it behind the rule: <!-- waive B3: their own words -->',
  }));
}

/** What is found in one file's text, in its order; waived findings are there and marked. */
export function lintMarkdown(file: string, text: string, options: LintOptions = {}): LintFinding[] {
  const review = readMarkdown(text);
  const findings = checkBlame(review.document, { strict: options.strict ?? false, partOnly: !review.whole });
  const placed = findings.map((finding) => {
    const { rule, quoted, why, suggestion } = finding;
    const waived = review.waiversFor(finding)[0]?.reason;
    return {
      ...{ file, ...review.placeOf(finding), rule, name: nameOf(rule), quoted, why, suggestion },
      ...(waived === undefined ? {} : { waived }),
    };
  });
  return [...placed, ...reasonless(file, review)];
}

/** Findings as people and editors read them: `file:line:column`, rule and words; then why, and what instead. */
export function lintText(findings: readonly LintFinding[], files: number): string {
  const shown = findings.filter(({ waived }) => waived === undefined);
  const waived = findings.length - shown.length;
  const blocks = shown.map(({ file, line, column, rule, name, quoted, why, suggestion }) => {
    const words = quoted === '' ? '' : `: “${quoted.replace(/\s+/g, ' ').slice(0, 100)}”`;
    return `${file}:${line}:${column} ${rule} ${name}${words}\n    ${why}\n    ${suggestion}\n`;
  });
  const also = waived === 0 ? '' : `, ${waived} waived`;
  return `${[...blocks, `${counted(shown.length, 'finding')}${also} in ${counted(files, 'file')}.`].join('\n')}\n`;
}

/** True where something is left to look at: the exit code is 1 then. */
export const isDirty = (findings: readonly LintFinding[]) =>
  findings.some(({ waived }) => waived === undefined);
