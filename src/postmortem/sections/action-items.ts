// Tasks and follow-ups with owner, due date and state; and what was promised in the channel and is not yet one of them.
import { phrases } from '../../evidence/phrases.ts';
import type { ReadSentence } from '../../evidence/read-sentence.ts';
import { IS_ITEM } from '../../evidence/rules-of-wishes.ts';
import { driftOf, isLiveTicket } from '../../incident/item-tickets.ts';
import type { ActionItem } from '../../incident/state.ts';
import { REDACTED } from '../../incident/texts.ts';
import type { Section, Statement } from '../document.ts';
import { evidenceOf, gap, type Material, quote } from '../material.ts';
import { leadsWith, means, wordsBearing } from './bearing.ts';
import { lastAllClear } from './summary.ts';

/** `SHOP-12 (In Review)` */
function ticketCell({ ticket, ticketAsked }: ActionItem): string {
  if (isLiveTicket(ticket)) {
    return `${ticket.key} (${ticket.status})`;
  }
  return ticketAsked ? 'asked for' : 'none';
}

/** Plans quoted beside the items, at most; and wishes. */
const PLANS = 5;
const WISHES = 5;

/** Somebody commits to work, or says that it has to be done: a time alone (`yes, tomorrow morning`) is no work. */
const COMMITS = phrases(
  "(will|('|’)ll|going to|gonna|has to|have to|had to|must|(?<!no )needs? to|ought to|let's|to be|want to|plan(s|ned|ning)? to|todo|to-do) (\\p{L}+ly |also |then |still |just )*(?!(be|know|see|have|has|tell|talk|speak|discuss|watch|keep|wait|monitor|stay|hear|get|come|appear|note|try|update (this|you|everyone)|close (this|it|the (issue|ticket))|make sure|post|catch|share|tag|include|confirm|capture|record|remember|wrap|say|go|let|find out|sleep|continue|meet|eat|happen|show|phone|call|ping|ask|recover|work|take|give|leave|arrive|page)\\b)\\p{L}{3,}",
  '(ticket|issue|jira) ([A-Z]+-)?\\d+',
  '[A-Z]{2,}-\\d+',
  '(owner|owned by|assigned to|due (on|by|tomorrow|today|monday|tuesday|wednesday|thursday|friday|next|end|\\d))',
  'will be (?!(back|up|down|ok|fine|done|there|here)\\b)\\p{L}{3,}(ed|en)',
  'gets? (an?|its own|their own|a second|more) \\p{L}+',
  '(mine|on me|this week|next week|next sprint)(?= ?[.,!]|$)',
  '(pr|mr|patch) (today|tomorrow|this week|is up|incoming|on the way|to follow)',
  '(creat|open|fil|mak|rais|writ)(e|es|ed|ing) (a |an |the |another )?(jira |github )?(ticket|issue|story|task|card|pr|change request)',
);

function isWork(sentence: ReadSentence): boolean {
  const { text } = sentence;
  return (
    IS_ITEM.test(text) ||
    sentence.label === 'plan' ||
    (means(sentence, 'plan') && COMMITS.test(text) && !leadsWith(sentence, 'all-clear', 'cause', 'report'))
  );
}

/** What somebody holds to be needed: during an incident a proposal for now, afterwards one for good. */
const NEEDED = phrases(
  "((we|i|you|they|somebody|someone|ops|sre|the \\p{L}+( \\p{L}+){0,2}) (\\p{L}+ly |also |still )*(should|need to|needs to|must|have to|has to|ought to|want|wants|could use)|let('|’)?s|maybe we (should|could|can)) (\\p{L}+ly |also |still |just )*(?!(be|know|see|say|go|do|have|tell|talk|speak|watch|keep|wait|monitor|stay|hear|get|come|continue|meet|share|tag|include|confirm|capture|record|remember|wrap|log|note|call|find out|leave|run to|head|drop|eat|recover|work|catch up)\\b)\\p{L}{2,}",
  '[→⇒] ?\\p{L}+',
  '(needs?|deserves?) (a|an|some|more|better|its own)',
);

const isProposal = (sentence: ReadSentence) =>
  !sentence.deed && !sentence.question && !means(sentence, 'all-clear', 'cause', 'impact', 'withdrawal');

/** What was said after it was over, the latest of it; what is called an item is one at any time. */
function saidAfter(material: Material, isWanted: (sentence: ReadSentence) => boolean): Statement[] {
  const over = lastAllClear(material)?.entry.at ?? 0;
  return material.keyRows.flatMap((row) => {
    const words = wordsBearing(
      material,
      row,
      (sentence) =>
        (row.entry.at >= over || sentence.label === 'plan' || IS_ITEM.test(sentence.text)) &&
        isWanted(sentence),
    );
    return words === undefined ? [] : [quote(material, row.entry, words)];
  });
}

export function actionItems(material: Material): Section {
  const { items } = material.incident;
  const shown = items.filter((item) => item.text.text !== REDACTED);
  const plans = saidAfter(material, isWork).slice(-PLANS);
  const planned = new Set(plans.flatMap(({ evidence }) => evidence));
  const wishes = saidAfter(
    material,
    (sentence) =>
      (means(sentence, 'wish') && !/\bmy (?:bad|fault|mistake)\b/i.test(sentence.text)) ||
      (isProposal(sentence) && NEEDED.test(sentence.text)),
  ).filter(({ evidence }) => !evidence.some((id) => planned.has(id)));
  return {
    id: 'action-items',
    title: 'Action items',
    statements: [
      ...(shown.length === 0
        ? [gap('No action item is on record. What has to change, who does it, and by when?')]
        : []),
      ...plans.map((plan) => ({ ...plan, label: 'Said in the channel, not yet an item' })),
      ...wishes.slice(-WISHES).map((wish) => ({ ...wish, label: 'Wished for in the channel' })),
    ],
    table: {
      columns: ['Item', 'Type', 'Owner', 'Ticket', 'Due', 'Status'],
      rows: shown.map((item) => ({
        cells: [
          item.text.text,
          item.kind,
          item.owner === undefined ? 'no owner' : material.who(item.owner),
          ticketCell(item),
          item.due ?? 'no date',
          [item.done ? 'done' : 'open', driftOf(item)].filter(Boolean).join('; '),
        ],
        evidence: evidenceOf(material, [item.text.event]),
        ...(isLiveTicket(item.ticket) ? { links: { [item.ticket.key]: item.ticket.url } } : {}),
      })),
    },
  };
}
