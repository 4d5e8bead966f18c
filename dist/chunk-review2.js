import { a as reviewCommand } from "./chunk-review.js";

export { reviewCommand };