import { d as reviewCommand, f as reviewInput } from "./chunk-review.js";

export { reviewCommand };