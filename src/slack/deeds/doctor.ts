// Doctor: what works in this workspace and what is missing, tried again for whoever looks after it.
import { Refusal } from '../../incident/refusal.ts';
import { viewerOf } from '../asks.ts';
import type { Check } from '../check.ts';
import { type DoctorTools, renderChecklist } from '../checklist.ts';
import type { Ask, Deed, DeedContext, Words } from '../deed.ts';
import { slackId } from '../ids.ts';

const AT_THE_MACHINE =
  'At the machine `npm run firescribe -- doctor` tries the disk, the record, webhooks and vendors, too.';

/** What Firescribe says of the workspace is for those who can mend it. */
function requireOperator({ asking }: Ask, { isInstaller }: DoctorTools): void {
  if (!asking.grants.includes('admin') && !isInstaller(slackId(asking.by.id))) {
    throw new Refusal(
      `Only admins of this workspace, and whoever installed Firescribe, may ask for this. ${AT_THE_MACHINE}`,
    );
  }
}

/** Work that was given up waits on the Home tab. */
async function givenUp(ask: Ask, context: DeedContext): Promise<Check> {
  const failed = await context.engine.questions.failedEffects(viewerOf(context, ask.asking.by.id));
  const what = 'Nothing was given up';
  const things = failed.length === 1 ? 'One thing was' : `${failed.length} things were`;
  return failed.length === 0
    ? { what, ok: true }
    : { what, ok: false, fix: `${things} given up; Firescribe’s Home tab says why, and tries again.` };
}

async function findings(tools: DoctorTools, ask: Ask, context: DeedContext): Promise<Words> {
  const checks = [...(await tools.checks()), await givenUp(ask, context)];
  return renderChecklist(checks, AT_THE_MACHINE);
}

export function doctorWith(tools: DoctorTools): Deed {
  return {
    name: 'doctor',
    command: {
      word: 'doctor',
      usage: 'doctor',
      says: 'Try what Firescribe needs here, and say what is missing; for admins.',
      needsIncident: false,
      async run(ask, context) {
        requireOperator(ask, tools);
        return {
          kind: 'private',
          text: 'Trying what Firescribe needs in this workspace; what was found follows here.',
          later: () => findings(tools, ask, context),
        };
      },
    },
  };
}
