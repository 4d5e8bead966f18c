import { n as makeFix, r as withFiles, t as fixedChange } from "./chunk-fix.js";

export { makeFix };