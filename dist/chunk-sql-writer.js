import { c as SQL_FORMATS, d as statementsText, l as inTransaction, s as IRREVERSIBLE, u as sqlWriter } from "./chunk-review.js";

export { SQL_FORMATS, sqlWriter };