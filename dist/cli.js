#!/usr/bin/env node
import { n as run } from "./chunk-commands2.js";
import { hi as systemIo } from "./chunk-review.js";

// src/cli.ts
/** The command `lockkeeper`. */
process.exitCode = await run(process.argv.slice(2), systemIo());

export {  };