import { n as fixJson, r as writeFiles, t as fixCommand } from "./chunk-fix.js";

export { fixCommand };