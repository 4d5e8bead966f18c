import { f as reviewCommand, p as reviewInput } from "./chunk-review.js";

export { reviewCommand };