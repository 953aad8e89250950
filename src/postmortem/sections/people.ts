// Who held which role, and who else took part.
import type { Section, Table } from '../document.ts';
import { evidenceOf, gap, type Material } from '../material.ts';

type Row = Table['rows'][number];

function roles(material: Material): Row[] {
  return material.events.flatMap((event): Row[] => {
    if (event.type !== 'role-assigned' || event.data.to === null) {
      return [];
    }
    const { role, to } = event.data;
    const holds = material.incident.roles[role.id]?.who.id === to.id;
    const since = `${holds ? 'since' : 'from'} ${material.when(event.occurredAt)}`;
    return [{ cells: [role.label, material.who(to), since], evidence: evidenceOf(material, [event.id]) }];
  });
}

function participants(material: Material): Row[] {
  const said = new Map<string, { name: string; bot: boolean; count: number }>();
  for (const { kind, author } of material.entries) {
    if (kind === 'message') {
      const known = said.get(author.id) ?? {
        name: material.who(author),
        bot: author.kind !== 'person',
        count: 0,
      };
      said.set(author.id, { ...known, count: known.count + 1 });
    }
  }
  return [...said.values()]
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .map(({ name, bot, count }) => ({
      cells: [bot ? 'bot' : 'responder', name, count === 1 ? '1 message' : `${count} messages`],
      evidence: [],
    }));
}

export function people(material: Material): Section {
  const held = roles(material);
  return {
    id: 'people',
    title: 'Roles and responders',
    statements: held.length > 0 ? [] : [gap('No role was assigned on record.')],
    table: { columns: ['Role', 'Who', 'On record'], rows: [...held, ...participants(material)] },
  };
}
