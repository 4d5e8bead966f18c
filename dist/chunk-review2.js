import { a as reviewCommand, o as reviewInput } from "./chunk-review.js";

export { reviewCommand };