import { chat } from '../../evidence/fixtures/chat.ts';
import { composeReview } from '../compose-review.ts';
import type { SectionId } from '../document.ts';
import { importedChat } from '../fixtures/imported.ts';

const LINES = `
  15:00 ana: search latency went through the roof at 14:40, p99 is 8s
  15:03 bo: Root cause: ranking model rollout doubled the cpu per query
  15:05 dev: flag is off everywhere
  15:10 ana: still 7.9s
`;

function told(id: SectionId, lines: string): string[] {
  const doc = composeReview(importedChat(chat(`${LINES}${lines}`)));
  const section = doc.sections.find((one) => one.id === id);
  return (section?.statements ?? []).map(({ label, text }) => `${label ?? ''}: ${text}`);
}

const CAUSE = 'Root cause: ranking model rollout doubled the cpu per query';

test.each(['ok I take it back, it wasnt the ranking model', 'I was wrong, it is not the ranking model'])(
  '%s: the cause is told as withdrawn, and set nothing off',
  (line) => {
    const lines = `15:11 bo: ${line}\n15:14 bo: so the node loss caused it, not us`;
    expect(told('contributing-factors', lines)).toEqual([
      ': so the node loss caused it, not us',
      `ruled out or withdrawn: ${CAUSE}`,
      `ruled out or withdrawn: ${line}`,
      expect.stringMatching(/^: Are these the conditions/),
    ]);
    expect(told('trigger', lines).join()).not.toContain(CAUSE);
  },
);

test.each(['we ruled out the network, it was the ranking model', 'I was wrong about the cache'])(
  '%s: the cause stands',
  (line) => {
    expect(told('contributing-factors', `15:11 bo: ${line}`)).toContain(`: ${CAUSE}`);
  },
);
