// Writes docs/postmortem.schema.json anew: `node src/postmortem/write-schema.ts` after a change to schema.ts.
import { writeFileSync } from 'node:fs';
import { postmortemSchema } from './schema.ts';

const file = new URL('../../docs/postmortem.schema.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(postmortemSchema(), null, 2)}\n`);
