import { n as writeFiles, t as fixCommand } from "./chunk-fix4.js";

export { fixCommand };