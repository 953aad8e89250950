// Has whoever asked for an import told that it is done.
import { reaction } from './reaction.ts';

export const tellImport = reaction('tell who asked for the import', ['channel-imported'], (event) => [
  { kind: 'import.tell', payload: { event: event.id } },
]);
