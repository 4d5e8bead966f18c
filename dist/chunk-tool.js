// src/frameworks/php/tool.ts
/** Why a call cannot be written as SQL; one clause, no full stop. */
var Unclear = class extends Error {};

export { Unclear as t };