#!/usr/bin/env node
/** The command `lockkeeper`. */
import { run } from './commands/index.ts';
import { systemIo } from './commands/io.ts';

process.exitCode = await run(process.argv.slice(2), systemIo());
