// Writes docs/firescribe.schema.json anew: `npm run schema` after a change to a section of firescribe.yml.
import { writeFileSync } from 'node:fs';
import { configSchema } from './config-file.ts';

const file = new URL('../docs/firescribe.schema.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(configSchema(), null, 2)}\n`);
