import { t as parsePrism } from "./chunk-review.js";

export { parsePrism };