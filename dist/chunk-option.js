import { n as readOption, r as showOption, t as expectedOption } from "./chunk-review.js";

export { expectedOption, readOption };