// Page: wakes whoever is on call for a service or team, or one person, through the pager that is connected.
import type { PageTarget } from '../../incident/page-values.ts';
import { Refusal } from '../../incident/refusal.ts';
import { orList } from '../../policy/lists.ts';
import { everyOnCall, onCallByWord } from '../../policy/on-call.ts';
import type { Policy } from '../../policy/policy.ts';
import { change, formOf, incidentOf } from '../act.ts';
import { bold, mention } from '../blocks.ts';
import type { Answer, Ask, Deed, DeedContext, Press, Submission, SubmissionAnswer } from '../deed.ts';
import { oneOf } from '../form-values.ts';
import { choiceField, form, personField, textField } from '../forms.ts';
import { unpack } from '../press-values.ts';
import { personFirst, wordsOf } from '../typed-words.ts';

const WHY_MAX = 500;

function targetOf(policy: Policy, word: string): PageTarget | undefined {
  const found = onCallByWord(policy, word);
  return found && { kind: 'schedule', ...found };
}

function unknown(policy: Policy, typed: string): never {
  const known = everyOnCall(policy).map(({ id }) => id);
  const named = known.length > 0 ? `the ones known are ${orList(known)}` : 'no service or team has one yet';
  throw new Refusal(
    `I do not know who is on call for “${typed.slice(0, 60)}”: ${named}. A person works always: \`/${policy.command} page @somebody\`.`,
    'target',
  );
}

/** `checkout-api why`, `Checkout API why`, `@bo why`, `pagerduty:P123 why`: the longest name that is known counts. */
function readTarget(ask: Ask, context: DeedContext): { target: PageTarget; why: string } {
  const line = ask.rest.trim();
  const person = personFirst(line, context.people, ask.asking.by);
  if (person) {
    return { target: { kind: 'person', who: person.who }, why: wordsOf(person.rest, context.people) };
  }
  const words = wordsOf(line, context.people).split(/\s+/);
  for (let count = words.length; count > 0; count -= 1) {
    const target = targetOf(context.policy, words.slice(0, count).join(' '));
    if (target) {
      return { target, why: words.slice(count).join(' ') };
    }
  }
  return unknown(context.policy, words[0] ?? '');
}

function said({ policy }: DeedContext, target: PageTarget): string {
  const whom =
    target.kind === 'person' ? mention(target.who.id) : `whoever is on call for ${bold(target.label)}`;
  return `Paging ${whom}. What comes of it is said in the incident’s channel; \`/${policy.command} page\` pages somebody else.`;
}

async function open(ask: Ask, context: DeedContext): Promise<Answer> {
  const incident = incidentOf(ask);
  const schedules = everyOnCall(context.policy).map(({ id, label, kind }) => ({
    value: id,
    label,
    description: `On call for the ${kind}`,
  }));
  return {
    kind: 'modal',
    offer: `Who should be paged for INC-${incident.number}?`,
    view: form({
      callbackId: 'page:form',
      title: `Page for INC-${incident.number}`,
      submit: 'Page',
      metadata: formOf(ask),
      blocks: [
        ...(schedules.length > 0
          ? [choiceField('target', 'Who is on call for', schedules, { optional: true, menu: true })]
          : []),
        personField('who', schedules.length > 0 ? 'Or a person' : 'Who', { optional: schedules.length > 0 }),
        textField('why', 'Why', {
          optional: true,
          max: WHY_MAX,
          hint: 'They read it on their telephone.',
        }),
      ],
    }),
  };
}

async function send(submission: Submission, context: DeedContext): Promise<SubmissionAnswer> {
  const who = oneOf(submission.values, 'who');
  const word = oneOf(submission.values, 'target');
  if (who && word) {
    return { kind: 'errors', errors: { who: 'Choose one of the two; page again for the other.' } };
  }
  const target = who
    ? { kind: 'person' as const, who: context.people.actor(who) }
    : word && targetOf(context.policy, word);
  if (!target) {
    return { kind: 'errors', errors: { who: 'Say who should be paged.' } };
  }
  const why = oneOf(submission.values, 'why');
  await change(submission, context, 'page', { target, ...(why ? { why } : {}) });
  return { kind: 'close', text: said(context, target) };
}

async function acknowledge(press: Press, context: DeedContext): Promise<Answer> {
  const { page } = unpack(press.value);
  await change(press, context, 'acknowledge-page', { page: page ?? '', there: false });
  return { kind: 'nothing' };
}

export const page: Deed = {
  name: 'page',
  command: {
    word: 'page',
    usage: 'page <team, service or @who> [why]',
    says: 'Wake whoever is on call, or one person; alone, a form.',
    needsIncident: true,
    async run(ask, context) {
      if (ask.rest.trim() === '') {
        return open(ask, context);
      }
      const { target, why } = readTarget(ask, context);
      await change(ask, context, 'page', { target, ...(why ? { why } : {}) });
      return { kind: 'private', text: said(context, target) };
    },
  },
  buttons: { 'page:open': open, 'page:ack': acknowledge },
  modals: { 'page:form': send },
};
