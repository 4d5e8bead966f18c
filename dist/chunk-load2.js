import { t as readRules } from "./chunk-load.js";

export { readRules };