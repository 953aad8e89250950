// Help: what a night needs first and every word, one word closely, or all of them.

import type { Policy } from '../../policy/policy.ts';
import { stepOff, workflowOff } from '../../policy/section-workflows.ts';
import { section } from '../blocks.ts';
import { meantBy, readLine, typedDeeds, unknownWord } from '../command-line.ts';
import type { Answer, Deed } from '../deed.ts';
import { sentence } from '../sentence.ts';

/** The help of these deeds. It is asked for them when it runs, since it is one of them. `steps`: names of built-in steps. */
export function helpFor(deeds: () => readonly Deed[], steps: readonly string[]): Deed {
  return {
    name: 'help',
    command: {
      word: 'help',
      aliases: ['?'],
      usage: 'help [word or all]',
      says: 'Show what can be typed; what one word does, or all of them.',
      needsIncident: false,
      async run(ask, context) {
        const { command } = context.policy;
        const { word } = readLine(ask.rest);
        if (word === 'workflows') {
          return workflows(context.policy, steps);
        }
        if (word === '' || word === 'all') {
          return overview(deeds(), command, word === 'all');
        }
        return one(deeds(), word, command);
      },
    },
  };
}

/** Words by what one is about to do, in the order in which a night needs them. */
const CHAPTERS: readonly { title: string; words: readonly string[] }[] = [
  { title: 'Now', words: ['declare', 'ack', 'status', 'severity', 'resolve', 'undo', 'update'] },
  { title: 'People and places', words: ['role', 'page', 'oncall', 'bridge', 'runbook', 'steps'] },
  { title: 'On record', words: ['note', 'task', 'followup', 'tasks', 'link', 'unlink', 'graph'] },
  { title: 'Correct it', words: ['title', 'service', 'team', 'impact', 'times', 'redact'] },
  { title: 'Read up', words: ['catchup', 'timeline', 'handover', 'list', 'search', 'help'] },
  {
    title: 'When it is over',
    words: ['postmortem', 'reopen', 'close', 'cancel', 'merge', 'import', 'drill', 'doctor'],
  },
];
/** Of words that stand in no chapter. */
const MORE = 'More';

/** The first chapter says what its words do, the others only name them: `whole` says it of all. */
function overview(deeds: readonly Deed[], slash: string, whole: boolean): Answer {
  const typed = typedDeeds(deeds);
  const known = new Set(CHAPTERS.flatMap(({ words }) => words));
  const chapters = [
    ...CHAPTERS.map(({ title, words }) => ({
      title,
      found: words.flatMap((word) => typed.find(({ command }) => command.word === word) ?? []),
    })),
    { title: MORE, found: typed.filter(({ command }) => !known.has(command.word)) },
  ];
  const parts = chapters
    .filter(({ found }) => found.length > 0)
    .map(({ title, found }, index) =>
      index === 0 || whole
        ? [`*${title}*`, ...found.map(({ command }) => `\`${command.usage}\` ${command.says}`)].join('\n')
        : `*${title}*\n${found.map(({ command }) => `\`${command.word}\``).join('  ')}`,
    );
  const more = `\`/${slash} help all\` says what each does, \`/${slash} help page\` what one does.`;
  const end = `${whole ? '' : `${more} `}Type them after \`/${slash}\`, or after \`@firescribe\` in a thread. Outside an incident’s channel begin with its number: \`/${slash} INC-42 status\`.`;
  return {
    kind: 'private',
    text: `What can be typed after /${slash}`,
    blocks: [...parts, end].map((part) => section(sentence(part))),
  };
}

/** What is done by itself here, and how each of it is switched off. */
function workflows({ command, stepsOff, workflows: own }: Policy, steps: readonly string[]): Answer {
  const mark = (name: string) => (stepsOff.includes(name) ? `~${name}~ (off)` : name);
  const yours = own.map(({ id, title }) => `• ${title}: ${workflowOff(id)}`);
  return {
    kind: 'private',
    text: 'What Firescribe does by itself',
    blocks: [
      section(sentence(`*Built in*\n${steps.map(mark).join('  ·  ')}`)),
      section(sentence(`To switch one off, ${stepOff('its name')}.`)),
      section(
        sentence(
          yours.length > 0 ? `*Your own*\n${yours.join('\n')}` : 'No workflow of your own is configured.',
        ),
      ),
      section(sentence(`\`/${command} steps\` in an incident’s channel shows what waits there.`)),
    ],
  };
}

function one(deeds: readonly Deed[], word: string, slash: string): Answer {
  const { deed } = meantBy(deeds, { word, rest: '' });
  if (!deed) {
    return { kind: 'private', text: sentence(unknownWord(deeds, { word, rest: '' }, slash)) };
  }
  const { usage, says, aliases } = deed.command;
  const also = aliases?.length ? `\nAlso: ${aliases.join(', ')}` : '';
  return { kind: 'private', text: sentence(`\`/${slash} ${usage}\`\n${says}${also}`) };
}
