// List: the incidents that are open, or all of the latest.
import { viewerOf } from '../asks.ts';
import { section } from '../blocks.ts';
import type { Deed } from '../deed.ts';
import { listLine } from '../incident-lines.ts';

/** As many as a phone's screen bears; messages hold 50 blocks. */
const MOST = 20;

export const list: Deed = {
  name: 'list',
  command: {
    word: 'list',
    aliases: ['ls'],
    usage: 'list [all]',
    says: 'Show the open incidents, or the latest of all.',
    needsIncident: false,
    async run(ask, context) {
      const all = /^all\b/i.test(ask.rest);
      const viewer = viewerOf(context, ask.asking.by.id);
      const found = await context.engine.questions.list(
        all ? { limit: MOST + 1 } : { open: true, limit: 100 },
        viewer,
      );
      if (found.length === 0) {
        const how = `\`/${context.policy.command} ${all ? 'declare' : 'list all'}\``;
        return {
          kind: 'private',
          text: all
            ? `There is no incident yet. ${how} opens one.`
            : `No incident is open. ${how} shows the past ones.`,
        };
      }
      const newest = [...found].sort((a, b) => b.number - a.number);
      const left = all ? '' : `… and ${found.length - MOST} more.`;
      const more = found.length > MOST ? [section(left || 'Older ones are in the record too.')] : [];
      return {
        kind: 'private',
        text: all ? 'The latest incidents' : `${found.length} open`,
        blocks: [...newest.slice(0, MOST).map((incident) => section(listLine(incident))), ...more],
      };
    },
  },
};
