// Drill: an incident to practise on. It looks and works like a real one, says what it is, and wakes nobody.
import type { Deed } from '../deed.ts';
import { declareLine } from './declare.ts';

export const drill: Deed = {
  name: 'drill',
  command: {
    word: 'drill',
    aliases: ['exercise'],
    usage: 'drill [title] [--sev 2] [--service checkout] [--team payments] [--private]',
    says: 'Practise: an incident that says it is a drill, pages nobody and counts nowhere.',
    needsIncident: false,
    aboutOthers: true,
    run: (ask, context) => declareLine(ask, context, 'drill'),
  },
};
