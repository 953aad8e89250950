// Writes the table of methods into docs/emulator.md: node src/emulator/write-docs.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { coverageTable } from './coverage.ts';
import { DOCS, withTable } from './docs-page.ts';
import { methods } from './methods/catalog.ts';
import { readProbed } from './probed.ts';

writeFileSync(DOCS, withTable(readFileSync(DOCS, 'utf8'), coverageTable(methods, readProbed())));
