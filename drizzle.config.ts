// Where drizzle-kit finds the tables and puts the migrations (`npm run db:generate`).
import { defineConfig } from 'drizzle-kit';

export default defineConfig({ dialect: 'sqlite', schema: './src/timeline/schema.ts', out: './migrations' });
