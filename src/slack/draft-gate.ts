// What stands between a draft and its readers, from the file that is kept beside the draft.
import { EMPTY_GATE, type GateSheet, gateSheet } from '../evidence/gate-sheet.ts';
import type { Incident } from '../incident/state.ts';
import type { Stage } from './stage.ts';

/** Empty where there is no draft, or its files were erased with words that they quoted. */
export async function draftGate(
  { engine, files }: Pick<Stage, 'engine'> & { files: Pick<Stage['files'], 'read'> },
  { draft }: Pick<Incident, 'draft'>,
): Promise<GateSheet> {
  const event = draft && (await engine.questions.event(draft.event));
  const digest = event?.type === 'postmortem-drafted' ? event.data.files.gate : undefined;
  const bytes = digest && (await files.read(digest));
  return bytes ? gateSheet.parse(JSON.parse(new TextDecoder().decode(bytes))) : EMPTY_GATE;
}
