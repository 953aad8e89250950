// A page as a direct message: the embedded default, where no pager is connected.
import type { Performer } from '../engine/performer.ts';
import { directPage } from './page-words.ts';
import { privately } from './private-words.ts';
import { eventOf, incidentOf, type Stage } from './stage.ts';

export function pageDirectPerformer(stage: Stage): Performer<'page.direct'> {
  const tell = privately(stage, { rather: 'twice' });
  return async (effect) => {
    const { event: id, who } = effect.payload;
    const [incident, event] = await Promise.all([
      incidentOf(stage, effect.stream),
      eventOf(stage, id, 'person-paged'),
    ]);
    const asked = await eventOf(stage, event.data.page, 'page-asked');
    await tell(effect, who, directPage(asked, event, incident, stage.policy));
  };
}
